"""Read a printed working and do its sums again, as a member would with a pencil (PAY-51).

A working is a short text with sums in it, such as “7 h 30 min × 10.00 = 75.00” or “20 % of
220.00 = 44.00, at most 40.00”. Words are passed over. Each equals sign must be true to less
than one smallest coin, since the right side was rounded once.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

_TOKEN = re.compile(
    r"(?P<span>\d+ h(?: \d+ min)?|\d+ min)\b"
    r"|(?P<number>\d+(?:\.\d+)?)(?P<percent>\s?%)?"
    r"|(?P<sign>[-−–+×·/÷()])"
    r"|(?P<word>[^\W\d]+)"
)
_CLAUSE = re.compile(r"[;:]\s|,\s|\.\s|\.$")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TIMES = {"×", "·", "of"}
_MINUS = {"-", "−", "–"}
_PICKS = {"lesser": min, "lower": min, "greater": max, "higher": max}
_LONGEST = 100

Token = str | Fraction


class Unreadable(ValueError):
    """A sum that cannot be read."""


def faults_of_working(working: str, amount: int, decimals: int) -> Iterator[str]:
    """Say which sum of a working is wrong, and whether it ends at the amount beside it."""
    coin = Fraction(1, 10**decimals)
    last = working
    for clause in _CLAUSE.split(working):
        sides = clause.split("=")
        if len(sides) > 1:
            yield from _unequal(sides, coin)
            last = working[working.rindex(sides[-1]) :]
    stated = [Fraction(found) for found in _NUMBER.findall(last)]
    if amount and abs(amount) * coin not in stated:
        yield f"“{working}” does not end at the amount beside it."


def _unequal(sides: Sequence[str], coin: Fraction) -> Iterator[str]:
    try:
        values = [value_of(side) for side in sides if _NUMBER.search(side)]
    except (Unreadable, ZeroDivisionError):
        yield f"“{'='.join(sides).strip()}” cannot be read as a sum."
        return
    if not values or any(abs(one - values[-1]) >= coin for one in values):
        yield f"“{'='.join(sides).strip()}” is not right."


def is_in_hours(working: str) -> bool:
    """Say whether a working counts hours and minutes."""
    return any(found["span"] for found in _TOKEN.finditer(working))


def value_of(text: str) -> Fraction:
    """Work out a sum exactly; `Unreadable` when it is none."""
    tokens = list(_tokens(text))
    value, rest = _sum(tokens, 0)
    if rest != len(tokens):
        raise Unreadable(text)
    return value


def _tokens(text: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        if found["span"]:
            yield _hours(found["span"])
        elif found["number"]:
            yield Fraction(found["number"]) / (100 if found["percent"] else 1)
        elif found["sign"]:
            yield found["sign"]
        elif found["word"] in {"of", "and", *_PICKS}:
            yield found["word"]


def _hours(text: str) -> Fraction:
    numbers = [int(one) for one in _NUMBER.findall(text)]
    if " h" not in text:
        return Fraction(numbers[0], 60)
    return numbers[0] + Fraction(numbers[1] if len(numbers) > 1 else 0, 60)


def _sum(tokens: Sequence[Token], at: int) -> tuple[Fraction, int]:
    value, at = _product(tokens, at)
    while at < len(tokens) and (tokens[at] == "+" or tokens[at] in _MINUS):
        more, after = _product(tokens, at + 1)
        value, at = (value + more if tokens[at] == "+" else value - more), after
    return value, at


def _product(tokens: Sequence[Token], at: int) -> tuple[Fraction, int]:
    value, at = _one(tokens, at)
    while at < len(tokens) and (tokens[at] in _TIMES or tokens[at] in {"/", "÷"}):
        more, after = _one(tokens, at + 1)
        value, at = (value * more if tokens[at] in _TIMES else value / more), after
    return value, at


def _one(tokens: Sequence[Token], at: int) -> tuple[Fraction, int]:
    found = tokens[at] if at < len(tokens) <= _LONGEST else ""
    if isinstance(found, Fraction):
        return found, at + 1
    if found in _MINUS:
        value, after = _one(tokens, at + 1)
        return -value, after
    return _pick(tokens, at) if found in _PICKS else _in_brackets(tokens, at)


def _in_brackets(tokens: Sequence[Token], at: int) -> tuple[Fraction, int]:
    if tokens[at : at + 1] != ["("] or len(tokens) > _LONGEST:
        raise Unreadable
    value, after = _sum(tokens, at + 1)
    if tokens[after : after + 1] != [")"]:
        raise Unreadable
    return value, after + 1


def _pick(tokens: Sequence[Token], at: int) -> tuple[Fraction, int]:
    """Read “lesser of A and B”."""
    if tokens[at + 1 : at + 2] != ["of"]:
        raise Unreadable
    first, after = _sum(tokens, at + 2)
    if tokens[after : after + 1] != ["and"]:
        raise Unreadable
    second, end = _sum(tokens, after + 1)
    return _PICKS[str(tokens[at])](first, second), end
