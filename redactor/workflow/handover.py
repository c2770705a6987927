"""A reviewed case in the hands of another account: what is handed over, what it approves, and what comes back.

Neither account knows the keys of the other, so images are named by what both have: an HMAC of the bytes of a file under
the key of the hand-over. A mark is worth what it was set on, so each series has a fingerprint that both compute by
themselves: of its files, the plan, the profile, the policy and the version of the program. Images are not handed over,
nor is any value of their headers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from redactor.deid.profile_file import load_profile
from redactor.errors import (
    ApprovalDoesNotFit,
    HandOverDamaged,
    HandOverDiffers,
    HandOverOfOthers,
    InvalidDocument,
    SamePerson,
)
from redactor.model.codec import case_from_json, case_to_json
from redactor.model.region import ALL
from redactor.model.strict_json import Reader, list_of, number, text
from redactor.workflow import states
from redactor.workflow.handover_seal import APPROVED, REVIEWED, key_of, kind_of, salt_of, sealed, unsealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from redactor.model.case_plan import CasePlan
    from redactor.model.region import Region
    from redactor.model.review import Mark
    from redactor.model.strict_json import Json
    from redactor.trust.local_key import LocalKey
    from redactor.workflow.states import Rules, Unit


@dataclass(frozen=True)
class Account:
    """Who sits at the window: a pseudonym under the key of this account, and the name of the account itself."""

    person: str
    name: str = field(repr=False)


@dataclass(frozen=True)
class Shown:
    """An open case, as an account has it.

    Attributes
    ----------
    contents
        SHA-256 of the files' bytes, hexadecimal, by the keys of the images. They stay in memory.
    """

    units: tuple[Unit, ...]
    plan: CasePlan
    profile: str
    rules: Rules
    contents: Mapping[str, str] = field(repr=False)
    account: Account


@dataclass(frozen=True)
class Vouch:
    """That the reviewer vouches for a series.

    Attributes
    ----------
    fingerprint
        Of the series, as both accounts compute it.
    at
        Seconds since 1970, UTC.
    """

    fingerprint: str
    by: str
    at: float
    reasons: tuple[tuple[str, str], ...] = ()
    """Why findings were rejected, as codes by the ids of their regions."""


@dataclass(frozen=True)
class Received:
    """What was handed over, in the names of the account that opened it.

    Attributes
    ----------
    vouches
        By the keys of the series; the others were not reviewed.
    """

    salt: str
    plan: CasePlan
    profile: str
    listed: frozenset[str]
    vouches: Mapping[str, Vouch]


def hand_over(
    case: Shown, reviewed: Mapping[str, tuple[Mark, Mapping[str, str]]], listed: Iterable[str], *, code: str, salt: str
) -> bytes:
    """Give the file that hands a case over.

    Parameters
    ----------
    reviewed
        Marks that count now, and why findings were rejected, by the keys of the series.
    listed
        Ids of the regions that a search only lists.
    """
    key = key_of(code, salt)
    names = _names(case, key)
    vouches = [
        {
            "fingerprint": _fingerprint(unit, case, names),
            "by": reviewed[unit.key][0].by,
            "at": reviewed[unit.key][0].at,
            "reasons": [list(one) for one in reviewed[unit.key][1].items()],
        }
        for unit in case.units
        if unit.key in reviewed
    ]
    document: Json = {
        "profile": case.profile,
        "plan": case_to_json(_renamed(case.plan, names)),
        "listed": sorted(listed),
        "reviewed": vouches,
        "account": _told(key, case.account),
    }
    return sealed(REVIEWED, document, code, salt)


def receive(data: bytes, code: str, here: Shown) -> Received:
    """Open what another account handed over, for the same images.

    Raises
    ------
    HandOverDamaged
        If the file was changed, the code is another one, or it holds no review.
    SamePerson
        If it comes from this account.
    HandOverOfOthers
        If other images are open.
    UnknownPlugin
        If its profile is not known here.
    HandOverDiffers
        If a series would be judged in another way here, so that its mark does not count.
    """
    key, reader = _reader(data, code, REVIEWED)
    try:
        profile, plan = reader.take("profile", text), reader.take("plan", lambda found, where: case_from_json(found))
        listed = frozenset(reader.take("listed", list_of(text)))
        vouches = reader.take("reviewed", list_of(_read_vouch))
        account = reader.take("account", text)
        reader.end()
    except InvalidDocument:
        raise HandOverDamaged from None
    _refuse_same(key, here.account, account, (one.by for one in vouches))
    names = _names(here, key)
    if {subject.key for subject in plan.subjects} != set(names.values()):
        raise HandOverOfOthers
    if any(
        one.scope.instances != ALL and not set(names.values()).issuperset(one.scope.instances) for one in plan.regions
    ):
        raise HandOverDamaged
    own = _renamed(plan, {name: own for own, name in names.items()})
    order = {subject.key: place for place, subject in enumerate(here.plan.subjects)}
    own = replace(own, subjects=tuple(sorted(own.subjects, key=lambda subject: order[subject.key])))
    if own.subjects != here.plan.subjects:
        raise HandOverOfOthers
    taken = replace(here, plan=own, profile=profile)
    found = {_fingerprint(unit, taken, names): unit.key for unit in here.units}
    if not {one.fingerprint for one in vouches} <= found.keys():
        raise HandOverDiffers
    by_unit = {found[one.fingerprint]: one for one in vouches}
    return Received(salt_of(data), own, profile, listed, by_unit)


def give_back(received: Received, approved: Mapping[str, Mark], account: Account, *, code: str) -> bytes:
    """Give the file that tells the reviewer's account what was approved.

    Parameters
    ----------
    approved
        By the keys of the series.
    """
    answers = [
        {"fingerprint": vouch.fingerprint, "by": approved[key].by, "at": approved[key].at}
        for key, vouch in received.vouches.items()
        if key in approved
    ]
    key = key_of(code, received.salt)
    return sealed(APPROVED, {"approved": answers, "account": _told(key, account)}, code, received.salt)


def take_back(data: bytes, code: str, here: Shown) -> dict[str, tuple[str, float]]:
    """Give who approved series that are still what was handed over, and when, by the keys of the series.

    Raises
    ------
    HandOverDamaged
        If the file was changed, the code is another one, or it holds no approval.
    SamePerson
        If it comes from this account.
    ApprovalDoesNotFit
        If nothing that was approved is as it was then.
    """
    key, reader = _reader(data, code, APPROVED)
    try:
        answers = reader.take("approved", list_of(_read_answer))
        account = reader.take("account", text)
        reader.end()
    except InvalidDocument:
        raise HandOverDamaged from None
    _refuse_same(key, here.account, account, (one.by for one in answers))
    names = _names(here, key)
    now = {_fingerprint(unit, here, names): unit.key for unit in here.units}
    found = {now[one.fingerprint]: (one.by, one.at) for one in answers if one.fingerprint in now}
    if not found:
        raise ApprovalDoesNotFit
    return found


# --- names and fingerprints -----------------------------------------------------------------------------------


def _names(case: Shown, key: LocalKey) -> dict[str, str]:
    """Give the name of each image, by its key here; images of the same bytes are counted."""
    names: dict[str, str] = {}
    met: Counter[str] = Counter()
    for subject in case.plan.subjects:
        content = case.contents[subject.key]
        met[content] += 1
        names[subject.key] = key.digest("image", f"{content} {met[content]}".encode()).hex()
    return names


def _fingerprint(unit: Unit, case: Shown, names: Mapping[str, str]) -> str:
    members = tuple(
        sorted((replace(one, key=names[one.key], source=(0, 0)) for one in unit.members), key=lambda one: one.key)
    )
    same = replace(unit, key="", members=members)
    profile = {"profile": repr(load_profile(case.profile))}
    return states.snapshot(same, _renamed(case.plan, names), profile, case.rules)


def _renamed(plan: CasePlan, names: Mapping[str, str]) -> CasePlan:
    """Give a plan with other names of its images, in an order that is the same for all."""

    def region(one: Region) -> Region:
        if one.scope.instances == ALL:
            return one
        return replace(
            one, scope=replace(one.scope, instances=tuple(sorted(names[key] for key in one.scope.instances)))
        )

    subjects = sorted((replace(one, key=names[one.key]) for one in plan.subjects), key=lambda one: one.key)
    dropped = sorted((names[key], numbers) for key, numbers in plan.dropped_frames)
    regions = tuple(region(one) for one in plan.regions)
    return replace(plan, subjects=tuple(subjects), regions=regions, dropped_frames=tuple(dropped))


# --- who -------------------------------------------------------------------------------------------------------


def _told(key: LocalKey, account: Account) -> str:
    return key.digest("account", account.name.encode()).hex()


def _refuse_same(key: LocalKey, here: Account, account: str, persons: Iterable[str]) -> None:
    """Refuse what comes from the same account: by its name, so that a second key makes nobody a second person."""
    if account == _told(key, here) or here.person in set(persons):
        raise SamePerson


# --- reading ---------------------------------------------------------------------------------------------------


def _reader(data: bytes, code: str, kind: str) -> tuple[LocalKey, Reader]:
    if kind_of(data) != kind:
        raise HandOverDamaged
    document = unsealed(data, code)
    if not isinstance(document, dict):
        raise HandOverDamaged
    return key_of(code, salt_of(data)), Reader(document, kind)


def _read_vouch(document: object, where: str) -> Vouch:
    reader = Reader(document, where)
    found = reader.take("fingerprint", text), reader.take("by", text), reader.take("at", number)
    reasons = reader.take("reasons", list_of(_read_reason))
    reader.end()
    return Vouch(*found, reasons)


def _read_answer(document: object, where: str) -> Vouch:
    reader = Reader(document, where)
    found = reader.take("fingerprint", text), reader.take("by", text), reader.take("at", number)
    reader.end()
    return Vouch(*found)


def _read_reason(document: object, where: str) -> tuple[str, str]:
    match document:
        case [str(region), str(reason)]:
            return region, reason
        case _:
            raise InvalidDocument(where=where, problem="a region and a reason are needed")
