"""JPEG Baseline and Extended sequential: only the blocks that a mask touches change, in the DCT domain.

Every other block keeps its coefficients bit for bit; they are only coded again. No pixel is decoded, and nothing but
the changed stream leaves memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from redactor.dicom.codecs import jpeg_scan, jpeg_stream
from redactor.dicom.codecs.jpeg_stream import APP0, APP14, DHT, SOS, BrokenStream, FrameHeader, Segment
from redactor.dicom.codecs.turbojpeg import transformed, visit
from redactor.model.image import Grain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from redactor.model.mask import Mask

_T = TypeVar("_T")
BASELINE: Final = 0xC0
EXTENDED: Final = 0xC1
_DQT: Final = 0xDB
_MOST_BLOCKS: Final = 10


def is_for_blocks(header: FrameHeader) -> bool:
    """True for the two Huffman-coded sequential processes (8 or 12 bits), if all components can share a scan.

    The library codes one interleaved scan, whose MCUs hold ten blocks at most (10918-1 B.2.3).
    """
    return header.marker in {BASELINE, EXTENDED} and header.blocks_in_mcu <= _MOST_BLOCKS


def grain(header: FrameHeader) -> Grain:
    """Give the block of pixels that can be changed alone: the MCU."""
    columns, rows = header.mcu
    return Grain(columns, rows)


def redacted(stream: bytes, mask: Mask, photometric_interpretation: str) -> bytes:
    """Give the stream with every block under the mask black.

    Parameters
    ----------
    mask
        Bool, shape (rows, columns), grown to the grain.

    Raises
    ------
    BrokenStream
        If the stream can't be taken apart or coded again.
    """
    header = jpeg_stream.frame_header(stream)
    blocks = block_masks(header, mask)
    levels = black_levels(stream, header, photometric_interpretation)

    touched = [_runs(component) for component in blocks]

    def blacken(row: int, component: int, coefficients: Callable[[], NDArray[np.int16]]) -> None:
        runs = touched[component].get(row)
        if runs:
            found = coefficients()
            # The library leaves out blocks that only fill up the last MCU; it codes them anew as copies.
            for run in runs:
                found[run] = 0
                found[run, 0] = levels[component]

    return _spliced(stream, _carried(stream, lambda bare: transformed(bare, blacken)))


def _carried(stream: bytes, work: Callable[[bytes], _T]) -> _T:
    """Do what needs the library on the bare stream; if it finds fault with that, without bytes behind its data."""
    bare = jpeg_stream.stripped(stream)
    try:
        return work(bare)
    except BrokenStream:
        trimmed = jpeg_scan.trimmed(bare)
        if trimmed == bare:
            raise
        return work(trimmed)


def _runs(blocks: Mask) -> dict[int, list[slice]]:
    """Give the runs of hidden blocks by the number of their row; rows without any are left out."""
    edges = np.diff(np.pad(blocks, ((0, 0), (1, 1))).view(np.int8), axis=1)
    rows, columns = (found.tolist() for found in np.nonzero(edges))
    runs: dict[int, list[slice]] = {}
    for row, start, stop in zip(rows[::2], columns[::2], columns[1::2], strict=True):
        runs.setdefault(row, []).append(slice(start, stop))
    return runs


def coefficients(stream: bytes) -> list[NDArray[np.int16]]:
    """Give the quantised DCT coefficients of each component: int16, shape (block rows, block columns, 64)."""
    header = jpeg_stream.frame_header(stream)
    tall = max(c.vertical for c in header.components)
    rows = [-(-header.rows * c.vertical // (8 * tall)) for c in header.components]
    planes: dict[int, NDArray[np.int16]] = {}

    def collect(row: int, component: int, values: Callable[[], NDArray[np.int16]]) -> None:
        if row < rows[component]:  # what only fills up the last MCU is coded anew, as copies
            found = values()
            if component not in planes:
                planes[component] = np.zeros((rows[component], *found.shape), np.int16)
            planes[component][row] = found

    _carried(stream, lambda bare: visit(bare, collect))
    return [planes[component] for component in sorted(planes)]


def block_masks(header: FrameHeader, mask: Mask) -> list[Mask]:
    """Give, for each component, which of its blocks lie in an MCU that the mask touches: bool (block rows, columns)."""
    columns, rows = header.mcu
    tall, wide = -(-header.rows // rows), -(-header.columns // columns)
    padded = np.zeros((tall * rows, wide * columns), np.bool_)
    padded[: mask.shape[0], : mask.shape[1]] = mask
    lines = padded.reshape(tall, rows, wide * columns).any(axis=1)
    units: Mask = np.asarray(lines.reshape(tall, wide, columns).any(axis=2))
    if len(header.components) == 1:
        return [units]
    return [units.repeat(c.vertical, axis=0).repeat(c.horizontal, axis=1) for c in header.components]


def black_levels(stream: bytes, header: FrameHeader, photometric_interpretation: str) -> list[int]:
    """Give the quantised DC coefficient of black for each component: 0 for chroma, the lowest level for the rest."""
    tables = _quantisation_tables(stream)
    chroma = len(header.components) == 3 and jpeg_stream.is_ycbcr(stream, photometric_interpretation)
    levels = []
    for number, component in enumerate(header.components):
        if component.table not in tables:
            raise BrokenStream("a quantisation table is missing")
        # A block of one value v has DC 8·(v - middle): for black -8·2^(precision - 1), or the next step beyond, which
        # decoders cut off. Rounding to the nearest step would leave it gray.
        steps = -(-(8 << (header.precision - 1)) // tables[component.table])
        inverted = len(header.components) == 1 and photometric_interpretation == "MONOCHROME1"
        levels.append(0 if chroma and number else steps if inverted else -steps)
    return levels


def _quantisation_tables(stream: bytes) -> dict[int, int]:
    """Give the first entry (of the DC coefficient) of each quantisation table."""
    found = {}
    for segment in jpeg_stream.segments(stream):
        data = segment.payload if segment.marker == _DQT else b""
        while data:
            wide = data[0] >> 4
            if len(data) < 1 + (128 if wide else 64):
                raise BrokenStream("a quantisation table is too short")
            found[data[0] & 15] = int.from_bytes(data[1 : 3 if wide else 2], "big") or 1
            data = data[1 + (128 if wide else 64) :]
    return found


def _spliced(source: bytes, coded: bytes) -> bytes:
    """Give the result's tables and scans between headers made anew from the source.

    libjpeg writes JFIF or Adobe segments by its own idea of the colours; the source's are right, or absent with reason.
    """
    return b"\xff\xd8" + b"".join(map(jpeg_stream.assembled, _joined(source, coded))) + b"\xff\xd9"


def _joined(source: bytes, coded: bytes) -> Iterator[Segment]:
    for segment in jpeg_stream.segments(source):
        if segment.marker in {APP0, APP14}:
            kept = jpeg_stream.application_segment(segment)
            if kept is not None:
                yield kept
    for segment in jpeg_stream.segments(coded):
        if segment.marker in {_DQT, BASELINE, EXTENDED, DHT, SOS, jpeg_stream.DRI}:
            yield segment
