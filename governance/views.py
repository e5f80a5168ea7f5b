"""The front door of the governance pages; the rooms are in `governance.doors`."""

from coop.core.access import Permission
from coop.core.errors import N_
from coop.core.pages import NavItem, register_nav, register_needs
from governance.doors import (
    count_papers,
    counts,
    declared,
    drafting,
    following,
    keyed,
    motions,
    rules,
    running,
    taking_part,
    tellers,
    voting,
)
from governance.doors.door import bp
from governance.doors.needs import needs

__all__ = ["bp", "rooms"]

rooms = (
    motions,
    drafting,
    taking_part,
    voting,
    declared,
    running,
    counts,
    count_papers,
    tellers,
    following,
    keyed,
    rules,
)
"""Every file that hangs pages on the blueprint."""

register_nav(NavItem(N_("Decisions"), "governance.motions", Permission.MEMBER, 20))
register_nav(
    NavItem(
        N_("Count"), "governance.counts", Permission.TELL, 55, or_else=(Permission.RUN_BALLOTS,)
    )
)
register_needs(needs)
