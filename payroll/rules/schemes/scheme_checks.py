"""Compare the parts of a scheme with each other: names, circles, shares, choices (PAY-1)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod

from payroll.rules.schemes.scheme import (
    Input,
    InputKind,
    Limit,
    Measure,
    Purse,
    Scheme,
    Switch,
    When,
)

BUILT_IN = frozenset({"gross", "left", "net", "room"})
TYPED = frozenset({"grade", "employer"})
"""Facts that are given beside the inputs, under names of their own."""
MOST_WAYS = 64
"""How many ways there may be to set all switches: each is tried until the members choose."""
MOST_COMBINATIONS = 256
Fault = tuple[str, str]
"""A key of the file, and what was expected there."""


def faults_between(scheme: Scheme) -> Iterator[Fault]:
    """Give every fault that shows only when the tables are laid beside each other."""
    yield from _twice(scheme)
    yield from _choices(scheme)
    yield from _ways_to_set(scheme)
    yield from _whens(scheme)
    yield from _names(scheme)
    yield from _circles(scheme)
    yield from _orders(scheme)
    yield from _purses(scheme)


def _twice(scheme: Scheme) -> Iterator[Fault]:
    asked = [one.code for one in scheme.inputs] + [one.code for one in scheme.switches]
    worked_out = [one.code for one in scheme.lines] + [one.code for one in scheme.formulas]
    for group, codes in (("inputs and switches", asked), ("lines and earnings", worked_out)):
        for code, times in Counter(codes).items():
            if times > 1 or code in BUILT_IN | TYPED:
                yield group, f"the name “{code}” is taken already"


def _choices(scheme: Scheme) -> Iterator[Fault]:
    rows: list[Input | Switch] = [*scheme.inputs, *scheme.switches]
    for row in rows:
        codes = [one.code for one in row.choices]
        needs = isinstance(row, Switch) or row.kind is InputKind.CHOICE
        usual = row.until_set if isinstance(row, Switch) else row.usual
        if needs and len(set(codes)) < max(2, len(codes)):
            yield f"{row.code}.choices", "must be two different choices at least"
        if usual and usual not in codes:
            yield f"{row.code}", f"“{usual}” is not among its choices"
        if isinstance(row, Input) and needs and not usual:
            yield f"{row.code}.usual", "is missing: a choice needs the one that usually holds"


def _ways_to_set(scheme: Scheme) -> Iterator[Fault]:
    ways = prod(max(1, len(one.choices)) for one in scheme.switches)
    if ways > MOST_WAYS:
        yield "switches", f"can be set in {ways} ways together; {MOST_WAYS} are the most"
    named = {name for purse in scheme.purses for name in purse.when}
    known = choices_of(scheme)
    if prod(max(1, len(known.get(name, ""))) for name in named) > MOST_COMBINATIONS:
        yield "purses", f"hang on more than {MOST_COMBINATIONS} combinations of choices"


def _whens(scheme: Scheme) -> Iterator[Fault]:
    known = choices_of(scheme)
    for key, when in _all_whens(scheme):
        for name, choices in when.items():
            if name not in known:
                yield f"{key}.when.{name}", "is no switch and no input with choices"
            elif unknown := set(choices) - known[name]:
                yield f"{key}.when.{name}", f"“{min(unknown)}” is not among its choices"


def choices_of(scheme: Scheme) -> dict[str, frozenset[str]]:
    """Give every switch and every input with choices, and the codes of these."""
    rows: list[Input | Switch] = [*scheme.inputs, *scheme.switches]
    return {row.code: frozenset(one.code for one in row.choices) for row in rows if row.choices}


def _all_whens(scheme: Scheme) -> Iterator[tuple[str, When]]:
    yield from ((f"minimums.{one.code}", one.when) for one in scheme.minimums)
    yield from (("unpaid", one.when) for one in scheme.unpaid)
    for formula in scheme.formulas:
        key = f"earnings.{formula.code}"
        yield from ((key, one) for one in (formula.when, *(two.when for two in formula.factors)))
    for line in scheme.lines:
        yield f"lines.{line.code}", line.when
        yield from _limit_whens(f"lines.{line.code}", line.measure)
    for purse in scheme.purses:
        yield f"purses.{purse.code}", purse.when
        yield from ((f"purses.{purse.code}.cap", one.when or {}) for one in purse.cap)


def _limit_whens(key: str, measure: Measure) -> Iterator[tuple[str, When]]:
    for limit in (*measure.at_least, *measure.at_most):
        yield key, limit.when or {}


def _names(scheme: Scheme) -> Iterator[Fault]:
    """Refuse a base, a limit or an input that nobody has declared."""
    figures = {one.code for one in scheme.inputs if one.kind is not InputKind.CHOICE}
    earnings = {one.code for one in scheme.formulas}
    lines = {one.code for one in scheme.lines}
    known = BUILT_IN | figures | lines | earnings
    for line in scheme.lines:
        yield from _measure_names(f"lines.{line.code}", line.measure, known - {"net"}, figures)
    known |= {one.code for one in scheme.purses}
    for purse in scheme.purses:
        key = f"purses.{purse.code}"
        if purse.measure:
            yield from _measure_names(key, purse.measure, known, figures)
        yield from _limit_names(f"{key}.cap", purse.cap, known)
    for guard in scheme.protected:
        yield from _limit_names("protected.least", [guard.limit], {"gross", *figures, *earnings})
        for code in sorted(set(guard.beyond) - lines):
            yield "protected.beyond", f"“{code}” is no line"
    yield from _input_names(scheme, figures)


def _input_names(scheme: Scheme, figures: set[str]) -> Iterator[Fault]:
    named = [(f"minimums.{one.code}.input", one.given) for one in scheme.minimums] + [
        (f"earnings.{one.code}.factors", factor.given)
        for one in scheme.formulas
        for factor in one.factors
    ]
    yield from ((key, f"“{name}” is no input") for key, name in named if name not in {"", *figures})


def _measure_names(
    key: str, measure: Measure, known: Iterable[str], figures: set[str]
) -> Iterator[Fault]:
    known = set(known)
    unknown = [term.name for term in measure.base if term.name not in known]
    yield from ((f"{key}.base", f"“{name}” is no known base") for name in unknown)
    named = {"rate_input": measure.rate_input, "since": measure.since, "input": measure.given}
    for at, name in named.items():
        if name and name not in figures:
            yield f"{key}.{at}", f"“{name}” is no input"
    yield from _ways(key, measure)
    limits = [*measure.at_least, *measure.at_most, *([measure.less] if measure.less else [])]
    yield from _limit_names(key, limits, known)


def _ways(key: str, measure: Measure) -> Iterator[Fault]:
    ways = [bool(measure.rate or measure.rate_input), bool(measure.bands), bool(measure.given)]
    if sum(ways) != 1:
        yield key, "needs one way to its amount: a rate, bands, or an input"
    if not measure.given and not measure.base:
        yield f"{key}.base", "is missing: of what is it taken?"
    overs = [step.number for band in measure.bands for step in band.over.steps[:1]]
    if overs != sorted(set(overs)):
        yield f"{key}.bands", "must come in order, each over more than the one before"


def _limit_names(key: str, limits: Sequence[Limit], known: Iterable[str]) -> Iterator[Fault]:
    for limit in limits:
        if limit.of and limit.of not in set(known):
            yield f"{key}.of", f"“{limit.of}” is no known base"


def _circles(scheme: Scheme) -> Iterator[Fault]:
    lines = {one.code: _needs(one.measure) for one in scheme.lines}
    purses = {one.code: _needs(one.measure) for one in scheme.purses if one.measure}
    over = {one.code: {one.over} for one in scheme.purses if one.over}
    for key, graph in (("lines", lines), ("purses", purses), ("purses.over", over)):
        found = _circle(graph)
        if found:
            yield key, "go round in a circle: " + " → ".join(found)


def _needs(measure: Measure) -> set[str]:
    limits = (*measure.at_least, *measure.at_most, *([measure.less] if measure.less else []))
    return {term.name for term in measure.base} | {one.of for one in limits}


def _circle(graph: Mapping[str, set[str]]) -> list[str]:
    """Give one circle of names, each needing the next; empty when there is none."""
    for start in graph:
        path = [start]
        seen = {start}
        if _leads_back(start, start, graph, path, seen):
            return path
    return []


def _leads_back(
    at: str, start: str, graph: Mapping[str, set[str]], path: list[str], seen: set[str]
) -> bool:
    for following in sorted(graph.get(at, set())):
        if following == start:
            path.append(start)
            return True
        if following in seen:
            continue
        seen.add(following)
        path.append(following)
        if _leads_back(following, start, graph, path, seen):
            return True
        path.pop()
    return False


def _orders(scheme: Scheme) -> Iterator[Fault]:
    usual = tuple(one.code for one in scheme.lines)
    for switch in scheme.switches:
        for choice in switch.choices:
            if choice.order and sorted(choice.order) != sorted(usual):
                yield f"{switch.code}.{choice.code}.order", "must name every line once"
    orders = [one.order for switch in scheme.switches for one in switch.choices if one.order]
    for order in (usual, *orders):
        yield from _backwards(scheme, order)


def _backwards(scheme: Scheme, order: Sequence[str]) -> Iterator[Fault]:
    place = {code: at for at, code in enumerate(order)}
    for line in scheme.lines:
        for name in sorted(_needs(line.measure) & set(place)):
            if place[name] > place.get(line.code, 0):
                yield f"lines.{line.code}.base", f"“{name}” is taken later, so it is not known yet"


def _purses(scheme: Scheme) -> Iterator[Fault]:
    """See that under every choice one purse takes the rest, and shares stay within the whole."""
    codes = {one.code for one in scheme.purses}
    for purse in scheme.purses:
        if purse.over and purse.over not in codes:
            yield f"purses.{purse.code}.over", f"“{purse.over}” is no purse"
        if bool(purse.cap) != bool(purse.over):
            yield f"purses.{purse.code}.over", "a cap and “over” belong together: where does it go?"
    for chosen in _combinations(scheme):
        active = [one for one in scheme.purses if holds(one.when, chosen)]
        under = ", ".join(f"{name} = {choice}" for name, choice in chosen.items()) or "always"
        yield from _whole(active, under)


def _whole(active: Sequence[Purse], under: str) -> Iterator[Fault]:
    if sum(one.is_rest for one in active) != 1:
        yield "purses", f"one purse must take the rest (rest = true); {under}"
    for code, times in Counter(one.code for one in active).items():
        if times > 1 or code in BUILT_IN:
            yield "purses", f"the name “{code}” is taken already; {under}"
    if _shares(active) > 1:
        yield "purses", f"the shares come to more than the whole; {under}"


def _shares(purses: Iterable[Purse]) -> Fraction:
    rates = [
        one.measure.rate.steps[-1].number
        for one in purses
        if one.measure and one.measure.rate and one.measure.rate.steps
        if [term.name for term in one.measure.base] in (["gross"], ["net"])
    ]
    return sum(rates, Fraction(0))


def _combinations(scheme: Scheme) -> Iterator[dict[str, str]]:
    """Give all choices that decide which purses there are."""
    named = sorted({name for purse in scheme.purses for name in purse.when})
    known = choices_of(scheme)
    options = [sorted(known.get(name, {""})) for name in named]
    for place, picked in enumerate(product(*options)):
        if place < MOST_COMBINATIONS:
            yield dict(zip(named, picked, strict=True))


def holds(when: When, chosen: Mapping[str, str]) -> bool:
    """Say whether something holds under these choices."""
    return all(chosen.get(name, "") in choices for name, choices in when.items())
