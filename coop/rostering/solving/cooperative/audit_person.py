"""The audit of one person: may they be there, do they rest, are their hours within the limits."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from coop.rostering.rules.nouns import Facts, Kind, Person, Release, Shift, Span
from coop.rostering.solving.cooperative.audit_times import Stint, end_of, lies_within, near

MOMENT = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
WEEK = 7


def of_person(person: Person, shifts: Sequence[Shift], facts: Facts) -> Iterator[str]:
    """Say what is broken in one person’s places."""
    audit = _Person(person, shifts, facts)
    for shift in shifts:
        yield from (f"Shift {shift.id}: {fault}" for fault in audit.there(shift))
    yield from audit.together()


class _Person:
    def __init__(self, person: Person, shifts: Sequence[Shift], facts: Facts) -> None:
        self._person, self._facts, self._limits = person, facts, facts.limits
        self._zone = ZoneInfo(facts.zone)
        placed = {shift.id for shift in shifts}
        stints = [
            Stint(shift.span, shift.day, shift.kind, shift.site, self._way(shift), mine=True)
            for shift in shifts
        ]
        stints += [
            Stint(
                each.span, self._local(each.span.start), each.kind, each.site,
                each.travel * MINUTE, mine=False,
            )
            for each in person.worked
            if each.shift not in placed
        ]  # fmt: skip
        self._stints = sorted(stints, key=lambda stint: stint.span)
        self._work = [stint for stint in self._stints if self._is_work(stint.kind)]

    def there(self, shift: Shift) -> Iterator[str]:
        """Say what is wrong with being in one shift at all."""
        person, way = self._person, self._way(shift)
        whole = Span(shift.span.start - way, shift.span.end + way)
        if person.available is not None and not lies_within(person.available, shift.span):
            yield "not available"
        if any(busy.span.overlaps(whole) for busy in person.busy):
            yield "not available"
        away = shift.inside is None or self._home(shift.day) != shift.inside
        if away and any(curfew.overlaps(whole) for curfew in person.curfews):
            yield "not available"
        if shift.site in person.avoided:
            yield "not available"
        yield from self._walls(shift)
        yield from self._fit(shift)

    def _walls(self, shift: Shift) -> Iterator[str]:
        for home in {self._home(shift.day), self._home(self._local(shift.span.end - MOMENT))}:
            if home == shift.inside and home is not None:
                yield from self._inside(home, shift)
            elif home is not None and self._release(shift) is None:
                yield "not available"

    def _inside(self, home: UUID, shift: Shift) -> Iterator[str]:
        if not lies_within(self._facts.unlocked.get(home, ()), shift.span):
            yield "no session then"
        if any(release.span.overlaps(shift.span) for release in self._person.releases):
            yield "on release then"

    def _fit(self, shift: Shift) -> Iterator[str]:
        if self._person.terms.volunteer and shift.kind is Kind.PAID:
            yield "a volunteer in a paid post"
        last = self._local(shift.span.end - MOMENT)
        for need in shift.needs:
            held = [
                one
                for one in self._person.certificates
                if one.skill == need.skill
                and one.since <= shift.day
                and (one.until is None or one.until >= last)
            ]
            if need.count >= shift.most and not held:
                yield "no certificate"
        young = self._young(shift.day) and not self._limits.young_nights
        if young and self._is_work(shift.kind) and self._night(shift.span):
            yield "too young for the night"

    def together(self) -> Iterator[str]:
        """Say what is wrong with a person’s works beside each other."""
        for one, two in near(self._stints, DAY):
            gap = two.span.start - one.span.end
            same = one.site is not None and one.site == two.site
            if (one.mine or two.mine) and gap < (timedelta(0) if same else one.way + two.way):
                yield "Somebody is in two places at one time, or has no time for the way."
        yield from self._nights_off()
        yield from self._weeks_off()
        yield from self._sums()

    def _nights_off(self) -> Iterator[str]:
        """Ask for rest between two days; works that touch each other are one."""
        for one, two in near(self._work, DAY):
            days = [stint.day for stint in (one, two) if stint.mine]
            rest = max((self._rest(day) for day in days), default=timedelta(0))
            gap = two.span.start - one.span.end
            if one.day != two.day and timedelta(0) < gap < rest:
                yield "Somebody has too little rest between two days."
        for rest in {self._rest(stint.day) for stint in self._work if stint.mine}:
            stretches = self._stretches(rest)
            if any(end_of(part) - part[0].span.start > DAY - rest for part in stretches):
                yield "Somebody’s day of work is too long."

    def _weeks_off(self) -> Iterator[str]:
        young = any(self._young(stint.day) for stint in self._work if stint.mine)
        weekly = self._limits.young_weekly_rest if young else self._limits.weekly_rest
        rest = max(weekly, self._limits.weekly_rest) * MINUTE
        for stretch in self._stretches(rest):
            reach = max(stint.day for stint in stretch) - stretch[0].day
            if reach.days >= WEEK - rest // DAY and not self._fortnight(young=young):
                yield "Somebody has no long rest in seven days."

    def _fortnight(self, *, young: bool) -> bool:
        """Say whether a longer rest in fourteen days stands for the missing one."""
        long = self._limits.fortnight_rest
        if young or long is None:
            return False
        return all(
            (max(stint.day for stint in stretch) - stretch[0].day).days
            < 2 * WEEK - long * MINUTE // DAY
            for stretch in self._stretches(long * MINUTE)
        )

    def _stretches(self, rest: timedelta) -> Iterator[list[Stint]]:
        """Part the work where such a rest lies between; give the parts with a place of ours."""
        parts: list[list[Stint]] = []
        for stint in self._work:
            if parts and stint.span.start < end_of(parts[-1]) + rest:
                parts[-1].append(stint)
            else:
                parts.append([stint])
        return (part for part in parts if any(stint.mine for stint in part))

    def _sums(self) -> Iterator[str]:
        by_day: dict[date, int] = defaultdict(int)
        for stint in self._work:
            by_day[stint.day] += stint.span.minutes
        if any(by_day[stint.day] > self._most(stint.day) for stint in self._work if stint.mine):
            yield "Somebody works too many hours on one day."
        for week in {self._week(stint.day) for stint in self._stints if stint.mine}:
            yield from self._in_week(week)
        yield from self._averages()

    def _in_week(self, week: int) -> Iterator[str]:
        work = [stint for stint in self._work if self._week(stint.day) == week]
        here = sum(stint.span.minutes for stint in work if stint.mine or stint.site is not None)
        whole = sum(stint.span.minutes for stint in work) + self._person.elsewhere
        days = [self._facts.first + timedelta(days=WEEK * week + n) for n in range(WEEK)]
        inside, young = any(map(self._home, days)), self._young(days[0])
        caps = [self._limits.inside_week] if inside else []
        caps += [self._limits.young_week] if young else []
        ours = any(stint.mine for stint in work)
        if ours and here > self._person.terms.most:
            yield "Somebody works more in a week than was agreed."
        if ours and any(cap is not None and whole > cap for cap in caps):
            yield "Somebody works too many hours in a week."
        yield from self._unpaid(week)

    def _unpaid(self, week: int) -> Iterator[str]:
        stints = [stint for stint in self._stints if self._week(stint.day) == week]
        for kind in {stint.kind for stint in stints if stint.mine}:
            rules = self._limits.kinds.get(kind)
            caps = [rules.ceiling] if rules and rules.ceiling is not None else []
            caps += [self._limits.volunteer_week] if kind is Kind.VOLUNTEER else []
            minutes = sum(stint.span.minutes for stint in stints if stint.kind is kind)
            if any(minutes > cap for cap in caps):
                yield "Somebody is over the ceiling of unpaid hours."

    def _averages(self) -> Iterator[str]:
        mine = [stint for stint in self._work if stint.mine]
        opted = self._limits.opt_out and self._person.terms.opted_out
        held = [stint for stint in mine if not opted or self._young(stint.day)]
        nights = any(self._night(stint.span) >= self._limits.night_least * MINUTE for stint in mine)
        if self._over({self._week(stint.day) for stint in held}, self._limits.average_week):
            yield "Somebody is over the average week."
        weeks = {self._week(stint.day) for stint in mine}
        if nights and self._over(weeks, self._limits.night_most * (WEEK - 1)):
            yield "Somebody who works at night is over the average of the night."

    def _over(self, weeks: set[int], most: int) -> bool:
        before = self._person.weeks_before
        last = max(weeks, default=-1)
        minutes = [*before, *([self._person.elsewhere] * max(0, last + 1))]
        for stint in self._work:
            week = self._week(stint.day)
            if 0 <= week <= last:
                minutes[len(before) + week] += stint.span.minutes
        ends = (len(before) + week + 1 for week in weeks)
        rows = (minutes[max(0, end - self._limits.reference_weeks) : end] for end in ends)
        return any(sum(row) > most * len(row) for row in rows)

    def _is_work(self, kind: Kind) -> bool:
        rules = self._limits.kinds.get(kind)
        return rules is None or rules.counts

    def _week(self, day: date) -> int:
        return (day - self._facts.first).days // WEEK

    def _most(self, day: date) -> int:
        caps = [self._limits.most_a_day, self._person.terms.most_a_day]
        caps.append(self._limits.young_day if self._young(day) else None)
        caps.append(self._limits.inside_day if self._home(day) else None)
        return min(cap for cap in caps if cap is not None)

    def _rest(self, day: date) -> timedelta:
        young = self._limits.young_daily_rest if self._young(day) else 0
        return max(self._limits.daily_rest, young) * MINUTE

    def _young(self, day: date) -> bool:
        born = self._person.born_on
        if born is None:
            return False
        years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        return years < self._limits.adult

    def _home(self, day: date) -> UUID | None:
        home, since = None, date.min
        for stay in self._person.stays:
            if since <= stay.since <= day:
                home, since = stay.establishment, stay.since
        return home

    def _release(self, shift: Shift) -> Release | None:
        for release in self._person.releases:
            way = release.travel * MINUTE
            starts = release.span.start <= shift.span.start - way
            if shift.site in release.sites and starts and shift.span.end + way <= release.span.end:
                return release
        return None

    def _way(self, shift: Shift) -> timedelta:
        if shift.inside is not None and self._home(shift.day) == shift.inside:
            return timedelta(0)
        release = self._release(shift)
        return (release.travel if release else shift.travel) * MINUTE

    def _local(self, moment: datetime) -> date:
        return moment.astimezone(self._zone).date()

    def _night(self, span: Span) -> timedelta:
        """Sum what lies in the night, step by step on the wall clock."""
        starts, ends = self._limits.night_from, self._limits.night_until
        local = [moment.astimezone(self._zone) for moment in (span.start, span.end)]
        first, last = (at.hour * 60 + at.minute for at in local)
        if local[0].date() == local[1].date() and ends <= first < last <= starts:
            return timedelta(0)
        total, at = timedelta(0), span.start
        while at < span.end:
            step = min(span.end, at + 15 * MINUTE)
            wall = at.astimezone(self._zone)
            minute = wall.hour * 60 + wall.minute
            night = minute >= starts or minute < ends if starts > ends else starts <= minute < ends
            total += step - at if night else timedelta(0)
            at = step
        return total
