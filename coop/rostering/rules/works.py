"""All work of one person side by side: in this roster, around it, and for other employers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from coop.rostering.rules.calendar import WEEK, day_of
from coop.rostering.rules.caps import counts
from coop.rostering.rules.nouns import Facts, Kind, Person, Shift, Span, Worked
from coop.rostering.rules.whereabouts import way_to


@dataclass(frozen=True, slots=True, order=True)
class Work:
    """One stretch of a person’s work, wherever it is."""

    span: Span
    day: date
    """The local day on which it begins."""
    kind: Kind = field(compare=False)
    site: UUID | None = field(compare=False)
    travel: int = field(compare=False)
    counted: bool = field(compare=False)
    """Whether it counts towards working time."""
    elsewhere: bool = field(compare=False, default=False)
    """Whether it is for another employer."""
    shift: UUID | None = field(compare=False, default=None)


@dataclass(frozen=True, slots=True)
class Beside:
    """One more stretch of work, beside all the other work of its person, in order."""

    new: Work
    others: tuple[Work, ...]
    person: Person
    facts: Facts

    @property
    def counted(self) -> list[Work]:
        """Give the others that count towards working time, in order."""
        return [work for work in self.others if work.counted]

    @property
    def week(self) -> int:
        """Give the week of the roster in which the new work begins; the first is 0."""
        return week_of(self.new.day, self.facts)


def work_in(person: Person, shift: Shift, facts: Facts) -> Work:
    """Give what a shift is for one person: their own way to it."""
    return Work(
        span=shift.span,
        day=shift.day,
        kind=shift.kind,
        site=shift.site,
        travel=way_to(person, shift),
        counted=counts(shift.kind, facts.limits),
        shift=shift.id,
    )


def work_around(worked: Worked, facts: Facts) -> Work:
    """Give work that stands outside the roster."""
    return Work(
        span=worked.span,
        day=day_of(worked.span.start, facts.zone),
        kind=worked.kind,
        site=worked.site,
        travel=worked.travel,
        counted=counts(worked.kind, facts.limits),
        elsewhere=worked.site is None,
        shift=worked.shift,
    )


def works_of(person: Person, others: Iterable[Shift | Worked], facts: Facts) -> tuple[Work, ...]:
    """Give all work of a person in order: these, and what stands around the roster, each once."""
    given = list(others)
    shifts = [one for one in given if isinstance(one, Shift)]
    told = [*person.worked, *(one for one in given if isinstance(one, Worked))]
    placed = {shift.id for shift in shifts}
    works = [work_in(person, shift, facts) for shift in shifts]
    works += [work_around(one, facts) for one in told if one.shift not in placed]
    return tuple(sorted(works))


def week_of(day: date, facts: Facts) -> int:
    """Give the week of the roster that holds a day; those before it are below 0."""
    return (day - facts.first).days // WEEK


def days_in_week(week: int, facts: Facts) -> list[date]:
    """Give the seven days of one week of the roster."""
    first = facts.first + timedelta(days=week * WEEK)
    return [first + timedelta(days=passed) for passed in range(WEEK)]
