"""Files that are set aside for what they are."""

from __future__ import annotations

from redactor.errors.base import QT_TRANSLATE_NOOP, SetAside


class NotDicom(SetAside):
    """The file has no DICOM data set."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This is not a DICOM file. It was left out; if it should be one, export it again from its source.",
    )


class Unreadable(SetAside):
    """The file system refused to give the bytes."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This can't be read ({reason}). Check that it exists and that you may read it, then try again.",
    )


class Changed(SetAside):
    """The file became shorter or another one while it was read."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This file changed while it was read. Nothing was written for it; copy it to a safe place and try again.",
    )


class Truncated(SetAside):
    """The file ends before its data set does."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This file ends too early: it is incomplete. Nothing was written for it; fetch it again from its source.",
    )


class ArchiveTooLarge(SetAside):
    """A ZIP archive gives more than its limits allow, as a bomb does."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This archive unpacks to more than is allowed here (too many files, too much data, or too deep), as one made "
        "to do harm does. The rest of it was left out; unpack it yourself if you trust it, and open the folder.",
    )


class ArchiveBroken(SetAside):
    """A ZIP archive, or a member of one, is damaged or packed in an unknown way."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This archive, or this file in it, is damaged or packed in an unknown way. It was left out; "
        "fetch it again from its source.",
    )


class ArchiveLocked(SetAside):
    """A member of a ZIP archive needs a password."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This file lies in an archive under a password. It was left out; unpack the archive yourself, "
        "and open the folder.",
    )


class NoPixelData(SetAside):
    """The instance holds no image."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This instance holds no Pixel Data ({kind}), so there is nothing to show. It was left out.",
    )


class HoldsDocument(SetAside):
    """An encapsulated document: a whole report, a model."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This instance ({kind}) holds a whole document that can't be searched here. It was left out; "
        "redact the document with a tool of its own.",
    )


class HoldsVoice(SetAside):
    """A recording of a voice."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "This instance ({kind}) holds sound, which can tell a person by voice or by name. It was left out."
    )


class HoldsWaveform(SetAside):
    """Curves over time, such as an ECG."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This instance ({kind}) holds a waveform, which can't be looked at here. It was left out; "
        "de-identify it with a tool that shows it.",
    )


class HoldsSurface(SetAside):
    """A surface of a body."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This instance ({kind}) holds a surface of the body, from which a face may be rebuilt. It was left out; "
        "look at it with a tool that shows it.",
    )


class HoldsOpaqueValues(SetAside):
    """Values in a form of their maker's."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This instance ({kind}) holds values that can't be looked at here. It was left out; "
        "send the images made from it instead.",
    )


class UnknownObject(SetAside):
    """A kind of instance for which there are no rules."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "There are no rules for this kind of instance ({kind}). It was left out; send it only after a review."
    )


class SlideLabel(SetAside):
    """The picture of a slide's label, or of the whole slide with its label."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This is the picture of a slide's label, or one that may show it. It was left out; "
        "look at it and mask the label in the window.",
    )


class ScreenCapture(SetAside):
    """A copy of a screen, such as a dose report, that nobody has looked at."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This is a copy of a screen (a dose report, a protocol page, a rendering or a report), full of text about the "
        "patient, and nobody has looked at it. It was left out; review it in the window, or include such images on "
        "purpose (--include-screen-captures).",
    )


class BrokenLayout(SetAside):
    """A layout file that can't be read; what it would have hidden is unknown."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "A file of device layouts can't be read at {where}: {problem}. What it would have hidden is unknown, so "
        "nothing was done; correct it, or take it out of the folder of layouts.",
    )


class IsDicomdir(SetAside):
    """The file is a DICOMDIR, a table of contents full of names."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "A DICOMDIR lists images and patients but holds no image. Open the folder beside it instead.",
    )


class DiskFull(SetAside):
    """The output could not be written for want of room."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The disk is full. Finished files are safe, this one was not written. Free some space and try again.",
    )


class CannotWrite(SetAside):
    """The output could not be written for another reason."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The output can't be written ({reason}). Finished files are safe. Choose another folder and try again.",
    )
