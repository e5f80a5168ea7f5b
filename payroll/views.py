"""The front door of the pages of pay; the rooms are in `payroll.doors`."""

from types import ModuleType

from payroll.doors.door import bp

__all__ = ["bp", "rooms"]

rooms: tuple[ModuleType, ...] = ()
"""Every file that hangs pages on the blueprint."""
