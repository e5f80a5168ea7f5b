"""Whether one person may stand in one shift at all: everything that the two alone decide."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from coop.rostering.rules.calendar import last_day, monday_of
from coop.rostering.rules.caps import counts, day_cap, is_young, young_night_minutes
from coop.rostering.rules.nouns import Facts, Kind, Person, Shift
from coop.rostering.rules.reasons import Reason, Stands
from coop.rostering.rules.spans import covers, meets
from coop.rostering.rules.whereabouts import homes_during, is_at_home, release_for, way_to


def stands_against(person: Person, shift: Shift, facts: Facts) -> list[Stands]:
    """Say everything about this person and this shift that stands in the way.

    Each question is asked every time, whatever the others answer, so that how long it takes
    tells nothing (ROS-1).
    """
    reasons = [
        *_time(person, shift),
        *_walls(person, shift, facts),
        *_skills(person, shift, facts.zone),
        *_length(person, shift, facts),
    ]
    return [Stands(reason) for reason in dict.fromkeys(reasons)]


def holds(person: Person, skill: UUID, day: date) -> bool:
    """Say whether the person’s certificate is good on a day, its last day included (ROS-10)."""
    return any(
        one.skill == skill and one.since <= day and (one.until is None or day <= one.until)
        for one in person.certificates
    )


def holds_for(person: Person, skill: UUID, shift: Shift, zone: str) -> bool:
    """Say whether the certificate is good from the first to the last day of a shift (ROS-10)."""
    if not person.certificates:
        return False
    return holds(person, skill, shift.day) and holds(person, skill, last_day(shift.span, zone))


def _time(person: Person, shift: Shift) -> Iterator[Reason]:
    whole = shift.span.widened(way_to(person, shift))
    if person.available is not None and not covers(person.available, shift.span):
        yield Reason.AVAILABLE
    if meets((one.span for one in person.busy), whole):
        yield Reason.COMMITMENT
    if meets(person.curfews, whole) and not is_at_home(person, shift):
        yield Reason.CURFEW
    if shift.site in person.avoided:
        yield Reason.AVOIDED


def _walls(person: Person, shift: Shift, facts: Facts) -> Iterator[Reason]:
    for home in homes_during(person, shift, facts.zone):
        if home is None:
            continue
        if home == shift.inside:
            yield from _within(person, shift, facts)
        elif release_for(person, shift) is None:
            yield Reason.RELEASE


def _within(person: Person, shift: Shift, facts: Facts) -> Iterator[Reason]:
    """Ask what holds within the walls: a session that holds the shift, and being there."""
    sessions = facts.unlocked.get(shift.inside, ()) if shift.inside else ()
    if not any(span.holds(shift.span) for span in sessions):
        yield Reason.LOCKED
    if meets((release.span for release in person.releases), shift.span):
        yield Reason.AWAY


def _skills(person: Person, shift: Shift, zone: str) -> Iterator[Reason]:
    """Ask for what everybody in the shift must hold, since there are no more places than that."""
    for need in shift.needs:
        if need.count >= shift.most and not holds_for(person, need.skill, shift, zone):
            yield Reason.CERTIFICATE
    if person.terms.volunteer and shift.kind is Kind.PAID:
        yield Reason.POST
    if shift.peer_support and monday_of(shift.day) in person.rest_weeks:
        yield Reason.REST_WEEK


def _length(person: Person, shift: Shift, facts: Facts) -> Iterator[Reason]:
    limits = facts.limits
    if not counts(shift.kind, limits):
        return
    if shift.span.minutes > day_cap(person, shift.day, limits):
        yield Reason.DAY_HOURS
    young = is_young(person, shift.day, limits) and not limits.young_nights
    if young and young_night_minutes(shift.span, limits, facts.zone):
        yield Reason.NIGHT
