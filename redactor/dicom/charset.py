"""Texts whose bytes are of another character set than the data set declares: GBK or UTF-8 under a Latin one.

What is guessed is for matching and for people to check; nothing is written with it.
"""

from __future__ import annotations

import re
from typing import Final

_HIGH: Final = re.compile(rb"[\x80-\xff]+")
_FEWEST: Final = 4
"""Bytes of two Chinese characters: a name has no fewer, and fewer may be two Latin letters with accents."""
_CHINESE: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


def guessed(text: str) -> tuple[str, str] | None:
    """Give what a text says if its declared character set is wrong, and the one it seems to be of; None if it is right.

    Bytes that are no text in the declared set, as GBK under UTF-8, are lost before: such a text can't be guessed.
    """
    if any(ord(character) > 0xFF for character in text):
        return None
    data = text.encode("latin-1")
    if sum(map(len, _HIGH.findall(data))) < _FEWEST:
        return None
    return _decoded(data, "UTF-8") or (_decoded(data, "GBK") if _may_be_gbk(data) else None)


def _may_be_gbk(data: bytes) -> bool:
    """Say whether each run of high bytes is a row of GB 2312 pairs; Latin letters with accents rarely are."""
    return all(len(run) % 2 == 0 and min(run) >= 0xA1 for run in _HIGH.findall(data))


def _decoded(data: bytes, charset: str) -> tuple[str, str] | None:
    try:
        text = data.decode("gb18030" if charset == "GBK" else charset)
    except UnicodeDecodeError:
        return None
    return (text, charset) if charset == "UTF-8" or _CHINESE.search(text) else None
