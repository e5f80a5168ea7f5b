"""Plan backwards for members reached by post, so that no ballot leaves them out (GOV-21)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil

from coop.core.errors import N_, Refusal
from governance.rules.nouns import PostTimes, RuleSet

DAY = timedelta(days=1)
LONGEST = 400
"""Days ahead within which a ballot must find its dates."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which post moves and people work: week days (Monday is 0), no holidays."""

    week_days: frozenset[int] = frozenset(range(5))
    holidays: frozenset[date] = field(default_factory=frozenset)

    def works(self, day: date) -> bool:
        """Say whether anybody works on that day."""
        return day.weekday() in self.week_days and day not in self.holidays

    def back(self, day: date, days: int) -> date:
        """Go back so many working days, ending on one; 0 gives the last one up to `day`."""
        return self._walk(day, days, -DAY)

    def on(self, day: date, days: int) -> date:
        """Go on so many working days, ending on one; 0 gives the first one from `day`."""
        return self._walk(day, days, DAY)

    def _walk(self, day: date, days: int, step: timedelta) -> date:
        while not self.works(day):
            day += step
        for _ in range(days):
            day += step
            while not self.works(day):
                day += step
        return day


@dataclass(frozen=True, slots=True)
class PostalPlan:
    """The last days on which each thing may happen, if paper members are to have a vote.

    `served_on` is the day on which post sent on `last_post` counts as served or reaches
    the member, whichever is later; `last_answer` is when a member must post it back.
    """

    last_print: date
    last_post: date
    served_on: date
    last_answer: date
    last_return: date
    last_key: date


def postal_plan(
    *, opens: date, closes: date, times: PostTimes, calendar: Calendar, rules: RuleSet
) -> PostalPlan:
    """Count back from the close, and from the opening for notice; the earlier day holds.

    The count needs `key_days` before the close; before those the paper must be back,
    and before that the member must have had it for `answer_days`.
    """
    last_key = calendar.back(closes - DAY, 0)
    last_return = calendar.back(last_key, times.key_days)
    last_answer = calendar.back(last_return, times.back_days)
    for_answer = calendar.back(calendar.back(last_answer, times.answer_days), times.out_days)
    for_notice = opens - DAY * (rules.notice.clear_days + 1 + _transit(rules))
    last_post = calendar.back(min(for_answer, for_notice), 0)
    return PostalPlan(
        last_print=calendar.back(last_post, times.print_days),
        last_post=last_post,
        served_on=max(last_post + DAY * _transit(rules), calendar.on(last_post, times.out_days)),
        last_answer=last_answer,
        last_return=last_return,
        last_key=last_key,
    )


def first_dates(
    today: date, *, times: PostTimes, calendar: Calendar, rules: RuleSet
) -> tuple[date, date]:
    """Give the first opening and close that leave nobody out, if printing starts today."""
    ready = calendar.on(calendar.on(today, 0), times.print_days)
    opens = ready + DAY * (_transit(rules) + rules.notice.clear_days + 1)
    closes = opens + DAY * (rules.ballot.days_open + 1)
    for later in range(LONGEST):
        plan = postal_plan(
            opens=opens,
            closes=closes + DAY * later,
            times=times,
            calendar=calendar,
            rules=rules,
        )
        if plan.last_post >= ready:
            return opens, closes + DAY * later
    message = "No ballot within a year leaves time for the post."
    raise ValueError(message)


def left_out(plan: PostalPlan, today: date, *, posted: Iterable[date | None]) -> list[Refusal]:
    """Say why these dates leave paper members out; empty when they do not (GOV-21).

    `posted` holds, for each establishment or mail run, the day its packs went, or None.
    """
    runs = list(posted)
    late = sum(1 for day in runs if day is not None and day > plan.last_post)
    waiting = sum(1 for day in runs if day is None)
    found = []
    if late:
        found.append(_refusal(N_("Packs went out too late for some members on paper."), plan))
    if waiting and today > plan.last_post:
        found.append(
            _refusal(N_("Packs have not gone out, and it is too late to post them."), plan)
        )
    elif waiting:
        found.append(_refusal(N_("Packs for members on paper have not gone out yet."), plan))
    return found


def too_soon(plan: PostalPlan, today: date) -> list[Refusal]:
    """Say before notice is given that the dates chosen leave no time to print or post."""
    if today <= plan.last_print:
        return []
    return [_refusal(N_("These dates leave no time to print and post the packs."), plan)]


def _transit(rules: RuleSet) -> int:
    """Whole days that deemed service may take: posted late in a day, it runs into the next."""
    return ceil(rules.notice.posted_hours / 24)


def _refusal(sentence: str, plan: PostalPlan) -> Refusal:
    return Refusal(
        "GOV-21",
        sentence,
        {"last_post": plan.last_post},
        N_("The last day to post was %(last_post)s. Choose later dates, or record a reason."),
    )
