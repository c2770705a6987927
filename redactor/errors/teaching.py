"""What can't join, or leave in, a teaching package."""

from __future__ import annotations

from redactor.errors.base import QT_TRANSLATE_NOOP, CheckFailed, SetAside, UsageError


class NotAResult(SetAside):
    """A teaching case is made from written results alone, each beside its own edit record."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This is no result of this program, or its edit record is missing or of another file. It was left out; "
        "de-identify the image first, and keep file and record together.",
    )


class NothingReleased(SetAside):
    """DICOM files can't be stamped as drafts, so only released ones leave."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Not every image of this case is released, and no draft stamp can be put on DICOM files. "
        "This format was left out; have the images released, then export again.",
    )


class TeachingExtraMissing(SetAside):
    """An optional package that a teaching format needs is not installed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This format needs the optional package {package}, which is not installed. It was left out; "
        "install redactor[{extra}], or choose another format.",
    )


class LettersMissing(SetAside):
    """A text has letters that the font of a format lacks."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Letters of the texts are not in the font of this format: {count}. It was left out, since they would be "
        "missing without a word; write them in another way, or choose another format.",
    )


class NothingToShow(SetAside):
    """A format has nothing to hold, such as a film of a case without a cine."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "No image of this case fits this format (stills, or several frames). It was left out."
    )


class CannotEncodePicture(SetAside):
    """A picture could not be written in a format."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "A picture can't be written in this format. It was left out; choose another format."
    )


class IdentifierInPackage(CheckFailed):
    """A finished package holds a word of the patient, or a hiding place that nothing may use."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The finished package holds what it must not ({check}, in {place}). It was not kept with the others: "
        "it lies in the local folder, under quarantine.",
    )


class IdentifierInText(UsageError):
    """What an author wrote may identify somebody."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "What was written may identify somebody: {places}. Nothing was exported. Rewrite these places; a word that "
        "names nobody can be confirmed in the case.",
    )


class NoTraceLedger(UsageError):
    """No export with trace marks is known at the places named."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "No export with a trace mark was kept at these places. Name the output folder of an export, "
        "whose local folder stands beside it.",
    )
