"""What every detector is held to: findings inside the image, the same each time, on images of every kind."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import RLELossless

from redactor import detectors, options
from redactor.dicom.instance import Instance
from redactor.model.finding import proposed_region
from redactor.model.plan import RedactionPlan, require_fit
from redactor.model.region import ALL
from tests.instances import ct_slice, header, noise, save, save_compressed, ultrasound_cine, with_pixels

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from redactor.detectors import Detector
    from redactor.model.finding import Finding

DETECTORS = pytest.mark.parametrize("detector", detectors.available().values(), ids=lambda detector: detector.id)


def flat(path: Path) -> Path:
    return save(with_pixels(header(), np.full((1, 60, 80), 40, np.uint8)), path)


def lettered(path: Path) -> Path:
    """Give bright bars on black that have about the look of writing."""
    frames = np.zeros((1, 96, 160), np.uint8)
    frames[0, 10:22, 10:120:3] = 250
    frames[0, 15, 10:120] = 250
    return save(with_pixels(header(), frames), path)


def regions_that_make_no_sense(path: Path) -> Path:
    """Give an ultrasound image whose header puts regions outside it, and the wrong way round."""
    items = []
    for corners in ((-5, -5, 500, 500), (60, 40, 10, 5), (70, 60, 70, 60), (3, 3, 9, 9)):
        item = Dataset()
        names = ("MinX0", "MinY0", "MaxX1", "MaxY1")
        for name, value in zip(names, corners, strict=True):
            setattr(item, f"RegionLocation{name}", value & 0xFFFFFFFF)
        items.append(item)
    ds = header(Modality="US", SequenceOfUltrasoundRegions=items)
    return save(with_pixels(ds, noise((1, 48, 64, 3))), path)


IMAGES: dict[str, Callable[[Path], Path]] = {
    "flat": flat,
    "lettered": lettered,
    "signed": ct_slice,
    "cine": lambda path: ultrasound_cine(path, frames=3),
    "one pixel": lambda path: save(with_pixels(header(), noise((1, 1, 1))), path),
    "one pixel in colour": lambda path: save(with_pixels(header(), noise((1, 1, 1, 3))), path),
    "one row": lambda path: save(with_pixels(header(), noise((1, 1, 200))), path),
    "one column": lambda path: save(with_pixels(header(), noise((1, 200, 1))), path),
    "one bit": lambda path: save(with_pixels(header(), noise((2, 33, 47), np.bool_)), path),
    "inverse": lambda path: save(with_pixels(header(), noise((1, 40, 50)), photometric="MONOCHROME1"), path),
    "16 bit": lambda path: save(with_pixels(header(), noise((1, 40, 50), np.uint16)), path),
    "float": lambda path: save(with_pixels(header(), noise((1, 40, 50), np.float32)), path),
    "palette": lambda path: save(with_pixels(header(), noise((1, 40, 50)), photometric="PALETTE COLOR"), path),
    "YBR": lambda path: save(with_pixels(header(), noise((1, 40, 50, 3)), photometric="YBR_FULL"), path),
    "compressed": lambda path: save_compressed(with_pixels(header(), noise((2, 40, 48, 3))), path, RLELossless),
    "regions that make no sense": regions_that_make_no_sense,
}


def findings(detector: Detector, image: Instance) -> list[Finding]:
    return list(detector.propose(image, detector.options(), lambda share: None))


@DETECTORS
def test_it_describes_itself(detector: Detector) -> None:
    assert detector.id == detector.id.lower()
    assert detector.version >= 1
    assert detector.title
    assert detector.summary.endswith(".")
    assert dataclasses.is_dataclass(detector.options)
    options.describe(detector.options)
    assert hash(detector.options()) == hash(detector.options())


@DETECTORS
@pytest.mark.parametrize("name", IMAGES)
def test_findings_lie_inside_the_image_and_are_the_same_each_time(
    name: str, detector: Detector, tmp_path: Path
) -> None:
    image = Instance.open(IMAGES[name](tmp_path / "a.dcm"))
    found = findings(detector, image)
    assert found == findings(detector, Instance.open(tmp_path / "a.dcm"))
    for number, finding in enumerate(found):
        region = proposed_region(finding, region_id=f"f{number}", detector="x@1")
        require_fit(RedactionPlan((region,)), image.pixel_format)
        assert 0 <= finding.confidence <= 1
        assert finding.suggestion in {"hide", "keep", "ask"}
        assert finding.frames == ALL or list(finding.frames) == sorted(set(finding.frames))


@DETECTORS
@pytest.mark.parametrize("name", ["lettered", "cine"])
def test_reasons_are_for_people_and_hold_no_value_of_the_header(name: str, detector: Detector, tmp_path: Path) -> None:
    image = Instance.open(IMAGES[name](tmp_path / "a.dcm"))
    for finding in findings(detector, image):
        assert finding.reason
        assert not any(word in finding.reason for word in ("CANARY", "ZELDA", "4711", "1961"))


@DETECTORS
@pytest.mark.parametrize("name", ["lettered", "cine", "one pixel"])
def test_progress_runs_from_nothing_to_everything(name: str, detector: Detector, tmp_path: Path) -> None:
    image = Instance.open(IMAGES[name](tmp_path / "a.dcm"))
    shares: list[float] = []
    list(detector.propose(image, detector.options(), shares.append))
    assert all(0 <= share <= 1 for share in shares)
    assert shares == sorted(shares)
    assert shares[-1:] == [1]


@DETECTORS
def test_it_can_be_stopped(detector: Detector, tmp_path: Path) -> None:
    def stop(_: float) -> Any:
        raise KeyboardInterrupt

    image = Instance.open(IMAGES["cine"](tmp_path / "a.dcm"))
    with pytest.raises(KeyboardInterrupt):
        list(detector.propose(image, detector.options(), stop))


@DETECTORS
def test_the_image_is_not_changed(detector: Detector, tmp_path: Path) -> None:
    path = IMAGES["cine"](tmp_path / "a.dcm")
    before = path.read_bytes()
    findings(detector, Instance.open(path))
    assert path.read_bytes() == before
