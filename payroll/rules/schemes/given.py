"""Read what is given for a scheme’s inputs and switches, and say all that is wrong (PAY-14)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from coop.core.errors import N_, Refusal
from coop.core.money import plain
from payroll.rules.nouns import PayFacts
from payroll.rules.schemes.scheme import Input, InputKind, Scheme, Switch
from payroll.rules.schemes.scheme_sections import read_amount, read_number

GROSS = Input("gross", "Gross pay of the period, instead of hours", InputKind.AMOUNT)


@dataclass(frozen=True, slots=True)
class Given:
    """What was given, read: figures by name, and what was chosen."""

    figures: Mapping[str, Fraction]
    written: Mapping[str, str]
    chosen: Mapping[str, str]
    unset: tuple[Switch, ...]
    """Switches that nobody has set and that have nothing to go by until somebody does."""
    notes: tuple[str, ...]


def inputs_of(scheme: Scheme) -> tuple[Input, ...]:
    """Give every input of a scheme; the gross of the period may always be given."""
    return (GROSS, *scheme.inputs)


def read_given(scheme: Scheme, facts: PayFacts) -> Given | list[Refusal]:
    """Read the inputs and the switches; every refusal at once when anything is wrong."""
    inputs = {one.code: one for one in inputs_of(scheme)}
    switches = {one.code: one for one in scheme.switches}
    found = _Found(scheme.currency)
    found.refusals += [*_unknown(facts.inputs, inputs), *_unknown(facts.settings, switches)]
    for row in inputs.values():
        found.read_input(row, facts.inputs.get(row.code, "").strip())
    for code in sorted(set(facts.settings) & set(switches)):
        found.choose(switches[code], facts.settings[code])
    if found.refusals:
        return found.refusals
    return _given(scheme, found.figures, found.written, found.chosen)


@dataclass(slots=True)
class _Found:
    """What was read so far."""

    currency: str
    figures: dict[str, Fraction] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)

    def read_input(self, row: Input, text: str) -> None:
        """Read one input; an empty text is as if it had not been given."""
        if row.kind is InputKind.CHOICE:
            self.choose(row, text or row.usual)
        elif text:
            read = _figure(row, text, self.currency)
            if isinstance(read, Refusal):
                self.refusals.append(read)
                return
            self.figures[row.code] = read
            self.written[row.code] = _as_written(row, text, read, self.currency)

    def choose(self, row: Input | Switch, text: str) -> None:
        """Note a choice."""
        self.chosen[row.code] = text
        self.refusals += _wrong_choice(row, text)


def _given(
    scheme: Scheme,
    figures: Mapping[str, Fraction],
    written: Mapping[str, str],
    chosen: Mapping[str, str],
) -> Given:
    waiting = [one for one in scheme.switches if one.code not in chosen]
    standing = {one.code: one.until_set for one in waiting if one.until_set}
    notes = [f"{one.says}: 0, none was given." for one in _missing(scheme, figures)]
    notes += [f"Not set: {one.says} ({one.code}). {one.why}" for one in waiting if one.until_set]
    unset = tuple(one for one in waiting if not one.until_set)
    return Given(figures, written, {**chosen, **standing}, unset, tuple(notes))


def _missing(scheme: Scheme, figures: Mapping[str, Fraction]) -> Iterator[Input]:
    return (one for one in scheme.inputs if one.is_outside and one.code not in figures)


def _unknown(named: Mapping[str, str], known: Mapping[str, Input | Switch]) -> Iterator[Refusal]:
    for name in sorted(set(named) - set(known)):
        yield Refusal(
            "PAY-14",
            N_("“%(name)s” is not asked for by this scheme."),
            {"name": name},
            N_("`coop pay schemes CODE` lists the inputs and the switches."),
        )


def _wrong_choice(row: Input | Switch, text: str) -> list[Refusal]:
    codes = [one.code for one in row.choices]
    if text in codes:
        return []
    return [
        Refusal(
            "PAY-14",
            N_("%(name)s must be one of: %(choices)s."),
            {"name": row.code, "choices": ", ".join(codes)},
        )
    ]


def _figure(row: Input, text: str, currency: str) -> Fraction | Refusal:
    try:
        found = read_amount(text, currency) if row.kind is InputKind.AMOUNT else read_number(text)
    except ValueError:
        return _unreadable(row)
    most = Fraction(1) if row.kind is InputKind.SHARE and row.most is None else row.most
    if (row.least is None or found >= row.least) and (most is None or found <= most):
        return found
    return Refusal(
        "PAY-14",
        N_("%(name)s must be from %(least)s to %(most)s."),
        {
            "name": row.code,
            "least": _bound(row, row.least or Fraction(0), currency),
            "most": "…" if most is None else _bound(row, most, currency),
        },
    )


def _unreadable(row: Input) -> Refusal:
    wanted = {
        InputKind.AMOUNT: N_("%(name)s must be an amount such as 12.50."),
        InputKind.SHARE: N_("%(name)s must be a share such as 10 %% or 1/10."),
        InputKind.NUMBER: N_("%(name)s must be a number such as 5 or 7.5."),
        InputKind.CHOICE: N_("%(name)s must be one of its choices."),
    }
    return Refusal("PAY-14", wanted[row.kind], {"name": row.code})


def _bound(row: Input, bound: Fraction, currency: str) -> str:
    if row.kind is InputKind.AMOUNT:
        return plain(int(bound), currency)
    return str(bound)


def _as_written(row: Input, text: str, read: Fraction, currency: str) -> str:
    if row.kind is InputKind.AMOUNT:
        return plain(int(read), currency)
    return text.strip().replace(" ", "").replace("%", " %")
