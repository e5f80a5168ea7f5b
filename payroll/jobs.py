"""What the worker does for pay."""

from payroll.models import books, owned, runs, schemes

TABLES = (schemes, runs, books, owned)
"""Every file of tables, so that the schema knows them from the start."""


def register() -> None:
    """Tell lower rooms what pay does for them; importing this registered the jobs."""
