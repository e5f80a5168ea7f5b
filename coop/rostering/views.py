"""The front door of the rostering pages; the rooms are in `coop.rostering.doors`."""

from types import ModuleType

from coop.rostering.doors.door import bp

__all__ = ["bp", "rooms"]

rooms: tuple[ModuleType, ...] = ()
"""Every file that hangs pages on the blueprint."""
