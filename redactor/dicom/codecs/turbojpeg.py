"""libjpeg-turbo's lossless transform: DCT coefficients handed over in memory, one row of blocks at a time.

The library is called through ctypes, since no Python binding offers its custom filter. It comes from the wheel
`turbojpeg` (whose own bindings are not used), or from the system.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from redactor.dicom.codecs.jpeg_stream import BrokenStream, EndsEarly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from redactor.dicom.codecs.jpeg_stream import FrameHeader

    Edit = Callable[[int, int, Callable[[], NDArray[np.int16]]], None]
    """Takes the number of a row of blocks and of its component, from 0, and what gives its coefficients (blocks, 64).

    They can be changed in place, and are gone when it returns. Most rows are left alone, so they are not asked for.
    """

TOO_SHORT: Final = "remature end"  # Premature end of JPEG file, premature end of data segment
_OF_VERSION_2: Final = {(1, 1), (2, 1), (2, 2), (1, 2), (4, 1)}
_INIT_TRANSFORM: Final = 2  # TJINIT_TRANSFORM
_NO_OUTPUT: Final = 16  # TJXOPT_NOOUTPUT: the coefficients are decoded and handed over, and that is all
_COPY_NONE: Final = 64  # TJXOPT_COPYNONE: no comments, no application segments


class _Region(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_int), ("w", ctypes.c_int), ("h", ctypes.c_int)]


_Filter = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, _Region, _Region, ctypes.c_int, ctypes.c_int, ctypes.c_void_p)


class _Transform(ctypes.Structure):
    _fields_ = [
        ("r", _Region),
        ("op", ctypes.c_int),
        ("options", ctypes.c_int),
        ("data", ctypes.c_void_p),
        ("custom_filter", _Filter),
    ]


@dataclass(frozen=True)
class _Library:
    handle: Any
    is_3: bool


@cache
def library() -> _Library | None:
    """Give libjpeg-turbo's TurboJPEG library, version 3 or 2, or None where there is none."""
    for name in _places():
        try:
            handle = ctypes.CDLL(name)
        except OSError:
            continue
        if hasattr(handle, "tj3Transform"):
            return _declared_3(handle)
        if hasattr(handle, "tjGetErrorStr2"):  # from 2.0 on
            return _declared_2(handle)
    return None


def takes(header: FrameHeader) -> bool:
    """True if the library is there and takes frames like this: version 2 takes 8 bits and the common samplings."""
    found = library()
    if found is None or found.is_3:
        return found is not None
    factors = tuple((c.horizontal, c.vertical) for c in header.components)
    return header.precision == 8 and (
        len(factors) == 1 or (factors[0] in _OF_VERSION_2 and set(factors[1:]) == {(1, 1)})
    )


def transformed(stream: bytes, edit: Edit) -> bytes:
    """Give the stream coded again after `edit` has seen, and perhaps changed, its coefficients.

    Raises
    ------
    BrokenStream
        If the library refuses the stream, or warns of it.
    """
    return _run(stream, _COPY_NONE, edit)


def visit(stream: bytes, see: Edit) -> None:
    """Hand a stream's coefficients over without coding them again.

    Raises
    ------
    BrokenStream
        If the library refuses the stream, or warns of it.
    """
    _run(stream, _NO_OUTPUT, see)


def complaint(stream: bytes) -> str:
    """Say in the library's words what is wrong with a stream; empty if it is whole and holds nothing else.

    All entropy-coded data is decoded for that, so that bytes too few or too many are noticed.
    """
    try:
        _run(stream, _NO_OUTPUT)
    except BrokenStream as fault:
        return str(fault)
    return ""


