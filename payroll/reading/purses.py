"""What lies in members’ purses, what they ask for it, and who was released with money waiting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select

from coop.core.db import session
from coop.membership.queries import Called, Lived, called, stays_up_to, the_cooperative
from payroll.models.books import LedgerLine
from payroll.models.purses import PurseMove, PurseRequest
from payroll.models.runs import PayRun
from payroll.reading.accounts import accounts
from payroll.reading.balances import owed_to
from payroll.reading.schemes import schemes_on
from payroll.reading.statements import purse_names
from payroll.reading.terms import terms_on
from payroll.rules.nouns import Amount
from payroll.rules.runs.life import State
from payroll.rules.runs.purses import FOR_OTHERS, UNTIL_RELEASE, Purses
from payroll.rules.schemes.scheme import Scheme

PURSE = "purse:"


@dataclass(frozen=True, slots=True)
class RequestView:
    """What a member asked for, and what came of it."""

    id: UUID
    member_id: UUID
    number: int
    name: str
    purse: str
    to_purse: str
    amount: Amount
    words: str
    asked_at: datetime
    state: str
    answer: str


@dataclass(frozen=True, slots=True)
class MoveView:
    """Money that left a purse outside a run."""

    purse: str
    to_purse: str
    way: str
    amount: Amount
    because: str
    done_on: date
    recorded_by: UUID


@dataclass(frozen=True, slots=True)
class Released:
    """Somebody who was released, and whose money still waits here."""

    member_id: UUID
    number: int
    name: str
    since: date
    amount: Amount


def purses_now(member_id: UUID, day: date) -> Purses:
    """Give what lies in a member’s purses, and what decides whether it may go."""
    owed = owed_to([member_id])[member_id]
    balances = {
        code.removeprefix(PURSE): amount for code, amount in owed.items() if code.startswith(PURSE)
    }
    stays = stays_up_to(day, [member_id]).get(member_id, ())
    house, scheme = the_cooperative(), _scheme(member_id, day)
    open_to = open_purses(scheme) if scheme else frozenset()
    return Purses(member_id, balances, house.currency, _is_inside(stays), open_to)


def open_purses(scheme: Scheme) -> frozenset[str]:
    """Name the purses of a scheme that more may be put into: one’s own, and without a cap."""
    capped = {one.code for one in scheme.purses if one.cap}
    return frozenset({one.code for one in scheme.purses} - capped - FOR_OTHERS)


def purse_titles(member_id: UUID) -> dict[str, str]:
    """Name a member’s purses, by code, as the member’s own statement does."""
    titles = {each.code: each.title for each in accounts()} | purse_names(member_id)
    named = {code.removeprefix(PURSE): says for code, says in titles.items() if PURSE in code}
    scheme = _scheme(member_id, date.max)
    said = {one.code: one.says for one in scheme.purses} if scheme else {}
    return {**said, **named}


def every_purse() -> dict[str, str]:
    """Name every purse of the schemes and of the books, by code: for papers, which name one."""
    said = {
        code.removeprefix(PURSE): each.title
        for each in accounts()
        if (code := each.code).startswith(PURSE)
    }
    schemes = schemes_on(date.max)
    named = {one.code: one.says for held in schemes for one in held.scheme.purses}
    return dict(sorted((said | named).items()))


def is_issuing() -> bool:
    """Say whether statements are being written now, whose balances must not change meanwhile."""
    asked = select(PayRun.id).where(PayRun.state == State.ISSUING)
    return session().scalars(asked.limit(1)).first() is not None


def purse_request(request_id: UUID) -> RequestView | None:
    """Give one request."""
    return next(iter(_views(select(PurseRequest).where(PurseRequest.id == request_id))), None)


def requests_for_purses(member_id: UUID) -> list[RequestView]:
    """List what a member asked for, the newest first."""
    asked = select(PurseRequest).where(PurseRequest.member_id == member_id)
    return _views(asked.order_by(PurseRequest.asked_at.desc(), PurseRequest.id))


def open_purse_requests() -> list[RequestView]:
    """List what waits for an answer, the oldest first."""
    asked = select(PurseRequest).where(PurseRequest.state == "asked")
    return _views(asked.order_by(PurseRequest.asked_at, PurseRequest.id))


def purse_moves(member_id: UUID) -> list[MoveView]:
    """List what left a member’s purses outside the runs, the newest first."""
    asked = select(PurseMove).where(PurseMove.member_id == member_id)
    rows = session().scalars(asked.order_by(PurseMove.done_on.desc(), PurseMove.recorded_at.desc()))
    return [
        MoveView(
            row.purse, row.to_purse, row.way, row.amount_minor, row.because, row.done_on,
            row.recorded_by,
        )
        for row in rows
    ]  # fmt: skip


def released_with_money(today: date) -> list[Released]:
    """List who was released while money that waits for release lies here, the longest out first."""
    waiting = _waiting_amounts()
    stays, people = stays_up_to(today, waiting.keys()), called(waiting.keys())
    found = [
        Released(who, people[who].number, people[who].name, since, amount)
        for who, amount in waiting.items()
        if (since := released_on(stays.get(who, ()))) is not None
    ]
    return sorted(found, key=lambda one: (one.since, one.number))


def released_on(stays: Sequence[Lived]) -> date | None:
    """Give the day since which somebody lives outside after they lived in an establishment."""
    if not stays or _is_inside(stays) or all(one.establishment_id is None for one in stays):
        return None
    since = stays[-1].since
    for one in reversed(stays):
        if one.establishment_id is not None or one.is_out_for_a_time:
            break
        since = one.since
    return since


def _is_inside(stays: Sequence[Lived]) -> bool:
    if not stays:
        return False
    return stays[-1].establishment_id is not None or stays[-1].is_out_for_a_time


def _waiting_amounts() -> dict[UUID, Amount]:
    """Give how much waits for the release of each member who has any of it."""
    codes = [f"{PURSE}{code}" for code in sorted(UNTIL_RELEASE)]
    asked = select(LedgerLine.credit_member_id).where(LedgerLine.credit.in_(codes)).distinct()
    members = [who for who in session().scalars(asked) if who is not None]
    sums = {who: sum(owed.get(code, 0) for code in codes) for who, owed in owed_to(members).items()}
    return {who: amount for who, amount in sums.items() if amount > 0}


def _scheme(member_id: UUID, day: date) -> Scheme | None:
    terms = terms_on(member_id, day)
    if terms is None or not terms.is_paid:
        return None
    held = (one.scheme for one in schemes_on(day) if one.code == terms.scheme)
    return next(held, None)


def _views(asked: Select[PurseRequest]) -> list[RequestView]:
    rows = session().scalars(asked).all()
    people = called({row.member_id for row in rows})
    return [_view(row, people[row.member_id]) for row in rows]


def _view(row: PurseRequest, who: Called) -> RequestView:
    return RequestView(
        row.id, row.member_id, who.number, who.name, row.purse, row.to_purse, row.amount_minor,
        row.words, row.asked_at, row.state, row.answer,
    )  # fmt: skip
