"""Errors: a type for each cause, a sentence that people can act on, facts that fit the sentence."""

from __future__ import annotations

import ast
import inspect
import pickle
from pathlib import Path
from string import Formatter

import pytest

from redactor import errors
from redactor.errors import RedactorError

ROOT = Path(errors.__file__).parents[1]


def types_below(kind):
    """A type and all that are made from it."""
    return [kind, *(below for child in kind.__subclasses__() for below in types_below(child))]


ALL = [kind for kind in types_below(RedactorError) if kind.__module__.startswith(f"{errors.__name__}.")]
CAUSES = [kind for kind in ALL if not kind.__subclasses__()]
"""The types that name a cause; the others only group them."""


def named(kind):
    return kind.__name__


def facts_of(kind):
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(kind.sentence) if name is not None}


def nodes_in(path, kind):
    """All that a module holds of a kind of syntax."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, kind)]


@pytest.mark.parametrize("kind", ALL, ids=named)
def test_a_sentence_is_made_of_its_facts(kind):
    facts = {name: f"<{name}>" for name in facts_of(kind)}
    error = kind(**facts)
    assert error.facts == facts
    assert str(error) == kind.sentence.format(**facts)
    assert all(fact in str(error) for fact in facts.values())
    assert "{" not in str(error)


def test_a_fact_with_braces_is_only_a_fact():
    error = errors.InvalidDocument(where="plan.{odd}", problem="{0} {problem}")
    assert "plan.{odd}: {0} {problem}" in str(error)


@pytest.mark.parametrize("kind", CAUSES, ids=named)
def test_a_sentence_says_what_happened_and_then_what_it_means_or_what_to_do(kind):
    sentence = kind.sentence
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert not sentence.endswith("..")
    statements = [part for whole in sentence.removesuffix(".").split(". ") for part in whole.split("; ")]
    assert len(statements) >= 2, "what to do next is missing"


@pytest.mark.parametrize("kind", ALL, ids=named)
def test_a_type_has_a_sentence_of_its_own_and_a_docstring(kind):
    assert "sentence" in vars(kind)
    assert inspect.getdoc(kind)
    assert [other for other in ALL if other.sentence == kind.sentence] == [kind]


def test_every_sentence_is_marked_for_translation_in_the_context_of_errors():
    marked = set()
    modules = (ROOT / "errors").glob("*.py")
    for call in (each for module in modules for each in nodes_in(module, ast.Call)):
        if ast.unparse(call.func) == "QT_TRANSLATE_NOOP":
            context, sentence = call.args
            assert ast.literal_eval(context) == errors.CONTEXT  # a literal, since lupdate runs nothing
            marked.add(ast.literal_eval(sentence))
    assert marked == {kind.sentence for kind in ALL}


def test_whoever_raises_an_error_gives_the_facts_of_its_sentence():
    known = {kind.__name__: facts_of(kind) for kind in ALL}
    found = set()
    for path in ROOT.rglob("*.py"):
        imports = [node for node in nodes_in(path, ast.ImportFrom) if node.module == errors.__name__]
        imported = {alias.name for node in imports for alias in node.names} & set(known)
        for call in nodes_in(path, ast.Call):
            name = ast.unparse(call.func)
            if name in imported:
                given = {keyword.arg for keyword in call.keywords}
                assert given == known[name], f"{path.relative_to(ROOT)}:{call.lineno}"
                assert not call.args
                found.add(name)
    assert {"InvalidDocument", "PlanDoesNotFit", "UnknownPlugin"} <= found


def test_an_error_crosses_from_a_worker_process_as_it_is():
    for kind in ALL:
        error = kind(**dict.fromkeys(facts_of(kind), "1"))
        there = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
        assert type(there) is kind
        assert there.facts == error.facts
        assert str(there) == str(error)


def test_the_reason_of_the_system_is_told_without_the_path():
    assert errors.reason_of(FileNotFoundError(2, "No such file or directory", "/home/li/LI^MEI.dcm")) == (
        "no such file or directory"
    )
    assert errors.reason_of(PermissionError()) == "permissionerror"
