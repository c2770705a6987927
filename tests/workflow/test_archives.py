"""Archives give their members one by one, in a folder of the owner's alone, and no bomb goes off."""

from __future__ import annotations

import io
import stat
import struct
import sys
import zipfile

import pytest

from redactor.errors import ArchiveBroken, ArchiveLocked, ArchiveTooLarge, NotDicom, Unreadable
from redactor.workflow.archives import Limits, is_archive, members
from redactor.workflow.case import Reading, growing_case
from redactor.workflow.private_folder import PrivateFolder, remove_left_behind
from tests.instances import capture
from tests.runs import PROJECT


@pytest.fixture
def private(tmp_path):
    made = PrivateFolder(tmp_path / "private")
    yield made
    made.remove()


def packed(files, method=zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def written(path, files):
    path.write_bytes(packed(files))
    return path


def opened(path, private):
    *_, case = growing_case([path], PROJECT.replacements.subject_key, Reading(private=private))
    return case


def test_images_in_an_archive_and_in_an_archive_inside_it_are_opened(tmp_path, private):
    one = capture(tmp_path / "1", InstanceNumber=1).read_bytes()
    two = capture(tmp_path / "2", InstanceNumber=2).read_bytes()
    inner = packed({"b/two.dcm": two, "readme": b"no image"})
    path = written(tmp_path / "a.zip", {"a/one.dcm": one, "inner.zip": inner, "a/": b"", "notes.txt": b"none"})
    case = opened(path, private)
    assert [image.image.place.number for image in case.images] == [1, 2]
    assert {str(problem.path.relative_to(path)) for problem in case.problems} == {"inner.zip/readme", "notes.txt"}
    assert all(isinstance(problem.error, NotDicom) for problem in case.problems)
    keys = {image.key for image in case.images}
    other = PrivateFolder(tmp_path / "other")
    assert keys == {image.key for image in opened(path, other).images}
    other.remove()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_what_is_unpacked_is_its_owners_alone_and_goes_away(tmp_path, private):
    path = written(tmp_path / "a.zip", {"CANARY/ZELDA.dcm": capture(tmp_path / "1").read_bytes(), "x": b"none"})
    (image,) = opened(path, private).images
    folder = image.path.parent
    assert folder.parent == tmp_path / "private"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir() if file.name != ".lock"} == {0o600}
    assert [file.name for file in folder.iterdir() if file.name != ".lock"] == ["000001"]
    remove_left_behind(tmp_path / "private")
    assert image.path.exists()  # the program that holds it still runs
    private.remove()
    assert not folder.exists()


def test_what_a_crash_left_behind_is_removed_at_the_next_start(tmp_path):
    folder = tmp_path / "private" / "0011"
    folder.mkdir(parents=True)
    (folder / ".lock").touch()
    (folder / "000001").write_bytes(b"an image")
    (tmp_path / "private" / "stray").touch()
    remove_left_behind(tmp_path / "private")
    assert not folder.exists()
    remove_left_behind(tmp_path / "missing")


def test_a_bomb_is_set_aside_before_it_goes_off(tmp_path, private):
    path = written(tmp_path / "bomb.zip", {str(number): b"\0" * (4 << 20) for number in range(8)})
    limits = Limits(small=8 << 20)
    found = members(path, private, limits)
    next(found).content.unlink()
    next(found).content.unlink()
    with pytest.raises(ArchiveTooLarge):
        next(found)
    assert [file.name for file in (tmp_path / "private").rglob("*") if file.is_file()] == [".lock"]


@pytest.mark.parametrize("limits", [Limits(members=2), Limits(total=10), Limits(share=0.0), Limits(depth=0)])
def test_every_limit_holds(tmp_path, private, limits):
    path = written(tmp_path / "a.zip", {str(number): b"0123456" for number in range(3)})
    with pytest.raises(ArchiveTooLarge):
        list(members(path, private, limits))


def test_archives_in_archives_end_somewhere(tmp_path, private):
    data = packed({"x": b"none"})
    for _ in range(4):
        data = packed({"next.zip": data})
    (tmp_path / "a.zip").write_bytes(data)
    case = opened(tmp_path / "a.zip", private)
    assert [type(problem.error) for problem in case.problems] == [ArchiveTooLarge]


def test_damage_and_passwords_are_set_aside_member_by_member(tmp_path, private):
    path = written(tmp_path / "a.zip", {"bad": b"0123456789" * 30, "good": b"text", "locked": b"text"})
    data = bytearray(path.read_bytes())
    data[40] ^= 0xFF  # within the deflated bytes of the first
    place = data.rindex(b"PK\x01\x02")
    struct.pack_into("<H", data, place + 8, 1)
    path.write_bytes(data)
    found = {member.name: member.content for member in members(path, private)}
    assert isinstance(found["bad"], ArchiveBroken)
    assert isinstance(found["locked"], ArchiveLocked)
    assert found["good"].read_bytes() == b"text"
    path.write_bytes(data[:60])
    with pytest.raises(ArchiveBroken):
        list(members(path, private))


def test_no_member_leads_out_of_the_folder(tmp_path, private):
    path = written(tmp_path / "a.zip", {"../../evil.dcm": b"text", "/etc/evil": b"text"})
    for member in members(path, private):
        assert member.content.is_relative_to(tmp_path / "private")
    assert not list(tmp_path.rglob("evil*"))


def test_where_nothing_can_be_unpacked_it_is_said(tmp_path):
    path = written(tmp_path / "a.zip", {"a": b"text"})
    (tmp_path / "file").touch()
    with pytest.raises(Unreadable):
        list(members(path, PrivateFolder(tmp_path / "file" / "private")))
    with pytest.raises(Unreadable):
        is_archive(tmp_path / "missing")
    with pytest.raises(Unreadable):
        list(members(tmp_path / "missing", PrivateFolder(tmp_path / "private")))


def test_without_a_private_folder_archives_are_no_images(tmp_path):
    path = written(tmp_path / "a.zip", {"1": capture(tmp_path / "1").read_bytes()})
    *_, case = growing_case([path], PROJECT.replacements.subject_key)
    assert [type(problem.error) for problem in case.problems] == [NotDicom]
