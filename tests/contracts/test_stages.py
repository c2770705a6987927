"""Each stage of a result is made in one place: what is not checked can't leave, whoever writes the code."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import redactor
from redactor import exporters
from redactor.model import stages

ROOT = Path(redactor.__file__).parent
STAGES = {
    "Redacted": {"workflow/apply.py"},
    "Verified": {"workflow/verify.py"},
    "Noised": {"workflow/noise.py"},
    "Released": {"workflow/release.py"},
}


@cache
def trees() -> dict[str, ast.Module]:
    """Give the syntax tree of every module by its path."""
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in ROOT.rglob("*.py")}


def name_of(node: ast.expr) -> str:
    """Give the last part of a dotted name."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def makers(stage: str, tree: ast.Module) -> bool:
    """Say whether a module makes values of a stage: by a call, by `replace`, or under another name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) == stage:
            return True
        if isinstance(node, ast.ImportFrom) and any(part.name == stage and part.asname for part in node.names):
            return True
        if isinstance(node, ast.Assign) and name_of(node.value) == stage:
            return True
    return False


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_is_made_in_its_own_module_alone(stage: str) -> None:
    assert {path for path, tree in trees().items() if makers(stage, tree)} == STAGES[stage]
    assert hasattr(stages, stage)


@pytest.mark.parametrize("code", ["Verified(a, b, c)", "stages.Verified(a)", "Make = Verified", "x = m.Verified"])
def test_the_search_sees_every_way_to_make_one(code: str) -> None:
    assert makers("Verified", ast.parse(code))
    assert makers("Verified", ast.parse("from redactor.model.stages import Verified as Passed"))
    assert not makers("Verified", ast.parse("def check(case: Verified) -> Verified: return case"))


@pytest.mark.parametrize("path", [path for path in trees() if path.startswith("exporters/")])
def test_exporters_know_no_stage_before_the_check(path: str) -> None:
    names = {name_of(node) for node in ast.walk(trees()[path]) if isinstance(node, ast.expr)}
    imported = {
        part.name for node in ast.walk(trees()[path]) if isinstance(node, ast.ImportFrom) for part in node.names
    }
    assert "Redacted" not in names | imported


@pytest.mark.parametrize("exporter", exporters.available().values(), ids=lambda exporter: exporter.id)
def test_an_exporter_takes_checked_results(exporter: exporters.Exporter) -> None:
    assert exporter.export.__annotations__["cases"] == "Sequence[Verified]"


def test_what_replace_makes_of_a_stage_is_no_way_around() -> None:
    """`dataclasses.replace` of a checked result would be another one that nobody checked."""
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node.func) == "replace" and node.args:
                assert name_of(node.args[0]) not in {"verified", "redacted", "released"}, path
