"""Links merge: no duplicate, the kind that is known, the offset that came last, and nothing in a repr."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from redactor.model.links import Link, LinkKind, LinkTable

UID, INSTANCE, PATIENT = LinkKind.UID, LinkKind.INSTANCE, LinkKind.PATIENT


def links() -> Any:
    some = st.sampled_from
    offsets = st.none() | st.integers(-400, 400)
    return st.builds(Link, some(list(LinkKind)), some("ab"), some("xy"), some(["", "HOSPITAL"]), offsets)


@given(st.lists(links()))
def test_a_table_forgets_nothing_and_doubles_nothing(some: list[Link]) -> None:
    table = LinkTable(some)
    told = {(link.issuer, link.original, link.new) for link in some}
    assert {(link.issuer, link.original, link.new) for link in table.links} == told
    assert not any(table.lacks(link) for link in table.links)
    assert LinkTable(table.links).links == table.links


@given(st.lists(links()), links())
def test_a_table_lacks_what_would_change_it(some: list[Link], link: Link) -> None:
    table = LinkTable(some)
    before, lacked = table.links, table.lacks(link)
    table.add(link)
    assert (table.links != before) == lacked


def test_what_a_uid_is_of_is_kept_whatever_comes_first() -> None:
    plain, known = Link(UID, "1.2", "2.25.1"), Link(INSTANCE, "1.2", "2.25.1")
    assert LinkTable([plain, known]).links == LinkTable([known, plain]).links == (known,)


def test_an_offset_that_comes_later_is_joined_to_the_patient() -> None:
    first, later = Link(PATIENT, "A", "RDX1", "H"), Link(PATIENT, "A", "RDX1", "H", -31)
    assert LinkTable([first, later]).links == (later,)
    assert LinkTable([later, first]).links == (later,)


def test_reprs_show_nothing() -> None:
    link = Link(PATIENT, "ZZ-4711", "RDXSECRET", "CANARY", 77)
    shown = repr(link) + repr(LinkTable([link]))
    assert not any(secret in shown for secret in ("4711", "SECRET", "CANARY", "77"))
