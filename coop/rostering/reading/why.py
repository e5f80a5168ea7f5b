"""Why shifts are not filled: reasons with counts, and who gets less than their share."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from coop.core.errors import N_, NotFound
from coop.membership.names import sort_key
from coop.membership.queries import members_on, names_on
from coop.rostering.reading.board_gaps import gaps_in
from coop.rostering.reading.board_nouns import GapView
from coop.rostering.reading.choosing import Candidate
from coop.rostering.reading.roster_facts import facts_of
from coop.rostering.reading.rosters import RosterView, roster
from coop.rostering.reading.shifts import ShiftView, shifts_between
from coop.rostering.reading.work_sites import skills
from coop.rostering.rules.edits import Pair
from coop.rostering.rules.nouns import Facts, Place
from coop.rostering.rules.roster import loads
from coop.rostering.solving.cooperative.repair import Repair, cheapest_repair
from coop.rostering.solving.cooperative.why import Group, Holders, holders, why_not_filled
from coop.rostering.solving.nouns import Limits

LIMITS = Limits(seconds=6.0, seed=1)
HOUR = 60
"""How long a page may wait for the smallest change."""


@dataclass(frozen=True, slots=True)
class WhyView:
    """Why a shift is not filled: who holds what it asks for, and what keeps everybody away."""

    roster: RosterView
    gap: GapView
    holders: tuple[tuple[str, Holders], ...]
    groups: tuple[Group, ...]

    @property
    def fits(self) -> int:
        """Count the people who could be put in as the roster is now."""
        return next((group.count for group in self.groups if group.reason is None), 0)


@dataclass(frozen=True, slots=True)
class RepairView:
    """The smallest change that closes a gap, with names; None where nothing closes it."""

    roster: RosterView
    gap: GapView
    repair: Repair | None
    added: tuple[tuple[ShiftView, str, Pair], ...]
    taken: tuple[tuple[ShiftView, str, Pair], ...]
    person: str
    skill: str


def why(roster_id: UUID, shift_id: UUID) -> WhyView:
    """Say why a shift is not filled; everybody counts once."""
    found = roster(roster_id)
    facts = facts_of(found)
    gap = _gap_of(shift_id, facts)
    names = {each.id: each.name for each in skills()}
    return WhyView(
        found,
        gap,
        tuple((names.get(one.skill, ""), one) for one in holders(shift_id, facts.places, facts)),
        tuple(why_not_filled(shift_id, facts.places, facts)),
    )


def repair_of(roster_id: UUID, shift_id: UUID) -> RepairView:
    """Compute the smallest change that closes a gap, checked by the rules."""
    found = roster(roster_id)
    facts = facts_of(found)
    gap = _gap_of(shift_id, facts)
    repair = cheapest_repair(shift_id, facts.places, facts, LIMITS)
    shifts = {each.id: each for each in shifts_between(found.first_on, found.last_on)}
    names = names_on()
    told = {each.id: each.name for each in skills()}

    def named(places: Sequence[Place]) -> tuple[tuple[ShiftView, str, Pair], ...]:
        return tuple(
            (shifts[one.shift], names.get(one.person, ""), (one.shift, one.person))
            for one in places
        )

    return RepairView(
        found,
        gap,
        repair,
        named(repair.added if repair else ()),
        named(repair.taken if repair else ()),
        names.get(repair.person, "") if repair and repair.person else "",
        told.get(repair.skill, "") if repair and repair.skill else "",
    )


def _gap_of(shift_id: UUID, facts: Facts) -> GapView:
    shift = {one.id: one for one in shifts_between(facts.first, facts.last)}.get(shift_id)
    if shift is None or shift.is_called_off:
        raise NotFound(N_("shift"))
    lacking = gaps_in(facts.places, facts, {shift_id: shift})
    there = sum(place.shift == shift_id for place in facts.places)
    return lacking[0] if lacking else GapView(shift, there, (), is_dire=False)


def whole_gaps(found: RosterView) -> list[GapView]:
    """List the gaps of a whole roster: those that stop the work first, then in order of time."""
    facts = facts_of(found)
    shifts = {each.id: each for each in shifts_between(found.first_on, found.last_on)}
    lacking = gaps_in(facts.places, facts, shifts)
    return sorted(lacking, key=lambda gap: not gap.is_dire)


def short_people(found: RosterView) -> list[Candidate]:
    """List who gets clearly less than their share, whoever is furthest below it first.

    A shift more would take whoever lacks less than a tenth, or less than an hour, over it.
    """
    facts = facts_of(found)
    rows = {row.id: row for row in members_on(found.last_on)}
    lines = [
        Candidate(load.person, rows[load.person].name, load)
        for load in loads(facts.places, facts)
        if load.person in rows and load.short >= max(HOUR, load.fair // 10)
    ]
    return sorted(lines, key=lambda one: (-one.load.short, sort_key(rows[one.person_id].sort_name)))
