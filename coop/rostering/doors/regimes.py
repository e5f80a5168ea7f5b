"""An establishment’s regime: its usual week, days that differ, lock-downs and the way back."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, NotFound
from coop.membership.queries import EstablishmentView, establishment, today
from coop.rostering import actions, queries
from coop.rostering.doors.door import bp
from coop.rostering.doors.work_places import work_form
from coop.rostering.forms.regimes import LockDownForm, OtherHoursForm, WeekForm
from coop.rostering.queries import ChangeView
from coop.rostering.reading.work_state import FORECAST
from coop.rostering.rules.nouns import Session


@bp.get("/work-places/regimes/<uuid:establishment_id>")
@requires(Permission.PLAN_WORK)
def regime(establishment_id: UUID) -> Response:
    """Show when people there can be at work inside, and what differs."""
    place, day = establishment(establishment_id), today()
    changes = queries.changes_of(establishment_id)
    cut = queries.shifts_cut(day, day + FORECAST)
    return pages.page(
        "rostering/regime.html",
        place=place,
        week=queries.week_on(establishment_id, day),
        coming=[each for each in queries.weeks_of(establishment_id) if each.from_on > day],
        ahead=_by_day(sorted(filter(_holds_from(day), changes), key=lambda each: each.day)),
        past=_by_moment([each for each in changes if not _holds_from(day)(each)]),
        cut=[each for each in cut if each.establishment_id == establishment_id],
    )


@bp.route("/work-places/regimes/<uuid:establishment_id>/week", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def regime_week(establishment_id: UUID) -> Response:
    """Write down the usual week, as it runs from a day on."""
    place, form = establishment(establishment_id), WeekForm(_latest(establishment_id))
    if form.asks_to_copy:
        form.copy_monday()
        return _week_page(place, form, status=200)
    if not form.validate():
        return _week_page(place, form, status=422 if request.method == "POST" else 200)
    with transaction():
        first = form.start.from_on.data or today()
        actions.set_regime(establishment_id, first, form.wanted(), hand=access.hand())
    flash(_("The usual week is written down."))
    return _to_regime(establishment_id)


@bp.route("/work-places/regimes/<uuid:establishment_id>/lock-down", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def lock_down(establishment_id: UUID) -> Response:
    """Record that sessions are not held."""
    place, form = establishment(establishment_id), LockDownForm()
    if not form.validate_on_submit():
        return work_form(form, _("Record a lock-down"), _way_back(place), label=_("Record it"))
    with transaction():
        for day in form.days():
            parts = form.parts()
            actions.lock_down(establishment_id, day, sessions=parts, hand=access.hand())
    flash(_said_locked(form.days(), establishment_id))
    return _to_regime(establishment_id)


@bp.route("/work-places/regimes/<uuid:establishment_id>/hours", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def other_hours(establishment_id: UUID) -> Response:
    """Record other hours for one session of one day."""
    place, form = establishment(establishment_id), OtherHoursForm(data={"day": today()})
    if not form.validate_on_submit():
        return work_form(form, _("Other hours on one day"), _way_back(place), _("Record it"))
    with transaction():
        day = form.day.data or today()
        actions.change_regime_day(establishment_id, day, form.wanted(), hand=access.hand())
    flash(_said_cut(_("The hours are recorded."), [day], establishment_id))
    return _to_regime(establishment_id)


@bp.post("/work-places/regimes/<uuid:establishment_id>/usual")
@requires(Permission.PLAN_WORK)
def usual_again(establishment_id: UUID) -> Response:
    """Let a day that differs run as usual again."""
    day, differs = _asked_change(establishment_id)
    with transaction():
        actions.take_back_change(establishment_id, day, sessions=differs, hand=access.hand())
    flash(_("That day runs as usual again."))
    return _to_regime(establishment_id)


def _holds_from(first: date) -> Callable[[ChangeView], bool]:
    return lambda each: each.holds and each.day >= first


def _by_day(changes: Iterable[ChangeView]) -> list[list[ChangeView]]:
    """Gather the sessions of each day."""
    return [list(found) for _day, found in groupby(changes, key=lambda each: each.day)]


def _by_moment(changes: Iterable[ChangeView]) -> list[list[ChangeView]]:
    """Gather the sessions of each day that were recorded together."""
    found = groupby(changes, key=lambda each: (each.day, each.recorded_at))
    return [list(together) for _key, together in found]


def _latest(establishment_id: UUID) -> queries.WeekView | None:
    weeks = queries.weeks_of(establishment_id)
    return weeks[-1] if weeks else None


def _asked_change(establishment_id: UUID) -> tuple[date, list[Session]]:
    """Give the day that was asked for and its sessions that differ; `NotFound` if none does."""
    differs: dict[str, list[Session]] = defaultdict(list)
    for each in queries.changes_of(establishment_id):
        if each.holds:
            differs[each.day.isoformat()].append(each.session)
    asked = request.form.get("day", "")
    if asked not in differs:
        raise NotFound(N_("day that differs"))
    return date.fromisoformat(asked), differs[asked]


def _week_page(place: EstablishmentView, form: WeekForm, *, status: int) -> Response:
    return pages.page(
        "rostering/regime_week.html",
        place=place,
        form=form,
        way_back=_way_back(place),
        status=status,
    )


def _way_back(place: EstablishmentView) -> tuple[str, str]:
    return place.name, url_for("rostering.regime", establishment_id=place.id)


def _to_regime(establishment_id: UUID) -> Response:
    return redirect(url_for("rostering.regime", establishment_id=establishment_id))


def _said_locked(days: list[date], establishment_id: UUID) -> str:
    """Say that a lock-down is recorded, and what it does; one that is over changes no roster."""
    if days[-1] >= today():
        return _said_cut(_("The lock-down is recorded."), days, establishment_id)
    if len(days) == 1:
        return _("This day is past; no roster changes by it.")
    return _("These days are past; no roster changes by them.")


def _said_cut(done: str, days: list[date], establishment_id: UUID) -> str:
    """Say what was done, and how many shifts no longer fit into the sessions of those days."""
    cut = queries.shifts_cut(days[0], days[-1])
    count = sum(1 for each in cut if each.establishment_id == establishment_id)
    said = ngettext(
        "%(num)d shift does not fit any more.", "%(num)d shifts do not fit any more.", count
    )
    return f"{done} {said}" if count else done
