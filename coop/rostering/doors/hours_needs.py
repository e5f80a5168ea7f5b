"""What needs whoever plans work now: shifts not marked, hours to approve, members’ questions."""

from datetime import timedelta
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from coop.core import clock
from coop.core.access import Permission, may, on_terminal
from coop.core.pages import Need
from coop.core.wording import day
from coop.membership.queries import today
from coop.rostering.reading.attendance_lists import attendance_days
from coop.rostering.reading.hours_open import waiting_count
from coop.rostering.reading.hours_own import open_questions, own_clocks

DAY = timedelta(days=1)
LOOKED_BACK = timedelta(days=14)


def needs_of_hours(member_id: UUID) -> list[Need]:
    """Gather them; every sentence says one thing and where to do it."""
    found = _clocks(member_id) if on_terminal() else []
    if may(Permission.PLAN_WORK):
        found += [*_unmarked(), *_to_approve(member_id), *_questions(member_id)]
    return found


def _clocks(member_id: UUID) -> list[Need]:
    """Tell a member at the terminal to sign in to their shift, or out of it."""
    until = today()
    clocks = own_clocks(member_id, until - DAY, until + DAY, clock.now())
    url = url_for("rostering.at_work")
    found = [
        Need(_("Sign in to your shift: %(area)s.", area=one.shift.area), _("Sign in"), url)
        for one in clocks
        if one.may_come
    ]
    return found + [
        Need(_("Sign out when you leave: %(area)s.", area=one.shift.area), _("Sign out"), url)
        for one in clocks
        if one.may_leave
    ]


def _unmarked() -> list[Need]:
    """Name what is over and not marked; due today, for people forget who came."""
    until, now = today(), clock.now()
    days = attendance_days(until - LOOKED_BACK, until)
    waiting = [one for each in days for one in each.shifts if one.waits(now)]
    if not waiting:
        return []
    shift = waiting[0].shift
    if len(waiting) == 1:
        sentence = _("%(area)s on %(day)s is not marked.", area=shift.area, day=day(shift.day))
        url = url_for("rostering.attendance_of", shift_id=shift.id)
        return [Need(sentence, _("Write down who came"), url, until)]
    sentence = _("%(num)s shifts are not marked.", num=len(waiting))
    url = url_for("rostering.attendance", week=shift.day.isoformat())
    return [Need(sentence, _("Write down who came"), url, until)]


def _to_approve(member_id: UUID) -> list[Need]:
    count = waiting_count(member_id)
    if not count:
        return []
    sentence = ngettext(
        "%(num)d record of hours waits for approval.",
        "%(num)d records of hours wait for approval.",
        count,
    )
    return [Need(sentence, _("Approve hours"), url_for("rostering.hours"))]


def _questions(member_id: UUID) -> list[Need]:
    asked = [one for one in open_questions() if one.member_id != member_id]
    if not asked:
        return []
    sentence = ngettext(
        "%(num)d member says that hours are wrong.",
        "%(num)d members say that hours are wrong.",
        len(asked),
    )
    url = url_for("rostering.answer_question", question_id=asked[0].id)
    return [Need(sentence, _("Read and answer"), url)]
