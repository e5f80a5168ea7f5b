"""For whom a run makes drafts: who is paid by its calendar, and who worked without terms."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from coop.membership.queries import belonging_between, called
from coop.rostering.queries import members_with_hours
from payroll.models.runs import PayRun
from payroll.reading.pay_facts import inputs_of_run, statements_before
from payroll.reading.terms import terms_up_to
from payroll.rules.runs.stretches import Days, changes_in, held_on
from payroll.rules.runs.terms import Terms


def participants(run: PayRun) -> list[UUID]:
    """List everybody whose pay a run looks at, by membership number.

    Whoever worked without any terms is among them, so that nobody is forgotten silently.
    """
    days = Days(run.first_on, run.last_on)
    calendars = {
        member_id: {one.calendar.value for one in _within(dated, days) if one.is_paid}
        for member_id, dated in terms_up_to(run.last_on).items()
    }
    here = {member_id for member_id, named in calendars.items() if run.calendar in named}
    elsewhere = {member_id for member_id, named in calendars.items() if named} - here
    worked = members_with_hours(run.first_on, run.last_on)
    belong = {one.member_id for one in belonging_between(run.first_on, run.last_on)}
    told = {*inputs_of_run(run), *statements_before(run)}
    found = (here & (belong | worked)) | (worked - elsewhere) | told
    numbers = called(found)
    return sorted(found, key=lambda member_id: numbers[member_id].number)


def _within(dated: Sequence[tuple[date, Terms]], days: Days) -> list[Terms]:
    """Give all terms that hold on some of the days."""
    starts = [days.first, *changes_in(dated, days)]
    return [terms for day in starts if (terms := held_on(dated, day)) is not None]
