"""A statement of pay as one document that anybody can add again (PAY-50).

Money is in minor units, days are ISO days, rates are decimal strings in whole units of
the currency for one hour. `statement_document` writes it; `faults_in` adds it all again.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from coop.core.canonical import digest
from payroll.rules.nouns import Earning, Line, PurseShare
from payroll.rules.statements.document_check import faults_in
from payroll.rules.statements.document_facts import (
    Earlier,
    HoursLine,
    Leave,
    Move,
    Overpaid,
    Purse,
    StatementFacts,
    Stretch,
    Year,
)
from payroll.rules.statements.document_shape import FORMAT

__all__ = [
    "Earlier",
    "HoursLine",
    "Leave",
    "Move",
    "Overpaid",
    "Purse",
    "StatementFacts",
    "Stretch",
    "Year",
    "faults_in",
    "issued",
    "statement_document",
]

Part = dict[str, object]


def statement_document(facts: StatementFacts) -> Part:
    """Write the statement, with every sum and its own digest; the same facts, the same text."""
    gross = sum(one.computed.gross for one in facts.stretches)
    net = sum(one.computed.net for one in facts.stretches)
    now = {"gross": gross, "taken": gross - net, "net": net}
    difference = _difference(now, facts.corrects)
    document: Part = {
        **_head(facts),
        **now,
        "stretches": [_stretch(one, facts.decimals) for one in facts.stretches],
        "purses": [_purse(one) for one in facts.purses],
        "overpaid": _overpaid(facts.overpaid),
        "year": _year(facts.year, difference or now),
        "leave": _leave(facts.leave),
        "hours": [_hours(one) for one in facts.hours],
        "not_computed": list(facts.not_computed),
        "corrects": _earlier(facts.corrects),
        "because": facts.because,
        "difference": difference,
    }
    return sealed(document)


def issued(document: Mapping[str, object], *, issued_on: date) -> Part:
    """Give the draft’s document as it is issued on a day: all its figures stay as they are."""
    return sealed({**document, "issued_on": issued_on.isoformat()})


def sealed(document: Mapping[str, object]) -> Part:
    """Give the document with the digest of everything else in it."""
    bare = {key: value for key, value in document.items() if key != "digest"}
    return {**bare, "digest": digest(bare)}


def _head(facts: StatementFacts) -> Part:
    period = facts.period
    return {
        "format": FORMAT,
        "cooperative": facts.cooperative,
        "currency": facts.currency,
        "decimals": facts.decimals,
        "number": facts.number,
        "member": {"number": facts.member_number, "name": facts.member_name},
        "period": {
            "code": period.code,
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
        },
        "revision": facts.revision,
        "issued_on": facts.issued_on.isoformat() if facts.issued_on else "",
        "pays_on": facts.pays_on.isoformat(),
    }


def _stretch(one: Stretch, decimals: int) -> Part:
    computed = one.computed
    return {
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "scheme": computed.scheme,
        "title": computed.title,
        "version": computed.version,
        "digest": computed.digest,
        "motion": one.motion,
        "earnings": [_earning(earning, decimals) for earning in computed.earnings],
        "gross": computed.gross,
        "lines": [_line(line) for line in computed.lines],
        "net": computed.net,
        "purses": [_share(share) for share in computed.purses],
        "notes": list(computed.notes),
    }


def _earning(one: Earning, decimals: int) -> Part:
    return {
        "code": one.code,
        "says": one.says,
        "area": one.area,
        "amount": one.amount,
        "working": one.working,
        "source": one.source,
        "days": _days(one.days),
        "minutes": one.minutes,
        "rate": _rate(one.rate, decimals),
    }


def _line(one: Line) -> Part:
    return {
        "code": one.code,
        "says": one.says,
        "amount": one.amount,
        "working": one.working,
        "source": one.source,
        "cap": one.cap,
        "to": one.to,
    }


def _share(one: PurseShare) -> Part:
    return {
        "code": one.code,
        "says": one.says,
        "amount": one.amount,
        "working": one.working,
        "source": one.source,
    }


def _purse(one: Purse) -> Part:
    came = one.pay + sum(move.amount for move in one.moves if move.amount > 0)
    left = -sum(move.amount for move in one.moves if move.amount < 0)
    return {
        "code": one.code,
        "says": one.says,
        "before": one.before,
        "pay": one.pay,
        "moves": [{"says": move.says, "amount": move.amount} for move in one.moves],
        "in": came,
        "out": left,
        "after": one.before + came - left,
    }


def _overpaid(one: Overpaid) -> Part:
    after = one.before + one.more - one.back
    return {"before": one.before, "more": one.more, "back": one.back, "after": after}


def _year(before: Year, adds: Mapping[str, int]) -> Part:
    earlier = {"gross": before.gross, "taken": before.taken, "net": before.net}
    now = {key: earlier[key] + adds[key] for key in earlier}
    return {"first": before.first.isoformat(), "before": earlier, **now}


def _leave(one: Leave) -> Part:
    left = one.before + one.earned - one.taken
    return {"before": one.before, "earned": one.earned, "taken": one.taken, "left": left}


def _hours(one: HoursLine) -> Part:
    days = _days(one.days)
    return {"says": one.says, "minutes": one.minutes, "is_paid": one.is_paid, "days": days}


def _earlier(one: Earlier | None) -> Part | None:
    if one is None:
        return None
    return {
        "number": one.number,
        "digest": one.digest,
        "gross": one.gross,
        "taken": one.taken,
        "net": one.net,
    }


def _difference(now: Mapping[str, int], earlier: Earlier | None) -> dict[str, int] | None:
    if earlier is None:
        return None
    was = {"gross": earlier.gross, "taken": earlier.taken, "net": earlier.net}
    return {key: now[key] - was[key] for key in now}


def _days(days: Iterable[date]) -> Sequence[str]:
    return [day.isoformat() for day in sorted(set(days))]


def _rate(minor: Fraction | None, decimals: int) -> str:
    """Write a rate exactly: as a decimal where it ends, else as a fraction."""
    if minor is None:
        return ""
    rate = minor / 10**decimals
    for places in range(decimals, decimals + 5):
        if (rate * 10**places).denominator == 1:
            digits = str(abs(rate) * 10**places).rjust(places + 1, "0")
            whole = digits if not places else f"{digits[:-places]}.{digits[-places:]}"
            return f"-{whole}" if rate < 0 else whole
    return str(rate)
