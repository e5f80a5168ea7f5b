"""The front door of the rostering pages; the rooms are in `coop.rostering.doors`."""

from types import ModuleType

from coop.core.pages import register_needs
from coop.membership.held import register_held
from coop.rostering.doors import (
    apart,
    at_work,
    attendance,
    attendance_paper,
    calendars,
    editing,
    gaps,
    hours,
    hours_welfare,
    my_hours,
    my_shifts,
    open_shifts,
    own_work,
    people_keyed,
    publishing,
    regimes,
    roster_rules,
    rosters,
    searching,
    sheets,
    shifts,
    standby,
    swapping,
    week_keyed,
    work_areas,
    work_demand,
    work_places,
    workers,
)
from coop.rostering.doors.door import bp
from coop.rostering.doors.held import work_held
from coop.rostering.doors.hours_needs import needs_of_hours

__all__ = ["bp", "rooms"]

rooms: tuple[ModuleType, ...] = (
    workers,
    own_work,
    people_keyed,
    apart,
    roster_rules,
    searching,
    rosters,
    publishing,
    gaps,
    editing,
    work_places,
    work_areas,
    work_demand,
    regimes,
    shifts,
    at_work,
    attendance,
    attendance_paper,
    hours,
    hours_welfare,
    my_hours,
    my_shifts,
    swapping,
    open_shifts,
    standby,
    calendars,
    sheets,
    week_keyed,
)
"""Every file that hangs pages on the blueprint."""

register_needs(needs_of_hours)
register_held(work_held)
