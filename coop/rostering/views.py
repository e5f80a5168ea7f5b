"""The front door of the rostering pages; the rooms are in `coop.rostering.doors`."""

from types import ModuleType

from coop.rostering.doors import regimes, shifts, work_areas, work_demand, work_places
from coop.rostering.doors.door import bp

__all__ = ["bp", "rooms"]

rooms: tuple[ModuleType, ...] = (work_places, work_areas, work_demand, regimes, shifts)
"""Every file that hangs pages on the blueprint."""
