"""Shifts: a week by day, one shift’s page, made, added, changed, called off, put back."""

from datetime import date, timedelta
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access, clock, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.membership.queries import the_cooperative, today
from coop.rostering import actions, queries
from coop.rostering.doors.door import bp
from coop.rostering.doors.work_places import work_form
from coop.rostering.forms.shifts import CallOffForm, CoverForm, MakeForm, ShiftForm
from coop.rostering.forms.work_places import KINDS
from coop.rostering.queries import ShiftView
from coop.rostering.reading.work_state import work_state
from coop.rostering.rules.caps import break_owed

WEEK = timedelta(days=6)
MADE_AHEAD = timedelta(weeks=4)


@bp.get("/shifts")
@requires(Permission.PLAN_WORK)
def shifts() -> Response:
    """Show the shifts of one week by day."""
    monday, site_id = asked_week(), _asked_site()
    found = queries.shifts_between(monday, monday + WEEK, site_id=site_id)
    return pages.page(
        "rostering/shifts.html",
        monday=monday,
        week=timedelta(weeks=1),
        days=[(monday + timedelta(days=n), _on(found, monday, n)) for n in range(7)],
        sites=queries.sites(),
        site_id=site_id,
        cut={each.id for each in queries.shifts_cut(monday, monday + WEEK)},
        has_any=bool(found),
    )


@bp.get("/shifts.csv")
@requires(Permission.PLAN_WORK)
def shifts_csv() -> Response:
    """Download the shifts of one week for a spreadsheet."""
    monday = asked_week()
    found = queries.shifts_between(monday, monday + WEEK, site_id=_asked_site())
    header = ("day", "from", "to", "site", "area", "kind", "fewest", "wanted", "most", "state")
    zone = the_cooperative().timezone
    rows = (_cells(each, zone) for each in found)
    return pages.csv_download(f"shifts-{monday.isoformat()}.csv", header, rows)


@bp.route("/shifts/make", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def make_shifts() -> Response:
    """Make the shifts of all work that comes back, for a span of days."""
    form = MakeForm(data=_next_span())
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return pages.page("rostering/make_shifts.html", form=form, status=status)
    with transaction():
        first, last = form.first.data or today(), form.last.data or today()
        count = actions.make_shifts(first, last, hand=access.hand())
    flash(_said_made(count))
    return redirect(url_for("rostering.shifts", week=first.isoformat()))


@bp.route("/shifts/new", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def new_shift() -> Response:
    """Add one shift on its own."""
    form = ShiftForm(data={"day": today()})
    form.prepare(request.args.get("area", ""))
    if not form.validate_on_submit():
        return work_form(form, _("Add one shift"), (_("Shifts"), url_for("rostering.shifts")))
    with transaction():
        made = actions.add_shift(UUID(form.area.data), form.wanted(), hand=access.hand())
    flash(_("The shift is there. It stands open in the roster of its day."))
    return redirect(url_for("rostering.shift", shift_id=made))


@bp.get("/shifts/<uuid:shift_id>")
@requires(Permission.PLAN_WORK)
def shift(shift_id: UUID) -> Response:
    """Show one shift."""
    found = queries.shift(shift_id)
    limits = queries.roster_rules(found.day).book.limits
    return pages.page(
        "rostering/shift.html",
        shift=found,
        demand=queries.demand(found.demand_id) if found.demand_id else None,
        needs=queries.needs_of(found.area_id),
        area=queries.area(found.area_id),
        is_cut=any(each.id == shift_id for each in queries.shifts_cut(found.day, found.day)),
        is_over=found.ends_at <= clock.now(),
        break_minutes=break_owed(found.span.minutes, limits),
    )


@bp.route("/shifts/<uuid:shift_id>/cover", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def cover(shift_id: UUID) -> Response:
    """Ask for more or fewer people in one shift."""
    known = queries.shift(shift_id)
    form = CoverForm(data={"least": known.least, "wanted": known.wanted, "most": known.places})
    if not form.validate_on_submit():
        return work_form(form, _("Change how many people come"), _to_shift(known))
    with transaction():
        actions.change_cover(shift_id, form.cover(), hand=access.hand())
    flash(_("The cover is changed. The roster of that day shows it at once."))
    return redirect(_to_shift(known)[1])


@bp.route("/shifts/<uuid:shift_id>/call-off", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def call_off(shift_id: UUID) -> Response:
    """Call one shift off."""
    known, form = queries.shift(shift_id), CallOffForm()
    if not form.validate_on_submit():
        title = _("Call a shift off")
        return work_form(form, title, _to_shift(known), label=_("Call it off"))
    with transaction():
        actions.call_off_shift(shift_id, because=form.because.data or "", hand=access.hand())
    flash(_("The shift is called off. Its people see it, and why."))
    return redirect(_to_shift(known)[1])


@bp.post("/shifts/<uuid:shift_id>/put-back")
@requires(Permission.PLAN_WORK)
def put_back(shift_id: UUID) -> Response:
    """Hold a shift after all."""
    with transaction():
        actions.put_shift_back(shift_id, hand=access.hand())
    flash(_("The shift is held after all. Tell its people."))
    return redirect(url_for("rostering.shift", shift_id=shift_id))


def asked_week() -> date:
    """Give the Monday of the week asked for (?week=YYYY-MM-DD); this week’s for anything else."""
    try:
        day = date.fromisoformat(request.args.get("week", ""))
    except ValueError:
        day = today()
    # No week begins before the first day there is, and every page shows the one after it too.
    day = min(max(day, date(1900, 1, 1)), date(9000, 1, 1))
    return day - timedelta(days=day.weekday())


def _asked_site() -> UUID | None:
    try:
        return UUID(request.args.get("site", ""))
    except ValueError:
        return None


def _on(found: list[ShiftView], monday: date, passed: int) -> list[ShiftView]:
    return [each for each in found if each.day == monday + timedelta(days=passed)]


def _next_span() -> dict[str, date]:
    """Offer the four weeks that come after what is made already."""
    made = work_state(today()).made_until
    first = max(today(), made + timedelta(days=1)) if made else today()
    return {"first": first, "last": first + MADE_AHEAD - timedelta(days=1)}


def _said_made(count: int) -> str:
    if count == 0:
        return _("Nothing new was made. Every shift of those days is there already.")
    return ngettext("%(num)d shift was made.", "%(num)d shifts were made.", count)


def _to_shift(shift: ShiftView) -> tuple[str, str]:
    return shift.area, url_for("rostering.shift", shift_id=shift.id)


def _cells(each: ShiftView, zone: str) -> tuple[object, ...]:
    return (
        each.day.isoformat(),
        clock.local(each.starts_at, zone).strftime("%H:%M"),
        clock.local(each.ends_at, zone).strftime("%H:%M"),
        each.site,
        each.area,
        str(KINDS[each.kind]),
        each.least,
        each.wanted,
        each.most,
        _("called off") if each.is_called_off else "",
    )
