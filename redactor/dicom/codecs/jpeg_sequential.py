"""JPEG Baseline and Extended sequential: only the blocks that a mask touches change, in the DCT domain.

Every other block keeps its coefficients bit for bit; they are only coded again. No pixel is decoded, and nothing but
the changed stream leaves memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from redactor.dicom.codecs import jpeg_scan, jpeg_stream
from redactor.dicom.codecs.jpeg_stream import APP0, APP14, DHT, SOS, BrokenStream
from redactor.dicom.codecs.turbojpeg import transformed, visit
from redactor.model.image import Grain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from redactor.dicom.codecs.jpeg_stream import FrameHeader, Segment
    from redactor.model.mask import Mask

_T = TypeVar("_T")
BASELINE: Final = 0xC0
EXTENDED: Final = 0xC1
_DQT: Final = 0xDB
_MOST_BLOCKS: Final = 10
_CODED: Final = frozenset({_DQT, BASELINE, EXTENDED, DHT, SOS, jpeg_stream.DRI})


def is_for_blocks(header: FrameHeader) -> bool:
    """True for the two Huffman-coded sequential processes (8 or 12 bits), if all components can share a scan.

    The library codes one interleaved scan, whose MCUs hold ten blocks at most (10918-1 B.2.3).
    """
    return header.marker in {BASELINE, EXTENDED} and header.blocks_in_mcu <= _MOST_BLOCKS


def grain(header: FrameHeader) -> Grain:
    """Give the block of pixels that can be changed alone: the MCU."""
    columns, rows = header.mcu
    return Grain(columns, rows)


def redacted(stream: bytes, touched: TouchedBlocks, photometric_interpretation: str) -> bytes:
    """Give the stream with every touched block black.

    Raises
    ------
    BrokenStream
        If the stream can't be taken apart or coded again.
    """
    parts = list(jpeg_stream.segments(stream))
    header = jpeg_stream.frame_header_in(parts)
    levels = black_levels(parts, header, photometric_interpretation)
    runs = touched.runs(header)

    def blacken(row: int, component: int, coefficients: Callable[[], NDArray[np.int16]]) -> None:
        hidden = runs[component].get(row)
        if hidden:
            found = coefficients()
            # The library leaves out blocks that only fill up the last MCU; it codes them anew as copies.
            for run in hidden:
                found[run] = 0
                found[run, 0] = levels[component]

    return _spliced(parts, _carried(jpeg_stream.bare(parts), lambda bare: transformed(bare, blacken)))


def _carried(bare: bytes, work: Callable[[bytes], _T]) -> _T:
    """Do what needs the library on the bare stream; if it finds fault with that, without bytes behind its data."""
    try:
        return work(bare)
    except BrokenStream:
        trimmed = jpeg_scan.trimmed(bare)
        if trimmed == bare:
            raise
        return work(trimmed)


@dataclass
class TouchedBlocks:
    """The blocks that a mask touches, for as many frames as share it.

    Attributes
    ----------
    mask
        Bool, shape (rows, columns), grown to the grain.
    """

    mask: Mask
    _last: tuple[FrameHeader, list[dict[int, list[slice]]]] | None = field(default=None, repr=False)

    def runs(self, header: FrameHeader) -> list[dict[int, list[slice]]]:
        """Give, for each component, the runs of touched blocks by the number of their row, for rows with any.

        Nearly all frames of a file have one frame header: what it gave last is held.
        """
        last = self._last
        if last is None or last[0] != header:
            last = header, [_runs(component) for component in block_masks(header, self.mask)]
            self._last = last
        return last[1]


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

    _carried(jpeg_stream.stripped(stream), lambda bare: visit(bare, collect))
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


def black_levels(parts: Sequence[Segment], header: FrameHeader, photometric_interpretation: str) -> list[int]:
    """Give the quantised DC coefficient of black for each component: 0 for chroma, the lowest level for the rest."""
    tables = _quantisation_tables(parts)
    chroma = len(header.components) == 3 and jpeg_stream.is_ycbcr(parts, photometric_interpretation)
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


def _quantisation_tables(parts: Iterable[Segment]) -> dict[int, int]:
    """Give the first entry (of the DC coefficient) of each quantisation table."""
    found = {}
    for segment in parts:
        data = segment.payload if segment.marker == _DQT else b""
        while data:
            wide = data[0] >> 4
            if len(data) < 1 + (128 if wide else 64):
                raise BrokenStream("a quantisation table is too short")
            found[data[0] & 15] = int.from_bytes(data[1 : 3 if wide else 2], "big") or 1
            data = data[1 + (128 if wide else 64) :]
    return found


def _spliced(source: Iterable[Segment], coded: bytes) -> bytes:
    """Give the result's tables and scans between headers made anew from the source's segments.

    libjpeg writes JFIF or Adobe segments by its own idea of the colours; the source's are right, or absent with reason.
    """
    named = (jpeg_stream.application_segment(part) for part in source if part.marker in {APP0, APP14})
    made = (part for part in jpeg_stream.segments(coded) if part.marker in _CODED)
    return jpeg_stream.whole((*(part for part in named if part is not None), *made))
