"""Words of the patient are found in every place of a package, and places that nothing may use are refused."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from contextlib import closing
from typing import TYPE_CHECKING, Any

import cv2
import fpdf
import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from redactor import resources
from redactor.errors import IdentifierInPackage
from redactor.exporters.teaching.hand_out import CREATED
from redactor.model.image import Identifiers
from redactor.workflow.package_check import FIXED_TIME, SourceWords, check_package

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WORDS = SourceWords.of(
    [Identifiers((("(0010,0010)", "CANARY^ZELDA"), ("(0010,0030)", "19610307"), ("(0010,0010)", "李梅花")))],
    ["SECRET_folder"],
)
PIXELS = np.arange(256, dtype=np.uint8).reshape(16, 16)


def png(**texts: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    for name, text in texts.items():
        info.add_text(name, text, zip=True)
    target = io.BytesIO()
    Image.fromarray(PIXELS).save(target, "PNG", pnginfo=info)
    return target.getvalue()


def by_pillow(kind: str, **how: object) -> bytes:
    target = io.BytesIO()
    Image.fromarray(PIXELS).save(target, kind, **how)
    return target.getvalue()


def exif() -> bytes:
    told = Image.Exif()
    told[0x010E] = "x"
    return told.tobytes()


def pdf(spoil: Callable[[Any], object] = lambda page: None, text: str = "A mass 肿块", tail: bytes = b"") -> bytes:
    """Write a hand-out as the exporter does, and spoil it."""
    page: Any = fpdf.FPDF()
    page.file_id = lambda: None
    page.set_creation_date(CREATED)
    page.set_producer("")
    page.add_font("f", "", str(resources.path("fonts/RedactorSans-Regular.otf")))
    with closing(page.fonts["f"].ttfont):
        page.set_font("f")
        page.add_page()
        page.multi_cell(40, 8, text)
        page.image(io.BytesIO(png()))
        spoil(page)
        return bytes(page.output()) + tail


def archive(name: str, data: bytes, *, comment: bytes = b"", date: tuple[int, ...] = FIXED_TIME) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.comment = comment
        packed.writestr(zipfile.ZipInfo(name, date), data)  # type: ignore[arg-type]
    return target.getvalue()


def two_runs() -> bytes:
    return b"<p><r><t>CANARY^</t></r><r><t>ZELDA</t></r></p>"


BAD: dict[str, Callable[[], bytes]] = {
    "zelda.png": png,
    "a_text.png": lambda: png(Comment="x"),
    "a_trailer.png": lambda: png() + b"x",
    "a_sum.png": lambda: png()[:-1] + b"\0",
    "an_exif.jpg": lambda: by_pillow("JPEG", exif=exif()),
    "a_comment.jpg": lambda: by_pillow("JPEG", comment=b"x"),
    "a_trailer.jpg": lambda: by_pillow("JPEG") + b"x",
    "a_comment.gif": lambda: by_pillow("GIF", comment=b"x"),
    "a_trailer.gif": lambda: by_pillow("GIF") + b"x",
    "words.tif": lambda: by_pillow("TIFF", description="x"),
    "no_film.mp4": lambda: struct.pack(">I4s", 16, b"ftyp") + bytes(8) + struct.pack(">I4s", 12, b"udta") + b"word",
    "a_number.txt": lambda: b"born 1961-03-07",
    "another_set.txt": "李梅花".encode("gb18030"),  # type: ignore[dict-item]
    "wide.txt": "CANARY^ZELDA".encode("utf-16-le"),  # type: ignore[dict-item]
    "part.xml": lambda: b"<a><b title='of Zelda'/></a>",
    "runs.xml": two_runs,
    "broken.xml": lambda: b"<a>",
    "page.html": lambda: b"<!doctype html><p>&#x5A;elda</p>",
    "hidden.html": lambda: b"<!doctype html><p title='secret_folder'></p>",
    "text.pdf": lambda: pdf(text="of Zelda, who was well"),
    "broken_line.pdf": lambda: pdf(text="a mass of CANARY ZELDA"),
    "chinese.pdf": lambda: pdf(text="李梅花"),
    "title.pdf": lambda: pdf(lambda page: page.set_title("x")),
    "author.pdf": lambda: pdf(lambda page: page.set_author("x")),
    "xmp.pdf": lambda: pdf(lambda page: page.set_xmp_metadata("<x/>")),
    "date.pdf": lambda: pdf(lambda page: page.set_creation_date(CREATED.replace(year=2024))),
    "note.pdf": lambda: pdf(lambda page: page.text_annotation(10, 10, "x")),
    "link.pdf": lambda: pdf(lambda page: page.link(10, 10, 10, 10, "file:///x")),
    "attachment.pdf": lambda: pdf(lambda page: page.embed_file(bytes=b"x", basename="x.txt")),
    "outline.pdf": lambda: pdf(lambda page: page.start_section("x")),
    "alternative.pdf": lambda: pdf(lambda page: page.image(io.BytesIO(png()), alt_text="x")),
    "second_version.pdf": lambda: pdf(tail=b"1 0 obj <</Type /Catalog>> endobj %%EOF"),
    "trailer.pdf": lambda: pdf(tail=b"x"),
    "cut.pdf": lambda: pdf()[:-200],
    "none.pdf": lambda: b"%PDF-1.7 %%EOF",
    "names.zip": lambda: archive("zelda.png", png()),
    "deep.zip": lambda: archive("a.zip", archive("b.xml", two_runs())),
    "comment.zip": lambda: archive("a.png", png(), comment=b"x"),
    "dated.zip": lambda: archive("a.png", png(), date=(2024, 5, 1, 0, 0, 0)),
}
GOOD: dict[str, Callable[[], bytes]] = {
    "plain.png": png,
    "plain.jpg": lambda: by_pillow("JPEG"),
    "plain.tif": cv2.imencode(".tif", PIXELS)[1].tobytes,
    "plain.gif": lambda: by_pillow("GIF"),
    "words.txt": "Hilar mass 肺门肿块".encode,
    "part.xml": lambda: b"<a name='Picture 1'>x</a>",
    "a.zip": lambda: archive("a.png", png()),
    "hand_out.pdf": pdf,
}


@pytest.mark.parametrize("name", BAD)
def test_it_is_found(name: str, tmp_path: Path) -> None:
    made = BAD[name]
    (tmp_path / name).write_bytes(made() if callable(made) else made)
    with pytest.raises(IdentifierInPackage) as refusal:
        check_package(tmp_path, WORDS)
    assert "zelda" not in str(refusal.value).lower()


@pytest.mark.parametrize("name", GOOD)
def test_what_holds_nothing_passes(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(GOOD[name]())
    check_package(tmp_path, WORDS)
    assert zlib.crc32((tmp_path / name).read_bytes())


def test_the_words_are_not_in_the_repr() -> None:
    assert "zelda" not in repr(WORDS).lower()


def test_a_random_uid_or_checksum_holds_short_numbers_by_chance(tmp_path: Path) -> None:
    words = SourceWords.of([Identifiers((("(0010,0020)", "61310"),))], ["1.2.840.77", "2.25." + "7" * 38])
    told = "2.25.61310" + "1" * 33, hashlib.sha256(b"x").hexdigest()[:59] + "61310", "1.2.840.7766"
    (tmp_path / "MANIFEST.TXT").write_text("\n".join(told), encoding="utf-8")
    check_package(tmp_path, words)


@pytest.mark.parametrize("text", ["a61310b", "UID 1.2.840.77.", "2.25." + "7" * 38, "9" * 70 + "61310"])
def test_the_numbers_themselves_are_found_beside_them(tmp_path: Path, text: str) -> None:
    words = SourceWords.of([Identifiers((("(0010,0020)", "61310"),))], ["1.2.840.77", "2.25." + "7" * 38])
    (tmp_path / "MANIFEST.TXT").write_text(text, encoding="utf-8")
    with pytest.raises(IdentifierInPackage):
        check_package(tmp_path, words)


@pytest.mark.parametrize(
    ("text", "is_found"), [("DICOM/CASE0001/S002/I0008", False), ("CASE-0008_08", False), ("I0008", True)]
)
def test_a_name_that_was_counted_out_is_no_find_of_a_short_number(text: str, is_found: bool) -> None:
    words = SourceWords.of([Identifiers((("(0010,0020)", "PAT-0008"),))])
    assert words.are_in_text(f"see {text}") is is_found
