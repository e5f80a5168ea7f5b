"""The blueprint of membership and what its pages share."""

from datetime import date

from flask import Blueprint, request

from coop.core import pages
from coop.core.access import Permission
from coop.core.errors import N_
from coop.membership.queries import today

bp = Blueprint("membership", __name__)

for _item in (
    pages.NavItem(N_("Me"), "membership.me", Permission.MEMBER, 40),
    pages.NavItem(N_("Offices"), "membership.offices", Permission.MEMBER, 30),
    pages.NavItem(N_("Register"), "membership.register", Permission.READ_REGISTER, 50),
    pages.NavItem(
        N_("Applications"), "membership.applications", Permission.DECIDE_APPLICATIONS, 51
    ),
):
    pages.register_nav(_item)


def asked_day() -> date:
    """Give the day asked for in the address (?on=YYYY-MM-DD); today for anything else."""
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return today()
