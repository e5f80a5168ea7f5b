"""Builders of pay: a house with an adopted scheme, terms, approved hours, and runs.

Everything is made through its deed in a transaction of its own. The work is that of the last
week of February 2026, so that it lies behind the Monday on which tests begin.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select

from coop.core import jobs
from coop.core.db import db, session, transaction
from coop.core.jobbook import Job, State
from coop.rostering.actions import close_period
from payroll import told
from payroll.deeds.adopting import adopt_scheme
from payroll.deeds.figures import give_figures
from payroll.deeds.issuing import issue_run
from payroll.deeds.runs import approve_run, begin_run, check_run
from payroll.deeds.terms import set_pay_terms, set_pay_way
from payroll.models.runs import PayRun, Statement
from payroll.rules.runs.figures import Figure
from payroll.rules.runs.terms import Employer, PaidBy, Terms, Way
from payroll.rules.schemes.scheme import RateRow
from payroll.rules.schemes.scheme_file import read_scheme, shipped_text
from tests.builders.attendance import a_told_shift, approved, came_as_planned
from tests.builders.membership import House, Person, a_cooperative, a_member

MONDAY, SUNDAY, PAYDAY = date(2026, 2, 23), date(2026, 3, 1), date(2026, 3, 6)
"""The week that is paid, and the day on which it is paid."""
LONG_AGO = date(2026, 1, 5)
CARRIED = "2026-7"
ACCOUNTS = ("DE89370400440532013000", "GB29NWBK60161331926819", "FR1420041010050500013M02606")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PayHouse:
    """A co-operative that pays: who runs pay, who approves it, who plans, and who works."""

    house: House
    officer: Person
    treasurer: Person
    planner: Person
    other_planner: Person
    members: tuple[Person, ...]


def a_pay_house(
    *, members: int = 3, scheme: str = "plain", rate: str = "10.00", sign_in: bool = False
) -> PayHouse:
    """Found a co-operative of members who are paid under one scheme, into bank accounts."""
    house = a_cooperative()
    officer = a_member(name="Hazel Penn", office="payroll_officer", from_on=LONG_AGO)
    treasurer = a_member(name="Rowan Ward", office="treasurer", from_on=LONG_AGO)
    planner = a_member(name="Wren Oakley", office="co_ordinator", from_on=LONG_AGO)
    other = a_member(name="Flint Marsh", office="co_ordinator", from_on=LONG_AGO)
    people = tuple(
        a_member(name=f"Worker {number:03}", signs_in=sign_in, from_on=LONG_AGO)
        for number in range(1, members + 1)
    )
    made = PayHouse(house, officer, treasurer, planner, other, people)
    an_adopted_scheme(scheme, rate=rate, by=treasurer)
    for number, person in enumerate(people):
        paid_under(person, scheme, by=officer)
        paid_by(person, account=ACCOUNTS[number % len(ACCOUNTS)], by=officer)
    return made


def an_adopted_scheme(
    code: str = "plain",
    *,
    rate: str = "10.00",
    from_on: date = LONG_AGO,
    switches: Mapping[str, str] | None = None,
    motion: str = CARRIED,
    by: Person,
) -> UUID:
    """Adopt a shipped scheme with one rate for all work, by a motion that counts as carried.

    Switches that the test does not set stand at their first choice.
    """
    told.set_carried(lambda _number: True)
    asked = read_scheme(shipped_text(code)).switches
    chosen = {one.code: one.choices[0].code for one in asked} | dict(switches or {})
    amount = Fraction(rate) * 100
    row = RateRow(amount, from_on, f"Motion {motion}", written=rate)
    with transaction():
        return adopt_scheme(
            text=shipped_text(code), switches=chosen, rates=(row,), from_on=from_on,
            motion_number=motion, hand=by.hand,
        )  # fmt: skip


def paid_under(
    who: Person,
    scheme: str = "plain",
    *,
    grade: str = "",
    employer: Employer = Employer.CO_OPERATIVE,
    settings: Mapping[str, str] | None = None,
    from_on: date = LONG_AGO,
    by: Person,
) -> None:
    """Set the terms of a member’s pay; an empty scheme: not paid."""
    terms = Terms(scheme, grade, employer, settings=settings or {})
    with transaction():
        set_pay_terms(who.id, terms, from_on=from_on, hand=by.hand)


def paid_by(
    who: Person,
    way: Way = Way.BANK,
    *,
    account: str = ACCOUNTS[0],
    from_on: date = LONG_AGO,
    by: Person,
) -> None:
    """Say how a member’s money reaches them."""
    wanted = PaidBy(way, account, "", who.name) if way is Way.BANK else PaidBy(way)
    with transaction():
        set_pay_way(who.id, wanted, from_on=from_on, hand=by.hand)


def worked(
    pay: PayHouse,
    *people: Person,
    day: date = MONDAY,
    starts: str = "08:00",
    ends: str = "12:00",
    kind: str = "paid",
    area: str = "Laundry",
) -> None:
    """Let people work a shift, be written down by one co-ordinator and approved by the other."""
    shift = a_told_shift(*people, day=day, starts=starts, ends=ends, kind=kind, area=area)
    approved(*came_as_planned(shift, *people, by=pay.planner), by=pay.other_planner)


def hours_closed(pay: PayHouse, first: date = MONDAY, last: date = SUNDAY) -> None:
    """Close the hours of a period."""
    with transaction():
        close_period(first, last, "It was looked through.", hand=pay.planner.hand)


def a_run(
    pay: PayHouse, first: date = MONDAY, last: date = SUNDAY, *, calendar: str = "week"
) -> UUID:
    """Begin a run and let it be drafted; the hours are closed before, if they are not yet."""
    with transaction():
        run_id = begin_run(calendar, first, last, pays_on=last + 5 * DAY, hand=pay.officer.hand)
    done_by_worker()
    return run_id


def a_checked_run(pay: PayHouse, run_id: UUID | None = None) -> UUID:
    """Give a run that the officer has checked."""
    found = run_id or a_run(pay)
    with transaction():
        check_run(found, hand=pay.officer.hand)
    return found


def an_approved_run(pay: PayHouse, run_id: UUID | None = None) -> UUID:
    """Give a run that the treasurer has approved."""
    found = a_checked_run(pay, run_id)
    digest = session().get_one(PayRun, found).digest
    with transaction():
        approve_run(found, digest, hand=pay.treasurer.hand)
    return found


def an_issued_run(pay: PayHouse, run_id: UUID | None = None) -> UUID:
    """Give a run whose statements are issued."""
    found = an_approved_run(pay, run_id)
    with transaction():
        issue_run(found, hand=pay.officer.hand)
    done_by_worker()
    return found


def a_paid_week(*, members: int = 3, sign_in: bool = False) -> tuple[PayHouse, UUID]:
    """Give a house whose members worked four hours on Monday and have their statements."""
    pay = a_pay_house(members=members, sign_in=sign_in)
    worked(pay, *pay.members)
    hours_closed(pay)
    return pay, an_issued_run(pay)


def figures(pay: PayHouse, run_id: UUID, told_: Sequence[Figure]) -> int:
    """Give figures for a run."""
    with transaction():
        return give_figures(run_id, told_, hand=pay.officer.hand)


def statements_of(run_id: UUID) -> list[Statement]:
    """Give the statements of a run, by member."""
    db.session.rollback()
    asked = select(Statement).where(Statement.run_id == run_id).order_by(Statement.member_id)
    return list(session().scalars(asked))


def done_by_worker(*, names: Sequence[str] = ()) -> int:
    """Do everything that waits for the worker, or the jobs of these names; give how many."""
    count = 0
    while waiting := _waiting(names):
        for job_id in waiting:
            count += jobs.run(str(job_id)) is State.DONE
        assert waiting != _waiting(names), "A job is not getting done."
    return count


def _waiting(names: Sequence[str]) -> list[UUID]:
    db.session.rollback()
    asked = select(Job.id).where(Job.state == State.PROMISED, Job.name.startswith("payroll."))
    if names:
        asked = asked.where(Job.name.in_(names))
    return list(session().scalars(asked.order_by(Job.promised_at, Job.key)))
