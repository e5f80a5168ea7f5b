"""The facts as a 0-1 programme: who may stand where, what must hold, what is aimed at."""

from collections.abc import Collection, Sequence
from uuid import UUID

import numpy as np

from coop.rostering.rules.nouns import Facts, Place
from coop.rostering.solving.cooperative.apart_rows import ApartRows
from coop.rostering.solving.cooperative.clash_rows import ClashRows
from coop.rostering.solving.cooperative.goals import Goals, goals
from coop.rostering.solving.cooperative.hour_rows import HourRows
from coop.rostering.solving.cooperative.pairs import Pairs
from coop.rostering.solving.cooperative.restday_rows import RestdayRows
from coop.rostering.solving.cooperative.rows import Rows
from coop.rostering.solving.cooperative.sheet import Sheet
from coop.rostering.solving.cooperative.shift_rows import ShiftRows
from coop.rostering.solving.cooperative.soft import Soft
from coop.rostering.solving.programme import Programme


class Model:
    """A programme whose first unknowns are the legal pairs, in the order of `pairs`."""

    def __init__(
        self,
        facts: Facts,
        *,
        only: Collection[tuple[UUID, UUID]] | None = None,
        fair: Goals | None = None,
    ) -> None:
        """Write the whole programme; or `only` pairs (shift, person), and shares known before."""
        self.facts = facts
        self.sheet = Sheet(facts)
        self.pairs = Pairs(self.sheet, only)
        self.goals = fair or goals(self.sheet, self.pairs)
        self.programme = Programme()
        for _ in range(self.pairs.size):
            self.programme.choice()
        rows = Rows(self.programme, self.sheet, self.pairs)
        self.shifts, self.restdays = ShiftRows(rows), RestdayRows(rows)
        for part in (self.shifts, ApartRows(rows), ClashRows(rows), HourRows(rows), self.restdays):
            part.write()
        for pair in self.pairs.pinned:
            self.programme.fix(self.pairs.number(*pair), value=True)
        self._soft = Soft(self.programme, self.sheet, self.pairs, self.goals)
        self._soft.write()
        self.pins = frozenset(self.pairs.pinned)

    @property
    def offset(self) -> int:
        """Give what the roster costs whatever is chosen, beyond the programme’s objective."""
        return self._soft.offset

    def places(self, values: Sequence[bool]) -> tuple[Place, ...]:
        """Read the places from a choice, shift by shift."""
        taken = np.flatnonzero(np.array(values[: self.pairs.size], dtype=np.bool_))
        rows, columns = self.pairs.rows[taken], self.pairs.columns[taken]
        order = np.lexsort((rows, columns))
        return tuple(
            self.sheet.place(row, column, pinned=(row, column) in self.pins)
            for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True)
        )

    def values(self, places: Collection[Place]) -> list[bool]:
        """Write places as a choice; places that may not be are left out."""
        values = [False] * self.programme.size
        for place in places:
            if place.person in self.sheet.row and place.shift in self.sheet.column:
                unknown = self.pairs.number(*self.sheet.pair(place))
                if unknown >= 0:
                    values[unknown] = True
        self.restdays.complete(values)
        return values
