"""Taking turns: a row of the register held until a deed is done, for the rooms above it.

Each hold lets others still point at the row; it keeps out only those who would hold it too.
"""

from uuid import UUID

from sqlalchemy import select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.models.cooperative import Cooperative, Establishment
from coop.membership.models.member import Member


def take_turns(*, shared: bool = False) -> None:
    """Wait for one’s turn at what the whole co-operative has only once.

    Those who share it go together; whoever takes it alone waits for all of them.
    """
    asked = select(Cooperative.id)
    session().execute(asked.with_for_update(read=shared, key_share=not shared))


def hold_member(member_id: UUID) -> None:
    """Hold a person on the register; `NotFound` when there is none."""
    asked = select(Member.id).where(Member.id == member_id)
    if session().scalar(asked.with_for_update(key_share=True)) is None:
        raise NotFound(N_("member"))


def hold_establishment(establishment_id: UUID) -> None:
    """Hold an establishment; `NotFound` when there is none."""
    asked = select(Establishment.id).where(Establishment.id == establishment_id)
    if session().scalar(asked.with_for_update(key_share=True)) is None:
        raise NotFound(N_("establishment"))
