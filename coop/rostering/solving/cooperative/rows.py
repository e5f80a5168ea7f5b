"""Writing hard rows: what is pinned stays, even where a row alone would not have it."""

from collections.abc import Sequence

from coop.rostering.solving.cooperative.pairs import Pairs
from coop.rostering.solving.cooperative.sheet import Sheet
from coop.rostering.solving.programme import Programme
from coop.rostering.solving.table import Numbers, Term


class Rows:
    """Writes rows over legal pairs into a programme."""

    def __init__(self, programme: Programme, sheet: Sheet, pairs: Pairs) -> None:
        self.programme, self.sheet, self.pairs = programme, sheet, pairs
        self._pinned = {pairs.number(*pair) for pair in pairs.pinned}

    def at_most(self, terms: Sequence[Term], most: int) -> None:
        """Keep a sum down; pins that break it already leave no room for more, but stay."""
        room = max(most, self._held(terms)) if self._pinned else most
        if sum(weight for _, weight in terms if weight > 0) > room:
            self.programme.limit(terms, most=room)

    def one_of(self, unknowns: Sequence[int], most: int = 1) -> None:
        """Let only so many of some pairs be places."""
        if len(unknowns) > most:
            self.at_most([(unknown, 1) for unknown in unknowns], most)

    def within(self, unknowns: Numbers, amounts: Numbers, most: int) -> None:
        """Keep the sum of what the pairs of one person bring under a limit."""
        if int(amounts.sum()) > most:
            # Below nought the past alone is over the limit: nothing at all may be added.
            terms = list(zip(unknowns.tolist(), amounts.tolist(), strict=True))
            self.at_most(terms, max(0, most))

    def never(self, unknowns: Numbers) -> None:
        """Shut pairs that the past or other work leaves no room for."""
        for unknown in unknowns.tolist():
            if unknown not in self._pinned:
                self.programme.fix(unknown, value=False)

    def _held(self, terms: Sequence[Term]) -> int:
        return sum(weight for unknown, weight in terms if unknown in self._pinned)
