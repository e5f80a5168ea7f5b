"""Work out one amount of a scheme, with its sum in figures; rounded once (PAY-4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from coop.core.errors import N_, Refusal
from coop.core.money import Rounding, plain, rounded
from payroll.rules.nouns import PayFacts
from payroll.rules.periods import DAYS_OF_WEEK
from payroll.rules.schemes.given import Given
from payroll.rules.schemes.scheme import Limit, Measure, Per, Scheme, Step, Term, Value, When
from payroll.rules.schemes.scheme_checks import holds


class CannotCompute(ValueError):
    """A pay that cannot be worked out; it carries every reason."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        """Carry the refusals."""
        super().__init__("; ".join(map(str, refusals)))
        self.refusals = refusals


@dataclass(frozen=True, slots=True)
class Exact:
    """An amount before it is rounded, and the sum that gives it."""

    amount: Fraction
    says: str


@dataclass(frozen=True, slots=True)
class Found:
    """An amount, rounded once, with its whole working."""

    amount: int
    working: str
    cap: str = ""


@dataclass(slots=True)
class Sums:
    """One computation on its way: what is known by name so far, and what must be noted."""

    scheme: Scheme
    facts: PayFacts
    given: Given
    chosen: Mapping[str, str]
    amounts: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def holds(self, when: When | None) -> bool:
        """Say whether something holds under what was chosen."""
        return holds(when or {}, self.chosen)

    def money(self, amount: Fraction | int) -> str:
        """Write an amount; a part of a coin is written as a division."""
        exact = Fraction(amount)
        if exact.denominator == 1:
            return plain(int(exact), self.scheme.currency)
        return f"{plain(exact.numerator, self.scheme.currency)} / {exact.denominator}"

    def named(self, name: str) -> Fraction | None:
        """Give what a name stands for so far; None for a figure that was not given."""
        if name in self.amounts:
            return Fraction(self.amounts[name])
        return self.given.figures.get(name)

    def step(self, value: Value) -> Step:
        """Give the number that holds on the last day of the stretch (PAY-9)."""
        found = value.on(self.facts.last)
        if found is None:
            raise CannotCompute((_too_early(self.scheme, value),))
        if value.on(self.facts.first) != found:
            self.notes.append(
                f"A number changed on {found.from_on.isoformat()}, within these days:"
                f" {found.written} was taken, by “{found.source}”."
            )
        return found

    def days(self) -> Fraction | None:
        """Give how many days were worked, as given or as approved; None when nobody knows."""
        if "days" in self.given.figures:
            return self.given.figures["days"]
        days = {one.day for one in self.facts.worked if one.is_paid and one.minutes > 0}
        return Fraction(len(days)) if days else None

    def weeks(self) -> Fraction:
        """Give the length of the stretch in weeks (PAY-10)."""
        return Fraction((self.facts.last - self.facts.first).days + 1, DAYS_OF_WEEK)


def reckon(measure: Measure, sums: Sums) -> Found | None:
    """Work an amount out; None when a figure was not given and nothing limits it."""
    asked = _asked(measure, sums)
    floors = [one for limit in measure.at_least if (one := limit_of(limit, sums))]
    ceilings = [one for limit in measure.at_most if (one := limit_of(limit, sums))]
    if asked is None and not floors and not ceilings:
        return None
    return _within(asked or Exact(Fraction(0), ""), floors, ceilings, sums)


def _within(asked: Exact, floors: list[Exact], ceilings: list[Exact], sums: Sums) -> Found:
    how = sums.scheme.rounding
    amount = rounded(asked.amount, how)
    working = _equals(asked.says, asked.amount, amount, sums) if asked.says else ""
    cap = []
    for floor in floors:
        cap.append(f"at least {floor.says}")
        # A floor is rounded up and a ceiling down, so that neither is ever passed.
        if (least := rounded(floor.amount, Rounding.UP)) > amount:
            amount, working = least, f"{working}; at least {floor.says} = {sums.money(least)}"
    for ceiling in ceilings:
        cap.append(f"at most {ceiling.says}")
        if (most := rounded(ceiling.amount, Rounding.DOWN)) < amount:
            amount, working = most, f"{working}; at most {ceiling.says} = {sums.money(most)}"
    return Found(amount, working.removeprefix("; ") or sums.money(amount), "; ".join(cap))


def _equals(says: str, exact: Fraction, amount: int, sums: Sums) -> str:
    alone = says in {sums.money(amount), f"{sums.money(amount)} as given"}
    return says if alone and exact == amount else f"{says} = {sums.money(amount)}"


def _asked(measure: Measure, sums: Sums) -> Exact | None:
    if measure.given:
        return _as_given(measure, sums)
    base = base_of(measure.base, sums)
    if measure.bands:
        return _banded(measure, base.amount, sums)
    if measure.less and (less := limit_of(measure.less, sums)):
        base = _over(base, less, sums)
    return _rated(measure, base, sums)


def _as_given(measure: Measure, sums: Sums) -> Exact | None:
    figure = sums.given.figures.get(measure.given)
    if figure is None:
        return None
    if not measure.base:
        return Exact(figure, f"{sums.money(figure)} as given")
    base = base_of(measure.base, sums)
    return Exact(figure * base.amount, f"{sums.given.written[measure.given]} × {base.says}")


def base_of(terms: tuple[Term, ...], sums: Sums) -> Exact:
    """Add up a base; it is never less than nothing."""
    parts: list[tuple[str, str]] = []
    total = Fraction(0)
    for term in terms:
        if term.name == "room":
            terms_of_room = _room(sums)
            total += sums.amounts["room"]
            parts += terms_of_room
            continue
        amount = sums.named(term.name)
        if not amount and (term.is_taken or parts):
            continue
        total += -(amount or 0) if term.is_taken else (amount or 0)
        parts.append(("−" if term.is_taken else "+", sums.money(amount or 0)))
    if total < 0 or not parts:
        return Exact(Fraction(0), sums.money(0))
    says = " ".join(f"{sign} {amount}" for sign, amount in parts).removeprefix("+ ")
    return Exact(total, f"({says})" if len(parts) > 1 else says)


def _room(sums: Sums) -> list[tuple[str, str]]:
    """Say what may still be taken: what is left, less what stays protected."""
    left, room = sums.amounts["left"], sums.amounts["room"]
    kept = [("−", sums.money(left - room))] if left > room else []
    return [("+", sums.money(left)), *kept]


def _over(base: Exact, less: Exact, sums: Sums) -> Exact:
    if base.amount <= less.amount:
        return Exact(Fraction(0), sums.money(0))
    says = base.says.removeprefix("(").removesuffix(")")
    return Exact(base.amount - less.amount, f"({says} − {less.says})")


def _rated(measure: Measure, base: Exact, sums: Sums) -> Exact:
    rate, written = Fraction(1), ""
    if measure.rate_input in sums.given.figures:
        rate = sums.given.figures[measure.rate_input]
        written = sums.given.written[measure.rate_input]
    elif measure.rate:
        step = sums.step(measure.rate)
        rate, written = step.number, step.written
    if written in {"1", "100 %"}:
        return Exact(base.amount, base.says.removeprefix("(").removesuffix(")"))
    return Exact(rate * base.amount, f"{written} × {base.says}" if written else base.says)


def _banded(measure: Measure, base: Fraction, sums: Sums) -> Exact:
    """Take each band’s rate of what lies within it, above what earlier pay has filled."""
    since = sums.given.figures.get(measure.since, Fraction(0))
    overs = [_threshold(band.over, sums) for band in measure.bands]
    parts: list[str] = []
    total = Fraction(0)
    for place, band in enumerate(measure.bands):
        top = overs[place + 1] if place + 1 < len(overs) else max(since + base, overs[place])
        inside = _clamp(since + base, overs[place], top) - _clamp(since, overs[place], top)
        if inside > 0:
            rate = sums.step(band.rate)
            total += rate.number * inside
            parts.append(f"{rate.written} × {sums.money(inside)}")
    return Exact(total, " + ".join(parts) or sums.money(0))


def _threshold(over: Value, sums: Sums) -> Fraction:
    number = sums.step(over).number
    stretched = per_time(number, over.per, sums)
    return stretched.amount if stretched else number


def _clamp(amount: Fraction, least: Fraction, most: Fraction) -> Fraction:
    return max(least, min(amount, most))


def limit_of(limit: Limit, sums: Sums) -> Exact | None:
    """Give what a limit comes to; None where it does not hold, or its figure was not given."""
    if not sums.holds(limit.when):
        return None
    step = sums.step(limit.value)
    if limit.of:
        of = sums.named(limit.of)
        return None if of is None else Exact(step.number * of, f"{step.written} × {sums.money(of)}")
    return per_time(step.number, limit.value.per, sums)


def per_time(number: Fraction, per: Per, sums: Sums) -> Exact | None:
    """Stretch an amount a week or a day over the days of pay; a whole week is itself (PAY-10)."""
    says = sums.money(number)
    if per is Per.WEEK:
        weeks = sums.weeks()
        return Exact(number * weeks, says if weeks == 1 else f"{says} × {weeks}")
    if per is Per.DAY:
        days = sums.days()
        return None if days is None else Exact(number * days, f"{says} × {days} days")
    return Exact(number, says)


def _too_early(scheme: Scheme, value: Value) -> Refusal:
    return Refusal(
        "PAY-9",
        N_("%(scheme)s has no number for %(key)s before %(day)s."),
        {
            "scheme": scheme.title,
            "key": value.key,
            "day": value.steps[0].from_on.isoformat() if value.steps else "–",
        },
    )
