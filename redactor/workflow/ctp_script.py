"""Scripts of the RSNA CTP DicomPixelAnonymizer: signatures in braces, each with regions in parentheses.

    Any words as a title
    { Modality.equals("US") * (Manufacturer.containsIgnoreCase("ACME") + ![0018,1000].equals("7")) }
    (0,0,640,40) (0,440,640,40)

``*`` is and, ``+`` or, ``!`` not; a region is (column, row, columns, rows).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from redactor.errors import InvalidDocument
from redactor.model.geometry import Bounds
from redactor.workflow.layout_import import Condition, Imported, both, layouts_of

if TYPE_CHECKING:
    from redactor.model.layout import Layout
    from redactor.workflow.layout_import import Alternatives

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<sign>[*+!()])|(?P<constant>true|false)\.|"
    r'(?P<name>\w+|\[\s*[0-9A-Fa-f]{4}\s*,\s*[0-9A-Fa-f]{4}\s*\])\s*\.\s*(?P<method>[A-Za-z]+)\(\s*"(?P<value>[^"]*)"\s*\))'
)
_REGION: Final = re.compile(r"\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)")
_LIKE_REGION: Final = re.compile(r"\(\s*-?\d+\s*(?:,\s*-?\d*\s*)*\)")
_METHODS: Final = {
    "equals": "equals",
    "equalsIgnoreCase": "equals",
    "contains": "contains",
    "containsIgnoreCase": "contains",
}
_OTHER_METHODS: Final = frozenset(
    {"matches", "startsWith", "startsWithIgnoreCase", "endsWith", "endsWithIgnoreCase", "isLessThan", "isGreaterThan"}
)
_TAGS: Final = {
    "0008,0008": "ImageType",
    "0008,0016": "SOPClassUID",
    "0008,0060": "Modality",
    "0008,0070": "Manufacturer",
    "0008,1090": "ManufacturerModelName",
    "0028,0010": "Rows",
    "0028,0011": "Columns",
}


def read_script(text: str) -> Imported:
    """Read a script.

    Raises
    ------
    InvalidDocument
        Naming the line and what is wrong.
    """
    layouts: list[Layout] = []
    left_out: list[tuple[int, str]] = []
    at = 0
    while (start := text.find("{", at)) >= 0:
        line = _line(text, start)
        _refuse_regions(text, at, start)
        end = text.find("}", start)
        if end < 0 or "{" in text[start + 1 : end]:
            raise InvalidDocument(where=f"line {line}", problem="a signature is not closed")
        alternatives = _Signature(text, start + 1, end).read()
        at = end + 1
        regions: list[Bounds] = []
        while found := _REGION.match(text, _after_blanks(text, at)):
            box = Bounds(*map(int, found.groups()))
            if box.is_empty or max(map(int, found.groups())) >= 1 << 20:
                raise InvalidDocument(where=f"line {_line(text, found.start(1))}", problem="a region has no size")
            regions.append(box)
            at = found.end()
        if not regions:
            left_out.append((line, "it has no region"))
            continue
        made, without = layouts_of(f"ctp_line_{line}", alternatives, regions, line)
        layouts += made
        left_out += without
    _refuse_regions(text, at, len(text))
    return Imported(tuple(layouts), tuple(left_out))


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _after_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at


def _refuse_regions(text: str, start: int, end: int) -> None:
    """Refuse what looks like a region and stands in a title: it would be lost."""
    if found := _LIKE_REGION.search(text, start, end):
        raise InvalidDocument(where=f"line {_line(text, found.start())}", problem="a region stands in no place for one")


@dataclass
class _Signature:
    """A reader of the expression in `text` from `at` to `end`, by recursive descent."""

    text: str
    at: int
    end: int
    depth: int = 0

    def read(self) -> Alternatives:
        found = self._alternatives()
        if self.text[self.at : self.end].strip():
            raise self._error("an operator (* or +) is missing")
        return found

    def _error(self, problem: str) -> InvalidDocument:
        return InvalidDocument(where=f"line {_line(self.text, _after_blanks(self.text, self.at))}", problem=problem)

    def _sign(self, sign: str) -> bool:
        """Take a sign if it is the next."""
        at = _after_blanks(self.text, self.at)
        if at < self.end and self.text[at] == sign:
            self.at = at + 1
            return True
        return False

    def _alternatives(self) -> Alternatives:
        found = self._conjunction()
        while self._sign("+"):
            found = (*found, *self._conjunction())
        return found

    def _conjunction(self) -> Alternatives:
        found = self._factor()
        while self._sign("*"):
            found = both(found, self._factor(), _line(self.text, self.at))
        return found

    def _factor(self) -> Alternatives:
        if self._sign("!"):
            return self._negated(self._factor())
        if self._sign("("):
            self.depth += 1
            if self.depth > 50:
                raise self._error("parentheses are nested too deep")
            found = self._alternatives()
            self.depth -= 1
            if not self._sign(")"):
                raise self._error("a parenthesis is not closed")
            return found
        return self._condition()

    def _negated(self, inner: Alternatives) -> Alternatives:
        """Negate: not (a and b or c) is (not a or not b) and not c."""
        found: Alternatives = ((),)
        for conditions in inner:
            flipped = tuple((replace(each, negated=not each.negated),) for each in conditions)
            found = both(found, flipped, _line(self.text, self.at))
        return found

    def _condition(self) -> Alternatives:
        token = _TOKEN.match(self.text, self.at, self.end)
        if token is None or token["sign"]:
            raise self._error("a condition was expected")
        self.at = token.end()
        if token["constant"]:
            return ((),) if token["constant"] == "true" else ()
        method = token["method"]
        if method not in _METHODS and method not in _OTHER_METHODS:
            self.at = token.start("method")
            raise self._error("no such comparison is known")
        name = token["name"].strip("[] ").replace(" ", "").upper() if token["name"].startswith("[") else token["name"]
        return ((Condition(_TAGS.get(name, name), _METHODS.get(method, "other"), token["value"]),),)
