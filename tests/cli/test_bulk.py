"""`redactor bulk` and `redactor template` keep their contract: exit status, JSON, places, and no value of a patient."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import cv2
import pytest
from pydicom import dcmread

from redactor import cli
from tests.bulk_cases import CT, US, ct_series, template_file, ultrasound
from tests.folders import contents, digests
from tests.instances import hiding, plan_file

if TYPE_CHECKING:
    from pathlib import Path

SECRETS = ("CANARY", "ZELDA", "ZZ-4711", "SHERLOCK", "ACC998877", "19610307", "2.25.1001")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command; give its status and what it printed on both streams, which names nobody."""

    def run_command(*words: object) -> tuple[int, Any, str]:
        capsys.readouterr()
        status = cli.run([str(word) for word in words])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert not any(secret in said.out + said.err for secret in SECRETS)
        return status, json.loads(said.out) if said.out.startswith("{") else said.out, said.err

    return run_command


@pytest.fixture
def case(tmp_path: Path) -> Path:
    ct_series(tmp_path / "in" / "ct", 3)
    ultrasound(tmp_path / "in" / "us1.dcm", "DOE JOHN 1961", SeriesInstanceUID="2.25.5")
    return tmp_path / "in"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [template_file(tmp_path / f"{name}.json", made) for name, made in (("ct", CT), ("us", US))]


def test_a_run_tells_what_it_did(case: Path, files: list[Path], run: Any, tmp_path: Path) -> None:
    status, told, said = run("bulk", case, "--out", tmp_path / "out", "--template", *files, "--masks")
    assert status == 1  # small CT images of the tests have no Frame of Reference, which a segmentation needs
    assert told["schema"] == "redactor/bulk/1"
    assert told["counts"] == {"done": 1, "set_aside": 3}
    assert "nobody has reviewed" in said
    assert "apply: 4/4" in said
    names = {name.partition(".")[2] for name in contents(tmp_path / "out")}
    assert names == {"dcm", "record.json", "seg.dcm"}
    status, told, _ = run("bulk", case, "--out", tmp_path / "out", "--template", *files)
    assert (status, told["counts"]) == (0, {"done": 4})
    assert all(group["state"] == "matches" for group in told["groups"])
    status, told, _ = run("bulk", case, "--out", tmp_path / "out", "--template", *files, "--resume")
    assert (status, told["counts"]) == (0, {"skipped": 4})


def test_a_dry_run_writes_nothing(case: Path, files: list[Path], run: Any, tmp_path: Path) -> None:
    ultrasound(case / "moved.dcm", "DOE JOHN 1961", at=120, SeriesInstanceUID="2.25.5")
    ultrasound(case / "tall.dcm", rows=200)
    before = digests(tmp_path)
    status, told, _ = run("bulk", case, "--out", tmp_path / "out", "--template", *files, "--dry-run")
    assert status == 1
    assert digests(tmp_path) == before
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "out.local").exists()
    assert told["schema"] == "redactor/dry-run/1"
    assert not told["clear"]
    groups = {(group["modality"], group["state"]): group for group in told["groups"]}
    ultrasounds = groups["US", "matches"]
    assert (ultrasounds["images"], ultrasounds["searched"], ultrasounds["with_text_outside"]) == (2, 2, 1)
    assert ultrasounds["changed_percent"] == 25
    assert groups["US", "size differs"]["images"] == 1
    assert groups["CT", "matches"]["changed_percent"] == pytest.approx(100 * 32 / 1280)
    assert told["disk_needed"] > 0
    assert told["seconds"] > 0


