"""Hands a reviewed case to another account, opens what another one handed over, and gives approvals back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from redactor.errors import HandOverDamaged, RedactorError, Unreadable, reason_of
from redactor.files import write_text
from redactor.gui import problems
from redactor.gui.dialogs import choose
from redactor.gui.dialogs.handover_code import HandOverCode
from redactor.gui.panels.messages import Message
from redactor.gui.remembering import account_name
from redactor.gui.translation import translate
from redactor.model.history import Step, Steps
from redactor.model.review import Mark, State
from redactor.workflow import handover, handover_seal
from redactor.workflow.handover import Account, Shown
from redactor.workflow.written import file_sha256

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from redactor.gui.action_set import ActionSet
    from redactor.gui.panels.messages import MessageStrip
    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session
    from redactor.workflow.handover import Received

_NAME: Final = "hand-over"
_MESSAGE: Final = "hand-over"
_LARGEST: Final = 1 << 28
"""Bytes of a file that is read as a hand-over: that of a case with 10 000 regions has some 5 MB."""


class HandingOver(QObject):
    """One hand-over at a time; all files of the case are read for it in a thread, since their bytes name them."""

    changed = Signal()
    """A hand-over was opened, or is forgotten."""
    _read = Signal(object, object)

    def __init__(
        self, session: Session, reviewing: Reviewing, actions: ActionSet, messages: MessageStrip, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._reviewing = session, reviewing
        self._messages, self._window = messages, window
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="hand-over")
        self._received: Received | None = None
        self._codes: dict[str, str] = {}
        """Codes that were shown or typed while this window was open, by the salts of their files."""
        actions.connect_to("hand_over", self.hand_over)
        actions.connect_to("open_hand_over", self.open)
        actions.connect_to("give_back", self.give_back)
        self._read.connect(self._go_on)
        session.case_changed.connect(self._forget)

    @property
    def can_give_back(self) -> bool:
        """True if a hand-over is open of which a series is approved."""
        return self._received is not None and bool(self._approved(self._received))

    def close(self) -> None:
        """End the thread."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    # --- what a person does -----------------------------------------------------------------------------------

    def hand_over(self) -> None:
        """Write the case and its review to a file, and show the code that opens it."""
        target = choose.new_file(self._window, self.tr("Hand over for approval"), f"{_NAME}.redactor")
        if target is not None:
            self._with_contents(lambda contents: self._write(target, self._shown(contents)))

    def open(self) -> None:
        """Ask for a file and its code, and take over what it holds."""
        if self._session.has_unexported_edits and self._received is None and not self._has_marks:
            self._messages.show_message(_MESSAGE, Message("warning", self._would_lose))
            return
        path = choose.file(self._window, self.tr("Open hand-over"))
        if path is None:
            return
        try:
            data = _bytes(path)
            known = self._codes.get(handover_seal.salt_of(data), "")
        except RedactorError as error:
            self._refuse(error)
            return
        HandOverCode(self._window, known, lambda code: self.take(data, code)).open()

    def take(self, data: bytes, code: str) -> None:
        """Take over what a file holds: a review to approve, or an approval of what was handed over here."""
        self._with_contents(lambda contents: self._take(data, code, self._shown(contents)))

    def give_back(self) -> None:
        """Write which series were approved, for the account that handed them over."""
        received = self._received
        target = choose.new_file(self._window, self.tr("Give approval back"), f"{_NAME}-approved.redactor")
        if target is None or received is None:
            return
        code = self._codes[received.salt]
        data = handover.give_back(received, self._approved(received), self._account, code=code)
        try:
            write_text(target, data.decode("ascii"))
        except RedactorError as error:
            self._refuse(error)
            return
        self._tell(lambda: self.tr("The approval was written. It is opened with the same code."))

    # --- the work ---------------------------------------------------------------------------------------------

    def _write(self, target: Path, case: Shown) -> None:
        reviewed = {
            unit.key: (review.reviewed, review.reasons)
            for unit in case.units
            if (review := self._reviewing.review(unit)).reviewed is not None
            and self._reviewing.state(unit) is State.REVIEWED
        }
        code, salt = handover_seal.new_code(), handover_seal.new_salt()
        data = handover.hand_over(case, reviewed, self._session.listed, code=code, salt=salt)
        write_text(target, data.decode("ascii"))
        self._codes[salt] = code
        HandOverCode(self._window, code).open()

    def _take(self, data: bytes, code: str, here: Shown) -> None:
        kind = handover_seal.kind_of(data)
        if kind == handover_seal.REVIEWED:
            self._take_review(handover.receive(data, code, here))
        else:
            self._take_approval(handover.take_back(data, code, here))
        self._codes[handover_seal.salt_of(data)] = code
        self.changed.emit()

    def _take_review(self, received: Received) -> None:
        session, reviewing = self._session, self._reviewing
        session.use_profile(received.profile)
        session.restore(Steps((), Step(received.plan, ""), ()))
        session.listed |= received.listed
        self._received = received
        for unit in reviewing.units:
            if vouch := received.vouches.get(unit.key):
                reviewing.take_over(unit, received.plan, Mark("", vouch.by, vouch.at), dict(vouch.reasons))
        count = len(received.vouches)
        self._tell(
            lambda: self.tr(
                "Taken over as another person reviewed it. Series that wait for your approval: {count}. Look at them, "
                "then Review ▸ Approve as the second person, and give the approval back."
            ).format(count=count)
        )

    def _take_approval(self, approved: dict[str, tuple[str, float]]) -> None:
        units = {unit.key: unit for unit in self._reviewing.units}
        for key, (by, at) in approved.items():
            self._reviewing.take_approval(units[key], by, at)
        self._tell(lambda: self.tr("Series approved by another person: {count}.").format(count=len(approved)))

    def _approved(self, received: Received) -> dict[str, Mark]:
        found = {}
        for unit in self._reviewing.units:
            mark = self._reviewing.review(unit).approved
            if mark is not None and unit.key in received.vouches and self._reviewing.state(unit) in _APPROVED:
                found[unit.key] = mark
        return found

    @property
    def _account(self) -> Account:
        return Account(self._reviewing.person, account_name())

    def _shown(self, contents: dict[str, str]) -> Shown:
        session, reviewing = self._session, self._reviewing
        return Shown(reviewing.units, session.plan, session.profile_name, reviewing.rules, contents, self._account)

    # --- the files of the case --------------------------------------------------------------------------------

    def _with_contents(self, do: Callable[[dict[str, str]], None]) -> None:
        """Read all files of the case, then do something, unless another case is open by then."""
        case = self._session.case
        if case is None or not case.is_complete:
            return
        self._messages.dismiss(_MESSAGE)
        paths = [(image.key, image.path) for image in case.images]

        def work() -> None:
            found: dict[str, str] | RedactorError
            try:
                found = {key: file_sha256(path) for key, path in paths}
            except OSError as error:
                found = Unreadable(reason=reason_of(error))
            with suppress(RuntimeError):  # the window has been deleted meanwhile
                self._read.emit((case, do), found)

        self._pool.submit(work)

    @Slot(object, object)
    def _go_on(self, asked: tuple[object, Callable[[dict[str, str]], None]], found: object) -> None:
        case, do = asked
        if case is not self._session.case:
            return
        try:
            if isinstance(found, RedactorError):
                raise found
            do(found)  # type: ignore[arg-type]  # what `work` gives, as a signal can't say it
        except RedactorError as error:
            self._refuse(error)

    @Slot()
    def _forget(self) -> None:
        self._received = None
        self._messages.dismiss(_MESSAGE)
        self.changed.emit()

    @property
    def _has_marks(self) -> bool:
        """True if this account reviewed something itself: what it may open is the answer."""
        return any(self._reviewing.review(unit).reviewed is not None for unit in self._reviewing.units)

    # --- words ------------------------------------------------------------------------------------------------

    def _refuse(self, error: RedactorError) -> None:
        self._messages.show_message(_MESSAGE, Message("warning", lambda: problems.sentence(error, translate)))

    def _would_lose(self) -> str:
        return self.tr(
            "A hand-over takes the place of your own decisions on this case, and you have some. Close the case, open "
            "it again, and then open the hand-over."
        )

    def _tell(self, told: Callable[[], str]) -> None:
        self._messages.show_message(_MESSAGE, Message("info", told))


_APPROVED: Final = frozenset({State.APPROVED, State.RELEASED})


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise HandOverDamaged
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(reason=reason_of(error)) from None
