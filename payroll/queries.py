"""The front door of what can be read about pay; the rooms are in `payroll.reading`."""

__all__: list[str] = []
