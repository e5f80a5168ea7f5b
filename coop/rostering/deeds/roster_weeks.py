"""Edits of many places at once: copy a week, clear a week, fill in what a search found."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from coop.core import clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, Refused
from coop.rostering.deeds.roster_steps import Desk, Edited, begun_shifts, desk_of, keep
from coop.rostering.models.work import ShiftRow
from coop.rostering.reading.published import published_places
from coop.rostering.rules.edits import Changes, Pair, Unfit, fitting, once

WEEK = timedelta(days=6)
# What makes two shifts of different weeks the same work: area, weekday, and local hours.
Likeness = tuple[UUID, int, time, time, int]


def copy_week(roster_id: UUID, from_monday: date, to_monday: date, *, hand: Hand) -> Edited:
    """Put everybody of one week into the same work of another, where they fit.

    A week of another roster is read as it was published. Nobody is taken out of the week;
    places that do not fit are named and left out.
    """
    desk = desk_of(roster_id)
    targets = _same_work(from_monday, to_monday, desk.facts.zone)
    wanted = [
        (targets[shift], person)
        for shift, person in sorted(_week_of(desk, from_monday))
        if shift in targets and (targets[shift], person) not in desk.draft
    ]
    begun = begun_shifts({shift for shift, _person in wanted})
    wanted = [pair for pair in wanted if pair[0] not in begun]
    return _put_what_fits(desk, "copy", wanted, taken=(), hand=hand)


def clear_week(
    roster_id: UUID, monday: date, *, hand: Hand, areas: Collection[UUID] | None = None
) -> Edited:
    """Take out every place of a week that is not pinned and has not begun."""
    desk = desk_of(roster_id)
    shifts = {
        shift.id
        for shift in desk.facts.shifts
        if monday <= shift.day <= monday + WEEK and (areas is None or shift.area in areas)
    }
    shifts -= begun_shifts(shifts)
    taken = tuple(
        pair for pair, pinned in sorted(desk.draft.items()) if pair[0] in shifts and not pinned
    )
    return _kept(desk, "clear", Changes(taken=taken), (), hand=hand)


def fill(desk: Desk, wanted: Collection[Pair], *, hand: Hand) -> Edited:
    """Make the draft what a search found, as far as it still fits (ROS-45).

    Pinned places and shifts that have begun stay as they are.
    """
    begun = begun_shifts({shift for shift, _person in (*desk.draft, *wanted)})
    taken = tuple(
        pair
        for pair, pinned in sorted(desk.draft.items())
        if pair not in set(wanted) and not pinned and pair[0] not in begun
    )
    new = [pair for pair in sorted(wanted) if pair not in desk.draft and pair[0] not in begun]
    return _put_what_fits(desk, "fill", new, taken=taken, hand=hand)


def _put_what_fits(
    desk: Desk, deed: str, wanted: list[Pair], *, taken: tuple[Pair, ...], hand: Hand
) -> Edited:
    base = {pair: pin for pair, pin in desk.draft.items() if pair not in set(taken)}
    fitted = fitting(base, wanted, desk.facts)
    return _kept(desk, deed, Changes(fitted.fits, taken), fitted.unfit, hand=hand)


def _kept(
    desk: Desk, deed: str, changes: Changes, left_out: tuple[Unfit, ...], *, hand: Hand
) -> Edited:
    if changes.is_empty:
        refusals = [one for unfit in left_out for one in unfit.refusals]
        nothing = Refusal("ROS-41", N_("Nothing in the roster would change."))
        raise Refused(nothing, *once(refusals))
    made = keep(desk, deed, changes, hand=hand)
    return Edited(made.id, made.number, changes, left_out)


def _week_of(desk: Desk, monday: date) -> Iterable[Pair]:
    days = desk.facts.first, desk.facts.last
    if days[0] <= monday <= days[1]:
        return desk.draft
    return [(place.shift, place.person) for place in published_places(monday, monday + WEEK)]


def _same_work(from_monday: date, to_monday: date, zone: str) -> dict[UUID, UUID]:
    """Give for each shift of one week the shift of another that is the same work."""
    old, new = (_shifts_by_likeness(monday, zone) for monday in (from_monday, to_monday))
    return {old[like]: new[like] for like in old if like in new}


def _shifts_by_likeness(monday: date, zone: str) -> dict[Likeness, UUID]:
    rows = session().execute(
        select(ShiftRow.id, ShiftRow.area_id, ShiftRow.day, ShiftRow.starts_at, ShiftRow.ends_at)
        .where(
            ShiftRow.day >= monday,
            ShiftRow.day <= monday + WEEK,
            ShiftRow.called_off_at.is_(None),
        )
        .order_by(ShiftRow.starts_at, ShiftRow.id)
    )
    found: dict[Likeness, UUID] = {}
    seen: dict[tuple[UUID, int, time, time], int] = defaultdict(int)
    for shift_id, area_id, day, starts_at, ends_at in rows:
        like = (area_id, day.weekday(), _wall(starts_at, zone), _wall(ends_at, zone))
        found[*like, seen[like]] = shift_id
        seen[like] += 1
    return found


def _wall(moment: datetime, zone: str) -> time:
    return clock.local(moment, zone).time()
