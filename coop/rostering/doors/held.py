"""What rostering holds about a member, as lines of that member’s own sheet."""

from collections.abc import Iterator
from datetime import date, datetime, time
from uuid import UUID

from flask_babel import format_datetime
from flask_babel import gettext as _

from coop.core import wording
from coop.rostering import queries
from coop.rostering.doors.own_work import cause_words, level_words
from coop.rostering.forms.own_work import all_times
from coop.rostering.forms.work_parts import DAYS
from coop.rostering.reading.dated import Agreed
from coop.rostering.reading.own_work import OwnWork
from coop.rostering.rules.calendar import Weekly

Line = tuple[str, str]


def work_held(member_id: UUID) -> list[Line]:
    """Give everything that is held about a member’s work, for that member’s eyes only."""
    work = queries.own_work(member_id)
    lines = [*_agreed(work.agreed), *_week(work), *_times(work), *_set(work), *_skills(work)]
    return [(label, value) for label, value in lines if value]


def _agreed(agreed: Agreed | None) -> Iterator[Line]:
    if agreed is None:
        return
    terms = agreed.terms
    yield (
        _("Hours agreed"),
        _(
            "%(least)s to %(most)s a week, %(wished)s wished, since %(day)s",
            least=_hours(terms.least),
            most=_hours(terms.most),
            wished=_hours(terms.wished),
            day=wording.short_day(agreed.from_on),
        ),
    )
    if agreed.elsewhere:
        yield _("Hours for somebody else"), _("%(hours)s a week", hours=_hours(agreed.elsewhere))
    if terms.opted_out:
        yield _("Work over the law’s average"), _("agreed")


def _week(work: OwnWork) -> Iterator[Line]:
    for week in (work.week, *work.later_weeks):
        if week is None:
            continue
        label = _("Usual week since %(day)s", day=wording.short_day(week.from_on))
        if all_times(week.pattern):
            yield label, _("at any time")
        else:
            yield label, "; ".join(map(_weekly, week.pattern)) or _("never")


def _times(work: OwnWork) -> Iterator[Line]:
    for each in work.told:
        label = cause_words(each.cause) if each.cause else _("Can come")
        yield label, _stretch(each.starts_at, each.ends_at)
    for wish in work.wishes:
        yield f"{wish.area}, {wish.site}", level_words(wish.level)


def _set(work: OwnWork) -> Iterator[Line]:
    for release in work.releases:
        where = ", ".join(release.sites)
        yield _("Release to work"), f"{_stretch(release.starts_at, release.ends_at)}: {where}"
    for home in work.home_hours:
        days = ", ".join(str(DAYS[day]) for day in home.weekdays)
        told = f"{_wall(home.starts)}–{_wall(home.ends)}; {days}; {_until(home.until)}"
        yield _("At home"), told
    for avoided in work.avoided:
        yield _("Not at %(site)s", site=avoided.site), _until(avoided.until)


def _skills(work: OwnWork) -> Iterator[Line]:
    for each in work.certificates:
        yield _("Certificate: %(skill)s", skill=each.skill), _until(each.until)
    for pair in work.pairs:
        yield _("Mentor and trainee"), f"{pair.mentor}, {pair.trainee}; {_until(pair.until)}"


def _weekly(one: Weekly) -> str:
    return f"{DAYS[one.weekday]} {_wall(one.starts)}–{_wall(one.ends)}"


def _stretch(starts: datetime, ends: datetime) -> str:
    return f"{_moment(starts)} – {_moment(ends)}"


def _moment(at: datetime) -> str:
    return f"{wording.short_day(at)} {format_datetime(at, 'HH:mm')}"


def _until(day: date | None) -> str:
    if day is None:
        return _("no last day")
    return _("up to and on %(day)s", day=wording.short_day(day))


def _wall(told: time) -> str:
    return f"{told:%H:%M}"


def _hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}" if minutes % 60 else str(minutes // 60)
