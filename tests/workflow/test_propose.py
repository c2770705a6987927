"""Detectors are asked one after another; what they found, what they missed and where they broke is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import cv2
import pytest

from redactor import detectors
from redactor.dicom.instance import Instance
from redactor.errors import NotDicom, Truncated, UnknownPlugin
from redactor.model.finding import Finding
from redactor.model.geometry import Rectangle
from redactor.model.region import ALL, Effect, Kind, Origin, Status
from redactor.styles.solid import SolidOptions
from redactor.workflow.propose import propose, propose_file
from tests.instances import capture, ultrasound_cine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BOX = Finding(Kind.BURNED_IN_TEXT, Rectangle(1, 2, 3, 4), reason="looks like text")


@dataclass(frozen=True)
class Fake:
    """A detector that finds what it was told, and may break off afterwards."""

    id: str
    findings: tuple[Finding, ...] = ()
    error: BaseException | None = None
    version: int = 7
    title: str = "Fake"
    summary: str = "A fake."
    options: type[SolidOptions] = SolidOptions

    def propose(self, _image: Any, options: SolidOptions, progress: Callable[[float], None]) -> Iterator[Finding]:
        assert isinstance(options, SolidOptions)
        yield from self.findings
        progress(0.5)
        if self.error is not None:
            raise self.error
        progress(1.0)


@pytest.fixture
def image(tmp_path: Path) -> Instance:
    return Instance.open(capture(tmp_path / "a.dcm"))


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def put(*fakes: Fake) -> None:
        known = MappingProxyType({fake.id: fake for fake in fakes})
        monkeypatch.setattr(detectors, "available", lambda: known)

    return put


def test_findings_are_numbered_over_all_detectors(image: Instance, install: Callable[..., None]) -> None:
    install(Fake("one", (BOX, BOX)), Fake("two"), Fake("three", (BOX,)))
    proposals = propose(image)
    found = [(item.id, item.detector) for item in proposals.found]
    assert found == [("f1", "one@7"), ("f2", "one@7"), ("f3", "three@7")]
    assert [(run.id, run.findings, run.problem) for run in proposals.runs] == [
        ("one@7", 2, ""),
        ("two@7", 0, ""),
        ("three@7", 1, ""),
    ]
    assert proposals.elapsed_ms >= 0


@pytest.mark.parametrize("error", [ValueError("ZELDA"), KeyError(), MemoryError(), cv2.error("x"), ZeroDivisionError()])
def test_a_detector_that_breaks_off_is_told_with_what_it_had_found(
    error: Exception, image: Instance, install: Callable[..., None]
) -> None:
    install(Fake("broken", (BOX,), error), Fake("whole", (BOX,)))
    proposals = propose(image)
    assert [run.problem for run in proposals.runs] == [type(error).__name__, ""]
    assert [item.detector for item in proposals.found] == ["broken@7", "whole@7"]
    assert "ZELDA" not in repr(proposals)


@pytest.mark.parametrize("error", [Truncated(), KeyboardInterrupt()])
def test_what_the_detector_cannot_be_blamed_for_is_not_swallowed(
    error: BaseException, image: Instance, install: Callable[..., None]
) -> None:
    install(Fake("innocent", (), error))
    with pytest.raises(type(error)):
        propose(image)


def test_only_the_named_detectors_are_asked(image: Instance, install: Callable[..., None]) -> None:
    install(Fake("one", (BOX,)), Fake("two", (BOX,)))
    assert [run.id for run in propose(image, ["two"]).runs] == ["two@7"]
    with pytest.raises(UnknownPlugin, match="three"):
        propose(image, ["three"])


def test_progress_never_goes_back_and_may_cancel(image: Instance, install: Callable[..., None]) -> None:
    install(Fake("one"), Fake("two"))
    shares: list[float] = []
    propose(image, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1

    def cancel(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        propose(image, progress=cancel)


def test_findings_become_regions_that_hide_until_a_person_decides(
    image: Instance, install: Callable[..., None]
) -> None:
    install(
        Fake(
            "one",
            (
                BOX,
                replace(BOX, suggestion="ask", frames=(1,), confidence=0.25, header_match=True),
                replace(BOX, suggestion="keep"),
            ),
        )
    )
    proposals = propose(image)
    hide, ask, keep = proposals.regions(instance="3f", prefix="n-")
    assert (hide.id, hide.shape, hide.kind, hide.reason) == ("n-f1", BOX.shape, BOX.kind, BOX.reason)
    assert hide.origin == Origin("detector", "one@7")
    assert [region.effect for region in (hide, ask, keep)] == [Effect.HIDE, Effect.HIDE, Effect.PROTECT]
    assert {region.status for region in (hide, ask, keep)} == {Status.PROPOSED}
    assert (ask.scope.frames, ask.confidence, ask.header_match) == ((1,), 0.25, True)
    assert hide.scope.instances == ("3f",)
    assert proposals.regions()[0].scope.instances == ALL


def test_a_file_is_opened_and_searched(tmp_path: Path, install: Callable[..., None]) -> None:
    install(Fake("one", (BOX,)))
    assert len(propose_file(capture(tmp_path / "a.dcm")).found) == 1
    (tmp_path / "notes.txt").write_text("no image")
    with pytest.raises(NotDicom):
        propose_file(tmp_path / "notes.txt")


def test_the_banner_of_an_ultrasound_cine_is_proposed(tmp_path: Path) -> None:
    path = ultrasound_cine(tmp_path / "us.dcm", banner=8)
    found = propose(Instance.open(path), ["ultrasound_region"]).found
    assert [item.finding.shape for item in found] == [Rectangle(0, 0, 64, 8)]
