"""Plug-ins are found by walking their package, and a package that is not whole is refused."""

from __future__ import annotations

import importlib
import itertools
import sys
from textwrap import dedent
from typing import Protocol, runtime_checkable

import pytest

from redactor.errors import BrokenPlugin, UnknownPlugin
from redactor.plugins import Plugin, discover, module_names, pick

NUMBER = itertools.count()

GREETER = """
    class Greeter:
        id = "{id}"
        title = "Greeter"
        summary = "Greets."

        def greet(self):
            return "hello"

    PLUGIN = Greeter()
"""


@runtime_checkable
class Greeter(Plugin, Protocol):
    def greet(self) -> str: ...


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A function that makes a package of modules, given by name and source, and imports it."""
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)

    def make(**sources):
        name = f"package_of_plugins_{next(NUMBER)}"
        folder = tmp_path / name
        folder.mkdir()
        for module, source in {"__init__": "", **sources}.items():
            (folder / f"{module}.py").write_text(dedent(source), encoding="utf-8")
        importlib.invalidate_caches()
        return importlib.import_module(name)

    yield make
    for name in set(sys.modules) - before:
        del sys.modules[name]


def test_every_module_gives_its_plugin_by_id_in_the_order_of_the_names(package):
    found = discover(package(b=GREETER.format(id="two"), a=GREETER.format(id="one")), Greeter)
    assert list(found) == ["one", "two"]
    assert all(plugin.id == name and plugin.greet() == "hello" for name, plugin in found.items())


def test_what_was_found_can_not_be_changed(package):
    found = discover(package(a=GREETER.format(id="one")), Greeter)
    with pytest.raises(TypeError):
        found["two"] = found["one"]


def test_helpers_are_no_plugins(package):
    made = package(a=GREETER.format(id="one"), _helper="raise RuntimeError('a helper was imported as a plug-in')")
    assert list(discover(made, Greeter)) == ["one"]
    assert module_names(made) == [f"{made.__name__}.a"]


@pytest.mark.parametrize("sources", [{}, {"_helper": ""}])
def test_an_empty_package_is_refused(package, sources):
    made = package(**sources)
    with pytest.raises(BrokenPlugin, match=made.__name__):
        discover(made, Greeter)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("", id="no PLUGIN"),
        pytest.param("PLUGIN = None", id="nothing"),
        pytest.param("class PLUGIN:\n    id = title = summary = ''", id="another kind"),
        pytest.param(GREETER.format(id="b").replace("summary", "comment"), id="no summary"),
        pytest.param(GREETER.format(id="one"), id="an id that another one has"),
    ],
)
def test_a_module_that_is_no_plugin_is_refused_and_named(package, source):
    made = package(a=GREETER.format(id="one"), b=source)
    with pytest.raises(BrokenPlugin, match=rf"{made.__name__}\.b"):
        discover(made, Greeter)


def test_a_plugin_is_picked_by_name(package):
    found = discover(package(a=GREETER.format(id="one"), b=GREETER.format(id="two")), Greeter)
    assert pick(found, "two", "greeter") is found["two"]


def test_an_unknown_name_is_refused_with_those_that_there_are(package):
    found = discover(package(a=GREETER.format(id="one"), b=GREETER.format(id="two")), Greeter)
    with pytest.raises(UnknownPlugin, match="no greeter named three") as caught:
        pick(found, "three", "greeter")
    assert caught.value.facts == {"point": "greeter", "name": "three", "known": "one, two"}
