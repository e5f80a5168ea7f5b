"""Applications for membership: what came in, what the deciders think, what was decided."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.models.applications import (
    Application,
    ApplicationDecision,
    ApplicationOpinion,
)
from coop.membership.models.cooperative import Establishment, StakeholderClass
from coop.membership.models.member import Member, MemberName
from coop.membership.reading.facts import as_of


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """An application as a list shows it; no class and no address."""

    id: UUID
    reference: str
    name: str
    channel: str
    received_at: datetime
    outcome: str | None
    yes: int
    no: int

    @property
    def is_open(self) -> bool:
        """Say whether it still waits for a decision."""
        return self.outcome is None


@dataclass(frozen=True, slots=True)
class OpinionView:
    """What one decider thinks, and why."""

    member_id: UUID
    name: str
    approves: bool
    reason: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """A whole application, for those who decide on it."""

    id: UUID
    reference: str
    name: str
    sort_name: str
    born_on: date
    address: str
    use_cooperatives_address: bool
    class_id: UUID
    class_name: str
    establishment_id: UUID | None
    establishment_name: str | None
    shares: int
    channel: str
    email: str
    language: str
    large_print: bool
    why: str
    received_at: datetime
    former_number: int | None
    outcome: str | None
    reasons: str
    decided_at: datetime | None
    opinions: tuple[OpinionView, ...]

    @property
    def is_open(self) -> bool:
        """Say whether it still waits for a decision."""
        return self.outcome is None

    @property
    def approvals(self) -> int:
        """Count the deciders who say yes."""
        return sum(opinion.approves for opinion in self.opinions)


def applications() -> tuple[ApplicationLine, ...]:
    """List every application, the newest first, with the deciders counted."""
    yes = func.count(ApplicationOpinion.id).filter(ApplicationOpinion.approves.is_(True))
    no = func.count(ApplicationOpinion.id).filter(ApplicationOpinion.approves.is_(False))
    rows = session().execute(
        select(
            Application.id, Application.reference, Application.name, Application.channel,
            Application.received_at, ApplicationDecision.outcome, yes, no,
        )
        .outerjoin(ApplicationDecision, ApplicationDecision.application_id == Application.id)
        .outerjoin(ApplicationOpinion, ApplicationOpinion.application_id == Application.id)
        .group_by(Application.id, ApplicationDecision.id)
        .order_by(Application.received_at.desc(), Application.reference)
    )  # fmt: skip
    return tuple(ApplicationLine(*row) for row in rows)


def open_applications() -> tuple[ApplicationLine, ...]:
    """List the applications that wait for a decision, the oldest first."""
    return tuple(line for line in reversed(applications()) if line.is_open)


def application(application_id: UUID) -> ApplicationView:
    """Give one application with its opinions; `NotFound` when there is none."""
    row = session().execute(_whole().where(Application.id == application_id)).one_or_none()
    if row is None:
        raise NotFound(N_("application"))
    got, class_name, place, outcome, reasons, decided_at = row
    return ApplicationView(
        got.id, got.reference, got.name, got.sort_name, got.born_on, got.address,
        got.use_cooperatives_address, got.class_id, class_name, got.establishment_id, place,
        got.shares, got.channel, got.email, got.language, got.large_print, got.why,
        got.received_at, got.former_number,
        outcome, reasons or "", decided_at, opinions_on(application_id),
    )  # fmt: skip


def opinions_on(application_id: UUID) -> tuple[OpinionView, ...]:
    """List what the deciders have said of one application, in order."""
    name = as_of(MemberName, date.max)
    rows = session().execute(
        select(
            ApplicationOpinion.member_id, name.c.name, ApplicationOpinion.approves,
            ApplicationOpinion.reason, ApplicationOpinion.given_at,
        )
        .join(name, name.c.member_id == ApplicationOpinion.member_id)
        .where(ApplicationOpinion.application_id == application_id)
        .order_by(ApplicationOpinion.given_at)
    )  # fmt: skip
    return tuple(OpinionView(*row) for row in rows)


def _whole() -> Select[
    Application, str, str | None, str | None, str | None, datetime | None
]:  # fmt: skip
    return (
        select(
            Application, StakeholderClass.name, Establishment.name, ApplicationDecision.outcome,
            ApplicationDecision.reasons, ApplicationDecision.decided_at,
        )
        .join(StakeholderClass, StakeholderClass.id == Application.class_id)
        .outerjoin(Establishment, Establishment.id == Application.establishment_id)
        .outerjoin(ApplicationDecision, ApplicationDecision.application_id == Application.id)
    )  # fmt: skip


def waiting_for(member_id: UUID) -> int:
    """Count the open applications on which this decider has not spoken yet."""
    spoken = select(ApplicationOpinion.application_id).where(
        ApplicationOpinion.member_id == member_id
    )
    decided = select(ApplicationDecision.application_id)
    asked = select(func.count(Application.id)).where(
        Application.id.not_in(spoken), Application.id.not_in(decided)
    )
    return session().scalar(asked) or 0


def application_referenced(reference: str) -> UUID:
    """Find an application by its reference, as people type it: any case, dash or none."""
    plain = "".join(sign for sign in reference.upper() if sign.isalnum())
    found = session().scalar(
        select(Application.id).where(func.replace(Application.reference, "-", "") == plain)
    )
    if found is None:
        raise NotFound(N_("application with this reference"))
    return found


def applications_of(member_id: UUID) -> tuple[UUID, ...]:
    """Give the applications by which a person became a member, or a member again."""
    again = (
        (Application.former_number == Member.number)
        & (Application.born_on == Member.born_on)
        & (ApplicationDecision.outcome == "admitted")
    )
    asked = (
        select(Application.id)
        .join(ApplicationDecision, ApplicationDecision.application_id == Application.id)
        .join(Member, or_(Member.application_id == Application.id, again))
        .where(Member.id == member_id)
    )
    return tuple(session().scalars(asked))