def _run(stream: bytes, options: int, edit: Edit | None = None) -> bytes:
    found = library()
    if found is None:
        raise BrokenStream("no library")
    faults: list[BaseException] = []

    def called(  # noqa: PLR0917 - the library calls it so
        address: int,
        part: _Region,
        plane: _Region,
        component: int,
        transform: int,
        own: Any,  # noqa: ANN401
    ) -> int:
        del plane, transform, own

        def coefficients() -> NDArray[np.int16]:
            return np.frombuffer(_row_type(part.w * 8).from_address(address), np.int16).reshape(-1, 64)

        try:
            if edit is not None:
                edit(part.y // 8, component, coefficients)
        except (ValueError, IndexError, TypeError) as fault:  # nothing may be raised through C
            faults.append(fault)
            return -1
        return 0

    transform = _Transform(options=options)
    if edit is not None:
        transform.custom_filter = _Filter(called)
    result, size = ctypes.c_void_p(), ctypes.c_size_t()
    if found.is_3:
        words, output = _run_3(found.handle, stream, transform, result, size)
    else:
        words, output = _run_2(found.handle, stream, transform, result)
    if faults:
        raise faults[0]
    if words:
        raise EndsEarly(words) if TOO_SHORT in words else BrokenStream(words)
    return output


@cache
def _row_type(count: int) -> Any:  # noqa: ANN401
    """Give the type of a row of coefficients; held, since types that come and go by the thousand wear ctypes out."""
    return ctypes.c_int16 * count


def _run_3(handle: Any, stream: bytes, transform: _Transform, result: Any, size: Any) -> tuple[str, bytes]:  # noqa: ANN401
    """Give the library's complaint, empty if it has none, and what it made."""
    instance = handle.tj3Init(_INIT_TRANSFORM)
    try:
        status = handle.tj3Transform(
            instance, stream, len(stream), 1, ctypes.byref(result), ctypes.byref(size), ctypes.byref(transform)
        )
        if status:
            return _words(handle.tj3GetErrorStr(instance)), b""
        return "", ctypes.string_at(result, size.value) if result else b""
    finally:
        handle.tj3Free(result)
        handle.tj3Destroy(instance)


def _run_2(handle: Any, stream: bytes, transform: _Transform, result: Any) -> tuple[str, bytes]:  # noqa: ANN401
    instance = handle.tjInitTransform()
    size = ctypes.c_ulong()
    try:
        status = handle.tjTransform(
            instance, stream, len(stream), 1, ctypes.byref(result), ctypes.byref(size), ctypes.byref(transform), 0
        )
        if status:
            return _words(handle.tjGetErrorStr2(instance)), b""
        return "", ctypes.string_at(result, size.value) if result else b""
    finally:
        handle.tjFree(result)
        handle.tjDestroy(instance)


def _words(told: bytes | None) -> str:
    return (told or b"").decode("ascii", "replace") or "the library refuses the stream"


def _places() -> Iterator[str]:
    try:
        files = metadata.files("turbojpeg") or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        if "libturbojpeg" in file.name or (file.name.startswith("turbojpeg") and file.suffix == ".dll"):
            yield str(file.locate())
    system = ctypes.util.find_library("turbojpeg")
    if system:
        yield system


def _declared_3(handle: Any) -> _Library:  # noqa: ANN401
    pointer, size = ctypes.POINTER(ctypes.c_void_p), ctypes.POINTER(ctypes.c_size_t)
    handle.tj3Init.restype, handle.tj3Init.argtypes = ctypes.c_void_p, [ctypes.c_int]
    handle.tj3Transform.argtypes = [
        ctypes.c_void_p,
        ctypes.c_char_p,
        ctypes.c_size_t,
        ctypes.c_int,
        pointer,
        size,
        ctypes.POINTER(_Transform),
    ]
    handle.tj3GetErrorStr.restype, handle.tj3GetErrorStr.argtypes = ctypes.c_char_p, [ctypes.c_void_p]
    handle.tj3Free.argtypes = handle.tj3Destroy.argtypes = [ctypes.c_void_p]
    return _Library(handle, is_3=True)


def _declared_2(handle: Any) -> _Library:  # noqa: ANN401
    pointer, size = ctypes.POINTER(ctypes.c_void_p), ctypes.POINTER(ctypes.c_ulong)
    handle.tjInitTransform.restype = ctypes.c_void_p
    handle.tjTransform.argtypes = [
        ctypes.c_void_p,
        ctypes.c_char_p,
        ctypes.c_ulong,
        ctypes.c_int,
        pointer,
        size,
        ctypes.POINTER(_Transform),
        ctypes.c_int,
    ]
    handle.tjGetErrorStr2.restype, handle.tjGetErrorStr2.argtypes = ctypes.c_char_p, [ctypes.c_void_p]
    handle.tjFree.argtypes = handle.tjDestroy.argtypes = [ctypes.c_void_p]
    return _Library(handle, is_3=False)
