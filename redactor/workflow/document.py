"""Read the documents that people hand over: plans, cases, records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from redactor.errors import InvalidDocument, Unreadable, reason_of
from redactor.model.codec import plan_from_json

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.model.plan import RedactionPlan


def read_json(path: Path) -> object:
    """Read a JSON file.

    Raises
    ------
    InvalidDocument
        If it is no JSON in UTF-8.
    Unreadable
        If the file system refuses.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unreadable(reason=reason_of(error)) from None
    except (ValueError, RecursionError):
        raise InvalidDocument(where="the file", problem="JSON in UTF-8 is needed") from None


def read_plan(path: Path) -> RedactionPlan:
    """Read a saved plan (``redactor/plan/1``)."""
    return plan_from_json(read_json(path))
