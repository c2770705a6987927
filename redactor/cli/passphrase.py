"""Where a passphrase comes from: a file, or a person at a terminal."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING

from redactor.cli.terminal import complain
from redactor.errors import InvalidOption, Unreadable, reason_of
from redactor.trust.keys import HEADLESS, Access, has_key_store

if TYPE_CHECKING:
    from pathlib import Path

SHORTEST = 8


def access_from(file: Path | None) -> Access:
    """Give the access to projects that a command has: a file's passphrase, else a person's, else none.

    A person is asked only for a project that is kept under a passphrase; new ones are kept under that of a file.

    Raises
    ------
    Unreadable, InvalidOption
        If the file can't be read, or holds no passphrase.
    """
    if file is not None:
        text = _read(file)
        return Access(lambda: text, new_under_passphrase=True)
    return Access(_ask) if sys.stdin.isatty() else HEADLESS


def access_for_new(file: Path | None) -> Access:
    """Give the access for a project that is made now: where there is no key store, a person is asked.

    Raises
    ------
    Unreadable, InvalidOption
        If the file can't be read, or holds no passphrase, or a person gives two different ones.
    """
    access = access_from(file)
    if file is not None or access.passphrase is None or has_key_store():
        return access
    complain("There is no key store here. The key can be kept under a passphrase; leave it empty to rely on")
    complain("file permissions alone. A forgotten passphrase can't be replaced.")
    text = getpass.getpass("New passphrase: ")
    if not text:
        return access
    _require_long(text)
    if getpass.getpass("Once more: ") != text:
        raise InvalidOption(name="passphrase", allowed="the same one twice")
    return Access(lambda: text, new_under_passphrase=True)


def _ask() -> str:
    return getpass.getpass("Passphrase of the project: ")


def _read(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Unreadable(reason=reason_of(error)) from None
    except ValueError:
        raise InvalidOption(name="passphrase-file", allowed="a text file in UTF-8") from None
    text = text.rstrip("\r\n")
    _require_long(text)
    return text


def _require_long(text: str) -> None:
    if len(text) < SHORTEST or "\n" in text:
        raise InvalidOption(name="passphrase-file", allowed=f"one line of at least {SHORTEST} characters")
