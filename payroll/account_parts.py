"""What the paper and the page of a statement of an account show."""

from collections.abc import Mapping

from flask_babel import format_date
from flask_babel import gettext as _

from payroll.rules.statements.account import Unit
from payroll.rules.statements.document_shape import part, parts, text, texts, whole
from payroll.wording import coins, hours_said, read_day, span_said

Document = Mapping[str, object]


def account_values(document: Document) -> dict[str, object]:
    """Give everything that the statement shows, in words and figures."""
    member = part(document, "member")
    who = {"name": text(member, "name"), "number": whole(member, "number")}
    first, last = read_day(text(document, "first")), read_day(text(document, "last"))
    return {
        "cooperative": text(document, "cooperative"),
        "over": _("%(name)s · Member %(number)s", **who),
        "title": text(document, "title"),
        "period": span_said(first, last),
        "sections": [_section(one, document) for one in parts(document, "sections")],
        "notes": texts(document, "notes"),
        "digest": text(document, "digest"),
    }


def _section(one: Document, document: Document) -> dict[str, object]:
    return {
        "title": text(one, "title"),
        "rows": [[_label(row), _said(row, "amount", one, document)] for row in parts(one, "rows")],
        "total": _said(one, "total", one, document),
    }


def _label(row: Document) -> str:
    says, day = text(row, "says"), text(row, "day")
    return f"{format_date(read_day(day), 'd MMM y')} · {says}" if day else says


def _said(of: Document, key: str, section: Document, document: Document) -> str:
    amount, unit = whole(of, key), text(section, "unit")
    if unit == Unit.MINUTES:
        return hours_said(amount)
    return coins(amount, whole(document, "decimals") if unit == Unit.MONEY else 0)
