"""Name whoever shall have one’s property in the co-operative on one’s death (PAY-66)."""

from sqlalchemy import func, select

from coop.core import audit
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import refuse_if
from coop.membership.actions import hold_member
from coop.membership.queries import name_of
from payroll import acts
from payroll.deeds.own import channel_of, member_of, recorded_after
from payroll.models.owned import Nominee
from payroll.rules.owned.shares import refusals_of_nominee


def name_nominee(name: str, lines: str, *, hand: Hand) -> None:
    """Name somebody and say where they can be found; an empty name takes it back (PAY-66)."""
    member_id = member_of(hand)
    hold_member(member_id)
    refuse_if(refusals_of_nominee(name, lines, name_of(member_id)))
    named = " ".join(name.split())
    asked = select(func.max(Nominee.recorded_at)).where(Nominee.member_id == member_id)
    last = session().scalar(asked)
    row = Nominee(
        id=new_id(), member_id=member_id, name=named, lines=lines.strip() if named else "",
        channel=channel_of(hand), recorded_at=recorded_after(last),
    )  # fmt: skip
    session().add(row)
    session().flush()
    audit.record(acts.NOMINEE_NAMED, row.id, hand=hand)
