"""What the worker does for rosters."""

from coop.rostering.models import attendance, people, rosters, work

TABLES = (work, people, rosters, attendance)
"""Every file of tables, so that the schema knows them from the start."""


def register() -> None:
    """Tell lower rooms what rostering does for them; importing this registered the jobs."""
