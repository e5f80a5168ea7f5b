"""Where a person lives on a day, and how long their way to a shift is; never shown to anybody."""

from datetime import date
from uuid import UUID

from coop.rostering.rules.calendar import last_day
from coop.rostering.rules.nouns import Person, Release, Shift


def home_on(person: Person, day: date) -> UUID | None:
    """Give the establishment where the person lives on a day; None is outside."""
    if len(person.stays) == 1:
        return person.stays[0].establishment
    since = [stay for stay in person.stays if stay.since <= day]
    return max(since, key=lambda stay: stay.since).establishment if since else None


def homes_during(person: Person, shift: Shift, zone: str) -> tuple[UUID | None, ...]:
    """Give where the person lives on the first and on the last day of a shift, each once."""
    if len(person.stays) == 1:
        return (person.stays[0].establishment,)
    first = home_on(person, shift.day)
    last = home_on(person, last_day(shift.span, zone))
    return (first,) if first == last else (first, last)


def release_for(person: Person, shift: Shift) -> Release | None:
    """Give a release that permits the site and holds the shift with the way there and back."""
    for release in person.releases:
        if shift.site in release.sites and release.span.holds(shift.span.widened(release.travel)):
            return release
    return None


def is_at_home(person: Person, shift: Shift) -> bool:
    """Say whether the shift is within the walls of the place where the person lives."""
    return shift.inside is not None and home_on(person, shift.day) == shift.inside


def way_to(person: Person, shift: Shift) -> int:
    """Give the minutes each way: none within the own walls, as released, or as from outside."""
    if is_at_home(person, shift):
        return 0
    release = release_for(person, shift) if person.releases else None
    return release.travel if release else shift.travel
