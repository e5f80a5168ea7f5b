"""Offices granted by two people: one proposes, another confirms; and ended."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core import audit, clock
from coop.core.access import Permission
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, NotFound, Refusal, refuse_if
from coop.membership import acts, rulebook
from coop.membership.deeds.facts import times_of
from coop.membership.models.member import Member
from coop.membership.models.offices import OfficeConfirmation, OfficeEnd, OfficeGrant
from coop.membership.office_rules import (
    refusals_of_age,
    refusals_to_confirm,
    refusals_to_grant,
    refusals_to_propose,
)
from coop.membership.offices import OFFICES, powers_of
from coop.membership.reading.cooperative import today
from coop.membership.reading.offices import office as office_of
from coop.membership.reading.offices import offices_of
from coop.membership.register_rules import refusals_to_change
from coop.membership.rules import needs_confirming


def propose_office(
    member_id: UUID,
    *,
    office: str,
    from_on: date,
    hand: Hand,
    until_on: date | None = None,
    because: str = "",
) -> UUID:
    """Propose a member for an office; it holds once another person confirms it (OFF-3)."""
    found = refusals_to_propose(
        office, known=OFFICES, from_on=from_on, until_on=until_on, today=today()
    )
    found += refusals_to_change(max(from_on, today()), times_of(member_id))
    if office in offices_of(member_id, max(from_on, today())):
        found.append(Refusal("OFF-3", N_("This member holds the office already.")))
    found += _refusals_of_hand(hand)
    rules = rulebook.rules_on(today()).officers
    found += refusals_of_age(_born_on(member_id), from_on, least=rules.minimum_age)
    refuse_if(found)
    grant_id = _grant(member_id, office, from_on, until_on=until_on, because=because, hand=hand)
    if not needs_confirming(office, rules):
        _confirm(_locked_grant(grant_id), Hand.system())
    return grant_id


def confirm_office(grant_id: UUID, *, hand: Hand) -> None:
    """Confirm an office that another person proposed for a third, or for the proposer (OFF-1)."""
    grant = _locked_grant(grant_id)
    view = office_of(grant_id)
    refuse_if(
        refusals_to_confirm(
            hand.by,
            proposer=grant.granted_by,
            holder=grant.member_id,
            confirmed=view.is_confirmed,
            ended=view.ended_on is not None,
        )
        + refusals_to_change(today(), times_of(grant.member_id))
        + _refusals_of_hand(hand)
    )
    _confirm(grant, hand)


def end_office(grant_id: UUID, *, on: date, hand: Hand, because: str = "") -> None:
    """End an office on a day, or set a proposal aside (OFF-2)."""
    grant = _locked_grant(grant_id)
    view = office_of(grant_id)
    found = []
    if view.ended_on is not None:
        found.append(Refusal("OFF-2", N_("This office has ended.")))
    if on < grant.from_on and view.is_confirmed:
        found.append(Refusal("OFF-2", N_("The office would end before it begins.")))
    refuse_if(found)
    session().add(
        OfficeEnd(grant_id=grant_id, ended_on=on, because=because.strip(), recorded_at=clock.now())
    )
    session().flush()
    audit.record(
        acts.OFFICE_ENDED, grant.member_id, hand=hand, office=grant.office, number=view.number
    )


def grant_at_founding(member_id: UUID, *, office: str, from_on: date, hand: Hand) -> None:
    """Grant a first office: the founding meeting proposes and confirms it as one body."""
    grant_id = _grant(member_id, office, from_on, until_on=None, because="", hand=hand)
    _confirm(_locked_grant(grant_id), hand)


def _refusals_of_hand(hand: Hand) -> list[Refusal]:
    """Ask the deed’s own hand, since a paper is keyed by somebody with other powers."""
    powers = powers_of(offices_of(hand.by, today())) if hand.by else frozenset()
    return refusals_to_grant(may_grant=Permission.GRANT_OFFICES in powers)


def _born_on(member_id: UUID) -> date | None:
    return session().scalar(select(Member.born_on).where(Member.id == member_id))


def _grant(
    member_id: UUID,
    office: str,
    from_on: date,
    *,
    until_on: date | None,
    because: str,
    hand: Hand,
) -> UUID:
    grant = OfficeGrant(
        member_id=member_id,
        office=office,
        from_on=from_on,
        until_on=until_on,
        granted_by=hand.by,
        because=because.strip(),
        granted_at=clock.now(),
    )
    session().add(grant)
    session().flush()
    number = office_of(grant.id).number
    audit.record(acts.OFFICE_PROPOSED, member_id, hand=hand, office=office, number=number)
    return grant.id


def _confirm(grant: OfficeGrant, hand: Hand) -> None:
    session().add(
        OfficeConfirmation(
            grant_id=grant.id,
            member_id=grant.member_id,
            granted_by=grant.granted_by,
            confirmed_by=hand.by,
            confirmed_at=clock.now(),
        )
    )
    session().flush()
    number = office_of(grant.id).number
    audit.record(
        acts.OFFICE_CONFIRMED, grant.member_id, hand=hand, office=grant.office, number=number
    )


def _locked_grant(grant_id: UUID) -> OfficeGrant:
    found = session().scalar(
        select(OfficeGrant).where(OfficeGrant.id == grant_id).with_for_update()
    )
    if found is None:
        raise NotFound(N_("office"))
    return found
