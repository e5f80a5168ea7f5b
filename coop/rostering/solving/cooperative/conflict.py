"""Why somebody cannot be in a shift as things stand: the smallest set of places in the way.

A deletion filter: drop one place after another, and keep only those without which it would be
possible. One worker, since with more the solver may give the whole set back. What is left is
checked once more: with all of it impossible, without any one of it possible.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from coop.core.errors import Refusal
from coop.rostering.rules.board import Board
from coop.rostering.rules.nouns import Facts, Place, Weights
from coop.rostering.rules.place import stands_on
from coop.rostering.rules.reasons import is_hidden, reasons_of, said
from coop.rostering.solving.cooperative.model import Model
from coop.rostering.solving.cooperative.part import Whole
from coop.rostering.solving.nouns import Limits

DAYS = 7
NOTHING = Weights(0, 0, (0, 0, 0), 0, 0, 0, 0, 0, 0)
NEAR = Limits(seconds=1.0, workers=1)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Places that together keep a person from a shift, each of them needed for that.

    No places: the person and the shift alone do not go together, or it must not be told.
    """

    places: tuple[Place, ...]
    said: tuple[Refusal, ...]
    verified: bool


def conflict(
    person_id: UUID, shift_id: UUID, places: Collection[Place], facts: Facts
) -> Conflict | None:
    """Find a smallest set of places that keeps a person from a shift; None is no conflict."""
    board = Board(facts, places)
    stands = stands_on(board, person_id, shift_id)
    found = _Filter(person_id, shift_id, places, facts)
    core = found.core()
    if not stands and core is None:
        return None
    hidden = any(is_hidden(one.reason) for one in stands)
    told = tuple(said(stands))
    if hidden or core is None:
        return Conflict((), told[:1] if hidden else told, verified=bool(reasons_of(stands)))
    return Conflict(tuple(core), told, verified=found.is_minimal(core))


class _Filter:
    """Asks again and again whether a person could be in a shift beside some places."""

    def __init__(
        self, person_id: UUID, shift_id: UUID, places: Collection[Place], facts: Facts
    ) -> None:
        whole = Whole(facts, places)
        self._wish = Place(shift_id, person_id, pinned=True)
        self._near = [place for place in whole.places if self._is_near(place, whole)]
        shifts = {shift_id, *(place.shift for place in self._near)}
        people = {person_id, *(place.person for place in self._near)}
        part = whole.part(shifts, (), people)
        places = [*self._near, self._wish]
        self._model = Model(
            replace(part, places=(), published=(), weights=NOTHING),
            only={(place.shift, place.person) for place in places},
        )
        self._shut = dict(self._model.programme.fixed)

    def _is_near(self, place: Place, whole: Whole) -> bool:
        """Take the person’s own places of some days, and whoever is at the site that day."""
        one, other = whole.shifts[self._wish.shift], whole.shifts[place.shift]
        apart = abs((one.day - other.day).days)
        if place == replace(self._wish, pinned=place.pinned):
            return False
        own = place.person == self._wish.person and apart <= DAYS
        return own or (other.id == one.id) or (other.site == one.site and apart <= 1)

    def core(self) -> list[Place] | None:
        """Filter the places; None if none of them matters, or if it is possible beside all."""
        if not self.is_possible([]) or self.is_possible(self._near):
            return None
        core = list(self._near)
        for place in self._near:
            rest = [each for each in core if each is not place]
            if not self.is_possible(rest):
                core = rest
        return core

    def is_minimal(self, core: Sequence[Place]) -> bool:
        """Check a core once more, with every place fixed."""
        without = ([each for each in core if each is not place] for place in core)
        return not self.is_possible(core) and all(map(self.is_possible, without))

    def is_possible(self, kept: Sequence[Place]) -> bool:
        """Say whether the person could be there beside these places, whatever else is done."""
        from coop.rostering.solving.search import solve_whole  # noqa: PLC0415

        model = self._model
        pairs = [model.pairs.number(*model.sheet.pair(place)) for place in (*kept, self._wish)]
        if any(pair < 0 or pair in self._shut for pair in pairs):
            return False
        model.programme.fixed = self._shut | dict.fromkeys(pairs, True)
        values = solve_whole(model.programme, NEAR).values
        # A row in which everything is fixed is not the solver’s to see, but it may be broken.
        return values is not None and not model.programme.broken(values)
