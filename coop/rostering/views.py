"""The front door of the rostering pages; the rooms are in `coop.rostering.doors`."""

from types import ModuleType

from coop.core.pages import register_needs
from coop.rostering.doors import (
    at_work,
    attendance,
    attendance_paper,
    editing,
    gaps,
    hours,
    hours_welfare,
    my_hours,
    publishing,
    regimes,
    rosters,
    searching,
    shifts,
    work_areas,
    work_demand,
    work_places,
)
from coop.rostering.doors.door import bp
from coop.rostering.doors.hours_needs import needs_of_hours

__all__ = ["bp", "rooms"]

rooms: tuple[ModuleType, ...] = (
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
)
"""Every file that hangs pages on the blueprint."""

register_needs(needs_of_hours)
