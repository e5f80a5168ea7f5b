"""Print a computed pay: as facts for programmes, as text for people."""

from coop.core.money import plain
from payroll.rules.nouns import Computed, Earning, Line, PurseShare

_WIDTH = 60


def as_facts(computed: Computed, period: str) -> dict[str, object]:
    """Give a pay as JSON values; amounts are decimal strings of the currency."""
    money = _Money(computed.currency)
    return {
        "scheme": computed.scheme,
        "title": computed.title,
        "version": computed.version,
        "digest": computed.digest,
        "period": period,
        "currency": computed.currency,
        "earnings": [_earning(one, money) for one in computed.earnings],
        "gross": money(computed.gross),
        "lines": [_line(one, money) for one in computed.lines],
        "net": money(computed.net),
        "purses": {one.code: money(one.amount) for one in computed.purses},
        "shares": [_share(one, money) for one in computed.purses],
        "notes": list(computed.notes),
    }


class _Money:
    """Writes amounts of one currency."""

    def __init__(self, currency: str) -> None:
        self._currency = currency

    def __call__(self, amount: int) -> str:
        return plain(amount, self._currency)


def _earning(one: Earning, money: _Money) -> dict[str, object]:
    return {
        "code": one.code,
        "says": one.says,
        "amount": money(one.amount),
        "working": one.working,
        "source": one.source,
    }


def _line(one: Line, money: _Money) -> dict[str, object]:
    return {
        "code": one.code,
        "says": one.says,
        "amount": money(one.amount),
        "working": one.working,
        "source": one.source,
        "cap": one.cap,
        "to": one.to,
    }


def _share(one: PurseShare, money: _Money) -> dict[str, object]:
    return {
        "code": one.code,
        "says": one.says,
        "amount": money(one.amount),
        "working": one.working,
        "source": one.source,
    }


def as_text(computed: Computed, period: str) -> str:
    """Write a pay as a page of text: each step with its sum, its source and its cap."""
    money = _Money(computed.currency)
    lines = [f"{computed.title}, version {computed.version}: {period}, {computed.currency}", ""]
    for earning in computed.earnings:
        lines += _row(earning.says, money(earning.amount), earning.working, earning.source)
    lines += _row("Gross", money(computed.gross))
    for line in computed.lines:
        lines += _row(line.says, money(line.amount), line.working, line.cap, line.source, line.to)
    lines += _row("Net", money(computed.net))
    for share in computed.purses:
        lines += _row(f"→ {share.says}", money(share.amount), share.working, share.source)
    if computed.notes:
        lines += ["", *(f"* {note}" for note in computed.notes)]
    return "\n".join(lines)


def _row(says: str, amount: str, *below: str) -> list[str]:
    return [f"{says:<{_WIDTH}} {amount:>12}", *(f"    {one}" for one in below if one)]
