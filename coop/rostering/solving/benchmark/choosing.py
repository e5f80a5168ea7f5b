"""A piece in which some people choose among whole lines that are known to be legal."""

from collections.abc import Mapping, Sequence

from coop.rostering.solving.benchmark.desk import Change, Desk
from coop.rostering.solving.benchmark.nouns import OFF
from coop.rostering.solving.piece import Aim, Bound, Piece, Row


class Choosing:
    """A choice of one line for each person, and the way back into the roster."""

    def __init__(self, desk: Desk, lines: Mapping[int, Sequence[tuple[int, ...]]]) -> None:
        self._lines: list[tuple[int, tuple[int, ...]]] = []
        bounds, now, costs = [], [], []
        for person, known in lines.items():
            stands = tuple(desk.roster[person])
            first, wishes = len(self._lines), desk.facts.wishes[person]
            for line in dict.fromkeys([stands, *known]):
                self._lines.append((person, line))
                now.append(line == stands)
                costs.append(sum(wishes.get(cell, 0) for cell in enumerate(line)))
            places = list(range(first, len(self._lines)))
            bounds.append(Bound(Row(places, [1] * len(places)), 1, 1))
        aims = self._aims(desk, lines)
        self.piece = Piece(list(range(len(now))), now, costs, bounds, aims)

    def _aims(self, desk: Desk, people: Mapping[int, object]) -> list[Aim]:
        places: dict[tuple[int, int], list[int]] = {}
        for place, (_, line) in enumerate(self._lines):
            for cell in enumerate(line):
                if cell[1] != OFF:
                    places.setdefault(cell, []).append(place)
        mine: dict[tuple[int, int], int] = {}
        for person in people:
            for cell in enumerate(desk.roster[person]):
                mine[cell] = mine.get(cell, 0) + 1
        return [
            Aim(Row(there, [1] * len(there)), miss, desk.present.get(cell, 0) - mine.get(cell, 0))
            for cell, there in places.items()
            for miss in desk.facts.aims.get(cell, ())
        ]

    def changes(self, chosen: Sequence[bool]) -> list[Change]:
        """Say what the chosen lines put into the roster."""
        return [
            (person, day, shift)
            for (person, line), is_chosen in zip(self._lines, chosen, strict=True)
            if is_chosen
            for day, shift in enumerate(line)
        ]
