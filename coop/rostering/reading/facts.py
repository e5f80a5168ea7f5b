"""Everything that a roster is made from, read at once: so many questions, however many members.

What these facts say of a person is for the rules and the solver. Pages show what the rules
answer, and never the facts themselves.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.membership.queries import the_cooperative
from coop.rostering.models.people import KeepApartPair, MentorPair
from coop.rostering.models.work import Site
from coop.rostering.reading.persons import people_for
from coop.rostering.reading.regimes import unlocked_between
from coop.rostering.reading.roster_rules import roster_rules
from coop.rostering.reading.shifts import shift_nouns
from coop.rostering.reading.times import DAY
from coop.rostering.rules.nouns import Facts, Grain, KeepApart, Pairing, Place


def facts_for(
    first: date, last: date, *, places: Sequence[Place] = (), published: Sequence[Place] = ()
) -> Facts:
    """Give the facts of the days from first to last, both included.

    Places of people who have left, and in shifts that were called off, are left out.
    """
    zone, rules = the_cooperative().timezone, roster_rules(first)
    limits = rules.book.limits
    shifts, people = shift_nouns(first, last), people_for(first, last, zone, limits)
    there = frozenset(shift.id for shift in shifts), frozenset(one.id for one in people)
    return Facts(
        zone=zone,
        first=first,
        last=last,
        shifts=shifts,
        people=people,
        unlocked=unlocked_between(first, last + DAY),
        capacity=_capacity(),
        keep_apart=_kept_apart(first),
        pairings=_pairings(first),
        limits=limits,
        weights=rules.weights,
        places=_standing(places, *there),
        published=_standing(published, *there),
    )


def _standing(
    places: Sequence[Place], shifts: frozenset[UUID], people: frozenset[UUID]
) -> tuple[Place, ...]:
    return tuple(one for one in places if one.shift in shifts and one.person in people)


def _capacity() -> Mapping[UUID, int]:
    asked = select(Site.id, Site.capacity).where(Site.capacity.is_not(None))
    return {site_id: most for site_id, most in session().execute(asked) if most is not None}


def _kept_apart(first: date) -> tuple[KeepApart, ...]:
    asked = (
        select(KeepApartPair)
        .where(KeepApartPair.until.is_(None) | (KeepApartPair.until >= first))
        .order_by(KeepApartPair.id)
    )
    return tuple(
        KeepApart(frozenset({row.first_id, row.second_id}), Grain(row.grain), row.until)
        for row in session().scalars(asked)
    )


def _pairings(first: date) -> tuple[Pairing, ...]:
    asked = (
        select(MentorPair.mentor_id, MentorPair.trainee_id, MentorPair.until)
        .where(MentorPair.until.is_(None) | (MentorPair.until >= first))
        .order_by(MentorPair.id)
    )
    return tuple(Pairing(*row) for row in session().execute(asked))
