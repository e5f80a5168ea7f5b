"""Edit a draft with forms alone: choose a shift, a person or a place, and press one button."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from flask import flash, jsonify, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.error_pages import say
from coop.core.errors import N_, NotFound, Refusal
from coop.core.pages import page
from coop.membership.queries import name_of
from coop.rostering import actions, queries
from coop.rostering.deeds.asking import ask_what_if
from coop.rostering.doors.door import bp
from coop.rostering.doors.left_out import say_left_out
from coop.rostering.doors.roster_shared import chosen, kept, places_said, to_board, told_shift
from coop.rostering.reading.board import hours_of, weeks_of
from coop.rostering.reading.choosing import PersonDesk, elsewhere, person_desk, shift_desk

PLACE = "/rosters/<uuid:roster_id>/shifts/<uuid:shift_id>"


@bp.get(PLACE)
@requires(Permission.PLAN_WORK)
def board_shift(roster_id: UUID, shift_id: UUID) -> Response:
    """Show a shift: who is in it, who fits, and what stands in the way of all others."""
    instead_of = _asked("instead_of")
    with transaction():
        ask_what_if("fits", shift_id, hand=access.hand())
    desk = shift_desk(roster_id, shift_id, instead_of=instead_of)
    name = name_of(instead_of) if instead_of else ""
    back = kept(week=_week(roster_id, desk.shift.day))
    return page(
        "rostering/board_shift.html", desk=desk, instead_of=instead_of, name=name, back=back
    )


@bp.get("/rosters/<uuid:roster_id>/people/<uuid:member_id>")
@requires(Permission.PLAN_WORK)
def board_person(roster_id: UUID, member_id: UUID) -> Response:
    """Show a person’s week: where they are, what fits, and what stands in the way of the rest."""
    moving, week = _asked("moving"), _week(roster_id, chosen().week)
    with transaction():
        ask_what_if("fits", moving, hand=access.hand())
    desk = person_desk(roster_id, member_id, week, moving=moving)
    old = queries.shift(moving) if moving else None
    return page(
        "rostering/board_person.html",
        desk=desk,
        moving=old,
        back=kept(week=week),
        hours=_hours(desk),
    )


@bp.get(PLACE + "/people/<uuid:member_id>")
@requires(Permission.PLAN_WORK)
def board_place(roster_id: UUID, shift_id: UUID, member_id: UUID) -> Response:
    """Show one place: take it away, move it, hand it over, pin it."""
    places = {(one.shift, one.person): one for one in queries.draft_places(roster_id)}
    if (shift_id, member_id) not in places:
        raise NotFound(N_("place"))
    shift = queries.shift(shift_id)
    return page(
        "rostering/board_place.html",
        roster=queries.roster(roster_id),
        shift=shift,
        member_id=member_id,
        name=name_of(member_id),
        is_pinned=places[shift_id, member_id].pinned,
        back=kept(week=_week(roster_id, shift.day)),
    )


@bp.get("/rosters/<uuid:roster_id>/fits")
@requires(Permission.PLAN_WORK)
def fits(roster_id: UUID) -> Response:
    """Tell the board’s script where a place could go: every reason against, in the same words."""
    shift_id, member_id = _asked("shift"), _asked("member")
    if shift_id is None or member_id is None:
        raise NotFound(N_("place"))
    with transaction():
        ask_what_if("fits", shift_id, hand=access.hand())
    found = elsewhere(roster_id, shift_id, member_id)
    return jsonify({"people": _said(found.people), "shifts": _said(found.shifts)})


@bp.post(PLACE + "/people/<uuid:member_id>/put")
@requires(Permission.PLAN_WORK)
def put(roster_id: UUID, shift_id: UUID, member_id: UUID) -> Response:
    """Put somebody into a shift."""
    with transaction():
        actions.put_place(roster_id, shift_id, member_id, hand=access.hand())
    return _done(roster_id, _("%(who)s put into %(work)s."), shift_id, member_id)


@bp.post(PLACE + "/people/<uuid:member_id>/take")
@requires(Permission.PLAN_WORK)
def take(roster_id: UUID, shift_id: UUID, member_id: UUID) -> Response:
    """Take somebody out of a shift."""
    with transaction():
        actions.take_place(roster_id, shift_id, member_id, hand=access.hand())
    return _done(roster_id, _("%(who)s taken out of %(work)s."), shift_id, member_id)


@bp.post(PLACE + "/people/<uuid:member_id>/pin")
@requires(Permission.PLAN_WORK)
def pin(roster_id: UUID, shift_id: UUID, member_id: UUID) -> Response:
    """Pin a place, so that no search moves it."""
    with transaction():
        actions.pin_place(roster_id, shift_id, member_id, hand=access.hand())
    return _done(roster_id, _("%(who)s pinned in %(work)s."), shift_id, member_id)


@bp.post(PLACE + "/people/<uuid:member_id>/unpin")
@requires(Permission.PLAN_WORK)
def unpin(roster_id: UUID, shift_id: UUID, member_id: UUID) -> Response:
    """Let a pinned place move again."""
    with transaction():
        actions.unpin_place(roster_id, shift_id, member_id, hand=access.hand())
    return _done(roster_id, _("%(who)s unpinned in %(work)s."), shift_id, member_id)


@bp.post(PLACE + "/people/<uuid:member_id>/move/<uuid:to_shift>")
@requires(Permission.PLAN_WORK)
def move(roster_id: UUID, shift_id: UUID, member_id: UUID, to_shift: UUID) -> Response:
    """Move somebody from one shift to another."""
    with transaction():
        actions.move_place(roster_id, member_id, shift_id, to_shift, hand=access.hand())
    return _done(roster_id, _("%(who)s moved to %(work)s."), to_shift, member_id)


@bp.post(PLACE + "/people/<uuid:member_id>/hand-over/<uuid:to_member>")
@requires(Permission.PLAN_WORK)
def hand_over(roster_id: UUID, shift_id: UUID, member_id: UUID, to_member: UUID) -> Response:
    """Give somebody’s place in a shift to another."""
    with transaction():
        actions.hand_over(roster_id, shift_id, member_id, to_member, hand=access.hand())
    return _done(roster_id, _("%(who)s has the place now: %(work)s."), shift_id, to_member)


@bp.post("/rosters/<uuid:roster_id>/edits/<uuid:edit_id>/undo")
@requires(Permission.PLAN_WORK)
def undo(roster_id: UUID, edit_id: UUID) -> Response:
    """Undo one edit."""
    with transaction():
        actions.undo_edit(edit_id, hand=access.hand())
    flash(_("The edit is undone."))
    return to_board(roster_id)


@bp.post("/rosters/<uuid:roster_id>/copy")
@requires(Permission.PLAN_WORK)
def copy_week(roster_id: UUID) -> Response:
    """Put everybody of the week before into the same work of this week."""
    week = _week(roster_id, chosen().week)
    with transaction():
        made = actions.copy_week(roster_id, week - timedelta(days=7), week, hand=access.hand())
    flash(
        _("Copied from the week before: %(places)s.", places=places_said(len(made.changes.added)))
    )
    say_left_out(made.left_out)
    return to_board(roster_id)


@bp.post("/rosters/<uuid:roster_id>/clear")
@requires(Permission.PLAN_WORK)
def clear_week(roster_id: UUID) -> Response:
    """Take everybody out of a week who is not pinned."""
    with transaction():
        made = actions.clear_week(roster_id, _week(roster_id, chosen().week), hand=access.hand())
    flash(_("Taken out of the week: %(places)s.", places=places_said(len(made.changes.taken))))
    return to_board(roster_id)


def _done(roster_id: UUID, sentence: str, shift_id: UUID, member_id: UUID) -> Response:
    shift = queries.shift(shift_id)
    flash(sentence % {"who": name_of(member_id), "work": told_shift(shift)})
    return to_board(roster_id, week=_week(roster_id, shift.day))


def _week(roster_id: UUID, day: date | None) -> date:
    """Give the first day of the roster’s week that holds a day."""
    weeks = weeks_of(queries.roster(roster_id))
    return max((week for week in weeks if day is not None and week <= day), default=weeks[0])


def _said(refusals: Mapping[UUID, Sequence[Refusal]]) -> dict[str, list[str]]:
    return {str(key): [say(one) for one in several] for key, several in refusals.items()}


def _asked(name: str) -> UUID | None:
    return request.args.get(name, type=UUID)


def _hours(desk: PersonDesk) -> dict[UUID, str]:
    every = (*desk.there, *(one.shift for one in (*desk.fits, *desk.others)))
    return {shift.id: hours_of(shift, desk.zone) for shift in every}
