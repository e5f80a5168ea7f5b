"""Papers of pay: a statement typeset, with the statement itself attached."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _

from coop.core.canonical import canonical
from coop.core.documents import typeset_serial
from payroll.account_parts import account_values
from payroll.paper_parts import values_of
from payroll.rules.statements.document_shape import part, text
from payroll.wording import period_said

__all__ = ["statement_title", "typeset_account", "typeset_statement"]


def typeset_statement(
    document: Mapping[str, object], *, at: datetime, large: bool = False
) -> bytes:
    """Typeset a statement as PDF/UA-1 and PDF/A-3a; the same statement gives the same bytes."""
    return typeset_serial(
        "statement.typ",
        {**values_of(document), "large_print": large},
        at=at,
        title=statement_title(document),
        attachment=canonical(document).encode("ascii"),
    )


def typeset_account(document: Mapping[str, object], *, at: datetime, large: bool = False) -> bytes:
    """Typeset a statement of an account, with the statement itself attached."""
    return typeset_serial(
        "account.typ",
        {**account_values(document), "large_print": large},
        at=at,
        title=text(document, "title"),
        attachment=canonical(document).encode("ascii"),
    )


def statement_title(document: Mapping[str, object]) -> str:
    """Call a statement by its period, and by nothing that marks anybody."""
    return _("Statement of pay, %(period)s", period=period_said(part(document, "period")))
