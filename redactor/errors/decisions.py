"""Images whose masks, frames or attributes nobody may decide by rule."""

from __future__ import annotations

from redactor.errors.base import QT_TRANSLATE_NOOP, SetAside


class UnreadableAttributes(SetAside):
    """The data set cannot be walked to its end."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The attributes of this file can't be read to the end (near {path}). Nothing was written for it.",
    )


class UndefinedSopClass(SetAside):
    """The SOP Class is private, or younger than the tables: what identifies in it, and what it requires, is unknown."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This is a private or unknown kind of instance (SOP Class), for which the DICOM Standard defines no "
        "de-identification. Nothing was written; export it as a standard kind from its source.",
    )


class BurnedInTextNotAllowed(SetAside):
    """Text was found in an image of a kind that may not have any, and nobody looked at what is left."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Text was found in this image, and this kind of image must state that it has none. Nobody has checked what is "
        "left, so nothing was written; review the image, then export it.",
    )


class TwoPatients(SetAside):
    """One series names more than one patient."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "One series holds images of {count} patients. Split it by patient at its source, then open it again.",
    )


class PictureOnly(SetAside):
    """A picture was given where a written DICOM result is needed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This is a picture, not a DICOM result, and pictures are not checked. De-identify it first; its copy is a "
        "DICOM instance.",
    )


class PlanDoesNotFit(SetAside):
    """A plan was made for an image of another size."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The saved mask does not fit this image of {rows} × {columns} (frames: {frames}). "
        "It is never scaled; draw one for this size.",
    )


class NoFrameLeft(SetAside):
    """A plan drops every frame of an image."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Every frame of this image is to be left out, so nothing was written for it. "
        "Keep a frame, or leave out the whole image.",
    )


class FramesCannotBeDropped(SetAside):
    """Something in the instance counts on every frame being there, and can't follow."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Single frames can't be left out of this image: {keyword} could not be kept right. "
        "Hide what they show instead.",
    )


class DecisionRefused(SetAside):
    """A decision would keep what identifies, or remove what the image needs."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The attribute {path} can't be kept or removed as decided: it identifies, or the image needs it. "
        "Nothing was written; take the decision back.",
    )


class DetectorFailed(SetAside):
    """A detector broke off, so nobody looked at the whole image."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The search {detector} broke off on this image, so its proposals are not complete. Mask it by hand.",
    )


class TooLarge(SetAside):
    """Native Pixel Data can't be longer than its 32-bit length allows."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The decoded image would not fit into one instance (4 GB). Split it at its source, then try again.",
    )


class NoDeclaredRange(SetAside):
    """Noise was asked for stored values of which nothing says how far apart they may lie."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This image has no declared range of stored values of up to 32 bits, so noise could promise nothing. "
        "No copy with noise was made.",
    )
