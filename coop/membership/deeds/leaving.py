"""Ends of membership, and coming back: resignation, death, expulsion, readmission."""

from datetime import date
from uuid import UUID

from coop.core import audit
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import refuse_if
from coop.membership import acts, rulebook
from coop.membership.deeds.enrolment import buy, pay_out
from coop.membership.deeds.facts import locked_member, times_of, write
from coop.membership.deeds.ways_in import close_way_in_from
from coop.membership.models.member import Member, Standing
from coop.membership.register_rules import (
    refusals_to_come_back,
    refusals_to_expel,
    refusals_to_leave,
    refusals_to_record_death,
)


def resign(member_id: UUID, *, from_on: date, hand: Hand, because: str = "") -> None:
    """End a membership at the member’s own wish; nobody resigns twice (REG-3)."""
    member = locked_member(member_id)
    refuse_if(refusals_to_leave(from_on, times_of(member_id)))
    _step(member, "resigned", from_on, because=because)
    pay_out(member_id, from_on=from_on)
    audit.record(acts.RESIGNED, member_id, hand=hand, **_named(member, from_on))
    close_way_in_from(member_id, from_on=from_on, hand=hand)


def record_death(member_id: UUID, *, on: date, hand: Hand) -> None:
    """End a membership by the member’s death (REG-3)."""
    member = locked_member(member_id)
    refuse_if(refusals_to_record_death(on, times_of(member_id)))
    _step(member, "died", on)
    pay_out(member_id, from_on=on)
    audit.record(acts.DIED, member_id, hand=hand, **_named(member, on))
    close_way_in_from(member_id, from_on=on, hand=hand)


def expel(member_id: UUID, *, from_on: date, motion_number: str, hand: Hand) -> None:
    """End a membership by a carried motion, which is named (REG-5).

    Governance calls this when such a motion is carried out; nobody records it by hand.
    """
    member = locked_member(member_id)
    refuse_if(refusals_to_expel(from_on, times_of(member_id), motion_number=motion_number))
    _step(member, "expelled", from_on, motion_number=motion_number)
    pay_out(member_id, from_on=from_on)
    audit.record(
        acts.EXPELLED, member_id, hand=hand, motion=motion_number, **_named(member, from_on)
    )
    close_way_in_from(member_id, from_on=from_on, hand=hand)


def readmit(member_id: UUID, *, from_on: date, hand: Hand, motion_number: str = "") -> None:
    """Begin a membership again under the same number, with the fewest shares (REG-4)."""
    member = locked_member(member_id)
    refuse_if(refusals_to_come_back(from_on, times_of(member_id), motion_number=motion_number))
    _step(member, "readmitted", from_on, motion_number=motion_number)
    rule = rulebook.rules_on(from_on).shares
    buy(member_id, shares=rule.least, paid_minor=rule.least * rule.price, from_on=from_on)
    session().flush()
    audit.record(
        acts.READMITTED, member_id, hand=hand, motion=motion_number, **_named(member, from_on)
    )


def _step(
    member: Member, step: str, from_on: date, *, because: str = "", motion_number: str = ""
) -> None:
    write(
        Standing(
            member_id=member.id,
            from_on=from_on,
            step=step,
            because=because.strip(),
            motion_number=motion_number.strip() or None,
        )
    )


def _named(member: Member, from_on: date) -> dict[str, str | int]:
    return {"number": member.number, "from_on": from_on.isoformat()}
