"""The cache of decoded arrays: never larger than its limit, never wrong, never writable."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.workflow.frame_cache import FrameCache


def array(key: int, size: int = 10) -> np.ndarray:
    return np.full(size, key, np.uint8)


def test_an_array_is_made_once() -> None:
    made: list[int] = []
    cache = FrameCache(100)

    def make() -> np.ndarray:
        made.append(1)
        return array(1)

    for _ in range(3):
        np.testing.assert_array_equal(cache.get("a", make), array(1))
    assert made == [1]


def test_what_is_handed_out_is_read_only() -> None:
    with pytest.raises(ValueError, match="read-only"):
        FrameCache(100).get("a", lambda: array(1))[0] = 2


def test_the_least_recently_used_leaves_first() -> None:
    cache = FrameCache(30)
    for key in (1, 2, 3, 1, 4):
        cache.get(key, lambda key=key: array(key))
    made = []
    for key in (1, 3, 4, 2):
        cache.get(key, lambda key=key: (made.append(key), array(key))[1])
    assert made == [2]


def test_an_array_beyond_the_limit_is_handed_out_and_pushes_nothing_out() -> None:
    cache = FrameCache(30)
    cache.get("small", lambda: array(1))
    assert cache.get("large", lambda: array(2, 31)).size == 31
    assert cache.size == 10
    cache.get("small", lambda: pytest.fail("it was pushed out"))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 60))), st.integers(1, 100))
def test_it_holds_no_more_than_its_limit_and_gives_what_was_made(asked: list[tuple[int, int]], limit: int) -> None:
    cache = FrameCache(limit)
    for key, size in asked:
        found = cache.get(key, lambda key=key, size=size: array(key, size))
        assert (found == key).all()
        assert 0 <= cache.size <= limit
    assert cache.size == sum(held.nbytes for held in cache._arrays.values())


def test_forgetting_leaves_nothing() -> None:
    cache = FrameCache(100)
    cache.get("a", lambda: array(1))
    cache.clear()
    assert cache.size == 0
    np.testing.assert_array_equal(cache.get("a", lambda: array(2)), array(2))


def test_several_threads_agree_on_what_is_held() -> None:
    cache = FrameCache(55)
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(lambda n: (n % 7, cache.get(n % 7, lambda: array(n % 7))), range(400)):
            assert (found[1] == found[0]).all()
    assert cache.size == sum(held.nbytes for held in cache._arrays.values()) <= 55


def test_the_first_of_two_that_made_the_same_is_kept() -> None:
    cache = FrameCache(100)
    cache.get("a", lambda: cache.get("a", lambda: array(1)).copy())
    assert cache.size == 10


def test_lowering_the_limit_makes_room_at_once():
    cache = FrameCache(limit=100)
    for key in range(10):
        cache.get(key, lambda: np.zeros(10, np.uint8))
    cache.limit = 35
    assert cache.limit == 35
    assert cache.size == 30
    made = []
    cache.get(9, lambda: made.append(1) or np.zeros(10, np.uint8))
    assert made == []