@pytest.mark.parametrize(
    "words",
    [
        ["bulk", "in"],
        ["bulk", "in", "--out", "out"],
        ["bulk", "in", "--out", "out", "--template", "nothing-of-this-name"],
        ["bulk", "nowhere", "--out", "out", "--template", "ct.json"],
        ["bulk", "in", "--out", "out", "--template", "ct.json", "--jobs", "2", "--dask", "x"],
        ["bulk", "in", "--out", "out", "--template", "ct.json", "--dask", "tcp://127.0.0.1:x"],
        ["template"],
        ["template", "show", "nothing-of-this-name"],
        ["template", "import", "nowhere"],
    ],
)
def test_words_that_make_no_sense_are_wrong_usage(
    words: list[str], case: Path, files: list[Path], run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path = files[0].parent
    assert case.parent == tmp_path
    monkeypatch.chdir(tmp_path)
    more = ["--library", "library"] if words[-1] != "template" and words[-1] != "in" else []
    assert run(*words, *more)[0] == 2
    assert not contents(tmp_path / "out")


def test_a_template_is_drawn_tested_used_counted_and_given_away(case: Path, run: Any, tmp_path: Path) -> None:
    plan = plan_file(tmp_path / "plan.json", hiding((0, 0, 320, 40), reason="ZELDA stood here"))
    at = ["--library", tmp_path / "library"]
    status, made, _ = run("template", "new", "--title", "Acme 320", "--plan", plan, "--like", case / "us1.dcm", *at)
    assert (status, made["name"], made["in_use"]) == (0, "acme-320", None)
    assert made["match"] == {
        "Modality": "US",
        "Manufacturer": "ACME",
        "SOPClassUID": "1.2.840.10008.5.1.4.1.1.6.1",
        "Rows": 160,
        "Columns": 320,
    }
    assert run("template", "use", "acme-320", *at)[0] == 2
    assert run("bulk", case, "--out", tmp_path / "out", "--template", "acme-320", *at)[0] == 2

    status, told, said = run("template", "test", "acme-320", case, "--pictures", tmp_path / "pictures", *at)
    assert (status, told["passed"], told["images"], told["searched"]) == (0, True, 1, 1)
    assert "They show patients" in said
    assert set(contents(tmp_path / "pictures")) == {"maximum.png", "minimum.png", "deviation.png"}
    assert cv2.imread(str(tmp_path / "pictures" / "maximum.png")).shape == (160, 320, 3)
    assert run("template", "use", "acme-320", *at)[1]["in_use"] == 1

    status, told, _ = run("bulk", case, "--out", tmp_path / "out", "--template", "acme-320", *at)
    assert (status, told["counts"]) == (1, {"done": 1, "set_aside": 3})
    (listed,) = run("template", "list", *at)[1]["templates"]
    assert listed["statistics"]["applied"] == 1
    assert run("template", "export", "acme-320", tmp_path / "given.json", *at)[0] == 0
    assert "ZELDA" not in (tmp_path / "given.json").read_text("utf-8")
    assert run("template", "export", "acme-320", tmp_path / "given.json", *at)[0] == 2
    status, told, _ = run("template", "import", tmp_path / "given.json", "--library", tmp_path / "other")
    assert (status, told["templates"][0]["in_use"]) == (0, None)
    assert run("template", "show", "acme-320", *at)[1]["schema"] == "redactor/template/1"
    assert run("template", "retire", "acme-320", *at)[1]["in_use"] is None


def test_a_template_that_leaves_text_does_not_pass(case: Path, run: Any, tmp_path: Path) -> None:
    ultrasound(case / "moved.dcm", "DOE JOHN 1961", at=120, SeriesInstanceUID="2.25.5")
    at = ["--library", tmp_path / "library"]
    run("template", "import", template_file(tmp_path / "us.json", US), *at)
    status, told, _ = run("template", "test", "us-banner", case, *at)
    assert (status, told["passed"], told["with_text_outside"]) == (1, False, 1)
    assert run("template", "use", "us-banner", *at)[0] == 2
    status, told, _ = run("template", "test", "us-banner", case / "ct", *at)
    assert (status, told["images"]) == (1, 0)  # a test on files that it is not for is none


def test_a_masks_file_refers_to_the_de_identified_image(
    case: Path, files: list[Path], run: Any, tmp_path: Path
) -> None:
    run("bulk", case / "us1.dcm", "--out", tmp_path / "out", "--template", files[1], "--masks")
    (image,) = (tmp_path / "out").rglob("I0001.dcm")
    found, segmentation = dcmread(image), dcmread(image.with_suffix(".seg.dcm"))
    assert segmentation.Modality == "SEG"
    assert segmentation.PatientID == found.PatientID
    assert segmentation.StudyInstanceUID == found.StudyInstanceUID
    assert (segmentation.pixel_array == (found.pixel_array[0, 0] == found.pixel_array)).mean() > 0.9
    assert segmentation.pixel_array[:40].all()
    assert not segmentation.pixel_array[40:].any()


def test_apply_gives_each_image_the_saved_mask_that_fits(
    case: Path, files: list[Path], run: Any, tmp_path: Path
) -> None:
    project = ("--project", tmp_path / "p")
    status, told, _ = run("apply", case, "--out", tmp_path / "out", "--template", *files, *project, "--jobs", 2)
    assert status == 0
    assert "4 done" in told
    run("bulk", case, "--out", tmp_path / "bulk", "--template", *files, *project)
    assert digests(tmp_path / "out") == digests(tmp_path / "bulk")
    status, told, said = run("apply", case, "--out", tmp_path / "one", "--template", files[0], "--style", "solid")
    assert status == 1
    assert "3 done, 1 set_aside" in told
    assert "1 set_aside: " in said
    status, _, _ = run("apply", case, "--out", tmp_path / "two", "--template", files[0], "--dp-noise", "epsilon=1")
    assert status == 2
