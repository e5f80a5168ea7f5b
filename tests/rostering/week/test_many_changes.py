"""However members swap, offer and stay away, no published place ever breaks a rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from uuid import UUID

import pytest
from sqlalchemy import select

from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.rostering.deeds.offers import give_shift, offer_for, settle_offers
from coop.rostering.deeds.replies import accept_places, say_cannot
from coop.rostering.deeds.swaps import agree_swap, ask_swap, decline_swap, withdraw_swap
from coop.rostering.models.rosters import SwapRequest
from coop.rostering.reading.cover import Cover, cover_on
from coop.rostering.rules.roster import faults
from tests.builders.membership import Person
from tests.builders.rosters import Working, a_roster, certified, kept_apart, publish_it, put

STEPS = 40
HOURS = [("06:00", "10:00"), ("12:00", "16:00"), ("19:00", "23:00")]


@dataclass(frozen=True, slots=True)
class Crowd:
    """A roster, and numbers that are drawn alike for the same seed."""

    work: Working
    drawn: Iterator[int]

    @property
    def somebody(self) -> Person:
        """Draw a person."""
        return self.work.people[next(self.drawn) % len(self.work.people)]

    @property
    def a_shift(self) -> UUID:
        """Draw a shift."""
        shifts = self.work.shifts
        return shifts[next(self.drawn) % len(shifts)].id

    @property
    def a_place(self) -> tuple[UUID, Person]:
        """Draw a place that somebody was told."""
        told = self.cover.told
        place = told[next(self.drawn) % len(told)]
        return place.shift, next(one for one in self.work.people if one.id == place.person)

    @property
    def a_request(self) -> UUID:
        """Draw a request, settled or not."""
        ids = list(session().scalars(select(SwapRequest.id).order_by(SwapRequest.asked_at)))
        return ids[next(self.drawn) % len(ids)] if ids else self.work.roster_id

    @property
    def cover(self) -> Cover:
        """Give the roster as it is published now."""
        found = cover_on(self.work.first)
        assert found is not None
        return found


def drawing(seed: str) -> Iterator[int]:
    """Draw numbers that are always the same for a seed."""
    for turn in count():
        yield int.from_bytes(sha256(f"{seed} {turn}".encode()).digest()[:4], "big")


def asked(crowd: Crowd) -> None:
    shift_id, who = crowd.a_place
    back_id, colleague = crowd.a_place
    ask_swap(shift_id, colleague.id, back_id, hand=who.hand)


def asked_somebody(crowd: Crowd) -> None:
    shift_id, who = crowd.a_place
    ask_swap(shift_id, crowd.somebody.id, None, hand=who.hand)


def asked_anybody(crowd: Crowd) -> None:
    shift_id, who = crowd.a_place
    ask_swap(shift_id, None, None, hand=who.hand)


def agreed(crowd: Crowd) -> None:
    row = session().get(SwapRequest, crowd.a_request)
    if row is not None:
        people = {one.id: one for one in crowd.work.people}
        colleague = people.get(row.with_member_id or row.id, crowd.somebody)
        agree_swap(row.id, hand=colleague.hand)


def declined(crowd: Crowd) -> None:
    row = session().get(SwapRequest, crowd.a_request)
    if row is not None and row.with_member_id:
        people = {one.id: one for one in crowd.work.people}
        decline_swap(row.id, hand=people[row.with_member_id].hand)


def withdrawn(crowd: Crowd) -> None:
    row = session().get(SwapRequest, crowd.a_request)
    if row is not None:
        people = {one.id: one for one in crowd.work.people}
        withdraw_swap(row.id, hand=people[row.member_id].hand)


def offered(crowd: Crowd) -> None:
    offer_for(crowd.a_shift, hand=crowd.somebody.hand)


def given(crowd: Crowd) -> None:
    give_shift(crowd.a_shift, crowd.somebody.id, hand=crowd.work.hand)


def settled(crowd: Crowd) -> None:
    settle_offers(crowd.a_shift, hand=crowd.work.hand)


def stayed_away(crowd: Crowd) -> None:
    shift_id, who = crowd.a_place
    say_cannot(shift_id, hand=who.hand)


def came_after_all(crowd: Crowd) -> None:
    shift_id, who = crowd.a_place
    accept_places([shift_id], hand=who.hand)


DEEDS = (
    asked, asked_somebody, asked_anybody, agreed, agreed, declined, withdrawn, offered, offered,
    given, given, settled, stayed_away, came_after_all,
)  # fmt: skip


def tried(crowd: Crowd) -> bool:
    """Let somebody try something; say whether it was done."""
    deed = DEEDS[next(crowd.drawn) % len(DEEDS)]
    try:
        with transaction():
            deed(crowd)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("seed", ["spring", "autumn"])
def test_no_order_of_changes_leads_to_a_broken_rule(app, seed):
    work = a_roster(people=6, hours=HOURS, supervisor="First aid")
    assert work.skill_id
    for one in work.people[:3]:
        certified(one, work.skill_id)
    kept_apart(work.people[0], work.people[4])
    kept_apart(work.people[2], work.people[5], grain="site")
    for day in range(5):
        put(work, work.shift(day, "06:00"), work.people[day % 2])
        put(work, work.shift(day, "19:00"), work.people[2])
    publish_it(work)
    crowd = Crowd(work, drawing(seed))

    done = 0
    for _step in range(STEPS):
        done += tried(crowd)
        session().rollback()
        assert faults(crowd.cover.told, crowd.cover.facts) == []

    assert done >= STEPS // 8
