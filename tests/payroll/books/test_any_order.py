"""Whatever is entered, taken back and locked, in any order: the books balance on every day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coop.core.audit import Hand
from coop.core.db import transaction
from coop.core.errors import Refused
from coop.membership.queries import everyone_on
from payroll.deeds.entering import enter, reverse
from payroll.deeds.locking import lock_books
from payroll.reading.balances import balance, owed_to, trial_balance
from payroll.reading.book import book
from payroll.reading.entries import entries, locked_until
from payroll.rules.books.book import for_auditors, trial_for_auditors
from payroll.rules.books.ledger import Movement
from tests.builders.membership import a_cooperative, a_member

DAYS = 60
CODES = ("bank", "income:sales", "wages:laundry", "taken:tax", "expense:flour", "opening")
OF_MEMBERS = ("purse:spend", "shares", "overpaid")
KEPT = settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
turns = count()


@dataclass(frozen=True, slots=True)
class Step:
    """Something that somebody tries: enter, take back, or lock."""

    deed: str
    day: int
    sides: tuple[tuple[str, int], tuple[str, int]]
    amount: int


@dataclass(slots=True)
class Keeper:
    """Somebody who keeps books and tries things, in days that no other keeper has."""

    people: list[UUID]
    hand: Hand
    first: date = field(default_factory=lambda: date(2000, 1, 1) + next(turns) * timedelta(DAYS))
    made: list[UUID] = field(default_factory=list)

    def tries(self, step: Step) -> None:
        """Try it; it is refused if its day is locked, or if it was taken back before."""
        if step.deed in {"back", "again"} and not self.made:
            return
        day = self.first + timedelta(step.day)
        is_locked = day <= (locked_until() or date.min)
        rules = self._refused(step, day)
        assert rules <= {"PAY-82", "PAY-84"}
        assert rules or not is_locked or step.deed == "again"
        assert is_locked or not rules or step.deed == "back"

    def _refused(self, step: Step, day: date) -> set[str]:
        try:
            with transaction():
                self._does(step, day)
        except Refused as refused:
            return {each.rule for each in refused.refusals}
        return set()

    def _does(self, step: Step, day: date) -> None:
        if step.deed == "enter":
            self.made.append(self._enter(step, day, f"{self.first} {len(self.made)}"))
        elif step.deed == "again":
            assert self._enter(step, day, f"{self.first} 0") == self.made[0]
        elif step.deed == "back":
            reverse(self.made[step.amount % len(self.made)], day=day, because="So", hand=self.hand)
        else:
            lock_books(day, "So", hand=self.hand)

    def _enter(self, step: Step, day: date, source_id: str) -> UUID:
        (debit, to), (credit, of) = step.sides
        moved = Movement(debit, credit, step.amount, self._member(to), self._member(of))
        return enter(
            day=day, source="hand", source_id=source_id, says="So", movements=[moved],
            hand=self.hand,
        )  # fmt: skip

    def _member(self, number: int) -> UUID | None:
        return self.people[number] if number >= 0 else None


SIDES = st.one_of(
    st.tuples(st.sampled_from(CODES), st.just(-1)),
    st.tuples(st.sampled_from(OF_MEMBERS), st.integers(0, 2)),
)
STEPS = st.lists(
    st.builds(
        Step,
        deed=st.sampled_from(["enter", "enter", "enter", "back", "again", "lock"]),
        day=st.integers(0, DAYS - 10),
        sides=st.tuples(SIDES, SIDES).filter(lambda pair: pair[0] != pair[1]),
        amount=st.integers(1, 10**6),
    ),
    min_size=1,
    max_size=12,
)


@pytest.fixture
def people(app):
    """Give a co-operative with three members to keep books for."""
    house = a_cooperative()
    return [*(a_member().id for _ in range(3)), house.secretary.id]


@KEPT
@given(steps=STEPS)
def test_in_any_order_the_books_balance_on_every_day(people, steps):
    keeper = Keeper(people, Hand(by=people[-1]))

    for step in steps:
        keeper.tries(step)

    everybody = [row.id for row in everyone_on(date.max)]
    for day in (keeper.first + timedelta(20), None):
        lines = trial_balance(day)
        assert sum(line.balance for line in lines) == 0
        assert sum(line.balance for line in trial_for_auditors(lines)) == 0
        owed = owed_to(everybody, day)
        for code in OF_MEMBERS:
            assert sum(each.get(code, 0) for each in owed.values()) == -balance(code, on=day)
    whole = book()
    for each in (*whole.entries, *for_auditors(whole).entries):
        assert sum(row.amount for row in each.postings) == 0


@KEPT
@given(steps=STEPS)
def test_taking_everything_back_restores_what_was_there(people, steps):
    before = {line.account.code: line.balance for line in trial_balance() if line.balance}
    keeper = Keeper(people, Hand(by=people[-1]))
    for step in steps:
        if step.deed == "enter":
            keeper.tries(step)

    for entry_id in keeper.made:
        with transaction():
            reverse(entry_id, day=keeper.first + timedelta(DAYS), because="So", hand=keeper.hand)

    after = {line.account.code: line.balance for line in trial_balance() if line.balance}
    assert after == before
    found = entries(keeper.first, keeper.first + timedelta(DAYS - 1))
    assert all(each.reversed_by_id for each in found if each.id in keeper.made)
