"""A member’s particulars: class, name, service address, how to be reached, what may be known."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core import audit, clock
from coop.core.audit import Act, Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, Refusal, refuse_if
from coop.membership import acts
from coop.membership.deeds.enrolment import tidy_lines
from coop.membership.deeds.facts import locked_member, times_of, write
from coop.membership.models.member import (
    ClassMembership,
    Consent,
    Member,
    MemberName,
    Reach,
    ServiceAddress,
)
from coop.membership.names import tidy, usual_sort_name
from coop.membership.reading.cooperative import class_of_id, the_cooperative, today
from coop.membership.register_rules import (
    refusals_of_address,
    refusals_of_name,
    refusals_to_change,
)


@dataclass(frozen=True, slots=True)
class Reached:
    """How a member wants to be reached."""

    channel: str
    language: str = "en"
    large_print: bool = False
    email: str = ""


def move_class(
    member_id: UUID, *, class_id: UUID, from_on: date, hand: Hand, attested_by: UUID | None = None
) -> None:
    """Move to another class at the member’s own wish; a vote on an open roll stays (REG-10)."""
    member = locked_member(member_id)
    wanted = class_of_id(class_id)
    found = refusals_to_change(from_on, times_of(member_id))
    if wanted.is_closed:
        found.append(Refusal("REG-10", N_("Nobody can join this class any more.")))
    if hand.by != member_id:
        found.append(
            Refusal(
                "REG-10",
                N_("A member moves class only at their own wish."),
                {},
                N_("Ask the member to sign the form. Then key it as theirs."),
            )
        )
    refuse_if(found)
    write(
        ClassMembership(
            member_id=member_id, from_on=from_on, class_id=class_id, attested_by=attested_by
        )
    )
    _say(acts.CLASS_MOVED, member, from_on, hand)


def rename(member_id: UUID, *, name: str, from_on: date, hand: Hand, sort_name: str = "") -> None:
    """Write another name for a member from that day (REG-6)."""
    member = locked_member(member_id)
    name = tidy(name)
    refuse_if(refusals_to_change(from_on, times_of(member_id)) + refusals_of_name(name))
    write(
        MemberName(
            member_id=member_id,
            from_on=from_on,
            name=name,
            sort_name=tidy(sort_name) or usual_sort_name(name),
        )
    )
    _say(acts.RENAMED, member, from_on, hand)


def change_service_address(
    member_id: UUID, *, lines: str, from_on: date, hand: Hand, use_cooperatives: bool = False
) -> None:
    """Write where notices are served from that day (REG-7)."""
    member = locked_member(member_id)
    kept = the_cooperative().address if use_cooperatives else tidy_lines(lines)
    refuse_if(refusals_to_change(from_on, times_of(member_id)) + refusals_of_address(kept))
    write(
        ServiceAddress(
            member_id=member_id, from_on=from_on, lines=kept, is_cooperatives_own=use_cooperatives
        )
    )
    _say(acts.ADDRESS_CHANGED, member, from_on, hand)


def change_reach(member_id: UUID, reached: Reached, *, hand: Hand) -> None:
    """Write how the member wants to be reached from today: door, language, large print."""
    member = locked_member(member_id)
    refuse_if(refusals_to_change(today(), times_of(member_id)))
    write(
        Reach(
            member_id=member_id,
            from_on=today(),
            channel=reached.channel,
            language=reached.language,
            large_print=reached.large_print,
            email=reached.email.strip(),
        )
    )
    audit.record(acts.REACH_CHANGED, member_id, hand=hand, number=member.number)


def consent(member_id: UUID, *, what: str, to_whom: str, until_on: date | None, hand: Hand) -> UUID:
    """Allow something to be known, to somebody, until a day; only the member may."""
    member = locked_member(member_id)
    refuse_if(_own_only(member_id, hand) + _until(until_on))
    given = Consent(
        member_id=member_id,
        what=tidy(what),
        to_whom=tidy(to_whom),
        until_on=until_on,
        given_at=clock.now(),
        withdraws_id=None,
    )
    session().add(given)
    session().flush()
    audit.record(acts.CONSENTED, member_id, hand=hand, number=member.number)
    return given.id


def withdraw_consent(member_id: UUID, *, consent_id: UUID, hand: Hand) -> None:
    """Take back a permission; it is a new row that names the old."""
    member = locked_member(member_id)
    given = session().get(Consent, consent_id)
    if given is None or given.member_id != member_id or given.withdraws_id is not None:
        raise NotFound(N_("permission"))
    taken = session().scalar(select(Consent.id).where(Consent.withdraws_id == consent_id))
    back = [Refusal("REG-11", N_("You took this back already."))] if taken else []
    refuse_if(_own_only(member_id, hand) + back)
    session().add(
        Consent(
            member_id=member_id,
            what=given.what,
            to_whom=given.to_whom,
            until_on=None,
            given_at=clock.now(),
            withdraws_id=consent_id,
        )
    )
    session().flush()
    audit.record(acts.CONSENT_WITHDRAWN, member_id, hand=hand, number=member.number)


def _own_only(member_id: UUID, hand: Hand) -> list[Refusal]:
    if hand.by == member_id:
        return []
    return [Refusal("REG-11", N_("Only the member can allow this, or take it back."))]


def _until(until_on: date | None) -> list[Refusal]:
    if until_on is None or until_on >= today():
        return []
    return [Refusal("REG-11", N_("The last day has passed already."))]


def _say(what: Act, member: Member, from_on: date, hand: Hand) -> None:
    audit.record(what, member.id, hand=hand, number=member.number, from_on=from_on.isoformat())
