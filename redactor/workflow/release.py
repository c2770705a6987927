"""Release: the only way from a checked result to one that may leave."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redactor.errors import ApprovalDoesNotFit, NotReviewed, SamePerson
from redactor.model.codec import record_lines
from redactor.model.stages import Approval, Released, Verified
from redactor.workflow.written import file_sha256

if TYPE_CHECKING:
    from redactor.model.record import EditRecord, Review
    from redactor.workflow.states import Rules


@dataclass(frozen=True)
class Vouched:
    """Who reviewed a plan, and who approved it; pseudonyms, the same one where one person may release."""

    reviewer: str
    approver: str
    rules: Rules

    @property
    def review(self) -> Review:
        """How many persons looked, as the record says it."""
        return "single-person" if self.reviewer == self.approver else "two-person"

    def approve(self, verified: Verified) -> Approval:
        """Approve what was made of the plan; see `approve`."""
        return approve(verified, reviewer=self.reviewer, approver=self.approver, rules=self.rules)


def approve(verified: Verified, *, reviewer: str, approver: str, rules: Rules) -> Approval:
    """Give the approval of a result, bound to its bytes, its plan and profile, and who vouches.

    Parameters
    ----------
    reviewer, approver
        Pseudonyms; the same one where one person may release.

    Raises
    ------
    NotReviewed
        If the record says that nobody looked.
    SamePerson
        If one person may not release, and there is no other.
    """
    if verified.record.review == "none" or not reviewer:
        raise NotReviewed
    if reviewer == approver and not rules.one_person:
        raise SamePerson
    return Approval(file_sha256(verified.file), _judged(verified.record), reviewer, approver)


def release(verified: Verified, approval: Approval) -> Released:
    """Let a result go.

    Raises
    ------
    ApprovalDoesNotFit
        If the approval is of another result, or the record tells of another number of persons.
    """
    told = "single-person" if approval.reviewer == approval.approver else "two-person"
    same = (approval.file_sha256, approval.plan_sha256) == (file_sha256(verified.file), _judged(verified.record))
    if not same or verified.record.review != told:
        raise ApprovalDoesNotFit
    return Released(verified, approval)


def _judged(record: EditRecord) -> str:
    """Give the SHA-256 of what a record says was done: plan, profile, options and actions among it."""
    return hashlib.sha256(record_lines(record).encode()).hexdigest()
