"""Write a calendar as iCalendar text (RFC 5545): only events, only in UTC.

Sixty lines of ours instead of a library: we write one kind of part and read none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

LINE = 75
"""The most bytes in one line, its end not counted (RFC 5545, section 3.1)."""
END = "\r\n"
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `uid` stays the same for as long as the event is the same."""

    uid: str
    starts: datetime
    ends: datetime
    summary: str


def calendar(name: str, events: Iterable[Event], *, at: datetime, made_by: str) -> bytes:
    """Write a whole calendar; the same arguments give the same bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(made_by)}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        *(line for event in events for line in _event(event, at)),
        "END:VCALENDAR",
    ]
    return "".join(folded(line) + END for line in lines).encode()


def folded(line: str) -> str:
    """Break a line after 75 bytes, never inside a letter; what follows begins with a space."""
    return f"{END} ".join(_pieces(line))


def _pieces(line: str) -> Iterator[str]:
    piece, size = "", 0
    for letter in line:
        more = len(letter.encode())
        if size + more > LINE:
            yield piece
            # The space at the head of the next line counts too.
            piece, size = "", 1
        piece, size = piece + letter, size + more
    yield piece


def _event(event: Event, at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{_moment(at)}",
        f"DTSTART:{_moment(event.starts)}",
        f"DTEND:{_moment(event.ends)}",
        f"SUMMARY:{_text(event.summary)}",
        "END:VEVENT",
    ]


def _text(words: str) -> str:
    return words.replace("\r\n", "\n").translate(_ESCAPED)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
