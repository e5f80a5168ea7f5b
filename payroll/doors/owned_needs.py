"""What needs the officers now: orders to decide, shares to pay out, leavers to pay in time."""

from datetime import timedelta
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from coop.core.access import Permission, may
from coop.core.pages import Need, register_needs
from coop.membership.queries import today
from payroll.reading.leavers import owing
from payroll.reading.shares import open_orders, queue, suspension_on

SOON = timedelta(days=90)


def needs_of_owners(member_id: UUID) -> list[Need]:
    """Gather them for whoever holds an office; nobody is asked to decide their own."""
    found: list[Need] = []
    if may(Permission.KEEP_BOOKS) or may(Permission.DECIDE_APPLICATIONS):
        found += _orders(member_id)
    if may(Permission.KEEP_BOOKS):
        found += [*_payable(member_id), *_leavers()]
    return found


def _orders(member_id: UUID) -> list[Need]:
    asked = [one for one in open_orders() if one.state == "asked" and one.member_id != member_id]
    if not asked:
        return []
    sentence = ngettext(
        "%(num)d member applies for shares.", "%(num)d members apply for shares.", len(asked)
    )
    return [Need(sentence, _("Decide"), url_for("payroll.decide_order", order_id=asked[0].id))]


def _payable(member_id: UUID) -> list[Need]:
    waits = queue()[:1]
    if not waits or waits[0].member_id == member_id or suspension_on(today()).is_suspended:
        return []
    (first,) = waits
    if first.payable_from > today():
        return []
    url = url_for("payroll.pay_withdrawal", withdrawal_id=first.id)
    return [Need(_("Shares can be paid out to the first in the queue."), _("Pay them out"), url)]


def _leavers() -> list[Need]:
    due = [one.pay_by for one in owing(today()) if one.pay_by and one.pay_by <= today() + SOON]
    if not due:
        return []
    url = url_for("payroll.shares")
    return [Need(_("Somebody who left must be paid."), _("Look at it"), url, min(due))]


register_needs(needs_of_owners)
