"""Which purses a run pays out, and what is kept from them: what was paid too much, and shares.

Both come out of the purse that takes the rest of the pay. What was overpaid is taken back only
where somebody asked for it with a reason, and only above what the scheme protects (PAY-45).
Instalments towards a share are the member’s own wish, and come out of what is left (PAY-46).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coop.core.money import minor
from payroll.rules.nouns import Amount, Computed
from payroll.rules.runs.pay_facts import TAKE_BACK, MemberFacts, RunFacts
from payroll.rules.runs.pieces import Worth, facts_of
from payroll.rules.schemes.given import read_given
from payroll.rules.schemes.scheme import Scheme
from payroll.rules.schemes.sums import CannotCompute, Sums
from payroll.rules.schemes.taking import floor_of
from payroll.rules.statements.document import Move

HOUSE_MONEY = "house_money"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept from this pay, and what should have been and could not."""

    purse: str = ""
    back: Amount = 0
    saved: Amount = 0
    short: Amount = 0

    @property
    def moves(self) -> tuple[Move, ...]:
        """Give the movements out of the purse, in plain words."""
        said = (("Paid back: was paid too much", self.back), ("Saved towards a share", self.saved))
        return tuple(Move(says, -amount) for says, amount in said if amount)


def paid_out(scheme: Scheme) -> frozenset[str]:
    """Name the purses that a run pays out: the one with the rest, and house money (PAY-43).

    All others stay with the co-operative until somebody pays them out on their own day.
    """
    codes = {one.code for one in scheme.purses}
    rest = {one.code for one in scheme.purses if one.measure is None}
    return frozenset(rest | (codes & {HOUSE_MONEY}))


def rest_purse(worths: Sequence[Worth]) -> str:
    """Name the purse with the rest in the last piece that was worked out."""
    for one in reversed(worths):
        if one.computed is not None and one.piece.held is not None:
            purses = one.piece.held.scheme.purses
            return next((purse.code for purse in purses if purse.measure is None), "")
    return ""


def kept_from(
    pays: Mapping[str, Amount], worths: Sequence[Worth], facts: MemberFacts, run: RunFacts
) -> Kept:
    """Say what is kept from this pay, given what goes into each purse; nothing in a correction."""
    asked = facts.inputs.get(TAKE_BACK, "")
    if facts.before is not None or not (asked or facts.instalment):
        return Kept()
    purse = rest_purse(worths)
    wanted = min(minor(asked, run.currency) if asked else 0, facts.overpaid)
    room = max(0, pays.get(purse, 0) - sum(protected(one, run) for one in worths))
    back = min(wanted, room)
    saved = min(facts.instalment, room - back)
    return Kept(purse, back, saved, wanted - back + facts.instalment - saved)


def protected(worth: Worth, run: RunFacts) -> Amount:
    """Give what a scheme protects of a piece’s pay, in minor units; nothing where it says none."""
    computed, held = worth.computed, worth.piece.held
    if computed is None or held is None or not held.scheme.protected:
        return 0
    sums = _sums(worth, computed, run)
    try:
        return max(floor_of(guard, sums)[0] for guard in held.scheme.protected)
    except CannotCompute:
        return computed.net


def _sums(worth: Worth, computed: Computed, run: RunFacts) -> Sums:
    if worth.piece.held is None:
        raise ValueError(worth)
    scheme = worth.piece.held.scheme
    facts = facts_of(worth.piece, worth.given, {}, run)
    given = read_given(scheme, facts)
    if isinstance(given, list):
        raise CannotCompute(tuple(given))
    amounts = {"gross": computed.gross, "net": computed.net, "left": computed.net}
    amounts |= {line.code: -line.amount for line in computed.lines}
    return Sums(scheme, facts, given, given.chosen, amounts)
