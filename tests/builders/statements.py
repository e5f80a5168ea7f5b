"""Statements of pay for tests: pure facts, every figure with its working."""

from datetime import date, timedelta
from fractions import Fraction

from payroll.rules.nouns import Computed, Earning, Line, Period, PurseShare
from payroll.rules.statements.document import (
    Earlier,
    HoursLine,
    Leave,
    Move,
    Overpaid,
    Purse,
    StatementFacts,
    Stretch,
    Year,
)

NOVEMBER = Period("2026-11", date(2026, 11, 1), date(2026, 11, 30))
VOTE = "Motion 2026-7 of the members"
LAW = "Tax code 12 of the year 2026"


def an_earning(
    *, hours: int = 100, rate: int = 12, area: str = "Kitchen", days: int = 20
) -> Earning:
    """One line of hours at a whole hourly rate, on so many days from the first of November."""
    amount = hours * rate * 100
    return Earning(
        code="hours",
        says=f"{area}, by day",
        amount=amount,
        working=f"{hours} h × {rate}.00 = {amount // 100}.00",
        source=VOTE,
        days=tuple(NOVEMBER.first + timedelta(days=day) for day in range(days)),
        minutes=hours * 60,
        rate=Fraction(rate * 100),
    )


def a_working_out(*, hours: int = 100, rate: int = 12, tax: int = 5000) -> Computed:
    """100 hours at 12.00, tax of 50.00 as given, a fifth kept, the rest to spend now."""
    gross = hours * rate * 100
    net = gross - tax
    kept = net // 5
    coins = [f"{amount // 100}.{amount % 100:02}" for amount in (tax, net, kept, net - kept)]
    return Computed(
        scheme="plain",
        title="Our own pay",
        version=1,
        digest="ab" * 32,
        currency="GBP",
        earnings=(an_earning(hours=hours, rate=rate),),
        gross=gross,
        lines=(
            Line("tax", "Income tax", -tax, f"{coins[0]}, as the tax office told us", LAW,
                 cap="No more than the tax office says", to="the tax office"),
        ),
        net=net,
        purses=(
            PurseShare("savings", "Savings", kept, f"20 % of {coins[1]} = {coins[2]}", VOTE),
            PurseShare("now", "To spend now", net - kept,
                       f"{coins[1]} − {coins[2]} = {coins[3]}", VOTE),
        ),
        notes=("Income tax is not computed here; the figure is from outside.",),
    )  # fmt: skip


def statement_facts(
    *,
    name: str = "Ash Berry",
    number: int = 17,
    hours: int = 100,
    rate: int = 12,
    tax: int = 5000,
    before: int = 2500,
    corrects: Earlier | None = None,
    more: int = 0,
    because: str = "",
) -> StatementFacts:
    """Give a whole statement for November; a correction adds only its difference."""
    computed = a_working_out(hours=hours, rate=rate, tax=tax)
    adds = computed.net - (corrects.net if corrects else 0) + more
    kept = computed.purses[0].amount if corrects is None else 0
    return StatementFacts(
        cooperative="Level Hands",
        currency="GBP",
        decimals=2,
        number=f"2026-11/{number}" + ("/2" if corrects else ""),
        member_number=number,
        member_name=name,
        period=NOVEMBER,
        pays_on=date(2026, 12, 4),
        stretches=(Stretch(NOVEMBER.first, NOVEMBER.last, "2026-7", computed),),
        year=Year(date(2026, 1, 1), gross=500_000, taken=40_000, net=460_000),
        purses=(
            Purse("savings", "Savings", before, kept, (Move("Family visit", -1500),)),
            Purse("now", "To spend now", 0, adds - kept),
        ),
        leave=Leave(before=600, earned=480, taken=240),
        overpaid=Overpaid(more=more),
        hours=(
            HoursLine("Kitchen, paid", hours * 60, is_paid=True, days=(NOVEMBER.first,)),
            HoursLine("Meetings, a time credit", 120, is_paid=False, days=(NOVEMBER.last,)),
        ),
        not_computed=("Income tax and social insurance are not worked out here.",),
        revision=2 if corrects else 1,
        corrects=corrects,
        because=because,
        issued_on=date(2026, 12, 3),
    )
