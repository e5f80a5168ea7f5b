"""The way from gross to net as steps: each with its amount, its bar and its working."""

import re
from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

from payroll.rules.statements.document_shape import parts, text, whole
from payroll.wording import coins, read_day, span_said

Document = Mapping[str, object]
Step = dict[str, object]
THOUSAND = 1000
_MARKS = re.compile(r"\s*\[S\d+\]")


def steps_of(document: Document) -> list[dict[str, object]]:
    """Give the steps of each stretch; bars are drawn against the larger of gross and net."""
    stretches = parts(document, "stretches")
    places = whole(document, "decimals")
    return [
        {
            "title": _title(one) if len(stretches) > 1 else "",
            "rows": _steps(one, places),
        }
        for one in stretches
    ]


def _title(stretch: Document) -> str:
    return span_said(read_day(text(stretch, "first")), read_day(text(stretch, "last")))


def _steps(stretch: Document, places: int) -> list[Step]:
    gross, net = whole(stretch, "gross"), whole(stretch, "net")
    most, at = highest(stretch), gross
    rows = [_step(_("Gross pay"), gross, places, _bar(0, gross, most, "full"), _scheme(stretch))]
    for line in parts(stretch, "lines"):
        after = at + whole(line, "amount")
        look = "taken" if after < at else "kept"
        rows.append(_line(line, places, _bar(min(at, after), max(at, after), most, look)))
        at = after
    rows.append(_step(_("Net pay"), net, places, _bar(0, net, most, "full"), []))
    at = 0
    for share in parts(stretch, "purses"):
        after = at + whole(share, "amount")
        rows.append(_share(share, places, _bar(at, after, most, "kept")))
        at = after
    return rows


def highest(stretch: Document) -> int:
    """Give the highest point of a waterfall: a full bar."""
    at = most = whole(stretch, "gross")
    for line in parts(stretch, "lines"):
        at += whole(line, "amount")
        most = max(most, at)
    return most


def _bar(low: int, high: int, most: int, look: str) -> list[object] | None:
    if most <= 0 or high <= low or low < 0:
        return None
    return [low * THOUSAND // most, -(-high * THOUSAND // most), look]


def _step(
    says: str, amount: int, places: int, bar: Sequence[object] | None, notes: list[str]
) -> Step:
    return {"says": says, "amount": coins(amount, places), "notes": notes, "bar": bar}


def _line(line: Document, places: int, bar: Sequence[object] | None) -> Step:
    to, cap, source = text(line, "to"), text(line, "cap"), plain_source(text(line, "source"))
    reasons = [
        _("Goes to: %(whom)s.", whom=to) if to else "",
        _("Limit: %(cap)s.", cap=cap.removesuffix(".")) if cap else "",
        _("Why: %(source)s.", source=source.removesuffix(".")) if source else "",
    ]
    notes = [text(line, "working"), " ".join(filter(None, reasons))]
    amount = whole(line, "amount")
    return _step(text(line, "says"), amount, places, bar, [one for one in notes if one])


def _share(share: Document, places: int, bar: Sequence[object] | None) -> Step:
    notes = [text(share, "working"), plain_source(text(share, "source"))]
    says = _("Of this: %(purse)s", purse=text(share, "says"))
    return _step(says, whole(share, "amount"), places, bar, [one for one in notes if one])


def plain_source(source: str) -> str:
    """Leave out the marks of our own list of sources; the record keeps them."""
    return _MARKS.sub("", source)


def _scheme(stretch: Document) -> list[str]:
    """Say under which scheme it was worked out, and where its rates come from."""
    said = _(
        "%(title)s, version %(version)s",
        title=text(stretch, "title"), version=whole(stretch, "version"),
    )  # fmt: skip
    sources = dict.fromkeys(plain_source(text(one, "source")) for one in parts(stretch, "earnings"))
    return ["; ".join([said, *(one for one in sources if one)])]
