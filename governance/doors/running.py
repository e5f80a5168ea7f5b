"""The returning officer’s pages: give notice, open, hear, count, close the count."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from flask import flash, url_for
from flask_babel import gettext as _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from coop.core import access, clock
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, NotFound, refuse_if
from coop.core.pages import page
from coop.membership.queries import today
from governance.actions import (
    Hours,
    close_count,
    give_notice,
    open_ballot,
    prepare_packs,
    record_empty,
)
from governance.doors.door import bp
from governance.doors.shared import boxes, readable, to_motion
from governance.forms.motions import NoticeForm, OpenForm
from governance.forms.votes import BatchForm, EmptyForm
from governance.reading.ballots import ballot_view
from governance.reading.motions import MotionRow, motion_row, motion_whole
from governance.reading.papers import account, batches, letters_of, piles_of
from governance.reading.postal import paper_members, slowest_times, zone
from governance.reading.rules import rules_in_force
from governance.reading.turnout import doors_of
from governance.rules.ballots import refusals_before_hour
from governance.rules.post import Calendar, first_dates
from governance.rules.reconciliation import refusals_to_close_count
from governance.rules.states import State


@bp.route("/motions/<uuid:motion_id>/notice", methods=["GET", "POST"])
@requires(Permission.RUN_BALLOTS)
def notice(motion_id: UUID) -> Response:
    """Give notice of the vote; the first dates that leave nobody out are filled in."""
    row = readable(motion_id)
    form = NoticeForm(data=_first_hours())
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return page("governance/notice.html", row=row, form=form, status=status)
    hours = Hours(_moment(form.opens.data), _moment(form.closes.data), form.because.data or "")
    with transaction():
        give_notice(motion_id, hours, hand=access.hand())
    flash(_("Notice is given. Letters for members on paper wait at the clerk’s desk."))
    return to_motion(motion_id)


@bp.route("/motions/<uuid:motion_id>/open", methods=["GET", "POST"])
@requires(Permission.RUN_BALLOTS)
def open_voting(motion_id: UUID) -> Response:
    """Open voting by hand, where it could not open by itself."""
    row, form = readable(motion_id), OpenForm()
    refuse_if(refusals_before_hour(State(row.state), row.opens_at, clock.now()))
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return page("governance/open.html", row=row, form=form, status=status)
    with transaction():
        open_ballot(motion_id, hand=access.hand(), because=form.because.data or "")
    flash(_("Voting is open."))
    return to_motion(motion_id)


@bp.post("/motions/<uuid:motion_id>/packs")
@requires(Permission.RUN_BALLOTS)
def packs(motion_id: UUID) -> Response:
    """Make voting packs for members on paper who have none yet."""
    with transaction():
        made = prepare_packs(motion_id, hand=access.hand())
    flash(_("Mail runs made: %(made)s.", made=made))
    return redirect(url_for("post.runs"))


@bp.get("/motions/<uuid:motion_id>/count")
@requires(Permission.RUN_BALLOTS, Permission.TELL)
def count(motion_id: UUID) -> Response:
    """Show how the count stands: envelopes, stacks, and whether the papers add up."""
    return count_page(motion_row(motion_id))


@bp.post("/motions/<uuid:motion_id>/empty")
@requires(Permission.RUN_BALLOTS, Permission.TELL)
def empty(motion_id: UUID) -> Response:
    """Record envelopes that held no paper."""
    form = EmptyForm()
    if not form.validate_on_submit():
        return count_page(motion_row(motion_id), empty_form=form, status=422)
    with transaction():
        record_empty(motion_id, form.empty.data or 0, form.because.data or "", hand=access.hand())
    flash(_("Recorded."))
    return redirect(url_for("governance.count", motion_id=motion_id))


@bp.post("/motions/<uuid:motion_id>/close-count")
@requires(Permission.RUN_BALLOTS)
def close(motion_id: UUID) -> Response:
    """Close the count; the worker then counts and declares."""
    with transaction():
        close_count(motion_id, hand=access.hand())
    flash(_("The count is closed. The result is declared in a moment."))
    return redirect(url_for("governance.count", motion_id=motion_id))


def count_page(
    row: MotionRow,
    *,
    empty_form: EmptyForm | None = None,
    batch_form: BatchForm | None = None,
    status: int = 200,
) -> Response:
    """Answer with the count page of a motion whose voting has opened."""
    if row.ballot_id is None or row.state not in {State.OPEN, State.CLOSED, State.DECLARED}:
        raise NotFound(N_("count"))
    paper = account(row.ballot_id)
    piles = piles_of(row.ballot_id)
    return page(
        "governance/count.html",
        status=status,
        row=row,
        ballot=ballot_view(row.ballot_id),
        steps=motion_whole(row.id).steps,
        letters=letters_of(row.ballot_id),
        account=paper,
        reasons=refusals_to_close_count(State(row.state), paper),
        stacks=batches(row.ballot_id),
        piles=piles,
        doors=doors_of(row.ballot_id),
        batch_form=batch_form or batch_form_for(piles),
        empty_form=empty_form or EmptyForm(),
    )


def batch_form_for(piles: Mapping[str, str]) -> BatchForm:
    """Give the form for a stack, which names a pile only where classes vote apart."""
    form = BatchForm()
    named = {code: _("Pile %(pile)s", pile=letter) for code, letter in piles.items()}
    form.college.choices = boxes(named or {"": _("All members")})
    return form


def _moment(local: datetime | None) -> datetime:
    """Turn what was typed, in the co-operative’s own time, into a moment."""
    if local is None:
        raise NotFound(N_("day"))
    return local.replace(tzinfo=zone()).astimezone(UTC)


def _first_hours() -> dict[str, datetime]:
    """Suggest the first opening and close that leave nobody out, from 9 to 17 o’clock."""
    rules = rules_in_force(today())
    places = [person.establishment_id for person in paper_members(today())]
    times = slowest_times(rules, places)
    opens, closes = first_dates(today(), times=times, calendar=Calendar(), rules=rules)
    return {
        "opens": datetime(opens.year, opens.month, opens.day, 9),  # noqa: DTZ001 - a wall clock
        "closes": datetime(closes.year, closes.month, closes.day, 17),  # noqa: DTZ001 - the same
    }
