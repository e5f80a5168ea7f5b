"""Read each table of a law book, and compare the numbers with each other (ROS-28)."""

from collections.abc import Mapping
from dataclasses import replace

from coop.rostering.rules.lawreading import LawTable
from coop.rostering.rules.nouns import Kind, KindRules, Limits

DAY = 1440
WEEK = 7 * DAY
WEEKS = 104
YEARS = 30
ABSENCES = ("sick", "refused", "rest", "clash", "cancelled", "other")
"""The standard list of reasons for staying away (ROS-24)."""


def read_limits(top: LawTable, absences: Mapping[str, bool]) -> Limits:
    """Read every number of working time; every fault goes to the reading."""
    rest, young, inside = top.table("rest"), top.table("young"), top.table("inside")
    paid = frozenset(reason for reason, is_paid in absences.items() if is_paid)
    kinds = _kinds(top.table("kinds"), paid)
    limits = replace(
        _with_inside(_with_young(_with_hours(_with_rest(Limits(), rest), top), young), inside),
        volunteer_week=kinds[Kind.VOLUNTEER].ceiling or 0,
        kinds=kinds,
    )
    _compare(limits, rest=rest, young=young, inside=inside)
    return limits


def _with_rest(limits: Limits, rest: LawTable) -> Limits:
    read = replace(
        limits,
        daily_rest=rest.whole("daily", least=1, most=DAY),
        weekly_rest=rest.whole("weekly", least=1, most=WEEK),
        fortnight_rest=_perhaps(rest, "fortnight", 2 * WEEK),
    )
    rest.close()
    return read


def _with_hours(limits: Limits, top: LawTable) -> Limits:
    hours, breaks, night = top.table("hours"), top.table("breaks"), top.table("night")
    notice, welfare = top.table("notice"), top.table("welfare")
    read = replace(
        limits,
        most_a_day=hours.whole("day", least=1, most=DAY),
        average_week=hours.whole("average_week", least=1, most=WEEK),
        reference_weeks=hours.whole("reference_weeks", least=1, most=WEEKS),
        opt_out=hours.yes("opt_out"),
        break_after=breaks.whole("after", least=1, most=DAY),
        break_length=breaks.whole("length", least=1, most=DAY),
        night_from=night.whole("from", least=0, most=DAY - 1),
        night_until=night.whole("until", least=0, most=DAY - 1),
        night_least=night.whole("least", least=1, most=DAY),
        night_most=night.whole("most", least=1, most=DAY),
        notice_days=notice.whole("days", least=0, most=365),
        peer_weeks=welfare.whole("peer_weeks", least=1, most=WEEKS),
        trend_weeks=welfare.whole("trend_weeks", least=1, most=WEEKS),
    )
    for table in (hours, breaks, night, notice, welfare):
        table.close()
    return read


def _with_young(limits: Limits, young: LawTable) -> Limits:
    read = replace(
        limits,
        adult=young.whole("adult", least=0, most=YEARS),
        young_daily_rest=young.whole("daily_rest", least=1, most=DAY),
        young_weekly_rest=young.whole("weekly_rest", least=1, most=WEEK),
        young_week=young.whole("week", least=0, most=WEEK),
        young_day=young.whole("day", least=0, most=DAY),
        young_nights=young.yes("nights"),
        young_night_from=young.whole("night_from", least=0, most=DAY - 1),
        young_night_until=young.whole("night_until", least=0, most=DAY - 1),
        young_break_after=young.whole("break_after", least=1, most=DAY),
        young_break_length=young.whole("break_length", least=1, most=DAY),
    )
    young.close()
    return read


def _with_inside(limits: Limits, inside: LawTable) -> Limits:
    read = replace(
        limits,
        inside_week=_perhaps(inside, "week", WEEK),
        inside_day=_perhaps(inside, "day", DAY),
        inside_days=inside.whole("days", least=1, most=7),
    )
    inside.close()
    return read


def read_absences(top: LawTable) -> dict[str, bool]:
    """Read which reasons for staying away are paid as planned (ROS-24)."""
    table = top.table("absences")
    absences = {reason: table.yes(reason) for reason in ABSENCES}
    table.close()
    return absences


def _perhaps(table: LawTable, key: str, most: int) -> int | None:
    return table.whole(key, least=1, most=most) if table.has(key) else None


def _kinds(table: LawTable, paid_absences: frozenset[str]) -> dict[Kind, KindRules]:
    kinds = {kind: _kind(table.table(kind), paid_absences) for kind in Kind}
    # Unpaid work without a ceiling is how a co-operative comes to live on it.
    if kinds[Kind.VOLUNTEER].ceiling is None:
        table.fault("volunteer.ceiling", "is missing")
    table.close()
    return kinds


def _kind(table: LawTable, paid_absences: frozenset[str]) -> KindRules:
    rules = KindRules(
        paid=table.yes("paid"),
        counts=table.yes("counts"),
        quarter_hours=table.yes("quarter_hours"),
        ceiling=_perhaps(table, "ceiling", WEEK),
        paid_absences=paid_absences,
    )
    table.close()
    return rules


def _compare(limits: Limits, *, rest: LawTable, young: LawTable, inside: LawTable) -> None:
    """Refuse numbers that contradict each other."""
    fortnight = limits.fortnight_rest
    wrong = (
        (
            limits.daily_rest + limits.most_a_day > DAY,
            rest, "daily", "leaves less of a day than hours.day asks for",
        ),
        (
            limits.weekly_rest < limits.daily_rest,
            rest, "weekly", "must not be shorter than rest.daily",
        ),
        (
            fortnight is not None and fortnight < limits.weekly_rest,
            rest, "fortnight", "must not be shorter than rest.weekly",
        ),
        (
            limits.young_daily_rest < limits.daily_rest,
            young, "daily_rest", "must not be shorter than rest.daily",
        ),
        (
            limits.young_weekly_rest < limits.weekly_rest,
            young, "weekly_rest", "must not be shorter than rest.weekly",
        ),
        (
            limits.young_day > limits.most_a_day,
            young, "day", "must not be longer than hours.day",
        ),
        (
            (limits.inside_day or 0) > limits.most_a_day,
            inside, "day", "must not be longer than hours.day",
        ),
    )  # fmt: skip
    for is_wrong, table, key, reason in wrong:
        if is_wrong:
            table.fault(key, reason)
