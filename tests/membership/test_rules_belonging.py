"""The law’s shares of members are watched, and nobody is expelled without a hearing."""

from datetime import date
from fractions import Fraction

import pytest

from coop.membership.rules import (
    Bound,
    Check,
    ClassCount,
    Expulsion,
    Hearing,
    Officers,
    hearing_refusals,
    needs_confirming,
    warnings,
)

VOLUNTEERS = Check("volunteers", "volunteer", "", Bound.AT_MOST, Fraction(1, 2))
DISADVANTAGED = Check(
    "disadvantaged", "disadvantaged", "volunteer", Bound.AT_LEAST, Fraction(3, 10)
)
RULES = Expulsion("extraordinary", heard=True, representative_may_be_anyone=True, notice_days=14)


def classes(*, volunteers: int, workers: int, disadvantaged: int) -> list[ClassCount]:
    return [
        ClassCount(frozenset({"volunteer"}), volunteers),
        ClassCount(frozenset(), workers),
        ClassCount(frozenset({"disadvantaged"}), disadvantaged),
    ]


@pytest.mark.parametrize(
    ("members", "warned"),
    [
        pytest.param((10, 7, 3), [], id="half are volunteers and three in ten are disadvantaged"),
        pytest.param((11, 7, 3), ["volunteer"], id="one volunteer too many"),
        pytest.param((0, 8, 3), ["disadvantaged"], id="three in eleven are too few"),
        pytest.param((12, 8, 3), ["volunteer", "disadvantaged"], id="both are said"),
        pytest.param((0, 0, 0), [], id="a new co-operative breaks no law"),
        pytest.param((5, 0, 0), ["volunteer"], id="volunteers alone are too many"),
    ],
)
def test_the_shares_that_the_law_watches_are_checked_by_flags(members, warned):
    volunteers, workers, disadvantaged = members
    counts = classes(volunteers=volunteers, workers=workers, disadvantaged=disadvantaged)

    found = warnings(counts, [VOLUNTEERS, DISADVANTAGED])

    assert [refusal.values["flag"] for refusal in found] == warned


def test_a_warning_is_a_sentence():
    few, many = warnings(
        classes(volunteers=9, workers=8, disadvantaged=0), [DISADVANTAGED, VOLUNTEERS]
    )

    assert str(few) == "Fewer than 3/10 of those counted are marked “disadvantaged”."
    assert str(many) == "More than 1/2 of those counted are marked “volunteer”."


@pytest.mark.parametrize(
    ("served", "offered", "reasons"),
    [
        pytest.param(date(2026, 6, 1), True, 0, id="fourteen clear days and a hearing offered"),
        pytest.param(date(2026, 6, 2), True, 1, id="thirteen clear days"),
        pytest.param(None, True, 1, id="no notice of the grounds"),
        pytest.param(date(2026, 6, 1), False, 1, id="no hearing offered"),
        pytest.param(None, False, 2, id="every reason is said"),
    ],
)
def test_nobody_is_expelled_without_notice_and_a_hearing(served, offered, reasons):
    found = hearing_refusals(Hearing(served, offered), opens_on=date(2026, 6, 16), rules=RULES)

    assert [refusal.rule for refusal in found] == ["MEM-5"] * reasons


def test_the_rules_name_the_offices_that_a_second_person_confirms():
    officers = Officers(confirmed=("teller",), minimum_age=18)

    assert needs_confirming("teller", officers)
    assert not needs_confirming("gardener", officers)
