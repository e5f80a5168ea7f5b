"""Adopting a pay scheme: by a carried motion, with every switch set, once, and for good."""

from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from coop.core import audit
from coop.core.audit import Hand
from coop.core.db import session, transaction
from coop.core.errors import NotFound, Refused
from payroll.deeds.adopting import adopt_scheme
from payroll.models.schemes import SchemeAdopted
from payroll.reading.schemes import scheme_history, scheme_on, schemes_on
from payroll.rules.schemes.computing import compute
from payroll.rules.schemes.scheme import Per, RateRow
from payroll.rules.schemes.scheme_file import shipped_text
from tests.builders.schemes import CARRIED, pay_facts, some_work

JANUARY, JUNE = date(2026, 1, 1), date(2026, 6, 1)
PLAIN, LEVY = shipped_text("plain"), shipped_text("ew-levy")


@pytest.fixture
def hand(officer) -> Hand:
    """Give the hand of somebody who runs pay."""
    return officer.hand


def a_rate(amount: int, **keys: object) -> RateRow:
    """Build a rate of the members."""
    given = {"from_on": JANUARY, "source": "", **keys}
    return RateRow(amount=Fraction(amount), **given)


def adopted(hand, *, text=PLAIN, switches=None, rates=(), from_on=JANUARY, motion=CARRIED):
    """Adopt a scheme in its own transaction."""
    with transaction():
        return adopt_scheme(
            text=text,
            switches=switches or {},
            rates=rates,
            from_on=from_on,
            motion_number=motion,
            hand=hand,
        )


def refusals(hand, **changes) -> str:
    """Adopt what must be refused, and give every reason."""
    with pytest.raises(Refused) as refused:
        adopted(hand, **changes)
    return "\n".join(str(one) for one in refused.value.refusals)


def test_an_adopted_scheme_holds_from_its_day_with_its_rates_and_its_vote(hand):
    adopted(hand, rates=[a_rate(1000), a_rate(1250, area="Laundry")])

    found = scheme_on("plain", JUNE)

    assert (found.from_on, found.motion_number, found.version) == (JANUARY, CARRIED, 1)
    paid = compute(
        found.scheme, pay_facts(worked=[some_work(area="Laundry"), some_work(area="Kitchen")])
    )
    assert [one.amount for one in paid.earnings] == [1250, 1000]
    assert all(CARRIED in one.source for one in paid.earnings)
    assert paid.digest == found.digest


def test_a_later_version_holds_from_its_own_day_and_the_earlier_stays(hand):
    adopted(hand, rates=[a_rate(1000)])
    adopted(hand, rates=[a_rate(1100)], from_on=JUNE)

    assert scheme_on("plain", date(2026, 5, 31)).rates[0].amount == 1000
    assert scheme_on("plain", JUNE).rates[0].amount == 1100
    assert [one.version for one in scheme_history("plain")] == [2, 1]
    assert [one.version for one in schemes_on(JUNE)] == [2]


def test_a_version_may_hold_from_a_day_long_past_so_that_back_pay_is_owed(hand):
    adopted(hand, rates=[a_rate(1000)])
    adopted(hand, rates=[a_rate(1100)], from_on=date(2026, 2, 1))

    assert scheme_on("plain", date(2026, 2, 1)).version == 2


def test_before_its_day_there_is_no_scheme(hand):
    adopted(hand)

    with pytest.raises(NotFound):
        scheme_on("plain", date(2025, 12, 31))
    assert schemes_on(date(2025, 12, 31)) == ()


def test_only_a_carried_motion_adopts(hand):
    assert "no carried motion M-404" in refusals(hand, motion="M-404")


def test_every_switch_must_be_set(hand):
    assert "Does the national minimum wage hold" in refusals(hand, text=LEVY)

    adopted(hand, text=LEVY, switches={"minimum_wage": "holds"})
    assert scheme_on("ew-levy", JUNE).switches == {"minimum_wage": "holds"}


def test_everything_that_is_wrong_is_said_at_once(hand):
    said = refusals(
        hand,
        text=LEVY,
        switches={"moon": "full"},
        rates=[a_rate(1000), a_rate(2000), a_rate(0, area="Laundry")],
        motion="",
    )

    assert "Does the national minimum wage hold" in said
    assert "no switch “moon”" in said
    assert "Two rates hold for the same work" in said
    assert "A rate must be more than nothing" in said
    assert "no carried motion" in said


def test_two_versions_may_not_begin_on_one_day(hand):
    adopted(hand)

    assert "begins on 2026-01-01 already" in refusals(hand)


def test_a_scheme_in_another_currency_is_refused(hand):
    assert "counts in EUR" in refusals(
        hand, text=shipped_text("at"), switches={"contribution_by": "as_given"}
    )


def test_a_wrong_file_is_refused_with_every_fault(hand):
    said = refusals(hand, text='code = "ours"\nshoe = 1\n')

    assert "shoe: is not a known key" in said
    assert "sources: must be a table" in said


def test_pieces_days_and_weeks_are_kept_as_they_were_adopted(hand):
    rates = [
        a_rate(1000),
        a_rate(30, per=Per.PIECE),
        a_rate(5000, per=Per.DAY, grade="senior"),
        a_rate(20000, per=Per.WEEK, employer="outside"),
    ]
    adopted(hand, rates=rates)

    kept = scheme_on("plain", JUNE)

    assert [(one.amount, one.per) for one in kept.rates] == [
        (1000, Per.HOUR),
        (30, Per.PIECE),
        (5000, Per.DAY),
        (20000, Per.WEEK),
    ]
    days = [some_work(day=date(2026, 11, day)) for day in (16, 17, 17)]
    senior = compute(kept.scheme, pay_facts(worked=days, grade="senior"))
    assert senior.gross == 10000
    outside = compute(kept.scheme, pay_facts(worked=days, employer="outside", pieces="10"))
    assert outside.gross == 20000 + 300


@pytest.mark.parametrize("change", [update(SchemeAdopted).values(text="x"), delete(SchemeAdopted)])
def test_the_database_never_lets_an_adopted_scheme_be_changed(hand, change):
    adopted(hand)

    with pytest.raises(DatabaseError), transaction():
        session().execute(change)


def test_the_log_says_that_and_by_what_right_but_not_which_scheme(hand):
    adopted(hand)

    (entry,) = audit.entries(audit.AuditFilter(act="payroll.scheme_adopted"))
    assert CARRIED in str(entry)
    assert "plain" not in str(entry)
