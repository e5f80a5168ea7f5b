"""Builders of what is known of members as workers: hours, times, certificates, pairs.

Each is made through its deed in a transaction of its own. Wall times are those of the
co-operative’s own zone; days may be left out where today will do.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from uuid import UUID

from coop.core.audit import Hand
from coop.core.db import transaction
from coop.membership.queries import the_cooperative, today
from coop.rostering import actions
from coop.rostering.rules.calendar import Hours, Weekly, span_on
from coop.rostering.rules.nouns import Cause, Grain, Span, Terms, Weights
from coop.rostering.rules.people import Hold
from tests.builders.membership import TOWN, Person, a_member
from tests.remembered import remembered

WORKING_WEEK = tuple(Weekly(day, time(8), time(17)) for day in range(5))
_hand = Hand(by=None)


def hours_of(starts: str, ends: str) -> Hours:
    """Give wall hours such as “08:00” to “12:00”."""
    return Hours(time.fromisoformat(starts), time.fromisoformat(ends))


def a_time(day: date | None = None, starts: str = "09:00", ends: str = "10:00") -> Span:
    """Give a stretch of wall time on a day: today if none is given."""
    return span_on(day or today(), hours_of(starts, ends), the_cooperative().timezone)


@remembered
def a_worker(
    *,
    least: int = 0,
    wished: int = 1200,
    most: int = 2400,
    most_a_day: int | None = None,
    volunteer: bool = False,
    elsewhere: int = 0,
    week: Iterable[Weekly] | None = None,
    from_on: date | None = None,
    class_: str = TOWN,
    inside: bool = False,
    name: str = "",
    channel: str = "web",
    signs_in: bool = False,
    office: str | None = None,
) -> Person:
    """Write a member with whom hours are agreed; `week` is their usual week, if they told one."""
    made = a_member(
        class_=class_, inside=inside, name=name, channel=channel, signs_in=signs_in,
        office=office, from_on=from_on,
    )  # fmt: skip
    terms = Terms(least, wished, most, most_a_day, volunteer=volunteer)
    works(made, terms, from_on=from_on, elsewhere=elsewhere)
    if week is not None:
        a_usual_week(made, week, from_on=from_on)
    return made


def works(
    who: Person,
    terms: Terms | None = None,
    *,
    from_on: date | None = None,
    elsewhere: int = 0,
) -> None:
    """Agree hours with a member, and write those for other employers that they tell."""
    agreed = terms or Terms(least=0, wished=1200, most=2400)
    with transaction():
        actions.agree_terms(who.id, agreed, from_on=from_on or today(), hand=_hand)
        if elsewhere:
            told = actions.HoursWished(agreed.wished, elsewhere)
            actions.wish_hours(who.id, told, from_on=from_on or today(), hand=who.hand)


def a_usual_week(
    who: Person, week: Iterable[Weekly] = WORKING_WEEK, *, from_on: date | None = None
) -> None:
    """Write a member’s usual week: by day, eight to five, if none is given."""
    with transaction():
        actions.set_usual_week(who.id, tuple(week), from_on=from_on or today(), hand=who.hand)


def an_extra_time(who: Person, span: Span | None = None) -> UUID:
    """Write a time outside their usual week when a member can come."""
    with transaction():
        return actions.can_come(who.id, span or a_time(), hand=who.hand)


def a_commitment(
    who: Person, span: Span | None = None, *, cause: Cause = Cause.APPOINTMENT
) -> UUID:
    """Write a time of a member’s that belongs to something else."""
    with transaction():
        return actions.cannot_come(who.id, span or a_time(), cause=cause, hand=who.hand)


def a_release(
    who: Person, span: Span | None = None, *, sites: Iterable[UUID], travel: int = 0
) -> UUID:
    """Write a temporary release of a member to sites."""
    with transaction():
        return actions.record_release(
            who.id, span or a_time(), travel=travel, sites=tuple(sites), hand=_hand
        )


def a_curfew(
    who: Person,
    *,
    weekdays: str = "0123456",
    starts: str = "19:00",
    ends: str = "07:00",
    since: date | None = None,
    until: date | None = None,
) -> UUID:
    """Write hours when a member must be at home; weekdays are figures from 0 (Monday)."""
    home = actions.HomeHours(frozenset(map(int, weekdays)), hours_of(starts, ends))
    with transaction():
        return actions.record_home_hours(
            who.id, home, hold=Hold(since or today(), until), hand=_hand
        )


def an_avoided_site(
    who: Person, site_id: UUID, *, since: date | None = None, until: date | None = None
) -> UUID:
    """Write that a member may not go to a site."""
    with transaction():
        return actions.record_avoided_site(
            who.id, site_id, hold=Hold(since or today(), until), hand=_hand
        )


def a_certificate(
    who: Person,
    skill_id: UUID,
    *,
    seen_by: Person,
    since: date | None = None,
    until: date | None = None,
) -> UUID:
    """Write that a member showed a certificate, a week ago if no day is given."""
    hold = Hold(since or today() - timedelta(days=7), until)
    with transaction():
        return actions.see_certificate(
            who.id, skill_id, hold=hold, seen_by=seen_by.id, hand=seen_by.hand
        )


def a_pair(trainee: Person, mentor: Person, *, until: date | None = None) -> UUID:
    """Pair a trainee with a mentor."""
    with transaction():
        return actions.pair_with_mentor(trainee.id, mentor.id, until=until, hand=_hand)


def kept_apart(
    first: Person,
    second: Person,
    *,
    grain: Grain = Grain.SHIFT,
    until: date | None = None,
    by: Person | None = None,
) -> UUID:
    """Keep two members apart at work."""
    with transaction():
        return actions.keep_apart(
            first.id, second.id, grain=grain, until=until, hand=by.hand if by else _hand
        )


def some_wishes(who: Person, levels: Mapping[UUID, int]) -> None:
    """Write how gladly a member works in areas."""
    with transaction():
        actions.wish_areas(who.id, levels, hand=who.hand)


def rules_of_rosters(
    code: str = "plain",
    weights: Weights | None = None,
    *,
    from_on: date | None = None,
    motion_number: str = "",
) -> UUID:
    """Choose the law book and the weights of rosters."""
    with transaction():
        return actions.choose_roster_rules(
            code,
            weights or Weights(),
            from_on=from_on or today(),
            motion_number=motion_number,
            hand=_hand,
        )
