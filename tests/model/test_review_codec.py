"""A review as JSON: what is written is what is read, and what is odd is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import InvalidDocument
from redactor.model.review import EVERYWHERE, Checked, Mark, Projection, Review
from redactor.model.review_codec import review_from_json, review_to_json

words = st.text(max_size=8)
marks = st.builds(Mark, words, words, st.floats(0, 4e9))
reviews = st.builds(
    Review,
    seen=st.dictionaries(st.tuples(words, st.integers(1, 5)), st.integers(0, EVERYWHERE), max_size=6),
    projections=st.frozensets(st.sampled_from(Projection)),
    words=words,
    hidden=words,
    comment=words,
    is_flagged=st.booleans(),
    reviewed=st.none() | marks,
    approved=st.none() | marks,
    released=st.none() | marks,
    checked=st.none() | st.builds(Checked, words, words),
    quarantined=words,
    reasons=st.dictionaries(words, words, max_size=4),
)


@given(reviews)
def test_a_review_survives_json(review):
    assert review_from_json(json.loads(json.dumps(review_to_json(review)))) == review


@given(reviews, st.data())
def test_a_field_that_is_missing_odd_or_unknown_is_refused(review, data):
    document = review_to_json(review)
    name = data.draw(st.sampled_from(sorted(document)))
    for odd in ({**document, name: object()}, {**document, "more": 1}, {**document, "schema": "redactor/review/2"}):
        with pytest.raises(InvalidDocument):
            review_from_json(odd)


@pytest.mark.parametrize("cells", ["", "-1", "xyz", "1" * 17])
def test_cells_that_no_frame_has_are_refused(cells):
    document = review_to_json(Review(seen={("k", 1): 5}))
    document["seen"][0]["frames"][0]["cells"] = cells
    with pytest.raises(InvalidDocument):
        review_from_json(document)


def test_a_comment_is_not_in_the_repr():
    assert "ZELDA" not in repr(Review(comment="ZELDA"))


def test_what_was_seen_only_grows():
    review = Review().with_seen("k", 1, 5)
    assert review.with_seen("k", 1, 4) is review
    assert review.with_seen("k", 1, 2).seen == {("k", 1): 7}
    assert not review.has_seen("k", 1)
    assert review.with_seen("k", 1, EVERYWHERE).has_seen("k", 1)
    assert not review.has_seen("k", 2)
