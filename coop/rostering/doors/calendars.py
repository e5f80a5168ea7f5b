"""A member’s shifts in their own calendar, by a private address that they can end (ROS-108)."""

from datetime import timedelta

from flask import Response as FileResponse
from flask import flash, make_response, redirect, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, clock, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, NotFound
from coop.membership.queries import today
from coop.rostering import actions
from coop.rostering.doors import ical
from coop.rostering.doors.door import bp
from coop.rostering.forms.week import CalendarForm
from coop.rostering.reading.feeds import Feed, feed_behind, feed_of
from coop.rostering.reading.own_week import my_shifts

BEFORE, AHEAD = timedelta(days=28), timedelta(days=84)
FRESH = "calendar_token"
"""Where the token waits for the one page that shows it."""


@bp.get("/my-shifts/calendar")
@requires(Permission.MEMBER)
def my_calendar() -> Response:
    """Show whether there is a calendar address, and a fresh one once."""
    found, token = feed_of(access.current_member_id()), session.pop(FRESH, None)
    return pages.page(
        "rostering/calendar.html",
        feed=found,
        address=url_for("rostering.calendar_feed", token=token, _external=True) if token else "",
        form=CalendarForm(data={"says_area": found.says_area if found else False}),
        on_terminal=access.on_terminal(),
    )


@bp.post("/my-shifts/calendar/new")
@requires(Permission.MEMBER)
def make_calendar() -> Response:
    """Make a calendar address, or make it anew: then the one before leads nowhere."""
    form = CalendarForm()
    with transaction():
        token = actions.make_feed(says_area=bool(form.says_area.data), hand=access.hand())
    session[FRESH] = token
    return redirect(url_for("rostering.my_calendar"))


@bp.post("/my-shifts/calendar/end")
@requires(Permission.MEMBER)
def end_calendar() -> Response:
    """End the calendar address."""
    with transaction():
        actions.end_feed(hand=access.hand())
    flash(_("The address leads nowhere now."))
    return redirect(url_for("rostering.my_calendar"))


@bp.get("/calendar/<token>.ics")
@requires(Permission.ANYONE)
def calendar_feed(token: str) -> FileResponse:
    """Give a member’s shifts to whoever holds the private address."""
    feed = feed_behind(token)
    if feed is None:
        raise NotFound(N_("calendar"))
    answer = make_response(_written(feed))
    answer.headers["Content-Type"] = "text/calendar; charset=utf-8"
    answer.headers["Content-Disposition"] = 'inline; filename="shifts.ics"'
    return answer


def _written(feed: Feed) -> bytes:
    """Write the calendar: no name, no site, no establishment, and the work only if wished."""
    shifts = my_shifts(feed.member_id, today() - BEFORE, today() + AHEAD)
    events = [
        ical.Event(
            uid=f"{each.shift.id}@shifts",
            starts=each.shift.starts_at,
            ends=each.shift.ends_at,
            summary=_("Shift: %(work)s", work=each.shift.area) if feed.says_area else _("Shift"),
        )
        for each in shifts
    ]
    return ical.calendar(_("My shifts"), events, at=clock.now(), made_by="Shifts")
