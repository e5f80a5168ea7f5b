"""Which entry of the books is which line of the bank’s statement: proposals and checks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coop.core.errors import N_, Refusal
from payroll.rules.nouns import Amount

NEAR = 10
"""So many days apart an entry and the bank’s line may be to be proposed."""


@dataclass(frozen=True, slots=True)
class OnBank:
    """A line of the bank’s statement, or what one entry moves on the account."""

    id: UUID
    day: date
    amount: Amount
    text: str
    group: str = ""
    """Entries with the same group and day may be one line of the bank: a batch of payments."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """That these entries together are this line; `is_sure` when nothing else fits."""

    line_id: UUID
    entry_ids: tuple[UUID, ...]
    is_sure: bool


def proposals(lines: Sequence[OnBank], entries: Sequence[OnBank]) -> dict[UUID, Proposal]:
    """Propose entries for lines: the same amount near the day, then whole batches (PAY-89).

    No entry is proposed twice. The nearest day and the most words in common come first.
    """
    candidates = [OneOrMore((each,)) for each in entries] + _batches(entries)
    by_amount: dict[Amount, list[OneOrMore]] = {}
    for one in candidates:
        by_amount.setdefault(one.amount, []).append(one)
    pairs = sorted(
        (
            (one.distance(line), -one.likeness(line), number, order, line, one)
            for number, line in enumerate(lines)
            for order, one in enumerate(by_amount.get(line.amount, ()))
            if one.distance(line) <= NEAR
        ),
        key=lambda pair: pair[:4],
    )
    fits: dict[UUID, int] = {}
    for *_, line, _one in pairs:
        fits[line.id] = fits.get(line.id, 0) + 1
    found: dict[UUID, Proposal] = {}
    used: set[UUID] = set()
    for *_, line, one in pairs:
        if line.id not in found and used.isdisjoint(one.ids):
            found[line.id] = Proposal(line.id, one.ids, is_sure=fits[line.id] == 1)
            used |= set(one.ids)
    return found


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """One entry, or a batch of one day that the bank may show as one line."""

    entries: tuple[OnBank, ...]

    @property
    def ids(self) -> tuple[UUID, ...]:
        """Give the ids of the entries."""
        return tuple(each.id for each in self.entries)

    @property
    def amount(self) -> Amount:
        """Give what they move together."""
        return sum(each.amount for each in self.entries)

    def distance(self, line: OnBank) -> int:
        """Count the days between them and a line."""
        return abs((self.entries[0].day - line.day).days)

    def likeness(self, line: OnBank) -> int:
        """Count the words that their texts share with a line’s."""
        words = {word for each in self.entries for word in each.text.casefold().split()}
        return len(words & set(line.text.casefold().split()))


def _batches(entries: Iterable[OnBank]) -> list[OneOrMore]:
    found: dict[tuple[date, str], list[OnBank]] = {}
    for each in entries:
        if each.group:
            found.setdefault((each.day, each.group), []).append(each)
    return [OneOrMore(tuple(rows)) for rows in found.values() if len(rows) > 1]


def refusals_to_match(
    line: Amount, moved: Mapping[UUID, Amount], taken: Iterable[UUID], *, is_matched: bool
) -> list[Refusal]:
    """Say why these entries are not this line of the bank’s statement (PAY-89)."""
    found = []
    if is_matched:
        found.append(Refusal("PAY-89", N_("This line is matched already.")))
    if not moved:
        found.append(Refusal("PAY-89", N_("Choose at least one entry.")))
    if any(True for _ in taken):
        found.append(Refusal("PAY-89", N_("An entry you chose belongs to another line already.")))
    if moved and sum(moved.values()) != line:
        todo = N_("Choose entries that add up to the line, or enter what is missing.")
        found.append(
            Refusal("PAY-89", N_("These entries do not add up to the bank’s line."), todo=todo)
        )
    return found


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The books beside the bank on one day."""

    books: Amount
    not_at_bank: tuple[OnBank, ...]
    """In the books by that day, and not yet on the bank’s statement."""
    not_in_books: tuple[OnBank, ...]
    """On the bank’s statement by that day, and not yet in the books."""

    @property
    def bank_should_say(self) -> Amount:
        """Give what the bank holds if nothing else is wrong."""
        outstanding = sum(each.amount for each in self.not_at_bank)
        return self.books - outstanding + sum(each.amount for each in self.not_in_books)
