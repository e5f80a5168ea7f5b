"""Work out one stretch of pay under a scheme: gross, lines, net, purses (PAY-3)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from coop.core.errors import N_, Refusal
from coop.core.money import plain
from payroll.rules.nouns import Computed, PayFacts, PurseShare
from payroll.rules.schemes.dividing import divide
from payroll.rules.schemes.earnings import earnings_of
from payroll.rules.schemes.given import Given, read_given
from payroll.rules.schemes.scheme import Scheme, Switch
from payroll.rules.schemes.sums import CannotCompute, Sums
from payroll.rules.schemes.taking import take

__all__ = ["CannotCompute", "compute"]

UNDIVIDED = "undivided"
Way = Mapping[str, str]
"""One choice for each switch that nobody has set."""


def compute(scheme: Scheme, facts: PayFacts) -> Computed:
    """Work the pay out; `CannotCompute` carries every reason why not.

    A switch that nobody set is tried every way. Where all ways agree, the answer stands; where
    only the purses differ, what differs stays in one purse undivided; else it refuses (PAY-15).
    """
    given = read_given(scheme, facts)
    if isinstance(given, list):
        raise CannotCompute(tuple(given))
    ways = [dict(one) for one in _ways(given.unset)]
    if len(ways) == 1:
        return _one_way(scheme, facts, given, ways[0])
    found = [(way, _tried(scheme, facts, given, way)) for way in ways]
    return _settled(given.unset, found)


def _ways(unset: Sequence[Switch]) -> Iterator[list[tuple[str, str]]]:
    options = [[(one.code, choice.code) for choice in one.choices] for one in unset]
    # How many there may be was limited when the scheme was read (PAY-1).
    return map(list, product(*options))


def _tried(scheme: Scheme, facts: PayFacts, given: Given, way: Way) -> Computed | CannotCompute:
    try:
        return _one_way(scheme, facts, given, way)
    except CannotCompute as refused:
        return refused


def _one_way(scheme: Scheme, facts: PayFacts, given: Given, way: Way) -> Computed:
    sums = Sums(scheme, facts, given, {**given.chosen, **way})
    earnings = earnings_of(sums)
    gross = sum(one.amount for one in earnings)
    if gross < 0:
        raise CannotCompute((_less_than_nothing(gross, scheme.currency),))
    sums.amounts["gross"] = sums.amounts["left"] = gross
    lines = take(sums)
    net = gross + sum(line.amount for line in lines)
    return Computed(
        scheme=scheme.code,
        title=scheme.title,
        version=scheme.version,
        digest=scheme.digest,
        currency=scheme.currency,
        earnings=earnings,
        gross=gross,
        lines=lines,
        net=net,
        purses=divide(sums, net),
        notes=tuple(
            dict.fromkeys([*scheme.not_computed, *scheme.unconfirmed, *given.notes, *sums.notes])
        ),
    )


Tried = Sequence[tuple[Way, Computed | CannotCompute]]


def _settled(unset: Sequence[Switch], found: Tried) -> Computed:
    refused = [one for _, one in found if isinstance(one, CannotCompute)]
    worked = [one for _, one in found if isinstance(one, Computed)]
    if not worked:
        raise refused[0]
    first = worked[0]
    if refused or any(_sums_of(one) != _sums_of(first) for one in worked):
        mattering = [one for one in unset if _matters(one, found)]
        raise CannotCompute(tuple(_must_be_set(one) for one in mattering or unset))
    differing = [one for one in unset if _matters(one, found)]
    notes = [
        *first.notes,
        *(_note(one, makes_no_difference=one not in differing) for one in unset),
    ]
    if not differing:
        return replace(first, notes=tuple(notes))
    return replace(first, notes=tuple(notes), purses=_undivided(worked))


def _matters(switch: Switch, found: Tried) -> bool:
    """Say whether two ways that differ in this switch alone give different answers."""
    groups: dict[tuple[tuple[str, str], ...], set[object]] = {}
    for way, one in found:
        rest = tuple(sorted((code, choice) for code, choice in way.items() if code != switch.code))
        said: object = one if isinstance(one, Computed) else str(one)
        groups.setdefault(rest, set()).add(
            (*_sums_of(one), _purses_of(one)) if isinstance(one, Computed) else said
        )
    return any(len(answers) > 1 for answers in groups.values())


def _sums_of(computed: Computed) -> tuple[object, ...]:
    earnings = tuple((one.code, one.amount) for one in computed.earnings)
    lines = tuple(sorted((one.code, one.amount) for one in computed.lines if one.amount))
    return computed.gross, computed.net, earnings, lines


def _purses_of(computed: Computed) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((one.code, one.amount) for one in computed.purses if one.amount))


def _undivided(worked: Sequence[Computed]) -> tuple[PurseShare, ...]:
    """Keep the purses on which every way agrees, and the rest of the net in one."""
    first = worked[0]
    amounts = [{one.code: one.amount for one in way.purses} for way in worked]
    agreed = [
        one
        for one in first.purses
        if all(way.get(one.code, 0) == one.amount for way in amounts) and one.amount
    ]
    rest = first.net - sum(one.amount for one in agreed)
    parts = [plain(first.net, first.currency), *(plain(o.amount, first.currency) for o in agreed)]
    working = " − ".join(parts) + f" = {plain(rest, first.currency)}"
    share = PurseShare(UNDIVIDED, "Not yet divided", rest, working, "")
    return (*agreed, share)


def _choices(switch: Switch) -> str:
    return "; ".join(f"{switch.code}={one.code}: {one.says}" for one in switch.choices)


def _note(switch: Switch, *, makes_no_difference: bool) -> str:
    then = "Here it makes no difference." if makes_no_difference else "Until then it is undivided."
    return f"Not set: {switch.says} ({_choices(switch)}.) {switch.why} {then}"


def _must_be_set(switch: Switch) -> Refusal:
    return Refusal(
        "PAY-15",
        N_("The switch %(code)s must be set: %(says)s %(why)s"),
        {
            "code": switch.code,
            "says": switch.says,
            "why": switch.why,
            "choices": _choices(switch),
        },
        N_("Choose one of: %(choices)s."),
    )


def _less_than_nothing(gross: int, currency: str) -> Refusal:
    return Refusal(
        "PAY-6",
        N_("More was taken back than was earned: %(gross)s."),
        {"gross": plain(gross, currency)},
        N_("Take the rest back in a later period, with a reason."),
    )
