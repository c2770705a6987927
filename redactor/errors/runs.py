"""Files that a run over many sets aside."""

from __future__ import annotations

from redactor.errors.base import QT_TRANSLATE_NOOP, SetAside


class NoTemplate(SetAside):
    """No template is for images of this kind."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "No mask template is for images of this kind. Nothing was written for it; draw a mask on one of them and save "
        "it as a template.",
    )


class TemplateOtherSize(SetAside):
    """A template is for this device, but for images of another size."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "A mask template is for this device, but not for images of {rows} × {columns}. It is never scaled; "
        "draw one for this size.",
    )


class SeveralTemplates(SetAside):
    """More than one template is for an image."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "More than one mask template ({count}) is for images of this kind. Nothing was written. "
        "Name one of them only, or make their rules narrower.",
    )


class NotForTemplates(SetAside):
    """Templates are for images, and this is none."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This is not an image of one size, and mask templates are for such images. It was left out; "
        "work on it by itself.",
    )


class UncoveredText(SetAside):
    """A result shows text that its mask does not cover."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Text was found outside the mask (places: {count}), so nothing was written for this image. "
        "Look at it, and draw a mask that covers them.",
    )


class TimedOut(SetAside):
    """One file took longer than is allowed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This file took longer than {seconds} s and was stopped. Nothing was written for it; "
        "work on it by itself, or allow more time.",
    )


class WorkerEnded(SetAside):
    """The process that worked on a file ended, more than once."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The worker process ended while it worked on this file, {count} times. Nothing was written for it; the file "
        "may be damaged, or need more memory than is allowed.",
    )


class SegExtraMissing(SetAside):
    """A mask is to be written as DICOM SEG, and the optional library for it is not installed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Masks can't be written as DICOM SEG here. That needs an optional part: pip install redactor[seg].",
    )


class MaskNotRebuilt(SetAside):
    """A result does not tell which pixels are hidden in it."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The mask of this image can't be written as DICOM SEG. Nothing was written for it; leave out the masks, and "
        "use the edit record instead.",
    )
