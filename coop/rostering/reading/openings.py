"""Shifts that still need somebody: for members who fit, and for the co-ordinator who fills them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from coop.core import clock
from coop.core.db import session
from coop.membership.queries import names_on, today
from coop.rostering.models.rosters import ShiftOffer
from coop.rostering.reading.candidates import who_fits
from coop.rostering.reading.cover import Cover, absent_between, cover_on
from coop.rostering.reading.rosters import rosters
from coop.rostering.reading.shifts import ShiftView, shifts_between
from coop.rostering.reading.standby import standby_at
from coop.rostering.rules.board import Board
from coop.rostering.rules.nouns import Shift
from coop.rostering.rules.place import stands_on
from coop.rostering.rules.roster import gap_of, loads
from coop.rostering.rules.swaps import Offer, order_of_offers, seed_of

AHEAD = timedelta(days=56)
SETTLED_BEFORE = timedelta(hours=48)
"""So long before a shift the offers for it are settled by themselves (ROS-106)."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A shift that lacks people: how many, and how it stands with the offers for it."""

    shift: ShiftView
    coming: int
    missing: int
    absent: int
    """How many were told to come and said that they cannot."""
    offers: int
    settles_at: datetime
    seed: str

    @property
    def is_short(self) -> bool:
        """Say whether fewer come than the work needs at the least."""
        return self.coming < self.shift.least

    @property
    def settles_itself(self) -> bool:
        """Say whether the offers are still to be settled by themselves."""
        return self.settles_at > clock.now()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who fits an open shift, as the co-ordinator sees them."""

    member_id: UUID
    name: str
    minutes: int
    """What they have in this roster already."""
    has_offered: bool
    on_standby: bool


def covers_ahead() -> Iterator[Cover]:
    """Give the cover of every published roster that is not over."""
    first = today()
    for each in rosters():
        if each.version and each.last_on >= first and each.first_on <= first + AHEAD:
            cover = cover_on(each.first_on)
            if cover is not None:
                yield cover


def openings() -> list[Opening]:
    """List every coming shift that lacks people, the soonest first."""
    found = [one for cover in covers_ahead() for one in openings_in(cover)]
    return sorted(found, key=lambda one: (one.shift.starts_at, one.shift.id))


def is_pressing() -> bool:
    """Say, by a glance that asks for no facts, whether any offer or absence may wait."""
    first = today()
    offers = select(ShiftOffer.id).where(ShiftOffer.state == "open").limit(1)
    return session().scalar(offers) is not None or bool(absent_between(first, first + AHEAD))


def opening(shift_id: UUID, cover: Cover) -> Opening | None:
    """Give one open shift; None when it lacks nobody or has begun."""
    return next((one for one in openings_in(cover) if one.shift.id == shift_id), None)


def openings_for(member_id: UUID) -> list[Opening]:
    """List the open shifts that a member fits, without a word about the others."""
    found = []
    for cover in covers_ahead():
        board = Board(cover.facts, cover.coming)
        if member_id in board.people:
            away = {shift for shift, person in cover.absent if person == member_id}
            found += [
                one
                for one in openings_in(cover)
                if one.shift.id not in away and not stands_on(board, member_id, one.shift.id)
            ]
    return sorted(found, key=lambda one: (one.shift.starts_at, one.shift.id))


def openings_in(cover: Cover) -> list[Opening]:
    """List the coming shifts of one roster that lack people."""
    board = Board(cover.facts, cover.coming)
    lacking = {
        shift.id: board.count_in(shift.id)
        for shift in cover.facts.shifts
        if shift.span.start > clock.now() and _lacks(shift, board)
    }
    if not lacking:
        return []
    offers = open_offers(lacking)
    views = shifts_between(cover.facts.first, cover.facts.last)
    return [
        Opening(
            shift=view,
            coming=lacking[view.id],
            missing=max(1, view.wanted - lacking[view.id]),
            absent=len(cover.absent_in(view.id)),
            offers=len(offers.get(view.id, ())),
            settles_at=settles_at(view.starts_at),
            seed=seed_for(view.id, view.starts_at),
        )
        for view in views
        if view.id in lacking
    ]


def settles_at(starts_at: datetime) -> datetime:
    """Say when the offers for a shift that begins then are settled by themselves (ROS-106)."""
    return starts_at - SETTLED_BEFORE


def seed_for(shift_id: UUID, starts_at: datetime) -> str:
    """Give the seed of the lots for a shift, as it is shown beside the offers (ROS-23)."""
    return seed_of(shift_id, settles_at(starts_at).isoformat())


def candidates(shift_id: UUID, cover: Cover) -> list[Candidate]:
    """Rank who fits an open shift: offers in fair order, then standby, then fewest hours."""
    fitting = who_fits(cover, shift_id)
    minutes = {load.person: load.minutes for load in loads(cover.coming, cover.facts)}
    offered = offers_in_order(shift_id, cover, fitting)
    waiting = standby_at(_noun(shift_id, cover).span.start)
    rest = sorted(
        (one for one in fitting if one not in offered),
        key=lambda one: (one not in waiting, minutes[one], one),
    )
    names = names_on(today())
    return [
        Candidate(one, names.get(one, ""), minutes[one], one in offered, one in waiting)
        for one in (*offered, *rest)
    ]


def offers_in_order(shift_id: UUID, cover: Cover, fitting: Iterable[UUID]) -> list[UUID]:
    """Put the offers for a shift in their fair order; who no longer fits is left out (ROS-23)."""
    made = set(open_offers([shift_id]).get(shift_id, ())) & set(fitting)
    minutes = {load.person: load.minutes for load in loads(cover.coming, cover.facts)}
    offers = [Offer(person=one, minutes=minutes[one]) for one in sorted(made)]
    seed = seed_for(shift_id, _noun(shift_id, cover).span.start)
    return [one.person for one in order_of_offers(offers, seed)]


def open_offers(shift_ids: Iterable[UUID]) -> Mapping[UUID, tuple[UUID, ...]]:
    """Give who offers to take each of these shifts; the order says nothing."""
    wanted, found = set(shift_ids), dict[UUID, tuple[UUID, ...]]()
    asked = select(ShiftOffer.shift_id, ShiftOffer.member_id).where(ShiftOffer.state == "open")
    for shift_id, member_id in session().execute(asked):
        if shift_id in wanted:
            found[shift_id] = (*found.get(shift_id, ()), member_id)
    return found


def own_offers(member_id: UUID) -> frozenset[UUID]:
    """Give the shifts that a member has offered to take."""
    asked = select(ShiftOffer.shift_id).where(
        ShiftOffer.member_id == member_id, ShiftOffer.state == "open"
    )
    return frozenset(session().scalars(asked))


def _lacks(shift: Shift, board: Board) -> bool:
    people = board.people_in(shift.id)
    return len(people) < shift.most and gap_of(shift, people, board.facts) is not None


def _noun(shift_id: UUID, cover: Cover) -> Shift:
    return next(each for each in cover.facts.shifts if each.id == shift_id)
