"""Who may do what: offices give permissions, and being a member gives a member’s own.

It tells the ground how to ask; no class ever gives a permission.
"""

from uuid import UUID

from flask import Flask

from coop.core.access import (
    Permission,
    set_grants,
    set_grants_to_all,
    set_member_lookup,
)
from coop.core.accounts import (
    set_demonstration,
    set_needs_second_factor,
    set_number_lookup,
)
from coop.membership.offices import powers_of
from coop.membership.reading.cooperative import cooperative, today
from coop.membership.reading.members import is_member_on
from coop.membership.reading.names import account_numbered, member_of_account
from coop.membership.reading.offices import offices_of


def init_membership(_app: Flask) -> None:
    """Tell the ground whom an account belongs to, and what that person may do today."""
    set_member_lookup(member_of_account)
    set_number_lookup(account_numbered)
    set_grants(grants_of)
    set_grants_to_all(grants_to_all)
    set_needs_second_factor(holds_office)
    set_demonstration(is_demonstration)


def grants_of(account_id: UUID) -> frozenset[Permission]:
    """Give what an account may do today: nothing for whoever is no longer a member."""
    member_id = member_of_account(account_id)
    if member_id is None or not is_member_on(member_id, today()):
        return frozenset()
    return powers_of(offices_of(member_id, today())) | {Permission.MEMBER}


def grants_to_all() -> frozenset[Permission]:
    """Let anybody found the co-operative while there is none."""
    return frozenset({Permission.FOUND}) if cooperative() is None else frozenset()


def holds_office(account_id: UUID) -> bool:
    """Say whether this account needs the second step: whoever holds an office does."""
    member_id = member_of_account(account_id)
    return member_id is not None and bool(offices_of(member_id, today()))


def is_demonstration() -> bool:
    """Say whether this is a demonstration."""
    found = cooperative()
    return found is not None and found.is_demonstration
