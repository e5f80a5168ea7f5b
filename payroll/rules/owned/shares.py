"""What stands in the way of owning: orders, giving shares back, nominees (PAY-60 to PAY-66)."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coop.core.errors import N_, Refusal
from payroll.rules.nouns import Amount

LONGEST_NAME = 200
LONGEST_LINES = 600


@dataclass(frozen=True, slots=True)
class Holding:
    """What one member holds, has on order and has asked back, in shares."""

    held: int
    on_order: int = 0
    asked_back: int = 0


@dataclass(frozen=True, slots=True)
class Bounds:
    """The price of a share in minor units, and how many a member may hold."""

    price: Amount
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """One place in the queue of shares to be paid out."""

    id: UUID
    member_id: UUID
    place: int
    payable_from: date


@dataclass(frozen=True, slots=True)
class Order:
    """An agreed order: how many of its shares are still to come, and what each pay gives."""

    to_come: int
    instalment: Amount


def refusals_to_order(
    shares: int, instalment: Amount, holding: Holding, bounds: Bounds
) -> list[Refusal]:
    """Say everything against applying for more shares (PAY-60, PAY-61)."""
    found = []
    if shares < 1:
        found.append(Refusal("PAY-61", N_("Apply for at least one share.")))
    if holding.on_order:
        todo = N_("Wait until it is done, or take it back.")
        found.append(Refusal("PAY-61", N_("You have an order already."), {}, todo))
    if holding.held + shares > bounds.most:
        todo = N_("Choose fewer shares.")
        said = {"most": bounds.most}
        found.append(
            Refusal("PAY-61", N_("One member may hold at most %(most)s shares."), said, todo)
        )
    if not 0 <= instalment <= max(shares, 0) * bounds.price:
        found.append(
            Refusal("PAY-60", N_("An instalment is at least nothing, and at most the whole price."))
        )
    return found


def refusals_to_decide(state: str, *, own: bool, agrees: bool, because: str) -> list[Refusal]:
    """Say everything against deciding on an order: another person does, and says why not."""
    found = []
    if state != "asked":
        found.append(Refusal("PAY-62", N_("This order is decided already.")))
    if own:
        todo = N_("Ask another officer.")
        found.append(Refusal("PAY-62", N_("Nobody decides on their own order."), {}, todo))
    if not agrees and not because.strip():
        found.append(Refusal("PAY-62", N_("Say why the order is refused.")))
    return found


def refusals_to_pay_up(state: str, instalment: Amount, *, own: bool) -> list[Refusal]:
    """Say everything against recording that a whole order was paid at once (PAY-60, PAY-62)."""
    found = []
    if state != "agreed":
        found.append(Refusal("PAY-62", N_("This order is not waiting to be paid.")))
    if instalment:
        todo = N_("The shares come by themselves as they are saved for.")
        found.append(Refusal("PAY-60", N_("This order is paid out of pay."), {}, todo))
    if own:
        todo = N_("Ask another officer.")
        found.append(Refusal("PAY-62", N_("Nobody records their own payment."), {}, todo))
    return found


def due_from_pay(order: Order, saved: Amount, price: Amount) -> Amount:
    """Give what is kept from the next pay: never more than the order still lacks (PAY-60)."""
    lacking = order.to_come * price - saved
    return max(0, min(order.instalment, lacking))


def whole_shares(saved: Amount, price: Amount, to_come: int) -> int:
    """Give how many whole shares the savings buy; what is left over goes on saving (PAY-60)."""
    return min(saved // price, to_come) if price > 0 else 0


def refusals_to_give_back(shares: int, holding: Holding, bounds: Bounds) -> list[Refusal]:
    """Say everything against giving notice for shares to be paid out (PAY-63)."""
    found = []
    if shares < 1:
        found.append(Refusal("PAY-63", N_("Give notice for at least one share.")))
    free = holding.held - holding.asked_back
    if free - shares < bounds.least:
        values = {"least": bounds.least, "free": max(free - bounds.least, 0)}
        text = N_("A member keeps at least %(least)s shares, so %(free)s can be paid out.")
        todo = N_("Choose fewer shares. All are paid out only if you leave.")
        found.append(Refusal("PAY-63", text, values, todo))
    return found


def notice_ends(asked_on: date, months: int) -> date:
    """Give the first day on which shares may be paid out; 31 January and one month: 28 February.

    The day of the month stays, and where the month is shorter it is its last day (PAY-63).
    """
    year, month = divmod(asked_on.year * 12 + asked_on.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(asked_on.day, last))


def in_order(queue: Sequence[Waiting]) -> list[Waiting]:
    """Give the queue in the order of the requests, whatever order it is told in (PAY-64)."""
    return sorted(queue, key=lambda one: one.place)


def refusals_to_pay_back(
    wanted: UUID, queue: Sequence[Waiting], *, today: date, suspended: bool, by: UUID | None
) -> list[Refusal]:
    """Say everything against paying this request now (PAY-62, PAY-63, PAY-64, PAY-65)."""
    waiting = in_order(queue)
    asked = next((one for one in waiting if one.id == wanted), None)
    if asked is None:
        return [Refusal("PAY-64", N_("This request is settled already."))]
    found = []
    if suspended:
        todo = N_("Wait until the board ends the suspension. Every place is kept.")
        found.append(Refusal("PAY-65", N_("Paying shares out is suspended."), {}, todo))
    if waiting[0].id != wanted:
        todo = N_("Pay the earliest request first.")
        found.append(Refusal("PAY-64", N_("Somebody asked earlier."), {}, todo))
    if asked.payable_from > today:
        said = {"day": asked.payable_from}
        found.append(Refusal("PAY-63", N_("The notice runs until %(day)s."), said))
    if by == asked.member_id:
        todo = N_("Ask another officer.")
        found.append(Refusal("PAY-62", N_("Nobody pays out their own shares."), {}, todo))
    return found


def refusals_to_suspend(*, is_suspended: bool, wanted: bool, because: str) -> list[Refusal]:
    """Say everything against stopping to pay shares out, or going on with it (PAY-65)."""
    found = []
    if is_suspended == wanted:
        text = N_("That is so already.")
        found.append(Refusal("PAY-65", text))
    if not because.strip():
        found.append(Refusal("PAY-65", N_("Say why.")))
    return found


def refusals_of_nominee(name: str, lines: str, own_name: str) -> list[Refusal]:
    """Say everything against naming this person; an empty name takes a nomination back (PAY-66)."""
    found = []
    if len(name) > LONGEST_NAME or len(lines) > LONGEST_LINES:
        found.append(Refusal("PAY-66", N_("This name or address is too long.")))
    if name.strip() and not lines.strip():
        todo = N_("Say where they live, or how they can be found.")
        found.append(Refusal("PAY-66", N_("The nominee cannot be found like this."), {}, todo))
    if name.strip().casefold() == own_name.strip().casefold() and name.strip():
        found.append(Refusal("PAY-66", N_("Name somebody else than yourself.")))
    return found
