"""What an edit of a roster is, and what stands in its way: pure functions of drafts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from coop.core.errors import N_, Refusal
from coop.rostering.rules.board import Board
from coop.rostering.rules.nouns import Facts, Place
from coop.rostering.rules.place import stands_on
from coop.rostering.rules.reasons import said
from coop.rostering.rules.roster import faults

Pair = tuple[UUID, UUID]
"""A shift and a person: one place, whatever else is known of it."""

# Many places at once are first looked at together; a few go in one by one.
FEW = 8


@dataclass(frozen=True, slots=True)
class Changes:
    """What one edit does to a draft; every part is in order."""

    added: tuple[Pair, ...] = ()
    taken: tuple[Pair, ...] = ()
    pinned: tuple[Pair, ...] = ()
    unpinned: tuple[Pair, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether it does nothing at all."""
        return not (self.added or self.taken or self.pinned or self.unpinned)

    @property
    def opposite(self) -> "Changes":
        """Give the edit that takes this one back."""
        return Changes(self.taken, self.added, self.unpinned, self.pinned)


@dataclass(frozen=True, slots=True)
class Unfit:
    """A place that does not go in, and everything that stands in its way."""

    pair: Pair
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Which of some places go into a draft, in the order in which they went in."""

    fits: tuple[Pair, ...]
    unfit: tuple[Unfit, ...]


def pairs_of(places: Iterable[Place]) -> dict[Pair, bool]:
    """Give each place as a pair, and whether it is pinned."""
    return {(each.shift, each.person): each.pinned for each in places}


def places_of(draft: Mapping[Pair, bool]) -> list[Place]:
    """Give a draft as places, in a fixed order."""
    return [Place(shift, person, pinned=draft[shift, person]) for shift, person in sorted(draft)]


def edited(draft: Mapping[Pair, bool], changes: Changes) -> dict[Pair, bool]:
    """Give the draft as it is after an edit."""
    after = {pair: pin for pair, pin in draft.items() if pair not in set(changes.taken)}
    after |= dict.fromkeys(changes.added, False)
    after |= dict.fromkeys(changes.pinned, True)
    after |= dict.fromkeys(changes.unpinned, False)
    return after


def difference(before: Mapping[Pair, bool], after: Mapping[Pair, bool]) -> Changes:
    """Give the edit that leads from one draft to another."""
    both = before.keys() & after.keys()
    return Changes(
        added=tuple(sorted(after.keys() - before.keys())),
        taken=tuple(sorted(before.keys() - after.keys())),
        pinned=tuple(sorted(one for one in after if after[one] and not before.get(one, False))),
        unpinned=tuple(sorted(one for one in both if before[one] and not after[one])),
    )


def fitting(base: Mapping[Pair, bool], wanted: Sequence[Pair], facts: Facts) -> Fitted:
    """Put in as many places as fit; the rest is given back with every reason (ROS-41).

    What goes in is checked as any place is, so that no order of edits breaks a rule. A
    trainee may only fit once the supervisor is in: whoever is refused is tried again.
    """
    draft = dict(base)
    waiting = [pair for pair in wanted if pair not in draft]
    fits = _together(draft, waiting, facts) if len(waiting) > FEW else []
    draft |= dict.fromkeys(fits, False)
    while True:
        tried = _one_by_one(draft, [pair for pair in waiting if pair not in draft], facts)
        fits += tried.fits
        if not tried.fits or not tried.unfit:
            return Fitted(tuple(fits), tried.unfit)


def refusals_to_edit(draft: Mapping[Pair, bool], changes: Changes, facts: Facts) -> list[Refusal]:
    """Say everything that stands in the way of an edit, as the draft is now (ROS-41, 42)."""
    found = [*_not_there(draft, changes), *_held(draft, changes.taken)]
    base = {pair: pin for pair, pin in draft.items() if pair not in set(changes.taken)}
    found += [_twice() for pair in changes.added if pair in base]
    unfit = fitting(base, changes.added, facts).unfit
    found += chain.from_iterable(one.refusals for one in unfit)
    return once(found)


def refusals_of(pair: Pair, board: Board) -> list[Refusal]:
    """Say everything that stands in the way of one more place, hidden reasons as one (ROS-1)."""
    shift, person = pair
    if shift not in board.shifts:
        return [Refusal("ROS-41", N_("This shift is not part of the roster, or was called off."))]
    if person not in board.people:
        return [Refusal("ROS-41", N_("This person is not among those who work now."))]
    return said(stands_on(board, person, shift))


def rebased(
    draft: Mapping[Pair, bool],
    before: Collection[Pair],
    after: Collection[Pair],
    facts: Facts,
) -> dict[Pair, bool]:
    """Carry a draft over to what was published after it began (ROS-48).

    What members were told comes first: the draft’s own additions stay where they still fit,
    and what the draft took away stays away.
    """
    gone = set(before) - draft.keys()
    base = {pair: draft.get(pair, False) for pair in after if pair not in gone}
    own = [pair for pair in sorted(draft) if pair not in set(before)]
    kept = fitting(base, own, facts).fits
    return base | {pair: draft[pair] for pair in kept}


def once(refusals: Iterable[Refusal]) -> list[Refusal]:
    """Give each refusal once, in the order in which they were found."""
    found: list[Refusal] = []
    for one in refusals:
        if one not in found:
            found.append(one)
    return found


def _together(draft: Mapping[Pair, bool], wanted: Sequence[Pair], facts: Facts) -> list[Pair]:
    """Give those of many places that no fault speaks against when all are in."""
    known = _known(wanted, facts)
    while known:
        blamed = faults(places_of({**draft, **dict.fromkeys(known, False)}), facts)
        shifts = {fault.shift for fault in blamed if fault.person is None}
        pairs = {(fault.shift, fault.person) for fault in blamed}
        kept = [pair for pair in known if pair not in pairs and pair[0] not in shifts]
        if len(kept) == len(known):
            return kept
        known = kept
    return []


def _known(wanted: Sequence[Pair], facts: Facts) -> list[Pair]:
    shifts = {shift.id for shift in facts.shifts}
    people = {person.id for person in facts.people}
    return [(shift, person) for shift, person in wanted if shift in shifts and person in people]


def _one_by_one(draft: dict[Pair, bool], wanted: Sequence[Pair], facts: Facts) -> Fitted:
    """Try each place once in turn, and put what fits into the draft."""
    fits: list[Pair] = []
    unfit: list[Unfit] = []
    board = Board(facts, places_of(draft))
    for pair in wanted:
        refusals = refusals_of(pair, board)
        if refusals:
            unfit.append(Unfit(pair, tuple(refusals)))
        else:
            fits.append(pair)
            draft[pair] = False
            board = Board(facts, places_of(draft))
    return Fitted(tuple(fits), tuple(unfit))


def _not_there(draft: Mapping[Pair, bool], changes: Changes) -> list[Refusal]:
    wanted = (*changes.taken, *changes.pinned, *changes.unpinned)
    if all(pair in draft or pair in changes.added for pair in wanted):
        return []
    return [
        Refusal(
            "ROS-41",
            N_("This place is not in the draft any more."),
            todo=N_("Somebody else changed it. Look at the roster again."),
        )
    ]


def _held(draft: Mapping[Pair, bool], taken: Iterable[Pair]) -> list[Refusal]:
    if not any(draft.get(pair, False) for pair in taken):
        return []
    return [Refusal("ROS-42", N_("This place is pinned."), todo=N_("Unpin it first."))]


def _twice() -> Refusal:
    return Refusal("ROS-3", N_("They are already in this shift."))
