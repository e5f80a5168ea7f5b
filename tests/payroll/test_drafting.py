"""One member’s draft: pieces, figures, corrections, what is kept, and what is odd."""

import json
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.core.canonical import canonical
from payroll.rules.nouns import Worked
from payroll.rules.periods import period_of
from payroll.rules.runs.drafting import draft
from payroll.rules.runs.keeping import paid_out
from payroll.rules.runs.life import Calendar
from payroll.rules.runs.oddities import Oddity
from payroll.rules.runs.pay_facts import Before, Fallen, Held, MemberFacts, RunFacts
from payroll.rules.runs.terms import Terms
from payroll.rules.schemes.scheme import RateRow
from payroll.rules.schemes.scheme_file import read_scheme, shipped_text
from payroll.rules.statements.document import faults_in, issued

WEEK = period_of("2026-W47")
MONDAY, WEDNESDAY, LONG_AGO = WEEK.first, WEEK.first + timedelta(days=2), date(2026, 1, 1)
TEN = RateRow(Fraction(1000), LONG_AGO, "motion 2026-7", written="10.00")


def held(code: str = "plain", *, rate: int = 1000, motion: str = "2026-7") -> Held:
    scheme = read_scheme(shipped_text(code))
    row = replace(TEN, amount=Fraction(rate))
    return Held(replace(scheme, rates=(row,)), {}, motion, "ab" * 32)


RUN = RunFacts(
    cooperative="Level Hands",
    currency="GBP",
    decimals=2,
    period=WEEK,
    calendar="week",
    pays_on=date(2026, 11, 27),
    schemes={"plain": [(LONG_AGO, held())], "ew-levy": [(LONG_AGO, held("ew-levy"))]},
)


def hours(*days: int, minutes: int = 420, is_paid: bool = True, kind: str = "paid") -> tuple:
    return tuple(
        Fallen(
            MONDAY + timedelta(days=day),
            Worked(MONDAY + timedelta(days=day), "Laundry", kind, minutes, is_paid),
        )
        for day in days
    )


def ash(**changed: object) -> MemberFacts:
    usual = MemberFacts(
        17,
        "Ash Berry",
        terms=[(LONG_AGO, Terms("plain"))],
        places=[(LONG_AGO, None)],
        hours=hours(0, 1, 2, 3),
        last_gross=28_000,
    )
    return replace(usual, **changed)


def before(found, **changed: object) -> Before:
    document = issued(found.document, issued_on=WEEK.last)
    return Before(json.loads(canonical(document)), document["digest"], 1)


def kinds(found) -> list[str]:
    return [odd.kind for odd in found.odd]


def test_a_week_of_hours_is_a_statement_that_adds_up():
    found = draft(ash(), RUN)

    assert (found.gross, found.net) == (28_000, 28_000)
    assert faults_in(found.document) == []
    assert found.odd == ()
    assert found.document["number"] == "2026-W47/17"


def test_a_release_on_wednesday_makes_two_stretches_under_two_schemes():
    terms = [(LONG_AGO, Terms("ew-levy")), (WEDNESDAY, Terms("plain"))]

    found = draft(ash(terms=terms, places=[(LONG_AGO, "N"), (WEDNESDAY, None)]), RUN)

    said = [(one["scheme"], one["first"], one["gross"]) for one in found.document["stretches"]]
    assert said == [("ew-levy", "2026-11-16", 14_000), ("plain", "2026-11-18", 14_000)]
    assert Oddity.SPLIT in kinds(found)
    assert faults_in(found.document) == []


def test_a_new_version_of_the_scheme_in_the_middle_of_the_week_pays_from_its_day():
    versions = [(LONG_AGO, held()), (WEDNESDAY, held(rate=1200, motion="2026-9"))]

    found = draft(ash(), replace(RUN, schemes={"plain": versions}))

    assert [one["motion"] for one in found.document["stretches"]] == ["2026-7", "2026-9"]
    assert found.gross == 2 * 7000 + 2 * 8400


def test_a_fixed_amount_is_taken_once_though_a_move_cuts_the_week():
    terms = [(LONG_AGO, Terms("plain", settings={"child_maintenance": "20.00"}))]

    found = draft(ash(terms=terms, places=[(LONG_AGO, "N"), (WEDNESDAY, "S")]), RUN)

    assert len(found.document["stretches"]) == 2
    assert found.gross - found.net == 2000


def test_a_figure_goes_to_the_stretch_of_the_day_that_it_is_keyed_for():
    places = [(LONG_AGO, "N"), (WEDNESDAY, "S")]

    found = draft(ash(places=places, inputs={"income_tax@2026-11-17": "5.00"}), RUN)

    first, second = found.document["stretches"]
    assert (first["gross"] - first["net"], second["gross"] - second["net"]) == (500, 0)
    assert Oddity.UNPLACED not in kinds(found)


def test_a_figure_without_a_day_goes_to_the_last_stretch_and_is_shown():
    places = [(LONG_AGO, "N"), (WEDNESDAY, "S")]

    found = draft(ash(places=places, inputs={"income_tax": "5.00"}), RUN)

    assert found.document["stretches"][1]["net"] == 14_000 - 500
    assert Oddity.UNPLACED in kinds(found)


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        pytest.param({"terms": []}, Oddity.NO_TERMS, id="no terms"),
        pytest.param({"terms": [(LONG_AGO, Terms(""))]}, Oddity.NO_TERMS, id="terms say unpaid"),
        pytest.param({"terms": [(LONG_AGO, Terms("de"))]}, Oddity.CANNOT, id="scheme not adopted"),
        pytest.param({"inputs": {"income_tax": "much"}}, Oddity.CANNOT, id="a wrong figure"),
    ],
)
def test_what_cannot_be_worked_out_has_no_document_and_says_why(changed, kind):
    found = draft(ash(**changed), RUN)

    assert found.document is None
    assert kinds(found) == [kind]


