"""`redactor project` and the maps of `apply`: made, shown, exported, destroyed, and never a word that names anybody."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydicom import dcmread

import redactor
from redactor import cli
from redactor.cli import passphrase, project
from tests.folders import contents
from tests.instances import capture, hiding, plan_file
from tests.key_stores import MemoryStore, use

if TYPE_CHECKING:
    from collections.abc import Callable

SECRETS = ("CANARY", "ZELDA", "ZZ-4711", "SHERLOCK", "ACC998877", "19610307", "2.25.100", "RDX", "correct horse")


class Terminal(io.StringIO):
    """A standard input with a person at it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run a command and give its status and all it said; nothing of that names a patient or is a secret."""

    def run_command(*words: object) -> tuple[int, str]:
        capsys.readouterr()
        status = cli.run([str(word) for word in words])
        said = "".join(capsys.readouterr())
        assert not any(secret in said for secret in (*SECRETS, "Traceback"))
        return status, said

    return run_command


@pytest.fixture
def apply(run: Any, tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """De-identify an image into a new output."""
    capture(tmp_path / "in" / "x.dcm")
    plan = plan_file(tmp_path / "plan.json", hiding((0, 0, 4, 3)))

    def applied(out: str, *words: object) -> tuple[int, str]:
        return run("apply", tmp_path / "in", "--out", tmp_path / out, "--plan", plan, *words)

    return applied


@pytest.fixture
def phrase(tmp_path: Path) -> Path:
    (tmp_path / "phrase.txt").write_text("correct horse\n", encoding="utf-8")
    return tmp_path / "phrase.txt"


def rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


# --- apply ----------------------------------------------------------------------------------------------------


def test_apply_says_where_the_links_are_and_what_protects_them(apply: Any, tmp_path: Path) -> None:
    status, said = apply("out")
    assert status == 0
    assert str(tmp_path / "out.local" / "project" / "linkage.map") in said
    assert "protected by file permissions alone" in said


def test_apply_exports_maps_beside_the_output_only(apply: Any, tmp_path: Path) -> None:
    status, said = apply("out", "--export-maps", tmp_path / "maps")
    assert status == 0
    assert "Never pass them on" in said
    result = dcmread(next((tmp_path / "out").rglob("*.dcm")))
    assert ["2.25.1001", result.StudyInstanceUID] in rows(tmp_path / "maps" / "uid_map.csv")
    assert rows(tmp_path / "maps" / "patient_map.csv") == [["id_old", "id_new"], ["ZZ-4711-77", result.PatientID]]
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "maps" / "uid_map.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize("place", ["out", "out/maps", "in", "in/maps"])
def test_maps_in_the_output_or_a_source_are_refused_before_anything_is_written(
    place: str, apply: Any, tmp_path: Path
) -> None:
    before = contents(tmp_path)
    status, said = apply("out", "--export-maps", tmp_path / place)
    assert status == 2
    assert "a folder outside the output and the sources" in said
    assert contents(tmp_path) == before


def test_a_lasting_project_under_a_passphrase(apply: Any, phrase: Path, tmp_path: Path) -> None:
    lasting = ("--project", tmp_path / "p")
    status, said = apply("out1", *lasting, "--passphrase-file", phrase)
    assert status == 0
    assert "under a passphrase" in said
    assert apply("out2", *lasting)[0] == 2  # nobody can be asked
    phrase.write_text("incorrect horse")
    status, said = apply("out2", *lasting, "--passphrase-file", phrase)
    assert (status, "does not open this project" in said) == (2, True)
    assert not (tmp_path / "out2").exists() or not contents(tmp_path / "out2")
    phrase.write_text("correct horse\r\n")
    assert apply("out2", *lasting, "--passphrase-file", phrase)[0] == 0
    one, other = (dcmread(next((tmp_path / out).rglob("*.dcm"))) for out in ("out1", "out2"))
    assert one.SOPInstanceUID == other.SOPInstanceUID


def test_a_passphrase_that_protects_nothing_is_told(apply: Any, phrase: Path) -> None:
    assert apply("out")[0] == 0
    status, said = apply("out", "--passphrase-file", phrase)
    assert status == 0
    assert "The passphrase was not needed" in said


@pytest.mark.parametrize("data", [None, b"", b"short", b"two lines\nof words", b"\xff\xfe\xff"])
def test_a_passphrase_file_that_is_none_is_wrong_usage(data: bytes | None, apply: Any, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / "bad").write_bytes(data)
    before = contents(tmp_path)
    assert apply("out", "--passphrase-file", tmp_path / "bad")[0] == 2
    assert contents(tmp_path) == before


def test_with_a_key_store_nobody_is_asked(apply: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = use(MemoryStore(), monkeypatch)
    status, said = apply("out")
    assert status == 0
    assert "in the key store" in said
    (key,) = store.entries.values()
    assert not any(key.encode() in data for data in contents(tmp_path).values())


# --- project --------------------------------------------------------------------------------------------------


def test_a_project_from_its_beginning_to_its_end(apply: Any, run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    status, said = run("project", "new", folder)
    assert (status, "not anonymised" in said) == (0, True)
    assert run("project", "new", folder)[0] == 2
    assert run("project", "show", folder) == (0, "".join(
        f"{line}\n" for line in (
            "generation: 1", f"key:        {project.KEEPERS[project.Keeper.FILE]}", "links:      none",
            project.STILL_LINKED,
        )
    ))  # fmt: skip
    assert apply("out", "--project", folder)[0] == 0
    status, said = run("project", "show", folder)
    assert status == 0
    assert all(words in said for words in ("1 instance", "1 patient", "1 series", "1 study", "去标识化"))
    status, said = run("project", "export-maps", folder)
    assert status == 0
    assert len(rows(folder / "maps" / "patient_map.csv")) == 2
    assert run("project", "export-maps", folder, "--to", tmp_path / "out" / "maps")[0] == 2
    assert run("project", "export-maps", folder, "--to", tmp_path / "elsewhere")[0] == 0
    assert run("project", "export-maps", folder, "--to", tmp_path / "stick")[0] == 0
    (tmp_path / "stick").rename(tmp_path / "unplugged")
    before = contents(tmp_path)
    status, said = run("project", "destroy-maps", folder)
    assert (status, "Nothing was destroyed" in said) == (2, True)
    assert f"not found, and so not destroyed: {tmp_path / 'stick'}" in said
    assert contents(tmp_path) == before
    status, said = run("project", "destroy-maps", folder, "--yes")
    assert (status, "anonymise: map and keys destroyed" in said) == (0, True)
    assert set(contents(folder)) == {"destroyed.json"}
    assert not contents(tmp_path / "elsewhere")
    assert run("project", "show", folder) == (0, "destroyed: anonymise: map and keys destroyed\n")
    assert apply("out3", "--project", folder)[0] == 2
    for action in ("new", "export-maps"):
        assert run("project", action, folder)[0] == 2
    assert set(contents(folder)) == {"destroyed.json"}


def test_a_project_under_a_passphrase_is_shown_to_who_has_it(phrase: Path, run: Any, tmp_path: Path) -> None:
    assert run("project", "new", tmp_path / "p", "--passphrase-file", phrase)[0] == 0
    status, said = run("project", "show", tmp_path / "p")
    assert status == 1
    assert "under a passphrase" in said
    assert run("project", "show", tmp_path / "p", "--passphrase-file", phrase)[0] == 0


@pytest.mark.parametrize("action", ["show", "export-maps", "destroy-maps"])
def test_where_there_is_no_project_none_is_made(action: str, run: Any, tmp_path: Path) -> None:
    assert run("project", action, tmp_path / "p")[0] == 2
    assert not contents(tmp_path)


@pytest.mark.parametrize("words", [[], ["new"], ["paint", "p"], ["new", "p", "--yes"]])
def test_words_that_make_no_sense_are_wrong_usage(words: list[str], run: Any, tmp_path: Path) -> None:
    assert run("project", *words)[0] == 2


def test_a_damaged_map_lets_less_be_claimed(apply: Any, run: Any, tmp_path: Path) -> None:
    apply("out")
    folder = tmp_path / "out.local" / "project"
    (folder / "linkage.map").write_bytes(b"x" * 99)
    status, said = run("project", "destroy-maps", folder, "--yes")
    assert status == 1
    assert "anonymise" not in said
    assert "by hand" in said


# --- at a terminal --------------------------------------------------------------------------------------------


def typed(monkeypatch: pytest.MonkeyPatch, *answers: str, line: str = "") -> list[str]:
    """Sit at the terminal; gives the questions that were asked."""
    asked: list[str] = []
    waiting = iter(answers)

    def answer(question: str) -> str:
        asked.append(question)
        return next(waiting)

    monkeypatch.setattr(sys, "stdin", Terminal(line))
    monkeypatch.setattr(passphrase.getpass, "getpass", answer)
    return asked


def test_a_person_is_asked_for_a_new_passphrase_twice_and_then_to_open_it(
    apply: Any, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "correct horse", "correct horse")
    assert run("project", "new", tmp_path / "p")[0] == 0
    asked = typed(monkeypatch, "correct horse")
    assert apply("out", "--project", tmp_path / "p")[0] == 0
    assert asked == ["Passphrase of the project: "]


@pytest.mark.parametrize("answers", [("correct horse", "other horse"), ("short",)])
def test_a_slip_makes_no_project(
    answers: tuple[str, ...], run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, *answers)
    assert run("project", "new", tmp_path / "p")[0] == 2
    assert not contents(tmp_path)


def test_who_wants_no_passphrase_gets_a_file(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "")
    assert run("project", "new", tmp_path / "p")[0] == 0
    assert json.loads((tmp_path / "p" / "project.json").read_text())["schema"] == "redactor/project/1"


def test_apply_asks_for_nothing_where_there_is_nothing_to_open(apply: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = typed(monkeypatch)
    assert apply("out")[0] == 0
    assert not asked


@pytest.mark.parametrize(("line", "status"), [("destroy\n", 0), ("yes\n", 2), ("\n", 2)])
def test_a_person_has_to_type_the_word(
    line: str, status: int, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("project", "new", tmp_path / "p")
    typed(monkeypatch, line=line)
    assert run("project", "destroy-maps", tmp_path / "p")[0] == status
    assert (tmp_path / "p" / "project.json").exists() == bool(status)


# --- killed ---------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_is_killed_is_resumed_with_every_link(jobs: int, run: Any, tmp_path: Path) -> None:
    for number in range(40):
        capture(tmp_path / "in" / f"{number}.dcm")
    plan = plan_file(tmp_path / "plan.json", hiding((0, 0, 4, 3)))
    out = tmp_path / "out"
    words = ["apply", tmp_path / "in", "--out", out, "--plan", plan]
    command = [sys.executable, "-m", "redactor", *map(str, words), "--jobs", str(jobs)]
    end = time.monotonic() + 60
    with subprocess.Popen(
        command, cwd=Path(redactor.__file__).parents[1], start_new_session=True, stderr=subprocess.DEVNULL
    ) as program:
        while len(list(out.rglob("*.dcm"))) < 5 and time.monotonic() < end:
            time.sleep(0.01)
        os.killpg(program.pid, signal.SIGKILL)
    finished = len(list(out.rglob("*.dcm")))
    assert 5 <= finished < 40
    assert run(*words, "--resume", "--export-maps", tmp_path / "maps")[0] == 0
    linked = set(map(tuple, rows(tmp_path / "maps" / "uid_map.csv")))
    originals = {str(dcmread(file).SOPInstanceUID) for file in (tmp_path / "in").iterdir()}
    results = {str(dcmread(file).SOPInstanceUID) for file in out.rglob("*.dcm")}
    assert len(results) == 40
    assert originals <= {old for old, _ in linked}
    assert results <= {new for _, new in linked}
