"""What the person chooses about coding reaches the file and the record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import cv2
import pytest
from pydicom.uid import JPEG2000Lossless, JPEGBaseline8Bit, JPEGLSLossless

from redactor import cli
from redactor.dicom.instance import Instance
from tests.instances import header, noise, save, save_encapsulated, with_pixels

if TYPE_CHECKING:
    from pathlib import Path

PLAN: dict[str, Any] = {
    "schema": "redactor/plan/1",
    "regions": [
        {"id": "r1", "kind": "breast", "shape": {"type": "rectangle", "column": 8, "row": 8, "columns": 40, "rows": 24}}
    ],
}


def progressive(path: Path) -> Path:
    frame = cv2.GaussianBlur(noise((96, 128)), (0, 0), 2)
    _, data = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_PROGRESSIVE, 1, cv2.IMWRITE_JPEG_QUALITY, 90])
    ds = with_pixels(header(LossyImageCompression="01"), frame[None])
    return save_encapsulated(ds, path, JPEGBaseline8Bit, [data.tobytes()])


def applied(tmp_path: Path, source: Path, *words: str, style: str = "solid") -> tuple[Instance, dict[str, Any]]:
    (tmp_path / "plan.json").write_text(json.dumps({**PLAN, "style": {"id": style}}))
    out = tmp_path / "out"
    assert cli.run(["apply", str(source), "--out", str(out), "--plan", str(tmp_path / "plan.json"), *words]) == 0
    record = json.loads((out / "CASE0001/S001/I0001.record.json").read_text(encoding="utf-8"))
    return Instance.open(out / "CASE0001/S001/I0001.dcm"), record


@pytest.mark.parametrize(
    ("words", "syntax"),
    [((), JPEGLSLossless), (("--lossless", "jpeg_2000"), JPEG2000Lossless)],
    ids=["default", "chosen"],
)
def test_progressive_frames_become_what_was_chosen_and_stay_lossy(
    tmp_path: Path, words: tuple[str, ...], syntax: str
) -> None:
    result, record = applied(tmp_path, progressive(tmp_path / "in.dcm"), *words)
    assert result.transfer_syntax_uid == syntax
    assert result.text("LossyImageCompression") == "01"
    assert record["transfer_syntax_after"] == syntax
    assert not result.frame(1).stored_values[8:32, 8:48].any()


@pytest.mark.parametrize("style", ["mosaic", "blur", "dp_pix"])
def test_an_obscuring_style_is_called_obscured_in_the_record(tmp_path: Path, style: str) -> None:
    source = save(with_pixels(header(), noise((1, 96, 128))), tmp_path / "in.dcm")
    _, record = applied(tmp_path, source, style=style)
    assert any("obscured, not removed" in note and style in note for note in record["notes"])


def test_a_fill_is_not_called_obscured(tmp_path: Path) -> None:
    source = save(with_pixels(header(), noise((1, 96, 128))), tmp_path / "in.dcm")
    _, record = applied(tmp_path, source, style="surroundings")
    assert not any("obscured" in note for note in record["notes"])
