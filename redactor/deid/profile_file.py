"""Profiles as files: read strictly, written for the project. Every one of them is the Basic Profile and more."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import platformdirs
from pydicom.datadict import dictionary_has_tag, dictionary_VR, tag_for_keyword
from pydicom.tag import Tag

from redactor import resources
from redactor.deid.decisions import is_allowed
from redactor.deid.profile import OLDEST, Profile, Rule
from redactor.deid.safety_net import is_removed
from redactor.deid.table import OPTIONS, row_for
from redactor.errors import InvalidProfile, UnknownPlugin, Unreadable, reason_of

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA: Final = "redactor/profile/1"
LANGUAGES: Final = ("en", "zh_CN")
_FIELDS: Final = frozenset(
    {
        "schema",
        "name",
        "options",
        "oldest_age_told",
        "birth_date",
        "vocabulary",
        "keep_list",
        "title",
        "summary",
        "attribute",
    }
)
_ACTIONS: Final[Mapping[str, Literal["X", "Z", "D", "K"]]] = {"remove": "X", "empty": "Z", "dummy": "D", "keep": "K"}
_STRICTNESS: Final = "KCUDZX"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_TAG: Final = re.compile(r"\(([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\)")
_DATES: Final = frozenset({"retain_longitudinal_full_dates", "retain_longitudinal_modified_dates"})


def available() -> dict[str, Path]:
    """Give the files of all profiles by name: those of the program, and those in the user's data folder beside them."""
    own = {path.stem: path for path in sorted(resources.path("profiles").glob("*.toml"))}
    theirs = {path.stem: path for path in sorted(user_folder().glob("*.toml"))} if user_folder().is_dir() else {}
    return {**theirs, **own}


def user_folder() -> Path:
    """Give the folder in which a person's own profiles are looked for."""
    return Path(platformdirs.user_data_dir("redactor", appauthor=False)) / "profiles"


def load_profile(name: str) -> Profile:
    """Read a profile by its name, or by the path of its file.

    Raises
    ------
    UnknownPlugin
        If there is no profile of that name and no such file.
    InvalidProfile
        If it is not valid.
    Unreadable
        If the file system refuses.
    """
    known = available()
    path = known.get(name) or (Path(name) if name.endswith(".toml") and Path(name).is_file() else None)
    if path is None:
        raise UnknownPlugin(point="profile", name=name, known=", ".join(sorted(known)))
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise Unreadable(reason=reason_of(error)) from None
    except UnicodeDecodeError:
        raise InvalidProfile(file=path.name, line=1, field="–", problem="text in UTF-8 is needed") from None
    return read(text, path.name)


def read(text: str, file: str) -> Profile:
    """Read the text of a profile file.

    Parameters
    ----------
    file
        Its name, for errors.

    Raises
    ------
    InvalidProfile
        With line and field of what is wrong.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        number = int(line[1]) if line else max(1, len(text.splitlines()))
        raise InvalidProfile(file=file, line=number, field="–", problem="TOML is needed") from None
    return _Document(document, file, text).profile()


def to_document(profile: Profile) -> dict[str, Any]:
    """Give a profile as a JSON object, for the project: a profile whose file is gone is still the project's."""
    actions = {action: word for word, action in _ACTIONS.items()}
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "name": profile.name,
        "options": list(profile.options),
        "oldest_age_told": "any" if profile.oldest is None else profile.oldest,
        "birth_date": profile.birth_date,
        "vocabulary": list(profile.words),
        "title": dict(profile.titles),
        "summary": dict(profile.summaries),
        "attribute": [
            {"tag": f"({tag >> 16:04X},{tag & 0xFFFF:04X})", "action": actions[rule.action], "reason": rule.reason}
            for tag, rule in profile.rules
        ],
    }
    if profile.only is not None:
        document["keep_list"] = [f"({tag >> 16:04X},{tag & 0xFFFF:04X})" for tag in sorted(profile.only)]
    return document


def from_document(document: object, file: str) -> Profile:
    """Read what `to_document` gave.

    Raises
    ------
    InvalidProfile
        If it is something else.
    """
    if not isinstance(document, dict):
        raise InvalidProfile(file=file, line=1, field="profile", problem="an object is needed")
    return _Document(document, file, "").profile()


