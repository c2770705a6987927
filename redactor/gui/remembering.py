"""What was reviewed lies in the journal beside the edits, and comes back with them."""

from __future__ import annotations

import getpass
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from redactor.deid.profile_file import available
from redactor.errors import InvalidDocument, JournalDamaged
from redactor.gui import problems
from redactor.gui.panels.messages import Message
from redactor.gui.translation import translate
from redactor.model.review import Review
from redactor.model.review_codec import review_from_json, review_to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redactor.gui.journaling import Journaling
    from redactor.gui.panels.messages import MessageStrip
    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session
    from redactor.model.strict_json import Json
    from redactor.trust.local_key import LocalKey

_REVIEWS: Final = "reviews"
_LISTED: Final = "listed"
_PROFILE: Final = "profile"
_DELAY: Final = 400
"""Milliseconds: a gesture changes a review many times, and a series of many frames takes a while to write down."""
_DIGITS: Final = 8


class Remembering(QObject):
    """Hands reviews to the journal, and takes them back from it.

    Series that are not read yet wait for their files.
    """

    def __init__(self, session: Session, reviewing: Reviewing, journaling: Journaling, messages: MessageStrip) -> None:
        super().__init__(reviewing)
        self._session, self._reviewing = session, reviewing
        self._journaling, self._messages = journaling, messages
        self._waiting: dict[str, Review] = {}
        self._written: dict[str, tuple[Review, Json]] = {}
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)
        self._timer.timeout.connect(self.keep)
        reviewing.changed.connect(self._follow)
        journaling.begun.connect(self._begin)
        journaling.leaving.connect(self.keep)
        journaling.restored.connect(self._restore)
        session.case_changed.connect(self._forget)
        session.case_grown.connect(self._grow)

    @Slot()
    def keep(self) -> None:
        """Hand to the journal what there is now."""
        self._timer.stop()
        if self._journaling.key is None:
            return
        now = {**self._waiting, **self._reviewing.reviews}
        said = {key: review for key, review in now.items() if review != Review()}
        self._written = {key: self._document(key, review) for key, review in said.items()}
        documents = {key: document for key, (_, document) in self._written.items()}
        lasts = any(review.says_something for review in said.values())
        listed, profile = sorted(self._session.listed), self._session.profile_name
        for name, value in ((_REVIEWS, documents), (_LISTED, listed), (_PROFILE, profile)):
            self._journaling.put_facts(name, value, lasts=lasts and name == _REVIEWS)

    def _document(self, key: str, review: Review) -> tuple[Review, Json]:
        known = self._written.get(key)
        return known if known is not None and known[0] is review else (review, review_to_json(review))

    @Slot()
    def _follow(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _begin(self) -> None:
        if (key := self._journaling.key) is not None:
            self._reviewing.person = pseudonym(key)

    @Slot()
    def _restore(self) -> None:
        try:
            reviews = _reviews(self._journaling.facts(_REVIEWS))
            listed = _names(self._journaling.facts(_LISTED), _LISTED)
        except InvalidDocument:
            self._messages.show_message(
                "review",
                Message("warning", lambda: problems.sentence(JournalDamaged(), translate)),
            )
            return
        profile = self._journaling.facts(_PROFILE)
        if profile in available():
            self._session.use_profile(profile)
        self._session.listed |= listed
        self._waiting = reviews
        self._grow()

    @Slot()
    def _grow(self) -> None:
        """Give the series that are there what was said of them."""
        here = {unit.key for unit in self._reviewing.units}
        found = {key: review for key, review in self._waiting.items() if key in here}
        self._waiting = {key: review for key, review in self._waiting.items() if key not in here}
        if found:
            self._reviewing.restore(found)

    @Slot()
    def _forget(self) -> None:
        self._timer.stop()
        self._waiting, self._written = {}, {}


def pseudonym(key: LocalKey) -> str:
    """Give the lasting name of who works here: it tells accounts apart, and nobody without the key which one it is."""
    return f"p-{key.digest('person', account_name().encode()).hex()[:_DIGITS]}"


def account_name() -> str:
    """Give the name of the account of the system; empty where there is none."""
    with suppress(OSError, KeyError, ImportError):  # as getpass says that there is none
        return getpass.getuser()
    return ""


def _reviews(fact: object) -> dict[str, Review]:
    if fact is None:
        return {}
    if not isinstance(fact, dict):
        raise InvalidDocument(where=_REVIEWS, problem="an object is needed")
    documents: Mapping[str, object] = fact
    return {key: review_from_json(document) for key, document in documents.items()}


def _names(fact: object, where: str) -> frozenset[str]:
    if fact is None:
        return frozenset()
    if not isinstance(fact, list) or not all(isinstance(one, str) for one in fact):
        raise InvalidDocument(where=where, problem="a list of names is needed")
    return frozenset(fact)
