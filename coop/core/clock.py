"""Time: the only place that asks the machine what time it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_told: ContextVar[datetime | None] = ContextVar("told", default=None)
_offset: list[Callable[[], timedelta]] = []


def now() -> datetime:
    """Give this moment, aware and in UTC, to the microsecond."""
    moment = unmoved()
    return moment + _offset[0]() if _offset and _told.get() is None else moment


def unmoved() -> datetime:
    """Give the moment by which sign-ins and codes run out: no demonstration moves it."""
    return _told.get() or datetime.now(UTC)  # noqa: TID251 - this file is the only one that may


def today(zone: str) -> date:
    """Give the date on the wall of a place in this IANA time zone."""
    return local(now(), zone).date()


def local(moment: datetime, zone: str) -> datetime:
    """Turn a UTC moment into the local time of an IANA zone."""
    return moment.astimezone(ZoneInfo(zone))


def at_local(day: date, hour: int, minute: int, zone: str) -> datetime:
    """Give the UTC moment of a local wall-clock time."""
    wall = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))
    return wall.astimezone(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Hold the clock at a moment, for a test or for history being told."""
    if moment.tzinfo is None:
        message = "The clock takes aware times only."
        raise ValueError(message)
    token = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(token)


def set_offset_source(source: Callable[[], timedelta] | None) -> None:
    """Let a demonstration say how far its clock has been moved forward."""
    _offset.clear()
    if source is not None:
        _offset.append(source)
