"""Read and write the settings: the user's file, and above it one of the site that nobody here can change.

Both are TOML with the tables of `redactor.workflow.policy.SECTIONS` and `[[presets]]`. What the file of the site names
holds, whatever the user's says. What can't be used is replaced by something safe, and told.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import platformdirs

from redactor.errors import (
    InvalidOption,
    InvalidSetting,
    SettingsProblem,
    UnknownSetting,
    UnreadableSettings,
    reason_of,
)
from redactor.files import write_text, writing_errors
from redactor.options import describe, values_of
from redactor.workflow.policy import SECTIONS, STRICTEST, OwnPreset, Settings, safe_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from redactor.options import Description, Value

PRESETS: Final = "presets"
_OPTIONAL: Final = frozenset({"function"})
"""What a preset need not say."""
_DEFAULTS: Final = Settings()
_HEAD: Final = (
    "# Settings of redactor. The program writes this file and keeps no other remarks in it than these.",
    "# docs/settings.md explains each line.",
)


def user_file() -> Path:
    """Give where a person's settings are kept."""
    return Path(platformdirs.user_config_dir("redactor", appauthor=False)) / "settings.toml"


def site_file() -> Path:
    """Give where an administrator may put settings for everybody on this computer."""
    return Path(platformdirs.site_config_dir("redactor", appauthor=False)) / "settings.toml"


@dataclass(frozen=True)
class Loaded:
    """What was read.

    Attributes
    ----------
    own
        What the user's file says; this is what is written again.
    settings
        What holds: that of the site, then the user's own.
    locked
        The settings that the site's file names, such as ``policies.shown_ms``.
    problems
        What could not be used, as sentences that name file, key and what is allowed.
    """

    own: Settings = _DEFAULTS
    settings: Settings = _DEFAULTS
    locked: frozenset[str] = frozenset()
    problems: tuple[SettingsProblem, ...] = ()


@dataclass(frozen=True)
class _File:
    values: Mapping[str, Mapping[str, Value]]
    presets: tuple[OwnPreset, ...] = ()
    problems: tuple[SettingsProblem, ...] = ()


_NOTHING: Final = _File({})


def load(user: Path, site: Path) -> Loaded:
    """Read both files; one that isn't there says nothing."""
    theirs, ours = _read(site), _read(user)
    return Loaded(
        own=_settings(ours),
        settings=_settings(ours, theirs),
        locked=frozenset(f"{table}.{name}" for table, values in theirs.values.items() for name in values),
        problems=(*theirs.problems, *ours.problems),
    )


def with_own(loaded: Loaded, section: str, name: str, value: Value) -> Loaded:
    """Give what holds after the user chose another value; a locked one stays.

    Raises
    ------
    InvalidOption
        If the value is not allowed.
    """
    allowed = {one.name: one for one in describe(SECTIONS[section])}[name].read(value)
    own = _with(loaded.own, section, name, allowed)
    if f"{section}.{name}" in loaded.locked:
        return replace(loaded, own=own)
    return replace(loaded, own=own, settings=_with(loaded.settings, section, name, allowed))


def with_presets(loaded: Loaded, presets: Iterable[OwnPreset]) -> Loaded:
    """Give what holds after the user has other presets of their own; those of the site stay."""
    own = tuple(presets)
    held = loaded.settings.presets
    theirs = held[: len(held) - len(loaded.own.presets)]
    return replace(
        loaded,
        own=replace(loaded.own, presets=own),
        settings=replace(loaded.settings, presets=(*theirs, *own)),
    )


def save(path: Path, settings: Settings, *, keep: bool = False) -> None:
    """Write the user's settings, whole or not at all.

    Parameters
    ----------
    keep
        Put what the file was before beside it, since something in it could not be used.

    Raises
    ------
    CannotWrite, DiskFull
        If the file system refuses.
    """
    if keep and path.exists():
        with writing_errors():
            shutil.copyfile(path, path.with_suffix(".before"))
    write_text(path, as_text(settings), private=True)


def as_text(settings: Settings) -> str:
    """Give settings as a TOML file that explains itself."""
    lines = [*_HEAD]
    for section, kind in SECTIONS.items():
        lines += ["", f"[{section}]"]
        values = values_of(getattr(settings, section))
        for one in describe(kind):
            lines.append(f"# {one.label}. {one.allowed()}")
            lines.append(f"{one.name} = {_toml(values[one.name])}")
    for preset in settings.presets:
        lines += ["", f"[[{PRESETS}]]", *(f"{name} = {_toml(value)}" for name, value in values_of(preset).items())]
    return "\n".join([*lines, ""])


