"""Layouts fit their own example; they are proposed where something is drawn; a broken one stops the search."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import numpy as np
import pytest

from redactor import resources
from redactor.detectors import _layout_files
from redactor.detectors._layout_files import SCHEMA, bundled, read_layouts
from redactor.detectors.device_layout import EMPTY, KNOWN, LIKELY, PLUGIN, DeviceLayoutOptions
from redactor.errors import BrokenLayout
from redactor.model.geometry import Bounds
from redactor.model.image import DeviceKey
from redactor.model.region import Kind
from tests.fakes import FakeImage
from tests.instances import noise

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(resources.path("layouts").glob("*.toml"))
ENTRIES = [entry for file in FILES for entry in tomllib.loads(file.read_text(encoding="utf-8"))["layout"]]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_a_layout_fits_its_example_and_lies_inside_it(entry) -> None:
    (layout,) = [layout for layout in bundled() if layout.id == entry["id"]]
    example = entry["example"]
    key = DeviceKey(sop_class_uid="", **example)
    assert layout.fits(key, ())
    assert not layout.fits(DeviceKey("", "", "US", "", key.rows, key.columns), ())
    assert not layout.fits(DeviceKey("", "", "US", "", 1, 1), ())
    for box in layout.rectangles:
        assert box.is_inside(rows=key.rows, columns=key.columns)
        assert box.columns * box.rows < 0.25 * key.rows * key.columns
    assert entry["seen_in"]


FILE = f"""
schema = "{SCHEMA}"
[[layout]]
id = "mine"
manufacturer = "acme"
rows = 40
rectangles = [[5, 0, 500, 6], [200, 0, 5, 5]]
"""


@pytest.fixture
def user_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(_layout_files, "user_folder", lambda: tmp_path)
    file = tmp_path / "mine.toml"
    file.write_text(FILE, encoding="utf-8")
    return file


def findings(*frames, **facts):
    image = FakeImage.of(*(frames or noise((1, 40, 60))), **facts)
    return list(PLUGIN.propose(image, DeviceLayoutOptions(), lambda share: None))


def test_the_layouts_of_the_user_are_used_and_cut_to_the_image(user_file: Path) -> None:
    (found,) = findings(manufacturer="ACME Corp")
    assert (found.kind, found.suggestion, found.reason) == (Kind.DEVICE_LAYOUT, "hide", KNOWN)
    assert found.shape.bounds == Bounds(5, 0, 55, 6)
    assert findings(manufacturer="Other") == []


def test_a_layout_with_conditions_that_nobody_checked_asks(user_file: Path) -> None:
    user_file.write_text(FILE + 'unchecked = ["StationName"]\n', encoding="utf-8")
    (found,) = findings()
    assert (found.suggestion, found.reason) == ("ask", LIKELY)
    user_file.with_name("known.toml").write_text(FILE, encoding="utf-8")
    (found,) = findings()
    assert (found.suggestion, found.reason) == ("hide", KNOWN)


def test_where_nothing_is_drawn_nothing_is_hidden(user_file: Path) -> None:
    (found,) = findings(np.full((40, 60), 7, np.uint8))
    assert (found.suggestion, found.reason) == ("keep", EMPTY)


def test_a_layout_may_ask_for_a_word_of_image_type(user_file: Path) -> None:
    user_file.write_text(FILE + 'image_type = ["save"]\n', encoding="utf-8")
    assert findings() == []
    assert len(findings(image_type=("DERIVED", "SECONDARY", "SCREEN SAVE"))) == 1


BROKEN = {
    "no schema": ("", "its start"),
    "other schema": ('schema = "redactor/layouts/9"', "its start"),
    "no TOML": (FILE + "rows = = 3", "line 8"),
    "no table": (f'schema = "{SCHEMA}"\nlayout = 3', "its start"),
    "unknown name": (FILE + "colour = 3", "layout 1"),
    "no id": (FILE.replace('id = "mine"', ""), "layout 1"),
    "wrong kind": (FILE.replace("rows = 40", 'rows = "40"'), "layout 1"),
    "true for a number": (FILE.replace("rows = 40", "rows = true"), "layout 1"),
    "empty rectangle": (FILE.replace("[200, 0, 5, 5]", "[200, 0, 5, 0]"), "layout 1"),
    "three numbers": (FILE.replace("[200, 0, 5, 5]", "[200, 0, 5]"), "layout 1"),
    "no rectangle": (FILE.replace("[[5, 0, 500, 6], [200, 0, 5, 5]]", "[]"), "layout 1"),
    "fits all": (FILE.replace('manufacturer = "acme"', "").replace("rows = 40", 'modality = "US"'), "layout 1"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_layout_stops_the_search_and_says_where(name: str, user_file: Path) -> None:
    text, where = BROKEN[name]
    user_file.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenLayout, match=where):
        findings()
    with pytest.raises(BrokenLayout):
        read_layouts(text)


def test_a_file_that_is_no_text_or_no_file_stops_it_too(user_file: Path) -> None:
    user_file.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(BrokenLayout, match="UTF-8"):
        findings()
    user_file.unlink()
    user_file.mkdir()
    with pytest.raises(BrokenLayout):
        findings()
