"""Hostile and broken attributes: done without them, or set aside with their place and never their value."""

from __future__ import annotations

import struct
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

from redactor.dicom.instance import Instance
from redactor.errors import SetAside, Truncated, UnreadableAttributes
from redactor.workflow.report import ItemStatus
from tests.folders import contents
from tests.instances import capture, header, noise, save, with_pixels
from tests.runs import applied

if TYPE_CHECKING:
    from pathlib import Path

SECRET = b"ZELDONIA"
LONG = frozenset({b"OB", b"OW", b"SQ", b"UN", b"UT", b"UC", b"UR"})


def explicit(tag: int, vr: bytes, value: bytes, length: int | None = None) -> bytes:
    """Give an element in Explicit VR Little Endian; `length` may be a wrong one."""
    told = len(value) if length is None else length
    head = struct.pack("<HH2s", tag >> 16, tag & 0xFFFF, vr)
    return head + (struct.pack("<HI", 0, told) if vr in LONG else struct.pack("<H", told)) + value


def with_elements(path: Path, *elements: bytes) -> Path:
    """Write an image with elements of group 0009 and above put before the pixel description, whatever they are."""
    data = capture(path).read_bytes()
    place = data.index(struct.pack("<HH2s", 0x0028, 0x0002, b"US"))
    path.write_bytes(data[:place] + b"".join(elements) + data[place:])
    return path


def nested(depth: int, *, undefined: bool) -> bytes:
    """Give a Referenced Series Sequence that holds one, and so on."""
    if undefined:
        opening = struct.pack("<HH2sHI", 0x0008, 0x1115, b"SQ", 0, 0xFFFFFFFF)
        opening += struct.pack("<HHI", 0xFFFE, 0xE000, 0xFFFFFFFF)
        closing = struct.pack("<HHI", 0xFFFE, 0xE00D, 0) + struct.pack("<HHI", 0xFFFE, 0xE0DD, 0)
        return opening * depth + explicit(0x00100010, b"PN", SECRET) + closing * depth
    value = explicit(0x00100010, b"PN", SECRET)
    for _ in range(depth):
        value = explicit(0x00081115, b"SQ", struct.pack("<HHI", 0xFFFE, 0xE000, len(value)) + value)
    return value


def outcome(source: Path) -> tuple[str, bytes]:
    """De-identify a file; give what was said of it, empty if it is done, and all that was written."""
    out = source.parent / "out"
    (item,) = applied([source], out)
    written = b"".join(contents(out).values()) if out.exists() else b""
    return item.reason if item.status is not ItemStatus.DONE else "", written


BROKEN = {
    "a VR that no edition has": explicit(0x00181030, b"ZZ", SECRET),
    "a VR in lower case": explicit(0x00181030, b"lo", SECRET),
    "a number of three bytes": explicit(0x00181310, b"US", SECRET[:3]),
    "a real number of five bytes": explicit(0x00189073, b"FD", SECRET[:5]),
    "a word where a number belongs": explicit(0x00180050, b"DS", SECRET),
    "a word where a date belongs": explicit(0x00181012, b"DA", SECRET),
    "a date as bytes of an unknown VR": explicit(0x00181012, b"UN", SECRET),
    "a UID of letters": explicit(0x00181002, b"UI", SECRET),
    "an empty sequence with bytes": explicit(0x00181012, b"SQ", SECRET),
    "one element twice": explicit(0x00181030, b"LO", SECRET) + explicit(0x00181030, b"LO", b"AXIAL "),
    "one element twice, out of order": explicit(0x00204000, b"LT", SECRET) + explicit(0x00100010, b"PN", SECRET),
    "an unknown character set": explicit(0x00080005, b"CS", b"ISO_IR 999")
    + explicit(0x00181030, b"LO", b"\xff\xfe" + SECRET),
    "a character set that is none": explicit(0x00080005, b"CS", b"\xff\xff") + explicit(0x00181030, b"LO", SECRET),
    "a private element without a creator": explicit(0x00191001, b"LO", SECRET),
    "an odd group that is reserved": explicit(0x00010001, b"LO", SECRET),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_attribute_stops_nothing_or_sets_the_instance_aside(name: str, tmp_path: Path) -> None:
    source = with_elements(tmp_path / "in.dcm", BROKEN[name])
    said, written = outcome(source)
    assert SECRET not in written
    assert SECRET.decode() not in said
    assert said or written


@pytest.mark.parametrize("undefined", [True, False], ids=["undefined length", "defined length"])
def test_ten_thousand_levels_set_an_instance_aside(undefined: bool, tmp_path: Path) -> None:
    source = with_elements(tmp_path / "in.dcm", nested(10_000, undefined=undefined))
    said, written = outcome(source)
    assert "(0008,1115)" in said
    assert not written
    assert SECRET.decode() not in said


@pytest.mark.parametrize("depth", [20, 90, 200, 400])
@pytest.mark.parametrize("undefined", [True, False], ids=["undefined length", "defined length"])
def test_any_depth_is_done_or_set_aside(depth: int, undefined: bool, tmp_path: Path) -> None:
    said, written = outcome(with_elements(tmp_path / "in.dcm", nested(depth, undefined=undefined)))
    assert ("(0008,1115)" in said) == (not written)
    assert not said or depth > 20
    assert SECRET not in written


def with_private(path: Path, syntax: str, length: int, *, whole: bool = True) -> Path:
    """Write an image with a private value of zeros, which the disk need not hold."""
    ds = with_pixels(header(), noise((1, 12, 16)))
    save(ds, path, syntax)
    data = path.read_bytes()
    pixels = data.index(struct.pack("<HH", 0x7FE0, 0x0010), 400)
    creator = explicit(0x00290010, b"LO", b"ACME") if syntax == ExplicitVRLittleEndian else b""
    head = struct.pack("<HH", 0x0029, 0x1001)
    head += struct.pack("<2sHI" if creator else "<I", *((b"OB", 0, length) if creator else (length,)))
    with path.open("wb") as file:
        file.write(data[:pixels] + creator + head)
        if whole:
            file.seek(length, 1)
            file.write(data[pixels:])
    return path


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian])
def test_large_private_data_is_passed_over_and_not_read(syntax: str, tmp_path: Path) -> None:
    source = with_private(tmp_path / "in.dcm", syntax, 300 << 20)
    tracemalloc.start()
    try:
        instance = Instance.open(source)
        assert instance.frame(1).stored_values.shape == (12, 16)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 << 20
    said, written = outcome(source)
    assert not said
    assert len(written) < 1 << 20


def test_private_data_that_ends_too_early_is_a_truncated_file(tmp_path: Path) -> None:
    with pytest.raises(Truncated):
        Instance.open(with_private(tmp_path / "in.dcm", ExplicitVRLittleEndian, 300 << 20, whole=False))


def test_a_long_value_that_is_not_private_is_read(tmp_path: Path) -> None:
    item = header(PatientComments="x" * 2_000_000)
    ds = with_pixels(header(ReferencedSeriesSequence=[item], SOPInstanceUID="2.25.1003"), noise((1, 12, 16)))
    instance = Instance.open(save(ds, tmp_path / "in.dcm"))
    assert len(instance.attributes.ReferencedSeriesSequence[0].PatientComments) == 2_000_000
    assert instance.frame(1).stored_values.shape == (12, 16)
    assert outcome(instance.path)[0] == ""


def test_the_place_and_not_the_value_is_named() -> None:
    said = str(UnreadableAttributes(path="(0008,1115)"))
    assert "(0008,1115)" in said
    assert issubclass(UnreadableAttributes, SetAside)
