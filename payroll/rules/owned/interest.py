"""Interest exact to the day, rounded once, and the most that may be paid (PAY-68 to PAY-71)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from coop.core.errors import N_, Refusal
from coop.core.money import rounded
from payroll.rules.nouns import Amount

MILLION = 1_000_000
DAY = timedelta(days=1)
_PERCENT = re.compile(r"(?P<whole>\d{1,3})(?:\.(?P<part>\d{1,4}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Stood:
    """So much stood there from a day on, until the next change."""

    from_on: date
    balance: Amount


@dataclass(frozen=True, slots=True)
class Stretch:
    """So much stood there for so many days of a year that has so many."""

    first: date
    last: date
    balance: Amount
    year_days: int
    rate_ppm: int

    @property
    def exact(self) -> Fraction:
        """Give the interest of this stretch, not rounded."""
        return Fraction(self.balance * self.days * self.rate_ppm, self.year_days * MILLION)

    @property
    def days(self) -> int:
        """Count the days, the first and the last included."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Earned:
    """The interest on one member’s money, and the stretches that it was worked out from."""

    amount: Amount
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Cap:
    """The most interest that may be paid: a fixed rate, or so much above another rate.

    `asked` is there when the law’s number is not known to us: whoever records the interest
    gives the limit, and says where it stands.
    """

    at_least: Fraction = Fraction(0)
    above: Fraction = Fraction(0)
    reference: str = ""
    asked: str = ""


def interest(moves: Sequence[Stood], rate_ppm: int, first: date, last: date) -> Earned:
    """Work out the interest of a period, both days included, rounded once and half up (PAY-68).

    Money counts on the day that it comes in, and no more on the day that it goes. A year has
    365 days, or 366 when it is a leap year.
    """
    return earned(stretches_of(moves, rate_ppm, first, last))


def earned(stretches: Sequence[Stretch]) -> Earned:
    """Add up the interest of all stretches, and round it once (PAY-68)."""
    exact = sum((one.exact for one in stretches), Fraction(0))
    return Earned(rounded(exact), tuple(stretches))


def stretches_of(moves: Sequence[Stood], rate_ppm: int, first: date, last: date) -> list[Stretch]:
    """Cut a period where the money or the year changes; stretches with nothing are left out."""
    ordered = sorted(moves, key=lambda one: one.from_on)
    cuts = {first, last + DAY} | {one.from_on for one in ordered}
    cuts |= {date(year, 1, 1) for year in range(first.year + 1, last.year + 1)}
    days = sorted(day for day in cuts if first <= day <= last + DAY)
    found = []
    for begins, ends in pairwise(days):
        balance = next((one.balance for one in reversed(ordered) if one.from_on <= begins), 0)
        if balance > 0:
            year = year_days(begins.year)
            found.append(Stretch(begins, ends - DAY, balance, year, rate_ppm))
    return found


def year_days(year: int) -> int:
    """Count the days of a year."""
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def highest_ppm(cap: Cap, *, reference_ppm: int | None, told_ppm: int | None) -> int | None:
    """Give the highest rate that the rules allow, in millionths; None where it is not known.

    Where the rules name another rate, it is needed; where they ask, the limit is told (PAY-69).
    """
    if cap.asked:
        return told_ppm
    if cap.reference and reference_ppm is None:
        return None
    above = (Fraction(reference_ppm or 0, MILLION) + cap.above) if cap.reference else Fraction(0)
    highest = max(cap.at_least, above) * MILLION
    return highest.numerator // highest.denominator


def refusals_of_rate(rate_ppm: int, highest: int | None) -> list[Refusal]:
    """Say everything against a rate of interest (PAY-69)."""
    if highest is None:
        todo = N_("Give the rate that the limit is measured by, and say where you read it.")
        return [Refusal("PAY-69", N_("The limit of interest is not known."), {}, todo)]
    if not 0 <= rate_ppm <= highest:
        said = {"most": percent(highest)}
        todo = N_("Choose a lower rate.")
        text = N_("Interest is at least nothing, and at most %(most)s %% a year.")
        return [Refusal("PAY-69", text, said, todo)]
    return []


def refusals_of_period(
    first: date, last: date, *, today: date, paid: Sequence[tuple[date, date]]
) -> list[Refusal]:
    """Say everything against interest for these days: they are over, and nobody had it (PAY-70)."""
    found = []
    if last < first:
        found.append(Refusal("PAY-70", N_("The last day comes before the first.")))
    if last >= today:
        todo = N_("Wait until the last day is over.")
        found.append(Refusal("PAY-70", N_("The period is not over yet."), {}, todo))
    for begun, ended in paid:
        if begun <= last and first <= ended:
            said = {"first": begun, "last": ended}
            text = N_("There is interest already for %(first)s to %(last)s.")
            found.append(Refusal("PAY-70", text, said))
    return found


def percent(ppm: int) -> str:
    """Write a rate in millionths as per cent: 52500 is “5.25”."""
    whole, part = divmod(ppm, MILLION // 100)
    return f"{whole}.{part:04}".rstrip("0").rstrip(".")


def ppm_of(text: str) -> int:
    """Read per cent such as “5.25” as millionths; `ValueError` when it is none."""
    found = _PERCENT.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return int(found["whole"] + (found["part"] or "").ljust(4, "0"))
