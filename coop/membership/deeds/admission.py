"""Applications: received, weighed by the deciders, and decided with reasons."""

import secrets
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import N_, NotFound, Refusal, refuse_if
from coop.membership import acts, rulebook
from coop.membership.admission_rules import (
    Opinion,
    Wish,
    refusals_to_admit,
    refusals_to_apply,
    refusals_to_give_opinion,
    refusals_to_refuse,
    refusals_to_withdraw,
)
from coop.membership.deeds.enrolment import (
    Newcomer,
    begin,
    enrol,
    refusals_to_enrol,
    tidy_lines,
)
from coop.membership.deeds.facts import locked_member, times_of
from coop.membership.models.applications import (
    Application,
    ApplicationDecision,
    ApplicationOpinion,
)
from coop.membership.models.member import Member
from coop.membership.names import tidy, usual_sort_name
from coop.membership.reading.applications import ApplicationView
from coop.membership.reading.applications import application as application_view
from coop.membership.reading.cooperative import class_of_id, the_cooperative, today
from coop.membership.reading.offices import offices_of
from coop.membership.register_rules import refusals_to_come_back

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_SIGNS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """What a person who wishes to join tells the co-operative."""

    name: str
    sort_name: str = ""
    born_on: date
    address: str = ""
    use_cooperatives_address: bool = False
    class_id: UUID
    establishment_id: UUID | None = None
    shares: int = 1
    channel: str = "paper"
    email: str = ""
    language: str = "en"
    large_print: bool = False
    why: str = ""
    former_number: int | None = None


def apply(who: Applicant, *, hand: Hand) -> UUID:
    """Receive an application by web, or keyed from paper (ADM-1, ADM-2); give its id."""
    refuse_if(_refusals_to_apply(who))
    name = tidy(who.name)
    received = Application(
        id=new_id(), reference=_reference(), name=name,
        sort_name=tidy(who.sort_name) or usual_sort_name(name),
        born_on=who.born_on, address=tidy_lines(who.address),
        use_cooperatives_address=who.use_cooperatives_address, class_id=who.class_id,
        establishment_id=who.establishment_id, shares=who.shares, channel=who.channel,
        email=who.email.strip(), language=who.language, large_print=who.large_print,
        why=who.why.strip(), received_at=clock.now(), former_number=who.former_number,
    )  # fmt: skip
    session().add(received)
    session().flush()
    audit.record(acts.APPLIED, received.id, hand=hand, reference=received.reference)
    return received.id


def give_opinion(application_id: UUID, *, approves: bool, reason: str, hand: Hand) -> None:
    """Say yes or no to an application as one of those whom the rules name (ADM-3)."""
    _locked_application(application_id)
    view = application_view(application_id)
    if hand.by is None:
        raise NotFound(N_("decider"))
    refuse_if(
        refusals_to_give_opinion(
            offices_of(hand.by, today()),
            rules=rulebook.rules_on(today()),
            decided=not view.is_open,
            own=hand.by == _former(view),
            given=any(opinion.member_id == hand.by for opinion in view.opinions),
        )
    )
    session().add(
        ApplicationOpinion(
            application_id=application_id, member_id=hand.by, approves=approves,
            reason=reason.strip(), given_at=clock.now(),
        )
    )  # fmt: skip
    session().flush()
    audit.record(acts.OPINION_GIVEN, application_id, hand=hand, reference=view.reference)


def admit(application_id: UUID, *, hand: Hand, from_on: date | None = None) -> UUID:
    """Admit the applicant with the shares bought; give the new member’s id (ADM-5).

    Somebody who was a member before keeps their number and history.
    """
    _locked_application(application_id)
    view = application_view(application_id)
    former = _former(view)
    opinions = [Opinion(each.member_id, each.approves) for each in view.opinions]
    refuse_if(
        refusals_to_admit(
            opinions, applicant=former, rules=rulebook.rules_on(today()), decided=not view.is_open
        )
    )
    member_id = _enter(view, former, from_on or today())
    _decide(view, "admitted", "")
    member = session().get_one(Member, member_id)
    audit.record(
        acts.ADMITTED, member_id, hand=hand, number=member.number, reference=view.reference
    )
    return member_id


def refuse(application_id: UUID, *, reasons: str, hand: Hand) -> None:
    """Refuse an application and say why (ADM-6)."""
    _locked_application(application_id)
    view = application_view(application_id)
    some_said_no = any(not opinion.approves for opinion in view.opinions)
    refuse_if(
        refusals_to_refuse(reasons=reasons, decided=not view.is_open, some_said_no=some_said_no)
    )
    _decide(view, "refused", reasons)
    audit.record(acts.REFUSED, application_id, hand=hand, reference=view.reference)


def withdraw_application(application_id: UUID, *, hand: Hand) -> None:
    """Take an application back at the applicant’s wish (ADM-4)."""
    _locked_application(application_id)
    view = application_view(application_id)
    refuse_if(refusals_to_withdraw(decided=not view.is_open))
    _decide(view, "withdrawn", "")
    audit.record(acts.WITHDRAWN, application_id, hand=hand, reference=view.reference)


def _enter(view: ApplicationView, former: UUID | None, from_on: date) -> UUID:
    who = _newcomer(view, from_on)
    if former is None:
        return enrol(who, from_on=from_on, application_id=view.id).id
    member = locked_member(former)
    refuse_if(refusals_to_come_back(from_on, times_of(former), motion_number=""))
    begin(former, who, from_on=from_on, step="readmitted", house_address=the_cooperative().address)
    return member.id


def _newcomer(view: ApplicationView, from_on: date) -> Newcomer:
    price = rulebook.rules_on(from_on).shares.price
    return Newcomer(
        name=view.name, sort_name=view.sort_name, born_on=view.born_on, class_id=view.class_id,
        address=view.address, use_cooperatives_address=view.use_cooperatives_address,
        establishment_id=view.establishment_id, channel=view.channel, email=view.email,
        language=view.language, large_print=view.large_print,
        shares=view.shares, paid_minor=view.shares * price,
    )  # fmt: skip


def _former(view: ApplicationView) -> UUID | None:
    """Find who the applicant was, if they gave a number that stands under their date of birth."""
    if view.former_number is None:
        return None
    return session().scalar(
        select(Member.id).where(Member.number == view.former_number, Member.born_on == view.born_on)
    )


def _decide(view: ApplicationView, outcome: str, reasons: str) -> None:
    session().add(
        ApplicationDecision(
            application_id=view.id,
            outcome=outcome,
            reasons=reasons.strip(),
            decided_at=clock.now(),
        )
    )
    session().flush()


def _refusals_to_apply(who: Applicant) -> list[Refusal]:
    wanted = class_of_id(who.class_id)
    wish = Wish(who.born_on, who.shares, wanted.minimum_age, wanted.is_closed)
    found = refusals_to_apply(wish, today=today(), rules=rulebook.rules_on(today()))
    return found + refusals_to_enrol(
        Newcomer(
            name=who.name, class_id=who.class_id, address=who.address, shares=who.shares,
            use_cooperatives_address=who.use_cooperatives_address, paid_minor=0,
        )
    )  # fmt: skip


def _locked_application(application_id: UUID) -> Application:
    found = session().scalar(
        select(Application).where(Application.id == application_id).with_for_update()
    )
    if found is None:
        raise NotFound(N_("application"))
    return found


def _reference() -> str:
    """Draw a reference to read out and write on paper; it tells nothing of time or order."""
    drawn = "".join(secrets.choice(SIGNS) for _ in range(REFERENCE_SIGNS))
    return f"{drawn[:4]}-{drawn[4:]}"
