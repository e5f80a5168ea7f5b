"""Figures for a run from outside, one by one or in a CSV file; every fault at once (PAY-44)."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coop.core.errors import N_, Refusal
from coop.core.money import minor
from payroll.rules.nouns import PayFacts, Period
from payroll.rules.runs.pay_facts import LEAVE_OUT, RESERVED, TAKE_BACK
from payroll.rules.runs.pieces import AT
from payroll.rules.schemes.given import inputs_of, read_given
from payroll.rules.schemes.scheme import Scheme

NEEDED = ("number", "code", "value")
COLUMNS = (*NEEDED, "day", "because")
MOST_LINES = 20_000
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure for one member: a scheme’s input, or one of the run’s own; empty takes it back.

    `day` names the stretch of a split period that it is for; `line` is its line in a file.
    """

    number: int
    code: str
    value: str
    because: str = ""
    day: date | None = None
    line: int = 0

    @property
    def key(self) -> str:
        """Give the code under which it is kept."""
        return f"{self.code}{AT}{self.day.isoformat()}" if self.day else self.code


@dataclass(frozen=True, slots=True)
class Target:
    """The member whom a figure is for, and the schemes that may pay them in the run."""

    schemes: Sequence[Scheme]
    currency: str
    period: Period


def refusals_of_figure(figure: Figure, target: Target | None) -> list[Refusal]:
    """Say everything that is wrong with a figure."""
    if target is None:
        return [_fault(figure, "number", N_("there is no member with this number"))]
    found = []
    if figure.day and not target.period.first <= figure.day <= target.period.last:
        found.append(_fault(figure, "day", N_("this day is not in the period")))
    if figure.code in RESERVED:
        return found + _reserved(figure, target)
    asking = [one for one in target.schemes if figure.code in {i.code for i in inputs_of(one)}]
    if not asking:
        text = N_("no scheme of this member asks for it")
        return [*found, _fault(figure, "code", text)]
    return found + _value_faults(figure, asking[0], target)


def _reserved(figure: Figure, target: Target) -> list[Refusal]:
    found = []
    if figure.value and not figure.because.strip():
        found.append(_fault(figure, "because", N_("say why")))
    if figure.value and figure.code == TAKE_BACK and not _is_amount(figure.value, target.currency):
        found.append(_fault(figure, "value", N_("give an amount such as 12.50")))
    if figure.value not in {"", "1"} and figure.code == LEAVE_OUT:
        found.append(_fault(figure, "value", N_("write 1, or nothing to take it back")))
    return found


def _is_amount(text: str, currency: str) -> bool:
    try:
        return minor(text, currency) > 0
    except ValueError:
        return False


def _value_faults(figure: Figure, scheme: Scheme, target: Target) -> list[Refusal]:
    """Let the scheme itself read the figure."""
    period = target.period
    facts = PayFacts(period, period.first, period.last, inputs={figure.code: figure.value})
    read = read_given(scheme, facts)
    return [_passed_on(figure, one) for one in read] if isinstance(read, list) else []


def _passed_on(figure: Figure, wrong: Refusal) -> Refusal:
    return _at(figure.line, "value", str(wrong).rstrip("."))


def read_csv(content: bytes) -> tuple[list[Figure], list[Refusal]]:
    """Read figures from a file with a heading; give them, and every fault by line and field."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], [_fault(None, "", N_("what stands there is not UTF-8 text"))]
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        heading = [(name or "").strip().lower() for name in rows.fieldnames or ()]
        wrong = _heading_faults(heading)
        rows.fieldnames = heading
        return ([], wrong) if wrong else _read_rows(rows)
    except csv.Error:
        return [], [_fault(None, "", N_("what stands there is not a table of commas and lines"))]


def _heading_faults(heading: Sequence[str]) -> list[Refusal]:
    missing = [name for name in NEEDED if name not in heading]
    strange = [name for name in heading if name not in COLUMNS]
    twice = sorted({name for name in heading if heading.count(name) > 1})
    first = Figure(0, "", "", line=1)
    return [
        *(_fault(first, name, N_("this column is missing")) for name in missing),
        *(_fault(first, name, N_("this column is not known")) for name in strange),
        *(_fault(first, name, N_("this column is there twice")) for name in twice),
    ]


def _read_rows(rows: "csv.DictReader[str]") -> tuple[list[Figure], list[Refusal]]:
    found: list[Figure] = []
    faults: list[Refusal] = []
    for row in rows:
        line = rows.line_num
        if len(found) + len(faults) >= MOST_LINES:
            faults.append(_at(line, "", N_("there are too many lines")))
            break
        one = _figure(row, line)
        if isinstance(one, Figure):
            found.append(one)
        else:
            faults += one
    return found, faults + list(_twice(found))


def _figure(row: Mapping[str | None, object], line: int) -> Figure | list[Refusal]:
    if None in row or None in row.values():
        return [_at(line, "", N_("this line has more or fewer fields than the heading"))]
    told = {str(name): str(value).strip() for name, value in row.items()}
    faults = list(_row_faults(told, line))
    if faults:
        return faults
    day = date.fromisoformat(told["day"]) if told.get("day") else None
    because = told.get("because", "")
    return Figure(int(told["number"]), told["code"], told["value"], because, day, line)


def _row_faults(told: Mapping[str, str], line: int) -> Iterator[Refusal]:
    number, day = told["number"], told.get("day", "")
    if not number.isascii() or not number.isdigit():
        yield _at(line, "number", N_("give the membership number"))
    if not told["code"] or AT in told["code"]:
        yield _at(line, "code", N_("give the name of the figure"))
    if any(len(value) > LONGEST for value in told.values()):
        yield _at(line, "", N_("something here is too long"))
    if day and not _is_day(day):
        yield _at(line, "day", N_("write the day as 2026-11-20"))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _twice(figures: Sequence[Figure]) -> Iterator[Refusal]:
    seen: dict[tuple[int, str], int] = {}
    for one in figures:
        if (one.number, one.key) in seen:
            text = N_("the same figure stands in line %(other)s")
            yield _at(one.line, "code", text, other=seen[one.number, one.key])
        seen.setdefault((one.number, one.key), one.line)


def _fault(figure: Figure | None, field: str, text: str) -> Refusal:
    return _at(figure.line if figure else 0, field, text)


def _at(line: int, field: str, fault: str, **values: object) -> Refusal:
    """Name the line and the field before what is wrong there."""
    said = {"line": line, "field": field, "fault": fault % values if values else fault}
    if line and field:
        return Refusal("PAY-44", N_("Line %(line)s, “%(field)s”: %(fault)s."), said)
    if line:
        return Refusal("PAY-44", N_("Line %(line)s: %(fault)s."), said)
    text = N_("“%(field)s”: %(fault)s.") if field else N_("In this file: %(fault)s.")
    return Refusal("PAY-44", text, said)
