"""Pay in the household: Robin is paid under a scheme that would mark them, and owns a little.

Robin’s pay, scheme, bank account and nominee look like nothing else in the household.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session, transaction
from coop.membership import queries as register
from coop.rostering.actions import close_period
from payroll import actions
from payroll.deeds.adopting import adopt_scheme
from payroll.deeds.questioning import ask_about_pay
from payroll.models.books import BankLine, LedgerEntry
from payroll.models.runs import PayRun, Statement
from payroll.own_accounts import Kind
from payroll.rules.owned.surplus import Use
from payroll.rules.runs.figures import Figure
from payroll.rules.runs.purses import Wish
from payroll.rules.runs.terms import Calendar, Employer, PaidBy, Terms, Way
from payroll.rules.schemes.scheme import RateRow
from payroll.rules.schemes.scheme_file import shipped_text
from tests.builders.governance import Someone
from tests.builders.pay import done_by_worker

SCHEME, MARKED = "ew-levy", "earnings levy"
GROSS, IBAN, NOMINEE = "1357.91", "GB33BUKB20201555555555", "Marigold Quick"
WEEK = timedelta(days=7)
PAY_MARKS: Mapping[str, tuple[str, ...]] = {
    "scheme": (MARKED, "Levy on what is over"),
    "pay": ("1,357.91", "1357.91", "135791"),
    "bank account": (IBAN, "GB33 BUKB"),
    "nominee": (NOMINEE,),
}
"""What each private fact about Robin’s pay looks like."""

Ids = dict[str, tuple[object, ...]]


def put_on_pay(people: Mapping[str, Someone], motion: str) -> Ids:
    """Pay Robin and a member for a week, and let Robin own and ask; give the ids."""
    robin, officer, treasurer = (people[r] for r in ("robin", "payroll_officer", "treasurer"))
    first = register.today() - 4 * WEEK
    first -= timedelta(days=first.weekday())
    _adopted(officer, motion, first)
    _terms(people, first)
    run_id = _issued(people, first)
    statement = session().scalars(select(Statement).where(Statement.member_id == robin.id)).one()
    with transaction():
        question = ask_about_pay(statement.id, "I worked more.", hand=robin.hand)
        request = actions.ask_for_purse(Wish("spend", 100), "For tools", hand=robin.hand)
        actions.import_bank(
            f"date,amount,text,reference\n{register.today()},12.50,Towels,T1\n".encode(),
            hand=treasurer.hand,
        )
    return {
        "run_id": (run_id,), "statement_id": (statement.id,), "question_id": (question,),
        "request_id": (request,),
        "entry_id": tuple(session().scalars(select(LedgerEntry.id)))[:1],
        "line_id": tuple(session().scalars(select(BankLine.id)))[:1],
        "account_code": ("bank",), "way": ("bank",), "kind": tuple(Kind),
        "place_id": tuple(each.id for each in register.establishments())[:1],
        **_owned(people, motion),
    }  # fmt: skip


def _adopted(officer: Someone, motion: str, from_on: date) -> None:
    row = RateRow(Fraction(1000), from_on, f"Motion {motion}", written="10.00")
    for code, switches in ((SCHEME, {"minimum_wage": "does_not_hold"}), ("plain", {})):
        with transaction():
            adopt_scheme(
                text=shipped_text(code), switches=switches, rates=(row,), from_on=from_on,
                motion_number=motion, hand=officer.hand,
            )  # fmt: skip


def _terms(people: Mapping[str, Someone], from_on: date) -> None:
    hand = people["payroll_officer"].hand
    robin, member = people["robin"], people["member"]
    with transaction():
        outside = Terms(
            SCHEME, employer=Employer.OUTSIDE, calendar=Calendar.WEEK,
            settings={"savings_share": "1/10"},
        )  # fmt: skip
        actions.set_pay_terms(robin.id, outside, from_on=from_on, hand=hand)
        actions.set_pay_terms(member.id, Terms("plain"), from_on=from_on, hand=hand)
        bank = PaidBy(Way.BANK, IBAN, "", robin.name)
        actions.set_pay_way(robin.id, bank, from_on=from_on, hand=hand)
        actions.set_pay_way(member.id, PaidBy(Way.CASH), from_on=from_on, hand=hand)


def _issued(people: Mapping[str, Someone], first: date) -> UUID:
    officer, treasurer, last = people["payroll_officer"], people["treasurer"], first + WEEK
    last -= timedelta(days=1)
    with transaction():
        close_period(first, last, "It was looked through.", hand=people["co_ordinator"].hand)
        run_id = actions.begin_run("week", first, last, pays_on=last, hand=officer.hand)
    with transaction():
        told = [
            _gross(people[who], amount) for who, amount in (("robin", GROSS), ("member", "200.00"))
        ]
        actions.give_figures(run_id, told, hand=officer.hand)
    with transaction():
        actions.redraft_run(run_id, hand=officer.hand)
    done_by_worker()
    with transaction():
        actions.check_run(run_id, hand=officer.hand)
    with transaction():
        digest = session().get_one(PayRun, run_id).digest
        actions.approve_run(run_id, digest, hand=treasurer.hand)
    with transaction():
        actions.issue_run(run_id, hand=officer.hand)
    done_by_worker()
    return run_id


def _gross(who: Someone, amount: str) -> Figure:
    number = register.member(who.id, register.today()).number
    return Figure(number, "gross", amount, because="The employer’s letter")


def _owned(people: Mapping[str, Someone], motion: str) -> Ids:
    robin, member, hand = people["robin"], people["member"], people["treasurer"].hand
    today = register.today()
    first, last = date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    limit = actions.RateLimit(40_000, where="The bank’s letter")
    with transaction():
        actions.name_nominee(NOMINEE, "3 Elder Row", hand=robin.hand)
        order_id = actions.order_shares(2, instalment=0, hand=member.hand)
        withdrawal_id = actions.ask_withdrawal(1, hand=robin.hand)
        lent = actions.NewLoan(member.id, 5000, 30_000, today, today + 60 * WEEK, "bank")
        loan_id = actions.agree_loan(lent, limit, hand=hand)
    with transaction():
        given = actions.NewInterest("shares", today - 2 * WEEK, today - WEEK, 10_000)
        interest_id = actions.give_interest(given, limit, motion_number=motion, hand=hand)
        plan = actions.Plan(first=first, last=last, amount=10_000, uses={Use.GENERAL: 100})
        surplus_id = actions.propose_surplus(plan, hand=hand)
    return {
        "order_id": (order_id,), "withdrawal_id": (withdrawal_id,), "loan_id": (loan_id,),
        "interest_id": (interest_id,), "surplus_id": (surplus_id,),
    }  # fmt: skip
