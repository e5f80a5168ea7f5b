"""Notice: when it counts as served, and the clear days before a vote (GOV-2, GOV-3)."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from governance.rules.nouns import RuleSet


class Delivery(StrEnum):
    """How a notice reached a member."""

    HANDED = "handed"
    POSTED = "posted"
    ELECTRONIC = "electronic"


def served_at(sent_at: datetime, delivery: Delivery, rules: RuleSet) -> datetime:
    """Give the moment at which a notice counts as served (GOV-3); `sent_at` is aware."""
    hours = {
        Delivery.HANDED: 0,
        Delivery.POSTED: rules.notice.posted_hours,
        Delivery.ELECTRONIC: rules.notice.electronic_hours,
    }[delivery]
    # Hours are counted in UTC, so that a change of clocks neither adds nor takes one.
    return sent_at.astimezone(UTC) + timedelta(hours=hours)


def served_on(sent_at: datetime, delivery: Delivery, rules: RuleSet, zone: ZoneInfo) -> date:
    """Give the co-operative’s own day on which a notice counts as served (GOV-3)."""
    return served_at(sent_at, delivery, rules).astimezone(zone).date()


def clear_days_between(served: date, vote: date) -> int:
    """Count the whole days between: neither the day of service nor that of the vote (GOV-2)."""
    return max(0, (vote - served).days - 1)


def earliest_open(sent_at: datetime, delivery: Delivery, rules: RuleSet, zone: ZoneInfo) -> date:
    """Give the first day on which voting may open for one notice (GOV-2)."""
    served = served_on(sent_at, delivery, rules, zone)
    return served + timedelta(days=rules.notice.clear_days + 1)


def earliest_close(opens_on: date, rules: RuleSet) -> date:
    """Give the first day on which voting may close: clear days again (GOV-18)."""
    return opens_on + timedelta(days=rules.ballot.days_open + 1)


def months_after(day: date, months: int) -> date:
    """Go so many months on; in a shorter month to its last day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def barred_until(defeated_on: date, rules: RuleSet) -> date:
    """Give the first day on which a defeated question may be put again (GOV-17)."""
    return months_after(defeated_on, rules.motions.barred_months)


def lapses_on(proposed_on: date, rules: RuleSet) -> date:
    """Give the day on which a motion lapses if it has too few seconders (GOV-16)."""
    return proposed_on + timedelta(days=rules.motions.lapse_days)
