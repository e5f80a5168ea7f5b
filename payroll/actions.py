"""The front door of deeds about pay; the rooms behind it are in `payroll.deeds`."""

__all__: list[str] = []
