"""Words of the user that can't be followed."""

from __future__ import annotations

from redactor.errors.base import QT_TRANSLATE_NOOP, UsageError


class OutputNotEmpty(UsageError):
    """The output folder holds something that is not of this project."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "The output folder is not empty. Nothing was written. Choose an empty folder or a new name."
    )


class OutputIsVolumeRoot(UsageError):
    """The output folder is the root of a volume."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "The output folder is the root of a volume. Nothing was written. Choose a folder inside it."
    )


class OutputInsideInput(UsageError):
    """The output folder lies inside a source folder, or holds one."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The output folder and a source folder lie inside one another. Nothing was written. Choose another place.",
    )


class NoInput(UsageError):
    """None of the paths leads to a file."""

    sentence = QT_TRANSLATE_NOOP("Errors", "There is no file at the places named. Check the paths and try again.")


class UnknownPlugin(UsageError):
    """A name that no plug-in has."""

    sentence = QT_TRANSLATE_NOOP("Errors", "There is no {point} named {name}. Known: {known}.")


class InvalidOption(UsageError):
    """A value that an option can't take."""

    sentence = QT_TRANSLATE_NOOP("Errors", "The option {name} can't take that value. Allowed: {allowed}.")


class InvalidDocument(UsageError):
    """A plan, template, case or record that does not follow its schema."""

    sentence = QT_TRANSLATE_NOOP("Errors", "The document is not valid at {where}: {problem}. Nothing was read from it.")


class InvalidProfile(UsageError):
    """A profile file that does not follow its schema, or asks for what no profile may."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The profile {file} is not valid at line {line} (field {field}): {problem}. Nothing was read from it.",
    )


class OtherProfile(UsageError):
    """A project is opened with another profile than the one it was made with."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This project works with the profile {own}, not with {asked}. One project keeps one profile; "
        "make a new project for the other.",
    )


class TemplateNotClean(UsageError):
    """A template holds something of a patient, or of one image."""

    sentence = QT_TRANSLATE_NOOP("Errors", "This can't be a mask template: {problem}. Nothing was saved.")


class NoSuchTemplate(UsageError):
    """The library has no template of a name, or none in use."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The template {name} is not in the library, or no version of it is in use. Nothing was written. "
        "See `redactor template list`.",
    )


class TemplateNotTested(UsageError):
    """A template is to be used that was not tested on files."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The template {name} has not passed a test on files in this version. It was not put in use; "
        "run `redactor template test` first.",
    )


class OtherRun(UsageError):
    """A run is to be resumed with something else than what it began with."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The run in this folder began with other sources, templates or settings. Nothing was written. "
        "Resume it with the same ones, or choose a new folder.",
    )


class WorkersFail(UsageError):
    """Worker processes end before they can work."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Worker processes end before they can work. Finished files are safe. Allow them more memory, then resume.",
    )


class ClusterExtraMissing(UsageError):
    """A cluster was named, and the optional library for it is not installed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Work can't be given to a Dask cluster here. That needs an optional part: pip install redactor[cluster].",
    )


class ClusterUnreachable(UsageError):
    """There is no Dask scheduler at an address, or it has gone."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The Dask scheduler can't be reached, or has no workers. Finished files are safe. "
        "Check the address and the cluster, then resume.",
    )


class ClusterNeedsKeyFile(UsageError):
    """Workers elsewhere can't open the key of the project."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The key of this project is kept where workers on other computers can't have it, and it is never sent. "
        "Nothing was written. Use a project whose key is in its folder, on storage that all workers share.",
    )


class ObscuringRefused(UsageError):
    """Mosaic or blur was asked for an identifier."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Mosaic and blur can be reversed for text, so they are refused for identifiers. Use solid fill.",
    )
