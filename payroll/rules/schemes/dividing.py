"""From net to purses: shares in their order, caps, what goes over, and the rest (PAY-16)."""

from collections.abc import Sequence
from dataclasses import dataclass

from coop.core.money import Rounding, rounded
from payroll.rules.nouns import PurseShare
from payroll.rules.schemes.scheme import Purse
from payroll.rules.schemes.sums import Found, Sums, limit_of, reckon


@dataclass(slots=True)
class _Part:
    """What goes into a purse so far, and how that came about."""

    amount: int
    working: str


def divide(sums: Sums, net: int) -> tuple[PurseShare, ...]:
    """Divide the net pay; the purses always come to the net exactly (PAY-16)."""
    purses = [one for one in sums.scheme.purses if sums.holds(one.when)]
    sums.amounts["net"] = sums.amounts["left"] = net
    parts: dict[str, _Part] = {}
    rest = ""
    for purse in purses:
        rest = purse.code if purse.is_rest else rest
        found = reckon(purse.measure, sums) if purse.measure else None
        if found is None:
            # Nobody asked for this purse; something may still run over into it.
            sums.amounts[purse.code] = 0
            continue
        amount = min(found.amount, sums.amounts["left"])
        working = found.working if amount == found.amount else _what_is_left(found, amount, sums)
        parts[purse.code] = _Part(amount, working)
        sums.amounts[purse.code] = amount
        sums.amounts["left"] -= amount
    parts[rest] = _rest(net, [one.amount for one in parts.values()], sums)
    _overflow(purses, parts, sums)
    return _shares(purses, parts)


def _what_is_left(found: Found, amount: int, sums: Sums) -> str:
    return f"{found.working}; at most what is left = {sums.money(amount)}"


def _rest(net: int, taken: Sequence[int], sums: Sums) -> _Part:
    left = net - sum(taken)
    said = " − ".join([sums.money(net), *(sums.money(one) for one in taken if one)])
    return _Part(left, f"{said} = {sums.money(left)}" if any(taken) else said)


def _overflow(purses: Sequence[Purse], parts: dict[str, _Part], sums: Sums) -> None:
    """Move what a full purse cannot hold on to the next; caps go round in no circle (PAY-1)."""
    known = {one.code: one for one in purses}
    for purse in purses:
        at: Purse | None = purse
        while at is not None:
            at = _spill(at, known, parts, sums)


def _spill(
    purse: Purse, known: dict[str, Purse], parts: dict[str, _Part], sums: Sums
) -> Purse | None:
    """Move on what one purse cannot hold, and give the purse that it went to."""
    into, part = known.get(purse.over), parts.get(purse.code)
    caps = [one for limit in purse.cap if (one := limit_of(limit, sums))]
    if into is None or part is None or not caps:
        return None
    cap = min(caps, key=lambda one: one.amount)
    before = max(0, sums.facts.balances.get(purse.code, 0))
    over = min(part.amount, max(0, before + part.amount - rounded(cap.amount, Rounding.DOWN)))
    if not over:
        return None
    stays = part.amount - over
    room = f"{cap.says} − {sums.money(before)}" if before else cap.says
    said = f"at most {room} = {sums.money(stays)}" if stays else f"full; {sums.money(0)}"
    parts[purse.code] = _Part(stays, f"{part.working}; {said}")
    parts[into.code] = _more(parts.get(into.code, _Part(0, "")), over, purse, sums)
    return into


def _more(part: _Part, over: int, purse: Purse, sums: Sums) -> _Part:
    total = part.amount + over
    said = f"{sums.money(part.amount)} + {sums.money(over)} = {sums.money(total)}"
    return _Part(total, f"{part.working}; from {purse.says}: {said}".removeprefix("; "))


def _shares(purses: Sequence[Purse], parts: dict[str, _Part]) -> tuple[PurseShare, ...]:
    return tuple(
        PurseShare(one.code, one.says, parts[one.code].amount, parts[one.code].working, one.source)
        for one in purses
        if one.code in parts
    )
