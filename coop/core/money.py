"""Money in whole minor units: read, written, rounded and shared out, never as a float."""

import re
from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from babel.numbers import get_currency_precision

_AMOUNT = re.compile(r"(?P<sign>[-−+]?)(?P<whole>\d{1,12})(?:\.(?P<part>\d{1,4}))?")


class Rounding(StrEnum):
    """How a part of a minor unit is rounded; “half” names what becomes of exactly a half."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"
    UP = "up"


def decimals(currency: str) -> int:
    """Say how many decimals a currency (ISO 4217) has: GBP 2, JPY 0."""
    return int(get_currency_precision(currency))


def minor(text: str, currency: str) -> int:
    """Read an amount such as “12.50” as minor units; `ValueError` when it is none."""
    found = _AMOUNT.fullmatch(text.strip())
    places = decimals(currency)
    part = (found["part"] or "") if found else ""
    if found is None or len(part.rstrip("0")) > places:
        raise ValueError(text)
    whole = int(found["whole"] + part[:places].ljust(places, "0"))
    return -whole if found["sign"] in {"-", "−"} else whole


def plain(amount: int, currency: str) -> str:
    """Write minor units as a decimal string: 1250 in GBP is “12.50”."""
    places = decimals(currency)
    sign, digits = ("-" if amount < 0 else ""), str(abs(amount)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def rounded(exact: Fraction, how: Rounding = Rounding.HALF_UP) -> int:
    """Round once to a whole unit; away from nothing for “up”, towards it for “down”."""
    size = abs(exact)
    whole, rest = divmod(size.numerator, size.denominator)
    twice = 2 * rest - size.denominator
    goes_up = {
        Rounding.HALF_UP: twice >= 0,
        Rounding.HALF_EVEN: twice > 0 or (twice == 0 and whole % 2 == 1),
        Rounding.DOWN: False,
        Rounding.UP: rest > 0,
    }[how]
    return (1 if exact >= 0 else -1) * (whole + goes_up)


def shared_out(total: int, weights: Sequence[Fraction | int]) -> list[int]:
    """Share a total by weights to the last unit, by largest remainder; ties go to the first.

    The parts add up to the total. Weights are not negative, and one at least is more than
    nothing; else `ValueError`.
    """
    whole = sum(weights, Fraction(0))
    if whole <= 0 or min(weights) < 0:
        raise ValueError(weights)
    exact = [Fraction(total) * weight / whole for weight in weights]
    parts = [part.numerator // part.denominator for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda one: (parts[one] - exact[one], one))
    for one in by_remainder[: total - sum(parts)]:
        parts[one] += 1
    return parts
