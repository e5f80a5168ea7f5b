"""List schemes: what each is for, what it asks, and every number with its source."""

from collections.abc import Sequence

from coop.core.money import plain
from payroll.rules.schemes.given import inputs_of
from payroll.rules.schemes.scheme import Input, InputKind, Scheme


def scheme_list(schemes: Sequence[Scheme]) -> str:
    """Write one line for each scheme, and how to see more."""
    rows = [f"{one.code:<10} {one.title} ({one.currency})" for one in schemes]
    return "\n".join([*rows, "", "`coop pay schemes CODE` says what a scheme asks for."])


def scheme_lines(scheme: Scheme) -> str:
    """Write all that a scheme asks for and all its numbers, each with its source."""
    lines = [
        f"{scheme.code}: {scheme.title}, version {scheme.version}",
        scheme.does,
        f"Place: {scheme.place}. Currency: {scheme.currency}. Facts of {scheme.facts_of}.",
        *("* " + one for one in (*scheme.not_computed, *scheme.unconfirmed)),
        "",
        "Inputs (--set NAME=VALUE):",
    ]
    lines += [
        f"  {one.code}: {one.says} ({_form(one, scheme.currency)})" for one in inputs_of(scheme)
    ]
    if scheme.switches:
        lines += ["", "Switches, which nobody has settled:"]
    for switch in scheme.switches:
        lines += [f"  {switch.code}: {switch.says} {switch.why}"]
        lines += [f"    {one.code}: {one.says}" for one in switch.choices]
    purses = {one.code: one.says for one in scheme.purses}
    lines += ["", "Purses:", *(f"  {code}: {says}" for code, says in purses.items())]
    lines += ["", "Numbers and where they come from:"]
    lines += [f"  {one.key} = {one.value}: {one.source}" for one in scheme.citations]
    return "\n".join(lines)


def _form(row: Input, currency: str) -> str:
    if row.kind is InputKind.CHOICE:
        return f"one of {', '.join(one.code for one in row.choices)}; usually {row.usual}"
    bounds = [
        f"{word} {plain(int(bound), currency) if row.kind is InputKind.AMOUNT else bound}"
        for word, bound in (("at least", row.least), ("at most", row.most))
        if bound is not None
    ]
    return ", ".join([row.kind.value, *bounds])


def scheme_facts(scheme: Scheme) -> dict[str, object]:
    """Give a scheme as JSON values."""
    return {
        "code": scheme.code,
        "title": scheme.title,
        "version": scheme.version,
        "does": scheme.does,
        "place": scheme.place,
        "currency": scheme.currency,
        "facts_of": scheme.facts_of.isoformat(),
        "digest": scheme.digest,
        "not_computed": list(scheme.not_computed),
        "unconfirmed": list(scheme.unconfirmed),
        "inputs": [_input_facts(one, scheme.currency) for one in inputs_of(scheme)],
        "switches": [
            {
                "code": one.code,
                "says": one.says,
                "why": one.why,
                "choices": {choice.code: choice.says for choice in one.choices},
            }
            for one in scheme.switches
        ],
        "lines": {one.code: one.says for one in scheme.lines},
        "purses": {one.code: one.says for one in scheme.purses},
        "numbers": [
            {"key": one.key, "value": one.value, "source": one.source} for one in scheme.citations
        ],
    }


def _input_facts(row: Input, currency: str) -> dict[str, object]:
    return {
        "code": row.code,
        "says": row.says,
        "kind": row.kind.value,
        "form": _form(row, currency),
        "choices": {one.code: one.says for one in row.choices},
    }
