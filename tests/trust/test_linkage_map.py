"""The map: what went in comes out, under one key, whole or up to the moment of a crash; no byte can be changed."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redactor
from redactor.errors import CannotWrite, DamagedMap, DiskFull, ProjectBusy, Unreadable
from redactor.model.links import Link, LinkKind, LinkTable
from redactor.trust import linkage_map
from redactor.trust.linkage_map import open_map, read_map
from tests.folders import small_disk

KEY = bytes(range(32))
SECRETS = ("ZZ-4711", "CANARY", "2.25.1001", "ACC998877")
LINKS = (
    Link(LinkKind.PATIENT, "ZZ-4711-77", "RDX234567ABCDEF", "CANARY HOSPITAL", -31),
    Link(LinkKind.STUDY, "2.25.1001", "2.25.9001"),
    Link(LinkKind.ACCESSION_NUMBER, "ACC998877", "RDA234567ABCDEF"),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "project" / "linkage.map"


def written(file: Path, *parts: Any, key: bytes = KEY) -> Path:
    with open_map(file, key) as linkage:
        for part in parts:
            linkage.add(part)
    return file


def any_links() -> Any:
    text = st.text(max_size=20)
    return st.builds(Link, st.sampled_from(list(LinkKind)), text, text, text, st.none() | st.integers(-9999, 9999))


@given(st.lists(st.lists(any_links(), max_size=4), max_size=4))
def test_what_went_in_comes_out(tmp_path_factory: pytest.TempPathFactory, parts: list[list[Link]]) -> None:
    file = written(tmp_path_factory.mktemp("map") / "m", *parts)
    assert read_map(file, KEY) == LinkTable(link for part in parts for link in part).links


def test_values_that_are_no_unicode_are_kept(file: Path) -> None:
    odd = Link(LinkKind.PATIENT, "\udcff\ud800", "RDX")
    assert read_map(written(file, [odd]), KEY) == (odd,)


def test_a_map_goes_on_where_it_ended(file: Path) -> None:
    for link in LINKS:
        written(file, [link])
    assert read_map(file, KEY) == LINKS


def test_what_is_known_is_not_written_again(file: Path) -> None:
    size = written(file, LINKS).stat().st_size
    assert written(file, LINKS, LINKS[:1]).stat().st_size == size


def test_there_may_be_no_map(file: Path) -> None:
    assert read_map(file, KEY) == ()
    file.parent.mkdir()
    file.touch()
    assert read_map(file, KEY) == ()


def test_a_map_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        read_map(tmp_path, KEY)
    with pytest.raises(CannotWrite), open_map(tmp_path, KEY):
        pass


def test_nothing_is_in_clear(file: Path) -> None:
    with open_map(file, KEY) as linkage:
        linkage.add(LINKS)
        shown = repr(linkage) + repr(linkage._seal)
    everything = file.read_bytes() + shown.encode()
    assert not any(secret.encode() in everything for secret in SECRETS)
    assert KEY not in everything
    assert KEY.hex().encode() not in everything


def test_equal_links_give_other_bytes_in_another_map(tmp_path: Path) -> None:
    one, other = written(tmp_path / "1", LINKS), written(tmp_path / "2", LINKS)
    assert one.read_bytes()[50:] != other.read_bytes()[50:]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_only_its_owner_can_read_it(file: Path) -> None:
    before = os.umask(0o022)
    try:
        written(file, LINKS)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


# --- damage ---------------------------------------------------------------------------------------------------


def test_every_changed_bit_is_found(file: Path) -> None:
    data = written(file, LINKS[:1], LINKS[1:]).read_bytes()
    for position in range(len(data)):
        for bit in (0, 7):
            changed = bytearray(data)
            changed[position] ^= 1 << bit
            file.write_bytes(changed)
            with pytest.raises(DamagedMap) as caught:
                read_map(file, KEY)
            assert not any(secret in str(caught.value) for secret in SECRETS)


def chunks(data: bytes) -> list[bytes]:
    """Give header and chunks."""
    found = [data[: linkage_map._HEADER_BYTES]]
    position = len(found[0])
    while position < len(data):
        end = position + linkage_map._CHUNK_BYTES + int.from_bytes(data[position : position + 4], "big")
        found.append(data[position:end])
        position = end
    return found


@pytest.mark.parametrize("order", [(0, 2, 1, 3), (0, 1, 1, 2, 3), (0, 2, 3), (0, 1, 3), (1, 2, 3), (0, 1, 2, 3, 1)])
def test_chunks_cannot_be_swapped_repeated_or_taken_out(order: tuple[int, ...], file: Path) -> None:
    parts = chunks(written(file, *([link] for link in LINKS)).read_bytes())
    assert len(parts) == 4
    file.write_bytes(b"".join(parts[number] for number in order))
    with pytest.raises(DamagedMap):
        read_map(file, KEY)


def test_chunks_cannot_come_from_another_map(tmp_path: Path) -> None:
    one = chunks(written(tmp_path / "1", LINKS).read_bytes())
    other = chunks(written(tmp_path / "2", LINKS).read_bytes())
    (tmp_path / "1").write_bytes(one[0] + other[1])
    with pytest.raises(DamagedMap):
        read_map(tmp_path / "1", KEY)


def test_another_key_opens_nothing_and_changes_nothing(file: Path) -> None:
    before = written(file, LINKS).read_bytes()
    with pytest.raises(DamagedMap), open_map(file, bytes(32)):
        pass
    assert file.read_bytes() == before


@pytest.mark.parametrize("data", [b"thesis", b"\x89RDXMAX\n" + bytes(80), b"x" * 200])
def test_another_file_is_left_alone(data: bytes, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(data)
    with pytest.raises(DamagedMap), open_map(file, KEY):
        pass
    assert file.read_bytes() == data


# --- what ends in the middle ----------------------------------------------------------------------------------


def test_wherever_the_file_ends_whole_chunks_are_kept_and_it_goes_on(file: Path) -> None:
    data = written(file, *([link] for link in LINKS)).read_bytes()
    ends = [sum(map(len, chunks(data)[: number + 1])) for number in range(4)]
    for length in range(len(data)):
        file.write_bytes(data[:length])
        whole = sum(end <= length for end in ends[1:])
        assert read_map(file, KEY) == LINKS[:whole]
        assert read_map(written(file, LINKS), KEY) == LINKS


def test_zeros_after_a_loss_of_power_are_no_damage(file: Path) -> None:
    data = written(file, LINKS[:1]).read_bytes()
    file.write_bytes(data + bytes(4096))
    assert read_map(written(file, LINKS), KEY) == LINKS
    file.write_bytes(data + bytes(4095) + b"\1")
    with pytest.raises(DamagedMap):
        read_map(file, KEY)


APPENDS = """
import sys
from pathlib import Path
from redactor.model.links import Link, LinkKind
from redactor.trust.linkage_map import open_map
with open_map(Path(sys.argv[1]), bytes(range(32))) as linkage:
    for number in range(10**9):
        linkage.add([Link(LinkKind.INSTANCE, f"1.2.{number}", "x" * 30000)])
        linkage.add([Link(LinkKind.UID, f"1.3.{number}", "9" * 30000)])
        print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