def _toml(value: Value) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _settings(*files: _File) -> Settings:
    settings = Settings(presets=tuple(preset for file in reversed(files) for preset in file.presets))
    for file in files:
        for section, values in file.values.items():
            for name, value in values.items():
                settings = _with(settings, section, name, value)
    return settings


def _with(settings: Settings, section: str, name: str, value: Value) -> Settings:
    part = replace(getattr(settings, section), **{name: value})
    changed: dict[str, Any] = {section: part}
    return replace(settings, **changed)


def _read(path: Path) -> _File:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return _NOTHING
    except OSError as error:
        return _unreadable(path, reason_of(error))
    except (tomllib.TOMLDecodeError, RecursionError):
        return _unreadable(path, "no TOML")
    except UnicodeDecodeError:
        return _unreadable(path, "no UTF-8")
    values: dict[str, dict[str, Value]] = {}
    problems: list[SettingsProblem] = []
    presets: tuple[OwnPreset, ...] = ()
    for section, table in document.items():
        if section == PRESETS:
            presets, wrong = _presets(path, table)
            problems += wrong
        elif section not in SECTIONS:
            allowed = ", ".join((*SECTIONS, PRESETS))
            problems.append(UnknownSetting(key=section, file=str(path), allowed=allowed))
        elif not isinstance(table, dict):
            problems.append(_invalid(path, section, f"[{section}]", "–"))
            values[section] = values_of(STRICTEST) if section == "policies" else {}
        else:
            values[section], wrong = _table(path, section, table)
            problems += wrong
    return _File(values, presets, tuple(problems))


def _unreadable(path: Path, reason: str) -> _File:
    # Nobody knows what the file would have forbidden.
    problem = UnreadableSettings(file=str(path), reason=reason)
    return _File({"policies": values_of(STRICTEST)}, problems=(problem,))


def _table(path: Path, section: str, table: dict[str, Any]) -> tuple[dict[str, Value], list[SettingsProblem]]:
    known = {one.name: one for one in describe(SECTIONS[section])}
    values: dict[str, Value] = {}
    problems: list[SettingsProblem] = []
    for name, value in table.items():
        if name not in known:
            problems.append(UnknownSetting(key=f"{section}.{name}", file=str(path), allowed=", ".join(known)))
            continue
        read = _value(known[name], value)
        if read is None:
            read = safe_value(section, name)
            problems.append(_invalid(path, f"{section}.{name}", known[name].allowed(), _toml(read)))
        values[name] = read
    return values, problems


def _presets(path: Path, tables: object) -> tuple[tuple[OwnPreset, ...], list[SettingsProblem]]:
    if not isinstance(tables, list):
        return (), [_invalid(path, PRESETS, f"[[{PRESETS}]]", "–")]
    found: list[OwnPreset] = []
    problems: list[SettingsProblem] = []
    for number, table in enumerate(tables, 1):
        wrong = list(_faults(path, f"{PRESETS}[{number}]", table))
        problems += wrong
        if not wrong:
            found.append(OwnPreset(**table))
    return tuple(found), problems


def _faults(path: Path, place: str, table: object) -> Iterator[SettingsProblem]:
    known = {one.name: one for one in describe(OwnPreset)}
    names = ", ".join(known)
    if not isinstance(table, dict):
        yield _invalid(path, place, names, "–")
        return
    for name in table.keys() - known.keys():
        yield UnknownSetting(key=f"{place}.{name}", file=str(path), allowed=names)
    for name, one in known.items():
        if name in _OPTIONAL and name not in table:
            continue
        value = _value(one, table.get(name))
        if value is None or value == "":
            yield _invalid(path, f"{place}.{name}", one.allowed(), "–")


def _invalid(path: Path, key: str, allowed: str, used: str) -> InvalidSetting:
    return InvalidSetting(key=key, file=str(path), allowed=allowed, used=used)


def _value(described: Description, value: object) -> Value | None:
    """Give a value of the file if it is of the option's own type and allowed, else None.

    A number in quotes is no number here: whoever wrote it may have meant something else.
    """
    kind = type(described.default)
    fits = isinstance(value, kind) and isinstance(value, bool) is (kind is bool)
    if kind is float:
        fits = isinstance(value, int | float) and not isinstance(value, bool)
    if not fits or not isinstance(value, bool | int | float | str):
        return None
    try:
        return described.read(value)
    except InvalidOption:
        return None
