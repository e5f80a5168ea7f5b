"""What is kept from pay after it was divided: first what was paid too much, then for shares.

Both come out of the purse to spend. What was overpaid is taken back only where somebody asked
for it with a reason, and only above what the scheme protects (PAY-45). Instalments towards a
share are the member’s own wish, and come out of what is left above that as well (PAY-46).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coop.core.money import minor
from payroll.rules.document import Move
from payroll.rules.given import read_given
from payroll.rules.nouns import Amount, Computed
from payroll.rules.pay_facts import TAKE_BACK, MemberFacts, RunFacts
from payroll.rules.pieces import Worth, facts_of
from payroll.rules.sums import CannotCompute, Sums
from payroll.rules.taking import floor_of


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept from this pay, and what should have been and could not."""

    back: Amount = 0
    saved: Amount = 0
    short: Amount = 0

    @property
    def moves(self) -> tuple[Move, ...]:
        """Give the movements out of the purse, in plain words."""
        said = (("Paid back: was paid too much", self.back), ("Saved towards a share", self.saved))
        return tuple(Move(says, -amount) for says, amount in said if amount)


def kept_from(spend: Amount, worths: Sequence[Worth], facts: MemberFacts, run: RunFacts) -> Kept:
    """Say what is kept from so much to spend; nothing in a correction."""
    asked = facts.inputs.get(TAKE_BACK, "")
    if facts.before is not None or not (asked or facts.instalment):
        return Kept()
    wanted = min(minor(asked, run.currency) if asked else 0, facts.overpaid)
    room = max(0, spend - sum(protected(one, run) for one in worths))
    back = min(wanted, room)
    saved = min(facts.instalment, room - back)
    return Kept(back, saved, wanted - back + facts.instalment - saved)


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
