"""What is held about a member’s property, as lines of that member’s own sheet."""

from uuid import UUID

from flask_babel import gettext as _

from coop.core import wording
from coop.membership.held import register_held
from payroll.doors.own_shares import STATES
from payroll.forms.owned import sum_of
from payroll.reading.loans import loans
from payroll.reading.shares import OrderView, QueueLine, nominee_of, orders_of, requests_of

Line = tuple[str, str]


def owned_held(member_id: UUID) -> list[Line]:
    """Give orders, requests, loans and the nomination, for that member’s eyes only."""
    return [*_orders(member_id), *_lent(member_id), *_nominee(member_id)]


def _orders(member_id: UUID) -> list[Line]:
    ordered = [(_("Shares on order"), _said(one)) for one in orders_of(member_id)]
    return ordered + [(_("Shares to be paid out"), _said(one)) for one in requests_of(member_id)]


def _said(one: OrderView | QueueLine) -> str:
    return f"{one.shares}, {STATES[one.state]}, {wording.short_day(one.asked_at)}"


def _lent(member_id: UUID) -> list[Line]:
    return [
        (_("Lent to the co-operative"), f"{sum_of(one.left)}, {wording.short_day(one.until_on)}")
        for one in loans(member_id)
    ]


def _nominee(member_id: UUID) -> list[Line]:
    found = nominee_of(member_id)
    if found is None:
        return []
    where = ", ".join(found.lines.splitlines())
    return [(_("Shall have it on my death"), f"{found.name}, {where}")]


register_held(owned_held)
