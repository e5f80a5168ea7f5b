"""Builders of pure facts: people, shifts and rosters that name only what matters."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from coop.rostering.rules.nouns import (
    Busy,
    Certificate,
    Facts,
    KeepApart,
    Kind,
    Limits,
    Need,
    Pairing,
    Person,
    Place,
    Release,
    Shift,
    Span,
    Stay,
    Supervision,
    Terms,
    Weights,
    Worked,
)

SPACE = UUID("6f1d0f0e-7a39-4d7f-9b55-1f6a0c0c3a11")
MONDAY = date(2026, 6, 1)
LONDON = "Europe/London"
TERMS = Terms(least=0, wished=2400, most=2880)


def an_id(name: str) -> UUID:
    """Give the same id for the same name, always."""
    return uuid5(SPACE, name)


def at(day: date, hour: str | time, *, zone: str = LONDON) -> datetime:
    """Give the instant of a wall time such as “08:30”, in UTC."""
    wall = time.fromisoformat(hour) if isinstance(hour, str) else hour
    return datetime.combine(day, wall, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def a_span(
    day: date = MONDAY, starts: str = "08:00", ends: str = "12:00", *, zone: str = LONDON
) -> Span:
    """Give a stretch of wall time; an end at or before the start is on the next day."""
    last = day + timedelta(days=1) if ends <= starts else day
    return Span(at(day, starts, zone=zone), at(last, ends, zone=zone))


def a_person(
    name: str = "Ash",
    *,
    terms: Terms = TERMS,
    home: str | None = None,
    stays: tuple[Stay, ...] | None = None,
    skills: Iterable[str] = (),
    certificates: tuple[Certificate, ...] = (),
    available: tuple[Span, ...] | None = None,
    busy: tuple[Busy, ...] = (),
    releases: tuple[Release, ...] = (),
    curfews: tuple[Span, ...] = (),
    avoided: Iterable[str] = (),
    worked: tuple[Worked, ...] = (),
    weeks_before: tuple[int, ...] = (),
    elsewhere: int = 0,
    wishes: Mapping[UUID, int] | None = None,
    carried: int = 0,
    born_on: date | None = None,
    group: int = 0,
) -> Person:
    """Give a person; `home` names the establishment where they live, None is outside."""
    lasting = tuple(Certificate(an_id(skill), date.min, None) for skill in skills)
    return Person(
        id=an_id(name),
        terms=terms,
        stays=stays or (Stay(date.min, an_id(home) if home else None),),
        certificates=(*lasting, *certificates),
        available=available,
        busy=busy,
        releases=releases,
        curfews=curfews,
        avoided=frozenset(map(an_id, avoided)),
        worked=worked,
        weeks_before=weeks_before,
        elsewhere=elsewhere,
        wishes=wishes or {},
        carried=carried,
        born_on=born_on,
        group=group,
    )


def a_shift(
    name: str = "",
    *,
    day: date = MONDAY,
    starts: str = "08:00",
    ends: str = "12:00",
    area: str = "laundry",
    site: str = "workshop",
    kind: Kind = Kind.PAID,
    least: int = 1,
    wanted: int = 1,
    most: int = 4,
    needs: tuple[Need, ...] = (),
    supervision: Supervision | None = None,
    inside: str | None = None,
    travel: int = 0,
    zone: str = LONDON,
) -> Shift:
    """Give a shift; without a name its id follows from area, day and hours."""
    return Shift(
        id=an_id(name or f"{area} {day} {starts}-{ends}"),
        area=an_id(area),
        site=an_id(site),
        span=a_span(day, starts, ends, zone=zone),
        day=day,
        kind=kind,
        least=least,
        wanted=wanted,
        most=most,
        needs=needs,
        supervision=supervision,
        inside=an_id(inside) if inside else None,
        travel=travel,
    )


def a_certificate(
    skill: str = "forklift", *, since: date = date.min, until: date | None = None
) -> Certificate:
    """Give a certificate of a skill."""
    return Certificate(an_id(skill), since, until)


def a_release(span: Span, *, sites: Iterable[str] = ("workshop",), travel: int = 0) -> Release:
    """Give a temporary release to sites."""
    return Release(span, frozenset(map(an_id, sites)), travel)


def a_place(shift: Shift, person: Person, *, pinned: bool = False) -> Place:
    """Give a person’s place in a shift."""
    return Place(shift.id, person.id, pinned=pinned)


def facts_of(
    *,
    people: Iterable[Person] = (),
    shifts: Iterable[Shift] = (),
    first: date = MONDAY,
    last: date | None = None,
    zone: str = LONDON,
    unlocked: Mapping[str, tuple[Span, ...]] | None = None,
    capacity: Mapping[str, int] | None = None,
    keep_apart: tuple[KeepApart, ...] = (),
    pairings: tuple[Pairing, ...] = (),
    limits: Limits | None = None,
    weights: Weights | None = None,
    places: tuple[Place, ...] = (),
    published: tuple[Place, ...] = (),
) -> Facts:
    """Give facts; establishments and sites go by name, and four weeks are planned."""
    return Facts(
        zone=zone,
        first=first,
        last=last or first + timedelta(days=27),
        shifts=tuple(shifts),
        people=tuple(people),
        unlocked={an_id(name): spans for name, spans in (unlocked or {}).items()},
        capacity={an_id(name): most for name, most in (capacity or {}).items()},
        keep_apart=keep_apart,
        pairings=pairings,
        limits=limits or Limits(),
        weights=weights or Weights(),
        places=places,
        published=published,
    )


def with_limits(facts: Facts, limits: Limits) -> Facts:
    """Give the same facts under other limits."""
    return replace(facts, limits=limits)
