"""What needs whoever keeps the books now."""

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from coop.core.access import Permission, may
from coop.core.pages import Need, register_needs
from payroll.reading.bank import waiting_count


def needs_of_books(_member_id: UUID) -> list[Need]:
    """Say how many lines of the bank wait, to whoever keeps the books."""
    count = waiting_count() if may(Permission.KEEP_BOOKS) else 0
    if not count:
        return []
    sentence = ngettext(
        "%(num)d line of the bank’s statement waits to be matched.",
        "%(num)d lines of the bank’s statement wait to be matched.",
        count,
    )
    return [Need(sentence, _("Match them"), url_for("payroll.bank"))]


register_needs(needs_of_books)
