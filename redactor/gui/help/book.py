"""The chapters of the user guide, as they lie in `resources/help`. Free of Qt."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from redactor import resources

_BROKEN_LINE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n +(?=[\u3000-\u9fff\uff00-\uffef])")
"""Within Chinese, where a line break is no space."""
_MARKS = re.compile(r"[*`|#\\]|\]\([^)]*\)|!?\[|^- ", re.MULTILINE)


@dataclass(frozen=True)
class Chapter:
    """A chapter.

    Attributes
    ----------
    id
        Name of its file without number and suffix: the same in every language.
    title
        Its heading.
    text
        Markdown, the heading included.
    """

    id: str
    title: str
    text: str

    def has(self, words: str) -> bool:
        """Say whether all words occur in it, whatever their case and width."""
        plain = _folded(_MARKS.sub("", self.text))
        return all(word in plain for word in _folded(words).split())


@cache
def chapters(language: str) -> tuple[Chapter, ...]:
    """Give the chapters of a language in their order.

    Raises
    ------
    MissingResource
        If the guide was not installed.
    """
    found = []
    for file in sorted(resources.path(f"help/{language}").glob("*.md")):
        text = _BROKEN_LINE.sub("", file.read_text(encoding="utf-8"))
        found.append(Chapter(file.stem.partition("-")[2], text.partition("\n")[0].removeprefix("# "), text))
    return tuple(found)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
