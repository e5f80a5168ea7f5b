"""The books follow the register of shares: each of its rows is entered once (PAY-79)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from coop.core.audit import Hand
from coop.core.errors import N_
from coop.membership.queries import ShareMove, share_moves
from coop.membership.sharebook import SharesMoved
from payroll.deeds.entering import enter_many
from payroll.deeds.share_ends import end_what_is_open
from payroll.reading.entries import locked_until
from payroll.reading.shares import books_have_begun
from payroll.rules.books.ledger import Movement, NewEntry

SOURCE = "share"
SHARES, SAVINGS, LEAVING, OPENING = "shares", "shares_paying", "shares_leaving", "opening"
IN_HAND = "cash"
OF_MEMBERS = frozenset({SAVINGS, LEAVING, "owed"})
SAYS = {
    "bought": N_("Shares bought"),
    "withdrawn": N_("Shares paid out"),
    "forfeited": N_("Shares forfeited"),
    "transferred": N_("Shares transferred"),
}


def follow_register(moved: SharesMoved) -> None:
    """Enter what the register just wrote down; before the books begin there are none to follow."""
    left = moved.kind == "withdrawn" and not moved.through
    if moved.paid_minor and books_have_begun():
        _enter([_entry(moved.id, moved.from_on, SAYS[moved.kind], _movement(moved))])
    if left:
        end_what_is_open(moved.member_id, on=books_day(moved.from_on))


def enter_register() -> int:
    """Enter every row of the register that the books do not have yet; give how many there are.

    A row that is older than the books comes in from `opening`, on its own day. What was
    entered already stays as it is, so this may be done again at any time.
    """
    entries = [*_bought_and_gone(share_moves()), *_transferred(share_moves())]
    _enter(entries)
    return len(entries)


def books_day(day: date) -> date:
    """Give the day to enter something of a day on: itself, or the first that is not locked."""
    until = locked_until()
    return day if until is None or day > until else until + timedelta(days=1)


def side(account: str, member_id: UUID) -> tuple[str, UUID | None]:
    """Give an account, with the member where it is of members."""
    return account, member_id if account in OF_MEMBERS else None


def _enter(entries: list[NewEntry]) -> None:
    if entries:
        enter_many(entries, hand=Hand.system())


def _entry(row: UUID, day: date, says: str, movement: Movement) -> NewEntry:
    entered = books_day(day)
    words = says if entered == day else f"{says} ({day.isoformat()})"
    return NewEntry(entered, SOURCE, str(row), words, [movement])


def _movement(moved: SharesMoved) -> Movement:
    member, amount = moved.member_id, moved.paid_minor
    if moved.kind == "transferred":
        return Movement(SHARES, SHARES, amount, member, moved.to_member_id)
    if moved.kind == "forfeited":
        return Movement(SHARES, "reserve:general", amount, member)
    if moved.kind == "withdrawn":
        account, owner = side(moved.through or LEAVING, member)
        return Movement(SHARES, account, amount, member, owner)
    account, owner = side(moved.through or IN_HAND, member)
    return Movement(account, SHARES, amount, owner, member)


def _bought_and_gone(moves: Iterable[ShareMove]) -> Iterator[NewEntry]:
    for each in moves:
        if not each.paid_minor or each.kind.startswith("transferred"):
            continue
        amount, member = abs(each.paid_minor), each.member_id
        movement = (
            Movement(OPENING, SHARES, amount, None, member)
            if each.paid_minor > 0
            else Movement(SHARES, OPENING, amount, member)
        )
        yield _entry(each.id, each.from_on, SAYS[each.kind], movement)


def _transferred(moves: Iterable[ShareMove]) -> Iterator[NewEntry]:
    """Pair who gave with who took: among transfers of one day and size any pairing adds up."""
    given: dict[tuple[date, int], list[ShareMove]] = defaultdict(list)
    taken: dict[tuple[date, int], list[ShareMove]] = defaultdict(list)
    for each in moves:
        if each.kind in {"transferred_out", "transferred_in"} and each.paid_minor:
            found = given if each.kind == "transferred_out" else taken
            found[each.from_on, abs(each.paid_minor)].append(each)
    for (day, amount), givers in given.items():
        for giver, taker in zip(givers, taken[day, amount], strict=True):
            movement = Movement(SHARES, SHARES, amount, giver.member_id, taker.member_id)
            yield _entry(giver.id, day, SAYS["transferred"], movement)
