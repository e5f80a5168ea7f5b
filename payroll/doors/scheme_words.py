"""A pay scheme in plain words: how each step is worked out, and where its numbers come from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from flask_babel import gettext as _

from coop.core.errors import N_
from coop.core.money import plain
from payroll.rules.schemes.scheme import (
    ANY,
    Deduction,
    Factor,
    Formula,
    Input,
    Limit,
    Measure,
    Minimum,
    Per,
    Purse,
    RateRow,
    Scheme,
    Switch,
    Value,
    When,
)

EACH: Mapping[Per, str] = {
    Per.ONCE: "",
    Per.HOUR: N_("an hour"),
    Per.DAY: N_("a day"),
    Per.WEEK: N_("a week"),
    Per.PIECE: N_("a piece"),
}
EMPLOYERS: Mapping[str, str] = {
    "prison": N_("the prison"),
    "co_operative": N_("the co-operative"),
    "outside": N_("an outside employer"),
}
KINDS: Mapping[str, str] = {
    "paid": N_("Paid work"),
    "governance": N_("Governance"),
    "volunteer": N_("Volunteer work"),
    "time_bank": N_("Time bank"),
    "training": N_("Training"),
}
_USUAL: Mapping[str, str] = {
    "gross": N_("gross pay"),
    "net": N_("net pay"),
    "left": N_("what is left"),
    "room": N_("what may still be taken"),
}


@dataclass(frozen=True, slots=True)
class Stated:
    """One step of a scheme: what it is, how it is worked out, who gets it, and by what right."""

    what: str
    how: str
    source: str
    to: str = ""


class Words:
    """Puts one scheme into words."""

    def __init__(self, scheme: Scheme) -> None:
        """Learn the names that the scheme uses."""
        self.scheme = scheme
        rows: Iterator[Input | Formula | Deduction | Purse] = chain(
            scheme.inputs, scheme.formulas, scheme.lines, scheme.purses
        )
        self._names = {one.code: one.says for one in rows}

    def amount(self, minor: int) -> str:
        """Write an amount in the scheme’s own currency."""
        return plain(minor, self.scheme.currency).replace("-", "−")

    def rates(self) -> list[Stated]:
        """Say every rate: for which work, how much, since when."""
        return [self.rate(one) for one in self.scheme.rates]

    def pay(self) -> list[Stated]:
        """Say how pay is worked out beside the rates: formulas, minimums, premiums, no pay."""
        found = [self._formula(one) for one in self.scheme.formulas]
        found += [self._minimum(one) for one in self.scheme.minimums]
        for premium in self.scheme.premiums:
            how = _("%(share)s of the rate, on top of it", share=self._value(premium.share))
            found.append(Stated(premium.says, how, premium.source))
        for unpaid in self.scheme.unpaid:
            found.append(Stated(unpaid.says, self._if(unpaid.when), unpaid.source))
        return found

    def lines(self) -> list[Stated]:
        """Say what is taken, in its order."""
        return [self._line(one) for one in self.scheme.lines]

    def protected(self) -> list[Stated]:
        """Say what always stays, and what alone may go below."""
        found = []
        for one in self.scheme.protected:
            beyond = ", ".join(self._name(code) for code in one.beyond)
            how = self._limit(one.limit)
            if beyond:
                how = _("%(least)s; only these may go below: %(names)s", least=how, names=beyond)
            found.append(Stated(one.says, how, one.source))
        return found

    def purses(self) -> list[Stated]:
        """Say where the net pay goes."""
        return [self._purse(one) for one in self.scheme.purses]

    def rate(self, row: RateRow) -> Stated:
        """Say one rate."""
        what = [
            row.area if row.area != ANY else "",
            row.grade if row.grade != ANY else "",
            row.level if row.level != ANY else "",
            _(KINDS.get(row.kind, row.kind)) if row.kind != ANY else "",
            _(EMPLOYERS.get(row.employer, row.employer)) if row.employer != ANY else "",
        ]
        how = _(
            "%(amount)s %(each)s, since %(day)s",
            amount=self._money(row.amount),
            each=_(EACH[row.per]),
            day=row.from_on.isoformat(),
        )
        return Stated(", ".join(filter(None, what)) or _("All work"), how, row.source)

    def _formula(self, one: Formula) -> Stated:
        how = " × ".join(self._factor(each) for each in one.factors)
        if one.is_taken:
            how = _("%(amount)s is taken off", amount=how)
        return Stated(one.says, self._under(how, one.when), one.source)

    def _factor(self, one: Factor) -> str:
        if one.value is None:
            return self._name(one.given)
        return self._under(self._value(one.value), one.when)

    def _minimum(self, one: Minimum) -> Stated:
        how = self._value(one.value, money=True) if one.value else self._name(one.given)
        if one.share:
            how = _("%(share)s of %(base)s", share=self._value(one.share), base=how)
        each = _(EACH[one.per]) if one.given and one.per is not Per.HOUR else ""
        return Stated(one.says, self._under(f"{how} {each}".strip(), one.when), one.source)

    def _line(self, one: Deduction) -> Stated:
        how = self._under(self._measure(one.measure), one.when)
        return Stated(one.says, how, self._sources(one.reason, one.measure), one.to)

    def _purse(self, one: Purse) -> Stated:
        how = self._measure(one.measure) if one.measure else _("only what runs over")
        if one.is_rest:
            how = _("the rest")
        for limit in one.cap:
            cap = self._under(self._limit(limit), limit.when or {})
            over = self._name(one.over)
            how = _("%(how)s; full at %(cap)s, then %(over)s", how=how, cap=cap, over=over)
        source = self._sources(one.source, one.measure) if one.measure else one.source
        return Stated(one.says, self._under(how, one.when), source)

    def _measure(self, one: Measure) -> str:
        parts = [self._asked(one), *self._bounds(one)]
        return "; ".join(parts)

    def _asked(self, one: Measure) -> str:
        base = self._base(one)
        if one.given:
            given = _("as given")
            return _("the share given, of %(base)s", base=base) if base else given
        if one.bands:
            return ", ".join(
                _(
                    "%(rate)s of what is over %(over)s",
                    rate=self._value(band.rate),
                    over=self._value(band.over, money=True),
                )
                for band in one.bands
            )
        how = _("%(rate)s of %(base)s", rate=self._value(one.rate) if one.rate else "", base=base)
        if one.less:
            how = _("%(how)s, over %(less)s", how=how, less=self._limit(one.less))
        return how

    def _base(self, one: Measure) -> str:
        plus = [self._name(term.name) for term in one.base if not term.is_taken]
        less = [self._name(term.name) for term in one.base if term.is_taken]
        base = " + ".join(plus)
        return _("%(base)s less %(less)s", base=base, less=", ".join(less)) if less else base

    def _bounds(self, one: Measure) -> Iterator[str]:
        for limit in one.at_least:
            yield _("at least %(limit)s", limit=self._limit(limit))
        for limit in one.at_most:
            yield _("at most %(limit)s", limit=self._limit(limit))

    def _limit(self, one: Limit) -> str:
        if not one.of:
            return self._value(one.value, money=True)
        share = self._value(one.value)
        name = self._name(one.of)
        return name if share == "1" else _("%(share)s of %(base)s", share=share, base=name)

    def _value(self, one: Value, *, money: bool = False) -> str:
        said: list[str] = []
        for step in one.steps:
            number = self._money(step.number) if money else step.written
            number = f"{number} {_(EACH[one.per])}".strip() if one.per is not Per.ONCE else number
            day = step.from_on.isoformat()
            said.append(_("%(number)s since %(day)s", number=number, day=day) if said else number)
        return ", ".join(said)

    def _money(self, amount: Fraction) -> str:
        return plain(int(amount), self.scheme.currency)

    def _name(self, code: str) -> str:
        return _(_USUAL[code]) if code in _USUAL else self._names.get(code, code)

    def _under(self, how: str, when: When) -> str:
        return f"{how} ({self._if(when)})" if when else how

    def _if(self, when: When) -> str:
        rows: Iterator[Switch | Input] = chain(self.scheme.switches, self.scheme.inputs)
        known = {row.code: {one.code: one.says for one in row.choices} for row in rows}
        said = [
            f" {_('or')} ".join(known[name].get(code, code) for code in codes)
            for name, codes in when.items()
        ]
        return _("if: %(choices)s", choices=f" {_('and')} ".join(said))

    def _sources(self, reason: str, measure: Measure) -> str:
        values: Sequence[Value | None] = [
            measure.rate,
            measure.less.value if measure.less else None,
            *(band.rate for band in measure.bands),
            *(limit.value for limit in (*measure.at_least, *measure.at_most)),
        ]
        named = [step.source for value in values if value for step in value.steps]
        return "; ".join(dict.fromkeys([reason, *named]))
