"""All work of one person side by side: in this roster, around it, and for other employers.

Here moments are whole minutes since 1970, so that thousands of comparisons cost little.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from coop.rostering.rules.calendar import WEEK, day_of, last_day
from coop.rostering.rules.caps import counts, is_night_work
from coop.rostering.rules.nouns import Facts, Kind, Person, Shift, Span, Worked
from coop.rostering.rules.whereabouts import way_to

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NEAR = 2 * 1440
"""Minutes beyond which no rest between days and no way there and back can matter."""


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """One stretch of a person’s work, wherever it is; minutes since 1970, and days as numbers."""

    start: int
    end: int
    minutes: int
    first: int
    """The number of the local day on which it begins."""
    last: int
    """The number of the last local day of which it holds any moment."""
    week: int
    """The week of the roster in which it begins: the first is 0, those before are below."""
    day: date
    kind: Kind
    site: UUID | None
    travel: int
    counted: bool
    """Whether it counts towards working time."""
    is_night: bool
    shift: UUID | None = None

    @property
    def span(self) -> Span:
        """Give it as a stretch of time."""
        return Span(EPOCH + self.start * MINUTE, EPOCH + self.end * MINUTE)

    @property
    def elsewhere(self) -> bool:
        """Say whether it is for another employer."""
        return self.site is None


@dataclass(frozen=True, slots=True)
class Beside:
    """One more stretch of work, beside all the other work of its person, in order."""

    new: Work
    others: tuple[Work, ...]
    person: Person
    facts: Facts
    counted: tuple[Work, ...]
    """Those of the others that count towards working time, in order."""
    near: tuple[Work, ...]
    """Those of the others within two days of the new one, counted or not, in order."""


def set_beside(new: Work, others: Iterable[Work], person: Person, facts: Facts) -> Beside:
    """Set one more stretch of work beside the others, which stand in order."""
    rest = tuple(others)
    before, after = new.start - NEAR, new.end + NEAR
    near = [work for work in rest if before < work.end and work.start < after]
    counted = [work for work in rest if work.counted]
    return Beside(new, rest, person, facts, tuple(counted), tuple(near))


def work_in(person: Person, shift: Shift, facts: Facts) -> Work:
    """Give what a shift is for one person: their own way to it."""
    return work_at(shift, way_to(person, shift), facts)


def work_at(shift: Shift, travel: int, facts: Facts) -> Work:
    """Give what a shift is for whoever has so long a way to it."""
    told = Worked(shift.span, shift.site, shift.id, shift.kind, travel)
    return work_around(told, facts, day=shift.day)


def work_around(worked: Worked, facts: Facts, *, day: date | None = None) -> Work:
    """Give work that stands outside the roster; its day is known, or that of its start."""
    begins = day or day_of(worked.span.start, facts.zone)
    counted = counts(worked.kind, facts.limits)
    start, end = stamp(worked.span.start), stamp(worked.span.end)
    return Work(
        start=start,
        end=end,
        minutes=end - start,
        first=begins.toordinal(),
        last=last_day(worked.span, facts.zone).toordinal(),
        week=week_of(begins, facts),
        day=begins,
        kind=worked.kind,
        site=worked.site,
        travel=worked.travel,
        counted=counted,
        is_night=counted and _is_night(worked.span, facts),
        shift=worked.shift,
    )


def works_of(person: Person, others: Iterable[Shift | Worked], facts: Facts) -> tuple[Work, ...]:
    """Give all work of a person in order: these, and what stands around the roster, each once."""
    given = list(others)
    shifts = [one for one in given if isinstance(one, Shift)]
    told = [one for one in given if isinstance(one, Worked)]
    return in_order([work_in(person, one, facts) for one in shifts], person, facts, told=told)


def in_order(
    placed: Iterable[Work], person: Person, facts: Facts, *, told: Iterable[Worked] = ()
) -> tuple[Work, ...]:
    """Put works in the roster and around it in order; what is placed is not counted again."""
    works = list(placed)
    around = [*person.worked, *told]
    if around:
        known = {work.shift for work in works}
        works += [work_around(one, facts) for one in around if one.shift not in known - {None}]
    return tuple(sorted(works, key=_start))


def stamp(moment: datetime) -> int:
    """Give a moment as minutes since 1970."""
    return (moment - EPOCH) // MINUTE


def week_of(day: date, facts: Facts) -> int:
    """Give the week of the roster that holds a day; those before it are below 0."""
    return (day - facts.first).days // WEEK


def days_in_week(week: int, facts: Facts) -> list[date]:
    """Give the seven days of one week of the roster."""
    first = facts.first + timedelta(days=week * WEEK)
    return [first + timedelta(days=passed) for passed in range(WEEK)]


def _is_night(span: Span, facts: Facts) -> bool:
    return is_night_work(span, facts.limits, facts.zone)


def _start(work: Work) -> tuple[int, int]:
    return (work.start, work.end)
