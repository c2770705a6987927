"""Resources are found in the source tree, in an installed wheel and in a frozen program."""

from __future__ import annotations

import sys

import pytest

from redactor import resources
from redactor.errors import MissingResource


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A folder in which the package seems to live, beside no resources."""
    folder = tmp_path / "site" / "redactor"
    folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", folder)
    monkeypatch.delattr(sys, "_MEIPASS", raising=False)
    return folder


def put(folder, text):
    (folder / "profiles").mkdir(parents=True)
    (folder / "profiles" / "basic.json").write_text(text, encoding="utf-8")
    return folder


def test_the_resources_of_this_source_tree_are_found():
    assert resources.path("profiles").is_dir()


def test_a_source_tree_has_them_beside_the_package(package):
    beside = put(package.parent / "resources", "tree")
    assert resources.root() == beside
    assert resources.read_text("profiles/basic.json") == "tree"


def test_a_wheel_has_them_inside_the_package(package):
    put(package.parent / "resources", "tree")
    put(package / "_resources", "wheel")
    assert resources.read_text("profiles/basic.json") == "wheel"


def test_a_frozen_program_has_them_where_it_was_unpacked(package, tmp_path, monkeypatch):
    put(package / "_resources", "wheel")
    put(tmp_path / "unpacked" / "resources", "frozen")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "unpacked"), raising=False)
    assert resources.read_text("profiles/basic.json") == "frozen"


def test_text_is_utf_8_on_every_system(package):
    put(package / "_resources", "草稿")
    assert resources.read_text("profiles/basic.json") == "草稿"


def test_a_file_that_is_not_there_is_named(package):
    put(package / "_resources", "")
    with pytest.raises(MissingResource, match=r"profiles/none\.json"):
        resources.path("profiles/none.json")


def test_a_program_without_resources_is_broken(package):
    with pytest.raises(MissingResource, match="resources"):
        resources.root()
