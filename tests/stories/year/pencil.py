"""Add a printed statement again with nothing but what stands on the paper."""

import ast
import json
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypedDict

import pypdfium2 as pdfium

SPAN = re.compile(r"(\d+) h(?: (\d+) min)?\b|(\d+) min\b")
PERCENT = re.compile(r"(\d+(?:\.\d+)?) ?%")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
WORDS = re.compile(r"[^\W\d_]+[:.,]?")
SIGNS = str.maketrans({"×": "*", "−": "-", "–": "-", "÷": "/", "·": "*"})
PENNY = Fraction(1, 100)
SUMS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class Row(TypedDict):
    """A line of a statement with its working."""

    says: str
    amount: int
    working: str


class Stretch(TypedDict):
    """A stretch of a statement, as its document says it."""

    first: str
    last: str
    scheme: str
    motion: str
    earnings: list[Row]
    gross: int
    lines: list[Row]
    net: int
    purses: list[Row]


def paper(pdf: bytes) -> tuple[dict[str, object], str]:
    """Give the document inside a statement’s paper, and the words that are printed on it."""
    opened = pdfium.PdfDocument(pdf)
    (record,) = [opened.get_attachment(n).get_data() for n in range(opened.count_attachments())]
    pages = [opened[n].get_textpage().get_text_range() for n in range(len(opened))]
    opened.close()
    found = json.loads(bytes(record))
    assert isinstance(found, dict)
    return found, plain("\n".join(pages))


def plain(text: str) -> str:
    """Set words one beside the other, however the lines were broken."""
    return re.sub(r"\s+", " ", text.replace("\u00ad", "").replace("\ufffe", ""))


def wrong_on(pdf: bytes) -> list[str]:
    """Say everything on a paper that does not add up, or that its document says otherwise."""
    document, printed = paper(pdf)
    found = []
    for stretch in stretches(document):
        found += list(_wrong_in(stretch, printed))
    for label, key in (("Gross pay", "gross"), ("Taken off", "taken"), ("Net pay", "net")):
        if f"{label} {coins(_whole(document, key))}" not in printed:
            found.append(f"{label} is not printed")
    found += [one for one in _sums_in(printed) if not is_right(one)]
    return found


def stretches(document: Mapping[str, object]) -> list[Stretch]:
    """Give the stretches of a document."""
    found = document["stretches"]
    assert isinstance(found, list)
    return found


def _wrong_in(stretch: Stretch, printed: str) -> Iterator[str]:
    for row in (*stretch["earnings"], *stretch["lines"], *stretch["purses"]):
        if row["amount"] and plain(row["working"]) not in printed:
            yield f"“{row['working']}” is not printed"
        if not comes_to(row["working"], abs(row["amount"])):
            yield f"“{row['working']}” does not come to {row['amount']}"
    earned, taken = _total(stretch["earnings"]), _total(stretch["lines"])
    if (earned, earned + taken) != (stretch["gross"], stretch["net"]):
        yield "the earnings are not the gross pay, or less what is taken not the net pay"
    if _total(stretch["purses"]) != stretch["net"]:
        yield "the purses are not the net pay"


def _total(rows: Sequence[Row]) -> int:
    return sum(row["amount"] for row in rows)


def comes_to(working: str, amount: int) -> bool:
    """Say whether every sum of a working is right and the last one gives the amount."""
    clauses = working.split("; ")
    last = NUMBER.findall(clauses[-1].rpartition("=")[2])
    return all(map(is_right, clauses)) and (not amount or Fraction(last[-1]) * 100 == amount)


def is_right(clause: str) -> bool:
    """Say whether both sides of every equals sign are the same to less than a penny."""
    sides = clause.split("=")
    if len(sides) == 1:
        return True
    values = [value(side) for side in sides]
    return all(abs(one - values[-1]) < PENNY for one in values)


def value(side: str) -> Fraction:
    """Work out one side: hours, percentages, amounts, and the four kinds of sums."""
    figures: list[Fraction] = []

    def kept(number: Fraction) -> str:
        figures.append(number)
        return f" _{len(figures) - 1} "

    text = SPAN.sub(lambda at: kept(_hours(at.groups())), side)
    text = PERCENT.sub(lambda at: kept(Fraction(at[1]) / 100), text)
    text = re.sub(r"(?<![_\d.])\d+(?:\.\d+)?", lambda at: kept(Fraction(at[0])), text)
    text = WORDS.sub(" ", text.replace(" of ", " × ")).translate(SIGNS)
    return _worked_out(ast.parse(text.strip(), mode="eval").body, figures)


def _hours(found: Sequence[str | None]) -> Fraction:
    hours, minutes, alone = (int(each or 0) for each in found)
    return hours + Fraction(minutes + alone, 60)


def _worked_out(node: ast.expr, figures: Sequence[Fraction]) -> Fraction:
    match node:
        case ast.Name(id=name):
            return figures[int(name[1:])]
        case ast.BinOp(left=left, op=sign, right=right):
            return SUMS[type(sign)](_worked_out(left, figures), _worked_out(right, figures))
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_worked_out(inner, figures)
    message = f"no sum: {ast.dump(node)}"
    raise ValueError(message)


def _sums_in(printed: str) -> list[str]:
    """Find what is printed as plain sums of balances: 25.00 + 230.00 − 15.00 = 240.00."""
    figure = r"−?\d+\.\d\d"
    return re.findall(rf"(?<![\d.])(?<!× ){figure}(?: [+−] {figure})+ = {figure}", printed)


def coins(amount: int) -> str:
    """Write pence as statements do."""
    sign = "−" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02}"


def _whole(document: Mapping[str, object], key: str) -> int:
    found = document[key]
    assert isinstance(found, int)
    return found
