"""The bank beside the books: taken in once, matched by amount, reconciled on any day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.core.audit import Hand
from coop.core.db import session, transaction
from coop.core.errors import NotFound, Refused
from payroll.deeds.banking import enter_from_bank, import_bank, match, unmatch
from payroll.deeds.by_hand import ByHand, enter_by_hand, reverse_by_hand
from payroll.deeds.entering import reverse
from payroll.reading.balances import balance
from payroll.reading.bank import (
    bank_lines,
    proposed,
    reconciled,
    unmatched_entries,
    unmatched_lines,
)
from payroll.reading.entries import entries
from payroll.rules.books.matching import OnBank, proposals
from tests.builders.books import DAY, an_entry
from tests.builders.membership import a_cooperative, a_member

FILE = """day,text,amount,reference
2026-02-23,Alder Hotel invoice 12,120.00,A1
2026-02-24,Mill flour,-80.00,
2026-02-24,Bus fare,-2.50,
2026-02-24,Bus fare,-2.50,
"""


def taken_in(house, text: str = FILE) -> int:
    """Take a bank’s file in; give how many lines are new."""
    with transaction():
        return import_bank(text.encode(), hand=house.secretary.hand)[0]


def line_of(text: str) -> UUID:
    """Find the first line with these words."""
    return next(each.id for each in bank_lines() if text in each.text)


def matched(house, line_id: UUID, *entry_ids: UUID) -> None:
    """Match a line with entries."""
    with transaction():
        match(line_id, entry_ids, hand=house.secretary.hand)


def rules_of(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    """Give the rules that a refusal cites."""
    return [each.rule for each in refused.value.refusals]


def test_the_same_line_is_taken_in_once_however_often_its_file_comes(app):
    house = a_cooperative()

    first, again = taken_in(house), taken_in(house)
    overlapping = taken_in(house, FILE.replace("Alder Hotel invoice 12", "Birch Hotel"))

    assert (first, again, overlapping) == (4, 0, 1)
    assert len(bank_lines()) == 5


def test_a_file_with_a_fault_is_taken_in_not_at_all(app):
    house = a_cooperative()

    with pytest.raises(Refused) as refused:
        taken_in(house, FILE + "2026-03-04,Mill,much,\nnever,Mill,1.00,\n")
    with pytest.raises(Refused):
        taken_in(house, "<!DOCTYPE a><a/>")

    assert rules_of(refused) == ["PAY-87", "PAY-87"]
    assert bank_lines() == ()


def test_of_many_hands_that_take_one_file_in_at_once_each_line_is_there_once(app):
    house = a_cooperative()

    def one(_turn: int) -> None:
        with app.app_context():
            taken_in(house)

    with ThreadPoolExecutor(3) as hands:
        list(hands.map(one, range(3)))

    session().rollback()
    assert len(bank_lines()) == 4


def test_what_is_proposed_may_be_matched_and_then_waits_no_more(app):
    house = a_cooperative()
    sold = an_entry(amount=12_000, says="Invoice 12, Alder Hotel")
    taken_in(house)

    found = proposed()[line_of("Alder")]
    matched(house, found.line_id, *found.entry_ids)

    assert (found.entry_ids, found.is_sure) == ((sold,), True)
    assert unmatched_entries() == ()
    assert {each.text for each in unmatched_lines()} == {"Mill flour", "Bus fare"}


def test_a_batch_of_payments_may_be_one_line_of_the_bank(app):
    house = a_cooperative()
    paid = [
        an_entry(
            source="payment", debit="purse:spend", debit_member=a_member().id, credit="bank",
            amount=amount,
        )
        for amount in (3_000, 5_000)
    ]  # fmt: skip
    taken_in(house)

    found = proposed()[line_of("Mill")]
    matched(house, found.line_id, *found.entry_ids)

    assert set(found.entry_ids) == set(paid)
    assert unmatched_entries() == ()


def test_a_match_must_add_up_and_no_entry_is_matched_twice(app):
    house = a_cooperative()
    fare, other = an_entry(debit="expense:travel", credit="bank", amount=250), an_entry(amount=5)
    taken_in(house)
    first, second = [each.id for each in bank_lines() if "Bus" in each.text]
    matched(house, first, fare)

    with pytest.raises(Refused) as wrong_sum:
        matched(house, second, other)
    with pytest.raises(Refused) as taken:
        matched(house, second, fare)
    with pytest.raises(Refused) as again:
        matched(house, first, fare)
    with pytest.raises(Refused) as nothing:
        matched(house, second)
    with pytest.raises(NotFound):
        matched(house, uuid4(), fare)

    assert rules_of(wrong_sum) == rules_of(taken) == rules_of(nothing) == ["PAY-89"]
    assert rules_of(again) == ["PAY-89", "PAY-89"]


def test_of_two_hands_that_match_one_entry_one_succeeds(app):
    house = a_cooperative()
    fare = an_entry(debit="expense:travel", credit="bank", amount=250)
    taken_in(house)
    lines = [each.id for each in bank_lines() if "Bus" in each.text]

    def one(line_id: UUID) -> bool:
        with app.app_context():
            try:
                matched(house, line_id, fare)
            except Refused:
                return False
            return True

    with ThreadPoolExecutor(2) as hands:
        done = sum(hands.map(one, lines))

    session().rollback()
    assert done == 1


def test_a_match_can_be_parted_and_a_taken_back_entry_parts_by_itself(app):
    house = a_cooperative()
    sold = an_entry(amount=12_000)
    taken_in(house)
    line = line_of("Alder")
    matched(house, line, sold)

    with transaction():
        unmatch(line, hand=house.secretary.hand)
    with pytest.raises(Refused), transaction():
        unmatch(line, hand=house.secretary.hand)
    matched(house, line, sold)
    with transaction():
        reverse(sold, day=DAY, because="Wrong customer", hand=Hand(by=None))

    assert line in {each.id for each in unmatched_lines()}
    assert unmatched_entries() == ()


def test_what_the_bank_says_first_is_entered_from_its_line_and_matched(app):
    house = a_cooperative()
    taken_in(house)
    line = line_of("Mill")

    with transaction():
        made = enter_from_bank(line, "expense:flour", "Flour", hand=house.secretary.hand)
    with pytest.raises(Refused), transaction():
        enter_from_bank(line, "expense:flour", "Flour", hand=house.secretary.hand)
    with transaction():
        reverse_by_hand(made, because="Wrong account", hand=house.secretary.hand)
    with transaction():
        enter_from_bank(line, "expense:bread", "Flour", hand=house.secretary.hand)

    assert (balance("expense:flour"), balance("expense:bread")) == (0, 8_000)
    assert balance("bank") == -8_000
    assert line not in {each.id for each in unmatched_lines()}


def test_the_books_and_the_bank_meet_once_what_is_on_its_way_is_counted(app):
    house = a_cooperative()
    an_entry(day=date(2026, 2, 1), credit="opening", amount=100_000)
    sold = an_entry(day=date(2026, 2, 22), amount=12_000)
    taken_in(house, FILE.replace("2026-02-23,Alder", "2026-02-26,Alder"))
    an_entry(day=date(2026, 2, 24), debit="expense:soap", credit="bank", amount=700)
    flour = an_entry(day=date(2026, 2, 25), debit="expense:flour", credit="bank", amount=8_000)
    matched(house, line_of("Alder"), sold)
    matched(house, line_of("Mill"), flour)

    third, fifth = reconciled(date(2026, 2, 24)), reconciled(date(2026, 2, 26))

    assert third.books == 100_000 + 12_000 - 700
    assert third.bank_should_say == 100_000 - 8_000 - 250 - 250
    assert {each.amount for each in third.not_at_bank} == {12_000, -700}
    assert fifth.bank_should_say == 100_000 + 12_000 - 8_000 - 500


def test_an_entry_taken_back_later_is_outstanding_until_then(app):
    house = a_cooperative()
    taken_in(house)
    wrong = an_entry(day=date(2026, 3, 3), amount=900)
    with transaction():
        reverse(wrong, day=date(2026, 3, 9), because="Never came", hand=Hand(by=None))

    before, after = reconciled(date(2026, 3, 4)), reconciled(date(2026, 3, 9))

    assert [each.id for each in before.not_at_bank] == [wrong]
    assert after.not_at_bank == ()
    assert before.bank_should_say == after.bank_should_say


def test_entries_by_hand_say_what_happened_by_then_and_leave_members_alone(app):
    house = a_cooperative()
    bought = ByHand(DAY, "expense:flour", "cash", 900, "Flour")

    with transaction():
        made = enter_by_hand(bought, source_id="page 1", hand=house.secretary.hand)
    with transaction():
        again = enter_by_hand(bought, source_id="page 1", hand=house.secretary.hand)
    wrong = ByHand(DAY + timedelta(days=3), "purse:spend", "cash", 900, " ")
    with pytest.raises(Refused) as refused, transaction():
        enter_by_hand(wrong, source_id="page 2", hand=house.secretary.hand)
    with pytest.raises(Refused), transaction():
        enter_by_hand(bought, source_id="page 3", hand=Hand(by=None))

    assert again == made
    assert balance("expense:flour") == 900
    assert rules_of(refused) == ["PAY-86"] * 3


def test_only_what_was_written_by_hand_is_taken_back_by_hand(app):
    house = a_cooperative()
    pay = an_entry(source="statement")

    with pytest.raises(Refused) as refused, transaction():
        reverse_by_hand(pay, because="No", hand=house.secretary.hand)

    assert rules_of(refused) == ["PAY-86"]
    assert [each.id for each in entries(DAY, DAY)] == [pay]


ON_BANK = st.builds(
    OnBank, id=st.uuids(), day=st.dates(date(2026, 1, 1), date(2026, 1, 20)),
    amount=st.integers(-5, 5).filter(bool), text=st.sampled_from(["a b", "b c", ""]),
    group=st.sampled_from(["", "payment"]),
)  # fmt: skip
MANY = st.lists(ON_BANK, max_size=12, unique_by=lambda each: each.id)


@given(MANY, MANY)
def test_whatever_is_proposed_adds_up_and_uses_no_entry_twice(lines, entries_):
    found = proposals(lines, entries_)

    amounts = {each.id: each.amount for each in entries_}
    for line in lines:
        if line.id in found:
            assert sum(amounts[each] for each in found[line.id].entry_ids) == line.amount
    used = [each for one in found.values() for each in one.entry_ids]
    assert len(used) == len(set(used))
