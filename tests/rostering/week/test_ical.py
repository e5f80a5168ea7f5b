"""A calendar is written as every reader of calendars expects it (RFC 5545)."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.rostering.doors.ical import Event, calendar, folded

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
STARTS = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
READABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"))


def an_event(summary: str = "Shift", uid: str = "1@shifts") -> Event:
    """Make an event of four hours."""
    return Event(uid, STARTS, STARTS + timedelta(hours=4), summary)


def written(*events: Event) -> bytes:
    """Write a calendar of these events."""
    return calendar("My shifts", events, at=AT, made_by="Evenhand")


def unfolded(made: bytes) -> list[str]:
    """Read the lines back as a calendar reader does."""
    return made.replace(b"\r\n ", b"").decode().split("\r\n")


def value(made: bytes, name: str) -> str:
    """Read one property back, with its escapes undone."""
    (line,) = [line for line in unfolded(made) if line.startswith(f"{name}:")]
    parts = line.partition(":")[2].split("\\\\")
    undone = (part.replace("\\n", "\n").replace("\\;", ";").replace("\\,", ",") for part in parts)
    return "\\".join(undone)


def test_an_empty_calendar_is_a_whole_calendar():
    lines = unfolded(written())

    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[1] == "VERSION:2.0"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert any(line.startswith("PRODID:") for line in lines)


def test_an_event_says_when_in_utc():
    summer = timezone(timedelta(hours=1))
    event = Event("1", datetime(2026, 7, 1, 9, 0, tzinfo=summer), STARTS, "Shift")

    made = written(event)

    assert value(made, "DTSTART") == "20260701T080000Z"
    assert value(made, "DTEND") == "20260302T090000Z"
    assert value(made, "DTSTAMP") == "20260301T120000Z"


def test_every_event_has_its_own_lasting_name():
    made = written(an_event(uid="one@shifts"), an_event(uid="two@shifts"))

    assert made.count(b"UID:one@shifts\r\n") == 1
    assert made.count(b"UID:two@shifts\r\n") == 1
    assert made.count(b"BEGIN:VEVENT") == made.count(b"END:VEVENT") == 2


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Soup; bread", b"SUMMARY:Soup\\; bread"),
        ("Soup, bread", b"SUMMARY:Soup\\, bread"),
        ("Up\nand down", b"SUMMARY:Up\\nand down"),
        ("Up\r\nand down", b"SUMMARY:Up\\nand down"),
        ("Back\\slash", b"SUMMARY:Back\\\\slash"),
    ],
)
def test_signs_with_a_meaning_are_escaped(words, kept):
    assert kept + b"\r\n" in written(an_event(words))


@given(READABLE)
def test_whatever_is_written_can_be_read_back(words):
    assert value(written(an_event(words)), "SUMMARY") == words


@given(READABLE)
def test_no_line_is_longer_than_75_bytes_and_no_letter_is_cut(words):
    made = written(an_event(words))

    lines = [line.decode() for line in made.split(b"\r\n")]
    assert max(len(line.encode()) for line in lines) <= 75


def test_a_line_of_75_bytes_is_left_alone_and_one_more_is_folded():
    assert folded("x" * 75) == "x" * 75
    assert folded("x" * 76) == "x" * 75 + "\r\n x"
    assert folded("x" * 150) == "x" * 75 + "\r\n " + "x" * 74 + "\r\n x"