def test_whoever_is_left_out_has_no_draft():
    assert draft(ash(terms=[], inputs={"leave_out": "1"}), RUN) is None


def test_whoever_another_calendar_pays_has_no_draft_here():
    by_month = [(LONG_AGO, Terms("plain", calendar=Calendar.MONTH))]

    assert draft(ash(terms=by_month), RUN) is None
    assert draft(ash(terms=by_month), replace(RUN, calendar="month")).gross == 28_000


def test_a_week_without_work_makes_no_statement():
    assert draft(ash(hours=()), RUN) is None


def test_unpaid_work_stands_in_the_statement_and_among_what_is_odd():
    worked = hours(0, 1, 2, 3) + hours(4, minutes=240, is_paid=False, kind="volunteer")

    found = draft(ash(hours=worked, unpaid_minutes=240), RUN)

    assert [one["says"] for one in found.document["hours"]] == [
        "Laundry, paid work",
        "Laundry, volunteer work, not paid",
    ]
    assert kinds(found) == [Oddity.UNPAID]


def test_a_correction_enters_only_its_difference():
    first = draft(ash(), RUN)
    again = replace(RUN, revision=2, because="Friday was missing.")

    found = draft(
        ash(hours=hours(0, 1, 2, 3, 4), before=before(first), balances={"spend": 28_000}), again
    )

    assert found.document["difference"] == {"gross": 7000, "taken": 0, "net": 7000}
    assert found.document["number"] == "2026-W47/17/2"
    (spend,) = found.document["purses"]
    assert (spend["before"], spend["pay"], spend["after"]) == (28_000, 7000, 35_000)
    assert faults_in(found.document) == []


def test_a_correction_that_changes_nothing_is_no_statement():
    first = draft(ash(), RUN)

    assert draft(ash(before=before(first)), replace(RUN, revision=2, because="Looked.")) is None


def test_what_was_paid_too_much_is_owed_and_taken_out_of_no_purse():
    first = draft(ash(), RUN)
    again = replace(RUN, revision=2, because="Thursday was counted twice.")

    found = draft(ash(hours=hours(0, 1, 2), before=before(first), balances={}), again)

    assert found.document["overpaid"] == {"before": 0, "more": 7000, "back": 0, "after": 7000}
    assert found.document["purses"][0]["pay"] == 0
    assert Oddity.OVERPAID in kinds(found)
    assert faults_in(found.document) == []


def test_whoever_earned_nothing_after_all_gives_the_whole_pay_back():
    first = draft(ash(), RUN)
    again = replace(RUN, revision=2, because="It was another member.")

    found = draft(ash(hours=(), before=before(first)), again)

    assert (found.gross, found.document["difference"]["net"]) == (0, -28_000)
    assert faults_in(found.document) == []


def test_what_was_overpaid_comes_back_when_somebody_asks_and_no_further_than_is_owed():
    found = draft(ash(overpaid=3000, inputs={"take_back": "50.00"}), RUN)

    assert found.document["overpaid"] == {"before": 3000, "more": 0, "back": 3000, "after": 0}
    assert found.document["purses"][-1]["out"] == 3000
    assert faults_in(found.document) == []


def test_what_a_scheme_protects_is_left_when_something_is_taken_back():
    facts = ash(
        overpaid=90_000, instalment=500, inputs={"take_back": "900.00", "protected": "250.00"}
    )

    found = draft(facts, RUN)

    (spend,) = found.document["purses"]
    assert (spend["out"], spend["after"]) == (3000, 25_000)
    assert kinds(found) == [Oddity.NOT_TAKEN]


def test_an_instalment_towards_a_share_comes_out_of_the_purse_to_spend():
    found = draft(ash(instalment=500), RUN)

    (spend,) = found.document["purses"]
    assert [(move["says"], move["amount"]) for move in spend["moves"]] == [
        ("Saved towards a share", -500)
    ]
    assert found.net == 28_000


@given(
    st.lists(st.integers(0, 6), max_size=6, unique=True),
    st.lists(st.integers(0, 6), max_size=6, unique=True),
    st.integers(0, 6),
    st.integers(0, 4000),
)
def test_whatever_is_corrected_both_statements_add_up(then, now, moved, overpaid):
    places = [(LONG_AGO, "N"), (MONDAY + timedelta(days=moved), None)]
    first = draft(ash(hours=hours(*then), places=places), RUN)
    if first is None:
        return
    again = replace(RUN, revision=2, because="Other days.")

    second = draft(
        ash(hours=hours(*now), places=places, before=before(first), overpaid=overpaid), again
    )

    assert faults_in(first.document) == []
    if second is None:
        assert len(then) == len(now)
    else:
        assert faults_in(second.document) == []
        change = second.document["difference"]["net"]
        assert change == 7000 * (len(now) - len(then))


@pytest.mark.parametrize(
    ("code", "purses"),
    [
        ("plain", {"spend"}),
        ("de", {"house_money", "own"}),
        ("at", {"house_money"}),
        ("fr", {"free"}),
        ("it-coop", {"available"}),
    ],
)
def test_a_run_pays_out_what_is_to_be_spent_and_keeps_what_is_saved(code, purses):
    assert paid_out(read_scheme(shipped_text(code))) == purses
