"""What a second person looks at first."""

import pytest

from payroll.rules.runs.oddities import Looked, Oddity, oddities, varies
from payroll.rules.runs.terms import (
    PaidBy,
    Terms,
    Way,
    is_iban,
    plain_account,
    refusals_of_terms,
    refusals_of_way,
)

USUAL = Looked(gross=10_000, net=9_000, paid_minutes=600, last_gross=10_000)


def kinds(**changed: object) -> list[str]:
    facts = {"gross": 10_000, "net": 9_000, "paid_minutes": 600, "last_gross": 10_000}
    return [odd.kind for odd in oddities(Looked(**{**facts, **changed}))]


def test_a_usual_line_is_not_odd():
    assert oddities(USUAL) == []


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"last_gross": None}, Oddity.FIRST),
        ({"gross": 0, "net": 0, "last_gross": 0}, Oddity.NO_PAY),
        ({"paid_minutes": 0}, Oddity.NO_HOURS),
        ({"net": 0}, Oddity.NEGATIVE),
        ({"has_way": False}, Oddity.NO_WAY),
        ({"stretches": 2}, Oddity.SPLIT),
        ({"overpaid": 500}, Oddity.OVERPAID),
        ({"not_taken": 500}, Oddity.NOT_TAKEN),
        ({"at_minimum": True}, Oddity.MINIMUM),
        ({"late_minutes": -60}, Oddity.LATE),
        ({"unpaid_minutes": 240}, Oddity.UNPAID),
        ({"unplaced": ("tax",)}, Oddity.UNPLACED),
        ({"last_gross": 7_900}, Oddity.VARIANCE),
    ],
)
def test_each_thing_to_look_at_is_found_alone(changed, kind):
    assert kinds(**changed) == [kind]


def test_the_weightiest_stands_first():
    assert kinds(net=0, has_way=True, stretches=2, last_gross=None) == [
        Oddity.NEGATIVE,
        Oddity.SPLIT,
        Oddity.FIRST,
    ]


@pytest.mark.parametrize(
    ("now", "before", "is_odd"),
    [(12_500, 10_000, False), (12_501, 10_000, True), (7_500, 10_000, False), (1, 0, True)],
)
def test_a_quarter_is_not_odd_yet_and_anything_more_is(now, before, is_odd):
    assert varies(now, before) is is_odd


@pytest.mark.parametrize(
    ("account", "is_right"),
    [
        ("DE89 3704 0044 0532 0130 00", True),
        ("GB29 NWBK 6016 1331 9268 19", True),
        ("DE89 3704 0044 0532 0130 01", False),
        ("DE98 3704 0044 0532 0130 00", False),
        ("", False),
        ("370400440532013000", False),
    ],
)
def test_an_account_number_is_checked_by_its_own_digits(account, is_right):
    assert is_iban(plain_account(account)) is is_right


def test_everything_wrong_with_a_bank_account_is_said():
    assert len(refusals_of_way(PaidBy(Way.BANK, "DE00", "nonsense", " "))) == 3
    assert refusals_of_way(PaidBy(Way.CASH)) == []


def test_a_scheme_that_was_not_adopted_is_refused():
    assert refusals_of_terms(Terms("plain"), is_adopted=True) == []
    assert [one.rule for one in refusals_of_terms(Terms("plain"), is_adopted=False)] == ["PAY-39"]
    assert refusals_of_terms(Terms(""), is_adopted=False) == []
    assert [one.rule for one in refusals_of_terms(Terms("", "a"), is_adopted=False)] == ["PAY-39"]