def test_a_program_that_is_killed_loses_nothing_that_it_had_added(file: Path) -> None:
    for _ in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", APPENDS, file], cwd=Path(redactor.__file__).parents[1], stdout=subprocess.PIPE
        ) as program:
            assert program.stdout is not None
            for _ in range(20):
                last = int(program.stdout.readline())
            time.sleep(0.013)
            program.send_signal(signal.SIGKILL)
            last = max([last, *map(int, program.stdout.read().decode().split("\n")[:-1])])
        links = {link.original for link in read_map(file, KEY)}
        assert {f"1.{branch}.{number}" for branch in (2, 3) for number in range(last + 1)} <= links
        before = len(links)
        written(file, LINKS)
        assert len(read_map(file, KEY)) >= before


def test_a_disk_that_is_full_leaves_the_map_as_it_was(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 32) as disk:
        file = written(disk / "m", LINKS[:1])
        with open_map(file, KEY) as linkage:
            with pytest.raises(DiskFull):
                linkage.add([Link(LinkKind.UID, "1" * 100_000, "2")])
            assert linkage.links == LINKS[:1]
            linkage.add(LINKS)
        assert read_map(file, KEY) == LINKS


def test_a_write_that_stops_half_way_is_taken_back(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stops:
        """A file that takes a few bytes, then no more."""

        def __init__(self, stream: Any) -> None:
            self.stream, self.left = stream, 10

        def write(self, data: Any) -> int:
            if not self.left:
                raise OSError(5, "Input/output error")
            self.left -= 5
            return self.stream.write(data[:5])

        def __getattr__(self, name: str) -> Any:
            return getattr(self.stream, name)

    written(file, LINKS[:1])
    before = file.read_bytes()
    with open_map(file, KEY) as linkage:
        stream = linkage._stream
        monkeypatch.setattr(linkage, "_stream", Stops(stream))
        with pytest.raises(CannotWrite):
            linkage.add(LINKS)
        assert file.read_bytes() == before
        monkeypatch.setattr(linkage, "_stream", stream)
        linkage.add(LINKS)
    assert read_map(file, KEY) == LINKS


def test_what_cannot_be_synced_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(DiskFull):
        written(file, LINKS)


# --- two at once ----------------------------------------------------------------------------------------------


def test_only_one_run_at_a_time_has_a_map(file: Path) -> None:
    with open_map(file, KEY) as linkage:
        linkage.add(LINKS)
        with pytest.raises(ProjectBusy), open_map(file, KEY):
            pass
    assert read_map(written(file, LINKS), KEY) == LINKS


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks in another way")
def test_a_file_system_without_locks_is_used_all_the_same(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl  # noqa: PLC0415 - not on Windows

    def refuse(*_: Any) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert read_map(written(file, LINKS), KEY) == LINKS


# --- many -----------------------------------------------------------------------------------------------------


def test_twenty_thousand_instances_are_added_and_read_in_seconds(file: Path) -> None:
    start = time.perf_counter()
    with open_map(file, KEY) as linkage:
        for number in range(20_000):
            series = number // 200
            linkage.add(
                [
                    Link(LinkKind.INSTANCE, f"1.2.840.113619.2.55.3.{number:030}", f"2.25.{number:038}"),
                    Link(LinkKind.SERIES, f"1.2.840.113619.2.55.4.{series:030}", f"2.25.{series:038}"),
                    Link(LinkKind.PATIENT, f"P{series // 4}", f"RDX{series // 4:012}"),
                ]
            )
    added = time.perf_counter() - start
    start = time.perf_counter()
    links = read_map(file, KEY)
    read = time.perf_counter() - start
    size = file.stat().st_size
    print(f"added in {added:.2f} s, read in {read:.2f} s, {size / 1e6:.1f} MB")  # noqa: T201 - for who measures
    assert len(links) == 20_000 + 100 + 25
    assert added < 30
    assert read < 15
    assert size < 6e6