class _Document:
    """A document that is being read; knows the line of each field."""

    def __init__(self, document: dict[str, Any], file: str, text: str) -> None:
        self._document = document
        self._file = file
        self._lines = text.splitlines()

    def profile(self) -> Profile:
        for field in self._document:
            if field not in _FIELDS:
                raise self._wrong(field, "there is no such field")
        if self._document.get("schema") != SCHEMA:
            raise self._wrong("schema", f"{SCHEMA} is needed")
        name = self._document.get("name")
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise self._wrong("name", "lower-case letters, digits and hyphens are needed")
        made = Profile(
            name=name,
            options=tuple(option for option in OPTIONS if option in self._options()),
            oldest=self._oldest(),
            birth_date=self._birth_date(),
            only=self._only(),
            words=tuple(self._texts("vocabulary")),
            titles=self._languages("title"),
            summaries=self._languages("summary"),
        )
        rules = tuple(self._rule(number, entry, made) for number, entry in enumerate(self._tables("attribute")))
        return Profile(**{**vars(made), "rules": rules})

    def _options(self) -> list[str]:
        options = self._texts("options")
        for option in options:
            if option not in OPTIONS:
                raise self._wrong("options", f"each is one of {', '.join(OPTIONS)}")
        if options and _DATES.issubset(options):
            raise self._wrong("options", "dates are kept or modified, not both")
        return options

    def _oldest(self) -> int | None:
        value = self._document.get("oldest_age_told", OLDEST)
        if value == "any":
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 150:
            raise self._wrong("oldest_age_told", 'a number of years, or "any"')
        return value

    def _birth_date(self) -> Literal["empty", "year"]:
        value = self._document.get("birth_date", "empty")
        if value == "year" and "retain_longitudinal_modified_dates" in self._options():
            raise self._wrong("birth_date", "beside modified dates, a true year of birth tells how far they moved")
        if value == "year":
            return "year"
        if value != "empty":
            raise self._wrong("birth_date", "one of empty, year")
        return "empty"

    def _only(self) -> frozenset[int] | None:
        if "keep_list" not in self._document:
            return None
        return frozenset(self._tag(name, "keep_list") for name in self._texts("keep_list"))

    def _rule(self, number: int, entry: dict[str, Any], profile: Profile) -> tuple[int, Rule]:
        where = f"attribute[{number + 1}]"
        for name in entry:
            if name not in {"tag", "action", "reason"}:
                raise self._wrong(f"{where}.{name}", "there is no such field")
        reason: object = entry.get("reason", "")
        action = _ACTIONS.get(str(entry.get("action")))
        if action is None:
            raise self._wrong(f"{where}.action", f"one of {', '.join(_ACTIONS)}")
        if not isinstance(reason, str) or (action == "K" and not reason.strip()):
            raise self._wrong(f"{where}.reason", "a reason is needed to keep an attribute")
        tag = self._tag(str(entry.get("tag")), f"{where}.tag")
        if not is_allowed(tag, "keep" if action == "K" else "remove"):
            raise self._wrong(f"{where}.action", "it identifies, or an image needs it: no profile changes that")
        if action != "K" and _STRICTNESS.index(action) < _STRICTNESS.index(_asked(tag, profile)):
            raise self._wrong(f"{where}.action", "a profile is never laxer than the Basic Profile with its options")
        return tag, Rule(action, reason)

    def _tag(self, name: str, where: str) -> int:
        written = _TAG.fullmatch(name)
        tag = int(written[1] + written[2], 16) if written else tag_for_keyword(name)
        if tag is None or not dictionary_has_tag(tag):
            raise self._wrong(where, "a tag such as (0008,0070), or its keyword, is needed")
        return tag

    def _texts(self, name: str) -> list[str]:
        value = self._document.get(name, [])
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise self._wrong(name, "a list of texts is needed")
        return value

    def _tables(self, name: str) -> list[dict[str, Any]]:
        value = self._document.get(name, [])
        if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
            raise self._wrong(name, f"each is a table [[{name}]]")
        return value

    def _languages(self, name: str) -> tuple[tuple[str, str], ...]:
        value = self._document.get(name, {})
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise self._wrong(name, "a table of texts by language is needed")
        if set(value) - set(LANGUAGES):
            raise self._wrong(name, f"languages are {', '.join(LANGUAGES)}")
        return tuple(value.items())

    def _wrong(self, field: str, problem: str) -> InvalidProfile:
        return InvalidProfile(file=self._file, line=self._line_of(field), field=field, problem=problem)

    def _line_of(self, field: str) -> int:
        """Find the line of a field: of its table where it is missing there, the first where it is nowhere."""
        found = re.fullmatch(r"(\w+)\[(\d+)\]\.(\w+)", field)
        table, count, name = (found[1], int(found[2]), found[3]) if found else ("", 0, field)
        start = 0
        for number, line in enumerate(self._lines, 1):
            if re.match(rf"\s*\[\[\s*{table}\s*\]\]", line) and table:
                count -= 1
                start = number if count == 0 else start
            elif count == 0 and re.match(rf"\s*(?:\[\s*)?{re.escape(name)}\b", line):
                return number
        return start or 1


def _asked(tag: int, profile: Profile) -> str:
    """Give the action without a rule for this attribute; one that isn't listed stays or not by its value."""
    row = row_for(tag)
    if row is not None:
        return profile.action_for(row, None)
    return "X" if is_removed(Tag(tag)) or dictionary_VR(tag) in {"PN", "DA", "DT", "TM", "AE", "UR"} else "K"
