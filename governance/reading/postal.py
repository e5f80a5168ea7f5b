"""When paper must move for one ballot, and which notices have been served."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from coop.core import clock
from coop.membership.queries import MemberRow, establishments, the_cooperative, voters_on
from coop.post.queries import RunRow, letters, runs
from governance.models.ballots import Ballot
from governance.rules.notice import Delivery, served_on
from governance.rules.nouns import PostTimes, RuleSet
from governance.rules.post import Calendar, PostalPlan, postal_plan


@dataclass(frozen=True, slots=True)
class Served:
    """On which days notice counts as served, and how many members still wait for theirs."""

    days: tuple[date, ...]
    waiting: int
    posted: tuple[date | None, ...]


def zone() -> ZoneInfo:
    """Give the co-operative’s time zone."""
    return ZoneInfo(the_cooperative().timezone)


def local_day(moment: datetime) -> date:
    """Give the day on the co-operative’s own wall."""
    return clock.local(moment, the_cooperative().timezone).date()


def plan_for(
    rules: RuleSet, *, opens: date, closes: date, places: Iterable[UUID | None]
) -> PostalPlan:
    """Plan backwards for members in these places; the slowest post holds for all (GOV-21)."""
    return postal_plan(
        opens=opens,
        closes=closes,
        times=slowest_times(rules, places),
        calendar=Calendar(),
        rules=rules,
    )


def slowest_times(rules: RuleSet, places: Iterable[UUID | None]) -> PostTimes:
    """Give the rules’ times, or those of the slowest establishment where it is slower."""
    wanted = set(places)
    slow = [each for each in establishments() if each.id in wanted]
    return replace(
        rules.post,
        out_days=max([rules.post.out_days, *(each.post_days_in for each in slow)]),
        back_days=max([rules.post.back_days, *(each.post_days_back for each in slow)]),
    )


def ballot_plan(ballot: Ballot, rules: RuleSet, *, place: UUID | None = None) -> PostalPlan:
    """Plan backwards for one ballot: for one place, or for every paper member’s."""
    people = paper_members(local_day(ballot.notice_at))
    places = [place] if place else [row.establishment_id for row in people]
    opens, closes = local_day(ballot.opens_at), local_day(ballot.closes_at)
    return plan_for(rules, opens=opens, closes=closes, places=places)


def paper_members(on: date) -> tuple[MemberRow, ...]:
    """List who may vote on a day and is reached by letter."""
    return tuple(row for row in voters_on(on) if row.is_on_paper)


def served(ballot: Ballot, rules: RuleSet) -> Served:
    """Say how notice of this ballot stands, for those who were members when it was given."""
    there = voters_on(local_day(ballot.notice_at))
    sent = _sent(runs(kind="ballot", subject_id=ballot.id))
    on_paper = [row for row in there if row.is_on_paper]
    days = [served_on(ballot.notice_at, Delivery.ELECTRONIC, rules, zone())]
    days = days if len(on_paper) < len(there) else []
    found = [sent.get(row.id) for row in on_paper]
    days += [served_on(at, way, rules, zone()) for at, way in filter(None, found)]
    posted = tuple(local_day(one[0]) if one else None for one in found)
    return Served(tuple(days), sum(one is None for one in found), posted)


def _sent(found: Sequence[RunRow]) -> dict[UUID, tuple[datetime, Delivery]]:
    """Say for each member when and how their first letter left."""
    sent: dict[UUID, tuple[datetime, Delivery]] = {}
    for run in found:
        if run.sent_on is None:
            continue
        way = Delivery.HANDED if run.way == "hand" else Delivery.POSTED
        # Only the day of posting is known, so the clock runs from its noon.
        left = datetime.combine(run.sent_on, time(12), tzinfo=zone()).astimezone(UTC)
        for letter in letters(run.id):
            known = sent.get(letter.member_id)
            sent[letter.member_id] = min(known, (left, way)) if known else (left, way)
    return sent
