"""A piece of a roster as a programme: some cells are free, the others stay as they are."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from coop.rostering.solving.benchmark.desk import Change, Desk
from coop.rostering.solving.benchmark.draft import Draft
from coop.rostering.solving.benchmark.line import Line
from coop.rostering.solving.benchmark.nouns import OFF
from coop.rostering.solving.piece import Aim, Piece, Row

# The free days of each person who is in a piece.
Free = Mapping[int, Collection[int]]


class Cutting:
    """A piece cut out of the roster on a desk, and the way back into it."""

    def __init__(self, desk: Desk, free: Free) -> None:
        self.free = free
        draft = Draft()
        for person, days in free.items():
            Line(draft, desk, person, days).write()
        self._meaning = draft.meaning
        aims = list(_aims(draft, desk, free))
        self.piece = Piece(
            list(range(len(draft.costs))), draft.now, draft.costs, draft.bounds, aims
        )

    def changes(self, chosen: Sequence[bool]) -> list[Change]:
        """Say what a choice puts into each free cell."""
        found = {(person, day): OFF for person, days in self.free.items() for day in days}
        for place, (person, day, shift) in self._meaning:
            if chosen[place]:
                found[person, day] = shift
        return [(person, day, shift) for (person, day), shift in found.items()]


def _aims(draft: Draft, desk: Desk, free: Free) -> Iterable[Aim]:
    places: dict[tuple[int, int], list[int]] = {}
    for place, (_, day, shift) in draft.meaning:
        places.setdefault((day, shift), []).append(place)
    mine: dict[tuple[int, int], int] = {}
    for person, days in free.items():
        for day in days:
            key = (day, desk.roster[person][day])
            mine[key] = mine.get(key, 0) + 1
    for key, found in places.items():
        stay = desk.present.get(key, 0) - mine.get(key, 0)
        for miss in desk.facts.aims.get(key, ()):
            yield Aim(Row(found, [1] * len(found)), miss, stay)
