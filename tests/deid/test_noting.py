"""Links are noted where replacements are made: what is replaced is linked, what stays is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset

from redactor.deid.noting import NotingReplacements
from redactor.deid.replacements import Replacements
from redactor.model.links import Link, LinkKind

KEY = bytes(range(32))
HEADER = Dataset()
HEADER.SOPInstanceUID, HEADER.SeriesInstanceUID, HEADER.StudyInstanceUID = "1.2.3", "1.2.2", "1.2.1"
HEADER.PatientID, HEADER.IssuerOfPatientID = "id  7", "h"


@given(st.lists(st.text(max_size=12)), st.integers(1, 2))
def test_what_is_given_is_what_it_would_be_without_notes(texts: list[str], generation: int) -> None:
    noting, plain = NotingReplacements(KEY, generation), Replacements(KEY, generation)
    for text in texts:
        assert noting.uid(text) == plain.uid(text)
        assert noting.instance_uid(text) == plain.instance_uid(text)
        assert noting.pseudonym(text, "1.2") == plain.pseudonym(text, "1.2")
        assert noting.accession_number(text, "1.2") == plain.accession_number(text, "1.2")
        assert noting.subject_key(text) == plain.subject_key(text)


def test_links_know_what_a_uid_is_of() -> None:
    noting = NotingReplacements(KEY, 2)
    given = {uid: noting.instance_uid(uid) for uid in ("1.2.3", "1.2.2", "1.2.9")} | {"1.2.1": noting.uid("1.2.1\0")}
    kinds = {link.original: link.kind for link in noting.links(HEADER)}
    assert kinds == {
        "1.2.3": LinkKind.INSTANCE,
        "1.2.2": LinkKind.SERIES,
        "1.2.1": LinkKind.STUDY,
        "1.2.9": LinkKind.UID,
    }
    assert {link.original: link.new for link in noting.links(HEADER)} == given


def test_what_stays_is_no_link() -> None:
    noting = NotingReplacements(KEY)
    noting.uid("1.2.840.10008.1.2.1")
    noting.uid("")
    noting.accession_number("", "1.2.1")
    assert noting.links(HEADER) == ()


def test_patients_are_linked_as_the_header_writes_them() -> None:
    noting = NotingReplacements(KEY)
    own, other = noting.pseudonym("H\\ID 7", "1.2.1"), noting.pseudonym("\\ID 8", "1.2.1")
    nobody = noting.pseudonym("", "1.2.1")
    accession = noting.accession_number("A-1", "1.2.1")
    assert noting.links(HEADER) == (
        Link(LinkKind.PATIENT, "id  7", own, "h"),
        Link(LinkKind.PATIENT, "ID 8", other),
        Link(LinkKind.UNNAMED_PATIENT, "1.2.1", nobody),
        Link(LinkKind.ACCESSION_NUMBER, "A-1", accession),
    )
    assert not any(secret in repr(noting) for secret in ("ID", "1.2", "A-1", own))
