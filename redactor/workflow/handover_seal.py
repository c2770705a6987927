"""The seal of a hand-over: what lies in the file is read, and changed, only by who knows its code.

The code is made by the program, 100 bits of chance, so that nobody who has the file can guess it; it goes to the other
person by another way than the file.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from typing import TYPE_CHECKING, Final

from redactor.errors import HandOverDamaged, InvalidDocument, JournalDamaged
from redactor.model.strict_json import Reader, one_of, text
from redactor.trust.local_key import LocalKey

if TYPE_CHECKING:
    from redactor.model.strict_json import Json

SCHEMA: Final = "redactor/handover/1"
REVIEWED: Final = "reviewed"
APPROVED: Final = "approved"

_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that are taken for one another."""
_GROUPS: Final = 4
_IN_A_GROUP: Final = 5
_SALT: Final = 16


def new_code() -> str:
    """Give a code such as ``7KQ2M-…``, 20 of 32 letters and digits."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_IN_A_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def new_salt() -> str:
    """Give what makes the key of one hand-over another than that of any other."""
    return secrets.token_hex(_SALT)


def key_of(code: str, salt: str) -> LocalKey:
    """Give the key of a hand-over; spaces, dashes and small letters in the code make no difference."""
    typed = "".join(letter for letter in code.upper() if letter in _LETTERS)
    return LocalKey(hmac.digest(salt.encode(), typed.encode(), hashlib.sha256))


def sealed(kind: str, document: Json, code: str, salt: str) -> bytes:
    """Give the bytes of the file that holds a document."""
    body = json.dumps(document, separators=(",", ":"), allow_nan=False).encode()
    hidden = base64.b64encode(key_of(code, salt).seal(body, _purpose(kind))).decode()
    return (json.dumps({"schema": SCHEMA, "kind": kind, "salt": salt, "sealed": hidden}) + "\n").encode()


def salt_of(data: bytes) -> str:
    """Give the salt of a file, by which a code is known again.

    Raises
    ------
    HandOverDamaged
        If it is no hand-over.
    """
    return _opened(data)[1]


def kind_of(data: bytes) -> str:
    """Say whether a file holds what was reviewed, or the approval of that.

    Raises
    ------
    HandOverDamaged
        If it is no hand-over.
    """
    return _opened(data)[0]


def unsealed(data: bytes, code: str) -> object:
    """Give the document of a file.

    Raises
    ------
    HandOverDamaged
        If it is no hand-over, was changed, or has another code.
    """
    kind, salt, hidden = _opened(data)
    try:
        return json.loads(key_of(code, salt).unseal(base64.b64decode(hidden, validate=True), _purpose(kind)))
    except (JournalDamaged, ValueError):
        raise HandOverDamaged from None


def _opened(data: bytes) -> tuple[str, str, str]:
    try:
        reader = Reader(json.loads(data), "hand-over")
        reader.take("schema", one_of(SCHEMA))
        found = reader.take("kind", one_of(REVIEWED, APPROVED)), reader.take("salt", text), reader.take("sealed", text)
        reader.end()
    except (InvalidDocument, ValueError):
        raise HandOverDamaged from None
    return found


def _purpose(kind: str) -> str:
    return f"{SCHEMA} {kind}"
