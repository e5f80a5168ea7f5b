"""A bank’s statement from a CSV file with named columns."""

import csv
import io
import re
from collections.abc import Mapping
from datetime import date, datetime

from coop.core.errors import N_
from coop.core.money import minor
from payroll.rules.books.bank_file import (
    AMOUNT_WANTED,
    DAY_WANTED,
    NOTHING_MOVED,
    BankFile,
    BankRow,
    Faults,
)

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "day": ("day", "date", "booking date", "transaction date"),
    "text": ("text", "description", "details", "narrative"),
    "amount": ("amount", "value"),
    "in": ("paid in", "in", "credit amount", "credit"),
    "out": ("paid out", "out", "debit amount", "debit"),
    "reference": ("reference", "ref", "transaction id"),
}
"""What we need -> the names that banks give it, in any case."""
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")
_THOUSANDS = re.compile(r"[-+−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
Line = Mapping[str, str]


def read_bank_csv(text: str, currency: str) -> BankFile:
    """Read rows from CSV; `WrongBankFile` says every fault with its line and field (PAY-87)."""
    faults = Faults()
    lines = _cells(text.lstrip("\ufeff"), faults)
    head = [name.strip().casefold() for name in lines[0][1]] if lines else []
    columns = {what: name for what, names in COLUMNS.items() for name in names if name in head}
    _check_head(columns, faults)
    faults.raise_if_any()
    rows = []
    for number, cells in lines[1:]:
        if len(cells) != len(head):
            faults.add(number, "", N_("Line %(line)s: it has not as many fields as the headings."))
            continue
        given = dict(zip(head, map(_plain, cells), strict=True))
        line = {what: given[name] for what, name in columns.items()}
        rows.append(_row(number, line, currency, faults))
    if not rows:
        faults.whole(N_("The file has no lines below its headings."))
    faults.raise_if_any()
    return BankFile(tuple(rows))


def _cells(text: str, faults: Faults) -> list[tuple[int, list[str]]]:
    """Part the file into fields; each line keeps its number, and empty ones are left out."""
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    try:
        return [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error:
        faults.whole(N_("This file cannot be read as CSV."))
        return []


def _plain(cell: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in cell).strip()


def _check_head(columns: Mapping[str, str], faults: Faults) -> None:
    todo = N_("Name the columns in the first line: day, text, amount, reference.")
    for what in ("day", "text"):
        if what not in columns:
            faults.whole(N_("The column “%(field)s” is missing."), todo, field=what)
    if "amount" not in columns and not {"in", "out"} <= columns.keys():
        faults.whole(N_("The column “%(field)s” is missing."), todo, field="amount")


def _row(number: int, line: Line, currency: str, faults: Faults) -> BankRow:
    day = _day(line["day"])
    if day is None:
        faults.add(number, "day", DAY_WANTED, line["day"])
    if not line["text"]:
        faults.add(number, "text", N_("Line %(line)s, %(field)s: there is no text."))
    return BankRow(
        number,
        day or date.min,
        _moved(number, line, currency, faults),
        line["text"],
        line.get("reference", ""),
    )


def _moved(number: int, line: Line, currency: str, faults: Faults) -> int:
    """Add up what a line says came in, and what went out."""
    signs = (("amount", 1),) if "amount" in line else (("in", 1), ("out", -1))
    found = 0
    for name, sign in signs:
        given = line[name]
        try:
            found += sign * (_amount(given, currency) if given or name == "amount" else 0)
        except ValueError:
            faults.add(number, name, AMOUNT_WANTED, given)
            return 0
    if not found:
        faults.add(number, signs[0][0], NOTHING_MOVED)
    return found


def _amount(text: str, currency: str) -> int:
    return minor(text.replace(",", "") if _THOUSANDS.fullmatch(text) else text, currency)


def _day(text: str) -> date | None:
    for shape in DAYS:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
