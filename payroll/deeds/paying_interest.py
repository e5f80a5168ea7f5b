"""Interest on shares and loans: by a carried motion, once for each day (PAY-68 to PAY-70)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coop.core import audit, canonical, clock
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import Refusal, refuse_if
from coop.membership.actions import take_turns
from coop.membership.queries import called, share_moves, the_cooperative, today
from payroll import acts
from payroll.deeds.entering import enter
from payroll.deeds.loans import RateLimit
from payroll.deeds.own import member_of
from payroll.deeds.share_books import books_day
from payroll.models.owned import Interest
from payroll.reading.loans import interest_given, loans
from payroll.rules.books.ledger import Movement
from payroll.rules.nouns import Amount
from payroll.rules.owned.interest import (
    Earned,
    Stood,
    Stretch,
    earned,
    percent,
    refusals_of_period,
    refusals_of_rate,
    stretches_of,
)
from payroll.told import refusals_of_motion

FORMAT = "evenhand.interest/1"


@dataclass(frozen=True, slots=True)
class NewInterest:
    """Which interest is to be given: on shares or loans, for which days, at which rate.

    Loans have rates of their own, so their `rate_ppm` here is only the highest of them.
    """

    on_what: str
    first: date
    last: date
    rate_ppm: int


def interest_of(wanted: NewInterest) -> dict[UUID, Earned]:
    """Work out what each member would have; who would have nothing is left out (PAY-68)."""
    found = _on_shares(wanted) if wanted.on_what == "shares" else _on_loans(wanted)
    return {member_id: earned for member_id, earned in found.items() if earned.amount}


def give_interest(wanted: NewInterest, limit: RateLimit, *, motion_number: str, hand: Hand) -> UUID:
    """Give interest by a carried motion; it is owed to each member from today (PAY-70)."""
    # Two officers who do this at one moment take turns, and the second finds it given.
    take_turns()
    refuse_if(refusals_of_interest(wanted, limit) + refusals_of_motion(motion_number))
    by_member = interest_of(wanted)
    document = canonical.canonical(document_of(wanted, by_member, limit))
    row = Interest(
        id=new_id(), on_what=wanted.on_what, first_on=wanted.first, last_on=wanted.last,
        rate_ppm=wanted.rate_ppm, document=document,
        motion_number=motion_number.strip(), recorded_at=clock.now(), recorded_by=member_of(hand),
    )  # fmt: skip
    session().add(row)
    session().flush()
    _enter(row, {who: one.amount for who, one in by_member.items()}, hand)
    audit.record(
        acts.INTEREST_PAID, row.id, hand=hand, capital=wanted.on_what,
        first=wanted.first.isoformat(), last=wanted.last.isoformat(), motion=row.motion_number,
    )  # fmt: skip
    return row.id


def document_of(
    wanted: NewInterest, by_member: Mapping[UUID, Earned], limit: RateLimit
) -> dict[str, object]:
    """Write down what each member has and how it was worked out; members by number only."""
    numbers = {who: one.number for who, one in called(list(by_member)).items()}
    return {
        "format": FORMAT,
        "cooperative": the_cooperative().name,
        "currency": the_cooperative().currency,
        "on": wanted.on_what,
        "first": wanted.first.isoformat(),
        "last": wanted.last.isoformat(),
        "rate": percent(wanted.rate_ppm),
        "limit": limit.says,
        "members": [
            {
                "number": numbers[who],
                "amount": one.amount,
                "stretches": [_stretch(each) for each in one.stretches],
            }
            for who, one in sorted(by_member.items(), key=lambda pair: numbers[pair[0]])
        ],
    }


def refusals_of_interest(wanted: NewInterest, limit: RateLimit) -> list[Refusal]:
    """Say everything against this interest, but for its motion (PAY-69, PAY-70)."""
    paid = [(one.first, one.last) for one in interest_given(wanted.on_what)]
    found = refusals_of_period(wanted.first, wanted.last, today=today(), paid=paid)
    if wanted.on_what == "shares":
        found += refusals_of_rate(wanted.rate_ppm, limit.highest(wanted.last))
    return found


def _enter(row: Interest, amounts: Mapping[UUID, Amount], hand: Hand) -> None:
    expense = f"interest:{row.on_what}"
    # By id, as every deed that touches several members goes, so that nobody waits in a ring.
    movements = [Movement(expense, "owed", amounts[who], None, who) for who in sorted(amounts)]
    if movements:
        enter(
            day=books_day(today()), source="interest", source_id=str(row.id),
            says="Interest given to members", movements=movements, hand=hand,
        )  # fmt: skip


def _on_shares(wanted: NewInterest) -> dict[UUID, Earned]:
    """Let what was paid for shares stand from the day that each row of the register names."""
    found: dict[UUID, list[Stood]] = {}
    for move in share_moves():
        rows = found.setdefault(move.member_id, [])
        before = rows[-1].balance if rows else 0
        rows.append(Stood(move.from_on, before + move.paid_minor))
    return {
        who: earned(stretches_of(_last_of_day(rows), wanted.rate_ppm, wanted.first, wanted.last))
        for who, rows in found.items()
    }


def _on_loans(wanted: NewInterest) -> dict[UUID, Earned]:
    """Let each loan earn its own rate; what a member has for all of them is rounded once."""
    found: dict[UUID, list[Stretch]] = {}
    for loan in loans():
        stretches = stretches_of(loan.stood, loan.rate_ppm, wanted.first, wanted.last)
        found.setdefault(loan.member_id, []).extend(stretches)
    return {who: earned(stretches) for who, stretches in found.items()}


def _last_of_day(rows: Sequence[Stood]) -> list[Stood]:
    """Keep what stood at the end of each day: several movements of one day are one."""
    return list({one.from_on: one for one in rows}.values())


def _stretch(one: Stretch) -> dict[str, object]:
    return {
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "days": one.days,
        "balance": one.balance,
        "rate": percent(one.rate_ppm),
        "year_days": one.year_days,
    }
