"""The pay of the story by our own pencil: it shares no line with the program’s sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from tests.stories.year.hours import Hour
from tests.stories.year.plan import Stay

Figures = Mapping[str, str]
"""Figures of one member and one pay, by the scheme’s own names, as decimal strings."""
TAKEN_AS_GIVEN = (
    "income_tax", "national_insurance", "social_insurance", "child_maintenance", "court_orders",
)  # fmt: skip
Rates = Mapping[str, Sequence[tuple[date, str, int]]]
RATES: Rates = {
    "plain": [(date(2026, 4, 1), "*", 1221), (date(2026, 4, 1), "Bicycles", 1275)],
    "ew-levy": [(date(2026, 4, 1), "*", 1221)],
    "ew-prison": [(date(2026, 4, 1), "*", 60), (date(2026, 4, 1), "Printing", 95)],
    "riverside": [(date(2026, 4, 1), "*", 320), (date(2026, 4, 1), "Washing", 340)],
}
"""Scheme to rates of an hour: from a day, in an area, in pence."""
MORE = ((date(2026, 8, 1), "*", 1260), (date(2026, 8, 1), "Bicycles", 1320))
RAISED: Rates = {**RATES, "plain": [*RATES["plain"], *MORE]}
"""What plain pay is raised to by the award."""


@dataclass(slots=True)
class Pay:
    """What one stretch must come to."""

    gross: int = 0
    taken: dict[str, int] = field(default_factory=dict)
    purses: dict[str, int] = field(default_factory=dict)

    @property
    def net(self) -> int:
        """Give what is left."""
        return self.gross - sum(self.taken.values())


def pay_of(
    stay: Stay,
    hours: Sequence[Hour],
    figures: Figures,
    saved: int = 0,
    rates: Rates | None = None,
) -> Pay:
    """Add a stretch up: hours at their rates, what is given to be taken, then the scheme’s own."""
    pay = Pay(sum(_earned(hours, (rates or RATES)[stay.scheme])))
    pay.gross += _minimum(stay, pay.gross) + pence(figures.get("bonus", "0"))
    pay.taken = {code: pence(figures[code]) for code in TAKEN_AS_GIVEN if code in figures}
    weeks = Fraction((stay.last - stay.first).days + 1, 7)
    if stay.scheme == "ew-levy":
        rate = share(figures.get("levy_rate", "40 %"))
        pay.taken["levy"] = half_up(rate * max(Fraction(0), pay.net - 2000 * weeks))
    if stay.scheme == "riverside":
        most = int(300 * weeks)
        pay.taken["harmed"] = min(half_up(Fraction(pay.gross, 20)), most)
    pay.purses = _divided(stay.scheme, pay.net, figures, saved)
    return pay


def _earned(hours: Sequence[Hour], rates: Sequence[tuple[date, str, int]]) -> list[int]:
    """Give each line of a payslip: all minutes of one area at one rate, rounded once."""
    groups: dict[tuple[str, int, bool], int] = {}
    for each in hours:
        key = (each.area, _rate(each, rates), each.is_late)
        groups[key] = groups.get(key, 0) + each.minutes
    return [half_up(Fraction(minutes * rate, 60)) for (_, rate, _), minutes in groups.items()]


def _rate(hour: Hour, rates: Sequence[tuple[date, str, int]]) -> int:
    fitting = [one for one in rates if one[0] <= hour.day and one[1] in {hour.area, "*"}]
    return max(fitting, key=lambda one: (one[1] != "*", one[0]))[2]


def _minimum(stay: Stay, gross: int) -> int:
    """Give what is added where prison pay is under 4.00 a week."""
    if stay.scheme != "ew-prison":
        return 0
    least = Fraction(400 * ((stay.last - stay.first).days + 1), 7)
    return max(0, half_up(least) - gross)


def _divided(scheme: str, net: int, figures: Figures, saved: int) -> dict[str, int]:
    savings = half_up(net * share(figures.get("savings_share", "0 %")))
    if scheme == "riverside":
        savings = min(half_up(Fraction(net, 5)), max(0, 12000 - saved))
    family = half_up(net * share(figures.get("family_share", "0 %")))
    parts = {"savings": savings, "family": family, "spend": net - savings - family}
    return {code: amount for code, amount in parts.items() if amount}


def half_up(exact: Fraction) -> int:
    """Round a part of a penny: a half goes away from nothing."""
    size = int(abs(exact) + Fraction(1, 2))
    return size if exact >= 0 else -size


def pence(text: str) -> int:
    """Read “12.50”."""
    return int(Fraction(text) * 100)


def pounds(amount: int) -> str:
    """Write pence as “12.50”."""
    return f"{amount // 100}.{amount % 100:02}"


def share(text: str) -> Fraction:
    """Read “40 %” or “1/5”."""
    return Fraction(text.removesuffix(" %")) / 100 if text.endswith("%") else Fraction(text)
