"""Gross pay: hours at their rates, formulas, minimums and premiums (PAY-5 to PAY-8)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from coop.core.errors import N_, Refusal
from coop.core.money import rounded
from payroll.rules.nouns import Earning, Worked
from payroll.rules.schemes.scheme import ANY, Formula, Minimum, Per, Premium, RateRow
from payroll.rules.schemes.sums import CannotCompute, Exact, Sums, per_time

HOUR = 60
GIVEN = "Given from outside, instead of hours"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Group = tuple[RateRow, str, str, bool]
"""A rate, an area, a kind of time, and whether it comes late."""


def earnings_of(sums: Sums) -> tuple[Earning, ...]:
    """Give every line of gross pay, in the order of a payslip."""
    for unpaid in sums.scheme.unpaid:
        if sums.holds(unpaid.when):
            sums.notes.append(unpaid.says)
            return ()
    basic = list(_given(sums) or [*_hourly(sums), *_formulas(sums, is_beside=False)])
    basic += _minimums(sums, basic)
    return (*basic, *_formulas(sums, is_beside=True))


def _given(sums: Sums) -> tuple[Earning, ...]:
    gross = sums.given.figures.get("gross")
    if gross is None:
        return ()
    return (
        Earning(
            code="given",
            says="Pay of the period, as given",
            amount=int(gross),
            working=f"{sums.money(gross)} as given",
            source=GIVEN,
        ),
    )


def _hourly(sums: Sums) -> Iterator[Earning]:
    groups = _grouped(sums)
    for group, rows in groups.items():
        yield _paid_time(group, rows, sums)
    for premium in sums.scheme.premiums:
        yield from _premium(premium, groups, sums)


def _grouped(sums: Sums) -> dict[Group, list[Worked]]:
    """Lay paid time together by its rate; time without a rate is refused, all at once."""
    groups: dict[Group, list[Worked]] = defaultdict(list)
    refusals: dict[str, Refusal] = {}
    for worked in sums.facts.worked:
        row = rate_for(worked, sums) if worked.is_paid else None
        if row is not None:
            groups[row, worked.area, worked.kind, worked.is_late].append(worked)
        elif worked.is_paid:
            refusals.setdefault(f"{worked.area} {worked.kind}", _no_rate(worked, sums))
    if refusals:
        raise CannotCompute(tuple(refusals.values()))
    return groups


def rate_for(worked: Worked, sums: Sums) -> RateRow | None:
    """Give the most specific rate for an hour of work; of equals, the one set last (PAY-5)."""
    keys = {
        "area": worked.area,
        "grade": sums.facts.grade,
        "kind": worked.kind,
        "employer": sums.facts.employer,
        "level": sums.chosen.get("level", ""),
    }
    fitting = [row for row in sums.scheme.rates if _fits(row, keys, worked.day)]
    return max(fitting, key=_specific, default=None)


def _fits(row: RateRow, keys: dict[str, str], day: date) -> bool:
    if row.per is Per.PIECE or row.from_on > day:
        return False
    return all(getattr(row, key) in {ANY, value} for key, value in keys.items())


def _specific(row: RateRow) -> tuple[int, tuple[bool, ...], date]:
    named = (row.area, row.grade, row.level, row.kind, row.employer)
    pinned = tuple(one != ANY for one in named)
    return sum(pinned), pinned, row.from_on


def _paid_time(group: Group, rows: Sequence[Worked], sums: Sums) -> Earning:
    rate, area, kind, is_late = group
    minutes = sum(one.minutes for one in rows)
    days = tuple(sorted({one.day for one in rows}))
    exact, working = _time_at(rate, minutes, len(days), sums)
    amount = rounded(exact, sums.scheme.rounding)
    return Earning(
        code=f"{kind}:{area}",
        says=f"{area or 'Work'}, from an earlier period" if is_late else area or "Work",
        amount=amount,
        working=f"{working} = {sums.money(amount)}",
        source=rate.source,
        days=days,
        minutes=minutes,
        rate=rate.amount,
        area=area,
    )


def _time_at(rate: RateRow, minutes: int, days: int, sums: Sums) -> tuple[Fraction, str]:
    money = sums.money(rate.amount)
    if rate.per is Per.DAY:
        return rate.amount * days, f"{days} days × {money}"
    if rate.per is Per.WEEK:
        exact = per_time(rate.amount, Per.WEEK, sums)
        return (exact.amount, exact.says) if exact else (rate.amount, money)
    return rate.amount * minutes / HOUR, f"{hours_said(minutes)} × {money}"


def hours_said(minutes: int) -> str:
    """Write minutes as “7 h 30 min”; time taken back with a minus before it."""
    hours, rest = divmod(abs(minutes), HOUR)
    says = f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"−{says}" if minutes < 0 else says


def _premium(premium: Premium, groups: dict[Group, list[Worked]], sums: Sums) -> Iterator[Earning]:
    share = sums.step(premium.share)
    for (rate, area, kind, _), rows in groups.items():
        fitting = [one for one in rows if _earns(premium, one)]
        minutes = sum(one.minutes for one in fitting)
        if not minutes or rate.per is not Per.HOUR:
            continue
        exact = share.number * rate.amount * minutes / HOUR
        amount = rounded(exact, sums.scheme.rounding)
        says = f"{share.written} × {hours_said(minutes)} × {sums.money(rate.amount)}"
        yield Earning(
            code=f"{premium.code}:{kind}:{area}",
            says=premium.says,
            amount=amount,
            working=f"{says} = {sums.money(amount)}",
            source=premium.source,
            days=tuple(sorted({one.day for one in fitting})),
            area=area,
        )


def _earns(premium: Premium, worked: Worked) -> bool:
    if premium.areas and worked.area not in premium.areas:
        return False
    if premium.kinds and worked.kind not in premium.kinds:
        return False
    return not premium.weekdays or _WEEKDAYS[worked.day.weekday()] in premium.weekdays


def _formulas(sums: Sums, *, is_beside: bool) -> Iterator[Earning]:
    if not is_beside:
        yield from _pieces(sums)
    for formula in sums.scheme.formulas:
        if formula.is_beside is is_beside and sums.holds(formula.when):
            yield from _formula(formula, sums)


def _pieces(sums: Sums) -> Iterator[Earning]:
    """Pay each piece at the most specific rate for pieces; `pieces` counts them (PAY-8)."""
    pieces = sums.given.figures.get("pieces")
    rows = [row for row in sums.scheme.rates if row.per is Per.PIECE]
    keys = {
        "grade": sums.facts.grade,
        "employer": sums.facts.employer,
        "level": sums.chosen.get("level", ""),
    }
    fitting = [
        row
        for row in rows
        if row.from_on <= sums.facts.last
        and all(getattr(row, key) in {ANY, value} for key, value in keys.items())
    ]
    if pieces is None or not fitting:
        return
    row = max(fitting, key=_specific)
    amount = rounded(pieces * row.amount, sums.scheme.rounding)
    written = sums.given.written["pieces"]
    working = f"{written} × {sums.money(row.amount)} = {sums.money(amount)}"
    yield Earning("pieces", "Pieces made", amount, working, row.source, rate=row.amount)


def _formula(formula: Formula, sums: Sums) -> Iterator[Earning]:
    total, parts = Fraction(1), []
    for factor in formula.factors:
        if not sums.holds(factor.when):
            continue
        if factor.value is not None:
            step = sums.step(factor.value)
            number, written = step.number, step.written
        else:
            given = sums.given.figures.get(factor.given)
            if given is None and factor.is_optional:
                continue
            if given is None:
                return
            number, written = given, sums.given.written[factor.given]
        total *= number
        parts.append(written)
    amount = rounded(total, sums.scheme.rounding)
    sums.amounts[formula.code] = amount
    says = " × ".join(parts) + (f" = {sums.money(amount)}" if len(parts) > 1 else " as given")
    sign = -1 if formula.is_taken else 1
    yield Earning(formula.code, formula.says, sign * amount, says, formula.source)


def _minimums(sums: Sums, basic: Sequence[Earning]) -> Iterator[Earning]:
    before = sum(one.amount for one in basic)
    for minimum in sums.scheme.minimums:
        least = _least(minimum, sums, basic)
        if least is None or before >= least[0]:
            continue
        short, before = least[0] - before, least[0]
        working = f"{least[1]} − {sums.money(least[0] - short)} = {sums.money(short)}"
        yield Earning(minimum.code, minimum.says, short, working, minimum.source)


def _least(minimum: Minimum, sums: Sums, basic: Sequence[Earning]) -> tuple[int, str] | None:
    if not sums.holds(minimum.when):
        return None
    number = sums.step(minimum.value).number if minimum.value else None
    if minimum.given:
        number = sums.given.figures.get(minimum.given)
    if number is None:
        return None
    found = _over_time(number, minimum.per, sums, basic)
    if found is None:
        return None
    if minimum.share is None:
        return rounded(found.amount, sums.scheme.rounding), found.says
    step = sums.step(minimum.share)
    exact = step.number * found.amount
    return rounded(exact, sums.scheme.rounding), f"{step.written} × {found.says}"


def _over_time(number: Fraction, per: Per, sums: Sums, basic: Sequence[Earning]) -> Exact | None:
    if per is not Per.HOUR:
        return per_time(number, per, sums)
    minutes = sum(one.minutes for one in basic) or _typed_minutes(sums)
    return Exact(number * minutes / HOUR, f"{hours_said(minutes)} × {sums.money(number)}")


def _typed_minutes(sums: Sums) -> int:
    return int(sums.given.figures.get("hours", Fraction(0)) * HOUR)


def _no_rate(worked: Worked, sums: Sums) -> Refusal:
    return Refusal(
        "PAY-5",
        N_("There is no rate for %(kind)s in “%(area)s” on %(day)s, grade “%(grade)s”."),
        {
            "kind": worked.kind,
            "area": worked.area,
            "day": worked.day.isoformat(),
            "grade": sums.facts.grade,
        },
        N_("Adopt a rate for it, or one for all work."),
    )
