"""From gross to net: the lines in their order, and what always stays (PAY-11 to PAY-13)."""

from collections.abc import Iterator, Sequence

from coop.core.money import Rounding, rounded
from payroll.rules.nouns import Line
from payroll.rules.schemes.scheme import Deduction, Protected
from payroll.rules.schemes.sums import Found, Sums, limit_of, reckon


def take(sums: Sums) -> tuple[Line, ...]:
    """Work out every line in its order; none takes more than is left (PAY-11)."""
    lines = []
    for guard in sums.scheme.protected:
        floor, written = floor_of(guard, sums)
        if floor:
            sums.notes.append(f"{guard.says}: {written} = {sums.money(floor)}.")
    for deduction in _in_order(sums):
        if not sums.holds(deduction.when):
            continue
        room, kept = _room(deduction, sums)
        sums.amounts["room"] = room
        found = reckon(deduction.measure, sums)
        if found is not None:
            found = _fitted(found, room, kept, sums)
            lines.append(_line(deduction, found, kept))
        sums.amounts[deduction.code] = found.amount if found else 0
        sums.amounts["left"] -= sums.amounts[deduction.code]
    return tuple(lines)


def _in_order(sums: Sums) -> Iterator[Deduction]:
    lines = {one.code: one for one in sums.scheme.lines}
    order: Sequence[str] = list(lines)
    for switch in sums.scheme.switches:
        for choice in switch.choices:
            if choice.order and sums.chosen.get(switch.code) == choice.code:
                order = choice.order
    return (lines[code] for code in order)


def _room(deduction: Deduction, sums: Sums) -> tuple[int, str]:
    """Say how much this line may take, and what stays protected from it (PAY-12)."""
    left, kept, says = sums.amounts["left"], 0, ""
    for guard in sums.scheme.protected:
        floor, written = floor_of(guard, sums)
        if deduction.code not in guard.beyond and floor > kept:
            kept, says = floor, f"{guard.says}: {written} = {sums.money(floor)}"
    return max(0, left - kept), says


def floor_of(guard: Protected, sums: Sums) -> tuple[int, str]:
    """Give what stays with the member; a part of a coin is rounded up, to them."""
    exact = limit_of(guard.limit, sums)
    if exact is None:
        return 0, ""
    return rounded(exact.amount, Rounding.UP), exact.says


def _fitted(found: Found, room: int, kept: str, sums: Sums) -> Found:
    if found.amount <= room:
        return found
    left = sums.amounts["left"]
    sum_said = f"{sums.money(left)} − {sums.money(left - room)}" if room else sums.money(0)
    working = f"{found.working}; at most {sum_said} = {sums.money(room)}"
    reason = "at most what is left"
    return Found(room, working, found.cap if kept else "; ".join(filter(None, [found.cap, reason])))


def _line(deduction: Deduction, found: Found, kept: str) -> Line:
    return Line(
        code=deduction.code,
        says=deduction.says,
        amount=-found.amount,
        working=found.working,
        source=deduction.reason,
        cap="; ".join(filter(None, [found.cap, kept])),
        to=deduction.to,
    )
