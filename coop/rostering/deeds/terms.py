"""Hours agreed with a member, and what the member wishes of their work."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import Refused, refuse_if
from coop.membership.queries import today
from coop.rostering import acts
from coop.rostering.deeds.people_facts import agreed_with, hold_member, recorded_now, said
from coop.rostering.models.people import AreaWish, WorkTerms
from coop.rostering.reading.dated import Agreed
from coop.rostering.rules.nouns import Terms
from coop.rostering.rules.people import (
    refusals_of_levels,
    refusals_of_own,
    refusals_of_start,
    refusals_of_terms,
    refusals_of_wish,
)


@dataclass(frozen=True, slots=True)
class HoursWished:
    """What a member wishes and tells, in minutes a week; None is as it was."""

    wished: int | None = None
    elsewhere: int | None = None
    """For other employers."""
    opts_out: bool | None = None
    """Whether they agree in writing to work over the average of the law."""


def agree_terms(member_id: UUID, terms: Terms, *, from_on: date, hand: Hand) -> None:
    """Agree hours with a member from a day on (ROS-70).

    What the member alone can say stays as it is: hours elsewhere, and work over the average.
    """
    hold_member(member_id)
    refuse_if(refusals_of_terms(terms) + refusals_of_start(from_on, today()))
    before = agreed_with(member_id, from_on)
    opted_out = before is not None and before.terms.opted_out
    elsewhere = before.elsewhere if before else 0
    agreed = Agreed(from_on, replace(terms, opted_out=opted_out), elsewhere)
    _write(member_id, agreed)
    said(acts.TERMS_AGREED, member_id, hand, from_on=from_on.isoformat())


def wish_hours(member_id: UUID, hours: HoursWished, *, from_on: date, hand: Hand) -> None:
    """Write how much a member wishes to work from a day on, within what is agreed (ROS-74)."""
    hold_member(member_id)
    refuse_if(refusals_of_start(from_on, today()) + refusals_of_own(is_own=hand.by == member_id))
    held = agreed_with(member_id, from_on)
    if held is None:
        raise Refused(*refusals_of_wish(None, 0, 0))
    wanted = _wished(held, hours, from_on)
    refuse_if(refusals_of_wish(held.terms, wanted.terms.wished, wanted.elsewhere))
    _write(member_id, wanted)
    said(acts.WISHES_TOLD, member_id, hand)


def wish_areas(member_id: UUID, levels: Mapping[UUID, int], *, hand: Hand) -> None:
    """Write how gladly a member works in each area: -2 rather not, 2 gladly (ROS-74)."""
    hold_member(member_id)
    refuse_if(refusals_of_levels(levels))
    asked = select(AreaWish).where(AreaWish.member_id == member_id)
    held = {row.area_id: row for row in session().scalars(asked)}
    for area_id, level in levels.items():
        if area_id in held:
            held[area_id].level = level
        elif level:
            session().add(AreaWish(member_id=member_id, area_id=area_id, level=level))
    said(acts.WISHES_TOLD, member_id, hand)


def _wished(held: Agreed, hours: HoursWished, from_on: date) -> Agreed:
    before = held.terms
    terms = replace(
        before,
        wished=before.wished if hours.wished is None else hours.wished,
        opted_out=before.opted_out if hours.opts_out is None else hours.opts_out,
    )
    elsewhere = held.elsewhere if hours.elsewhere is None else hours.elsewhere
    return Agreed(from_on, terms, elsewhere)


def _write(member_id: UUID, agreed: Agreed) -> None:
    terms = agreed.terms
    session().add(
        WorkTerms(
            member_id=member_id,
            from_on=agreed.from_on,
            recorded_at=recorded_now(WorkTerms, member_id),
            least=terms.least,
            wished=terms.wished,
            most=terms.most,
            most_a_day=terms.most_a_day,
            has_opted_out=terms.opted_out,
            is_volunteer=terms.volunteer,
            elsewhere=agreed.elsewhere,
        )
    )
