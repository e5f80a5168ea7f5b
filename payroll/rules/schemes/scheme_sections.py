"""Read each table of a scheme’s file into its noun (PAY-1)."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from coop.core.money import Rounding, minor
from payroll.rules.schemes.scheme import (
    ANY,
    Choice,
    Deduction,
    Factor,
    Formula,
    Input,
    InputKind,
    Minimum,
    Per,
    Premium,
    Protected,
    Purse,
    RateRow,
    Scheme,
    Switch,
    Unpaid,
)
from payroll.rules.schemes.scheme_reading import SchemeReading, Table

Row = TypeVar("Row")
_DECIMAL = re.compile(r"\d{1,9}(?:\.\d{1,4})?")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read_whole(top: Table, reading: SchemeReading, text: str, digest: str) -> Scheme:
    """Read the whole file; every fault goes to the reading."""
    scheme = Scheme(
        code=top.slug("code"),
        title=top.text("title"),
        version=top.version(),
        does=top.text("does"),
        place=top.text("place"),
        currency=reading.currency,
        facts_of=top.day("facts_of"),
        rounding=top.one_of("rounding", Rounding),
        sources=dict(reading.sources),
        not_computed=top.texts("not_computed"),
        unconfirmed=top.texts("unconfirmed"),
        inputs=_each(top, "inputs", _input),
        switches=_each(top, "switches", _switch),
        rates=tuple(row for rows in _each(top, "rates", _rate) for row in rows),
        minimums=_each(top, "minimums", _minimum),
        premiums=_each(top, "premiums", _premium),
        formulas=_each(top, "earnings", _formula),
        unpaid=_each(top, "unpaid", _unpaid),
        lines=_each(top, "lines", _deduction),
        protected=_each(top, "protected", _protected),
        purses=_each(top, "purses", _purse),
        citations=tuple(reading.citations),
        text=text,
        digest=digest,
    )
    top.close()
    return scheme


def _each(top: Table, key: str, read: Callable[[Table], Row]) -> tuple[Row, ...]:
    rows = []
    for one in top.tables(key):
        rows.append(read(one))
        one.close()
    return tuple(rows)


def _choices(table: Table) -> tuple[Choice, ...]:
    found = []
    for one in table.tables("choices"):
        found.append(Choice(one.name(), one.text("says"), one.names("order")))
        one.close()
    return tuple(found)


def _input(table: Table) -> Input:
    kind = _kind(table)
    return Input(
        code=table.name(),
        says=table.text("says"),
        kind=kind,
        choices=_choices(table),
        usual=table.maybe_text("usual"),
        least=_bound(table, "least", kind),
        most=_bound(table, "most", kind),
        is_outside=table.flag("is_outside"),
    )


def _kind(table: Table) -> InputKind:
    found = table.text("kind")
    if found in set(InputKind):
        return InputKind(found)
    table.fault("kind", "must be one of: " + ", ".join(InputKind))
    return InputKind.AMOUNT


def _bound(table: Table, key: str, kind: InputKind) -> Fraction | None:
    """Read how small or large a figure may be; it limits what is typed, and pays nobody."""
    if not table.has(key):
        return None
    value = table.amount(key) if kind is InputKind.AMOUNT else table.factor(key)
    return value.steps[0].number if value.steps else None


def _switch(table: Table) -> Switch:
    return Switch(
        code=table.name(),
        says=table.text("says"),
        why=table.text("why"),
        choices=_choices(table),
        until_set=table.maybe_name("until_set"),
    )


def _rate(table: Table) -> tuple[RateRow, ...]:
    value = table.amount("amount")
    keys = {key: table.maybe_text(key) or ANY for key in RATE_KEYS}
    return tuple(
        RateRow(
            amount=step.number,
            from_on=step.from_on,
            source=step.source,
            per=value.per if value.per is not Per.ONCE else Per.HOUR,
            written=step.written,
            **keys,
        )
        for step in value.steps
    )


RATE_KEYS = ("area", "grade", "kind", "employer", "level")


def _minimum(table: Table) -> Minimum:
    value = table.amount("amount") if table.has("amount") else None
    given, per = table.maybe_name("input"), table.maybe_text("per")
    if (value is None) == (not given):
        table.fault("amount", "must be written, or an “input” named: one of the two")
    if per and per not in set(Per):
        table.fault("per", "must be one of: " + ", ".join(Per))
    return Minimum(
        code=table.name(),
        says=table.text("says"),
        value=value,
        given=given,
        share=table.factor("share") if table.has("share") else None,
        per=value.per if value else Per(per) if per in set(Per) else Per.WEEK,
        source=table.source(),
        when=table.when(),
    )


def _premium(table: Table) -> Premium:
    weekdays = table.names("weekdays")
    if not set(weekdays) <= set(_WEEKDAYS):
        table.fault("weekdays", "must be among: " + ", ".join(_WEEKDAYS))
    return Premium(
        code=table.name(),
        says=table.text("says"),
        share=table.factor("share"),
        areas=table.names("areas"),
        kinds=table.names("kinds"),
        weekdays=weekdays,
        source=table.source(),
    )


def _formula(table: Table) -> Formula:
    return Formula(
        code=table.name(),
        says=table.text("says"),
        factors=_each(table, "factors", _factor),
        is_beside=table.flag("is_beside"),
        is_taken=table.flag("is_taken"),
        source=table.source(),
        when=table.when(),
    )


def _factor(table: Table) -> Factor:
    given = table.maybe_name("input")
    value = None if given else table.factor("value")
    return Factor(value, given, is_optional=table.flag("is_optional"), when=table.when())


def _unpaid(table: Table) -> Unpaid:
    return Unpaid(says=table.text("says"), source=table.source(), when=table.when())


def _deduction(table: Table) -> Deduction:
    return Deduction(
        code=table.name(),
        says=table.text("says"),
        to=table.text("to"),
        reason=table.source("reason"),
        measure=table.measure(),
        when=table.when(),
    )


def _protected(table: Table) -> Protected:
    return Protected(
        says=table.text("says"),
        limit=table.limit("least"),
        beyond=table.names("beyond"),
        source=table.source(),
    )


def _purse(table: Table) -> Purse:
    is_rest, is_overflow = table.flag("rest"), table.flag("overflow")
    return Purse(
        code=table.name(),
        says=table.text("says"),
        source=table.source(),
        cap=table.limits("cap"),
        over=table.maybe_name("over"),
        when=table.when(),
        measure=None if is_rest or is_overflow else table.measure(),
        is_rest=is_rest,
    )


def read_number(text: str) -> Fraction:
    """Read a count or a fraction somebody typed: “5”, “7.5”, “3/4”, “22 %”; else `ValueError`."""
    text = text.strip()
    if found := re.fullmatch(r"(\d{1,9}(?:\.\d{1,4})?) ?%", text):
        return Fraction(found[1]) / 100
    if _DECIMAL.fullmatch(text) or re.fullmatch(r"\d{1,6}/[1-9]\d{0,5}", text):
        return Fraction(text)
    raise ValueError(text)


def read_amount(text: str, currency: str) -> Fraction:
    """Read an amount somebody typed, in minor units; less than nothing is `ValueError`."""
    amount = minor(text, currency)
    if amount < 0:
        raise ValueError(text)
    return Fraction(amount)
