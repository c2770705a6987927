"""Pixel Data that can't be read, or can't be written again."""

from __future__ import annotations

from redactor.errors.base import QT_TRANSLATE_NOOP, SetAside


class NoTransferSyntax(SetAside):
    """Nothing says how the data set is encoded."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This file does not say how it is encoded (no Transfer Syntax UID). Export it again from its source.",
    )


class UnsupportedTransferSyntax(SetAside):
    """The Transfer Syntax is unknown, or nothing installed decodes it."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The Transfer Syntax {name} can't be decoded here. Convert the image to another one, then try again.",
    )


class VideoExtraMissing(SetAside):
    """The instance is a video, and the optional library that decodes and codes video is not installed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This is a video. Videos need an optional part that is not installed: pip install redactor[video].",
    )


class StereoVideo(UnsupportedTransferSyntax):
    """The instance is a video of two views in one stream; of these the library decodes the first only."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This video holds two views in one stream (stereo), and only the first can be decoded here. "
        "What nobody can see can't be hidden, so nothing was written; export it as one video a view.",
    )


class InterlacedVideo(SetAside):
    """The frames of a video are made of fields in a way that can't be kept."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The frames of this video are interlaced in a way that can't be kept, so nothing was written. "
        "Export it progressive from its source, then try again.",
    )


class InvalidImageAttribute(SetAside):
    """An attribute of the Image Pixel Module is missing or makes no sense."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The attribute {keyword} is missing or not valid, so the pixels can't be trusted. Fetch the image again.",
    )


class WrongPixelDataLength(SetAside):
    """Pixel Data is shorter than rows, columns and frames demand."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Pixel Data holds {actual} bytes where {expected} are needed. The image is damaged; fetch it again.",
    )


class BrokenEncapsulation(SetAside):
    """Fragments or offsets of compressed Pixel Data contradict one another."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "The compressed frames are not stored correctly (at frame {frame}). Fetch the image again."
    )


class BrokenCodeStream(SetAside):
    """A compressed frame contradicts itself or the header."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "The code stream of frame {frame} is damaged or does not fit the header. Fetch the image again."
    )


class IncompleteFrame(SetAside):
    """A compressed frame ends before its picture does."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Frame {frame} is cut off: a part of its picture is missing. Nothing was written; fetch the image again.",
    )


class CannotEncode(SetAside):
    """An encoder refused a frame."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "Frame {frame} can't be coded again ({uid}). Nothing was written for this image; convert it first."
    )


class UndecodableFrame(SetAside):
    """A decoder refused a frame."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "Frame {frame} can't be decoded ({uid}). It can't be checked, so nothing was written; fetch it again.",
    )
