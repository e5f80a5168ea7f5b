"""What is held about one person: their history, what they allow, and who has looked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from coop.core import audit
from coop.core.db import session
from coop.core.errors import N_
from coop.membership import acts
from coop.membership.models.cooperative import Establishment, StakeholderClass
from coop.membership.models.member import (
    ClassMembership,
    Consent,
    MemberName,
    Reach,
    ServiceAddress,
    ShareEntry,
    Standing,
    Whereabouts,
)
from coop.membership.reading.applications import applications_of
from coop.membership.reading.names import names_on

STEPS = {
    "admitted": N_("Admitted as a member"),
    "readmitted": N_("Became a member again"),
    "resigned": N_("Resigned"),
    "died": N_("Died"),
    "expelled": N_("Expelled by motion %(motion)s"),
}
MOVES = {
    "start": N_("Lives at %(place)s"),
    "transfer": N_("Moved to %(place)s"),
    "temporary_release": N_("Out for a time"),
    "return": N_("Back from temporary release"),
    "release": N_("Released"),
    "recall": N_("Recalled to %(place)s"),
}
SHARE_KINDS = {
    "bought": (N_("Bought one share"), N_("Bought %(shares)s shares")),
    "transferred_in": (N_("Was given one share"), N_("Was given %(shares)s shares")),
    "transferred_out": (N_("Gave away one share"), N_("Gave away %(shares)s shares")),
    "withdrawn": (N_("Was paid out one share"), N_("Was paid out %(shares)s shares")),
    "forfeited": (N_("Gave up one share"), N_("Gave up %(shares)s shares")),
}
"""What happened to shares: the sentence for one, and for several."""


@dataclass(frozen=True, slots=True)
class Event:
    """One dated fact in words: a sentence with places, filled from `values`."""

    day: date
    recorded_at: datetime
    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConsentView:
    """What the member allows to be known, to whom, until when."""

    id: UUID
    what: str
    to_whom: str
    until_on: date | None
    given_at: datetime
    withdrawn_at: datetime | None

    def holds_on(self, day: date) -> bool:
        """Say whether it is allowed on the day."""
        return self.withdrawn_at is None and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class Look:
    """One look by an officer at what is held about a member, and at what they looked."""

    at: datetime
    by: str
    what: str


def history_of(member_id: UUID) -> tuple[Event, ...]:
    """Tell everything that was recorded about one person, the newest day first."""
    events = [
        *_steps(member_id),
        *_names(member_id),
        *_classes(member_id),
        *_moves(member_id),
        *_addresses(member_id),
        *_reaches(member_id),
        *_shares(member_id),
    ]
    return tuple(sorted(events, key=lambda each: (each.day, each.recorded_at), reverse=True))


def consents_of(member_id: UUID) -> tuple[ConsentView, ...]:
    """List what one person allowed, the newest first, with what was taken back."""
    back = aliased(Consent)
    rows = session().execute(
        select(
            Consent.id, Consent.what, Consent.to_whom, Consent.until_on, Consent.given_at,
            back.given_at,
        )
        .outerjoin(back, back.withdraws_id == Consent.id)
        .where(Consent.member_id == member_id, Consent.withdraws_id.is_(None))
        .order_by(Consent.given_at.desc(), Consent.id)
    )  # fmt: skip
    return tuple(ConsentView(*row) for row in rows)


def looks_at(member_id: UUID) -> tuple[Look, ...]:
    """List who has looked at what is held about a member, the newest first.

    Whoever read the application counts too: it tells more of a person than the register.
    """
    names = names_on()
    seen = [
        *audit.seen_of(member_id),
        *audit.seen_of(member_id, act=acts.SHEET_PRINTED.code),
        *(
            look
            for each in applications_of(member_id)
            for look in audit.seen_of(each, act=acts.APPLICATION_SEEN.code)
        ),
    ]
    looks = [Look(one.at, names.get(one.by, "") if one.by else "", one.sentence) for one in seen]
    return tuple(sorted(looks, key=lambda each: each.at, reverse=True))


def _steps(member_id: UUID) -> Iterator[Event]:
    for row in session().scalars(select(Standing).where(Standing.member_id == member_id)):
        values = {"motion": row.motion_number or ""}
        yield Event(row.from_on, row.recorded_at, STEPS[row.step], values)


def _names(member_id: UUID) -> Iterator[Event]:
    for row in session().scalars(select(MemberName).where(MemberName.member_id == member_id)):
        yield Event(row.from_on, row.recorded_at, N_("Is called %(name)s"), {"name": row.name})


def _classes(member_id: UUID) -> Iterator[Event]:
    asked: Select[ClassMembership, str] = (
        select(ClassMembership, StakeholderClass.name)
        .join(StakeholderClass, StakeholderClass.id == ClassMembership.class_id)
        .where(ClassMembership.member_id == member_id)
    )
    for row, name in session().execute(asked):
        yield Event(row.from_on, row.recorded_at, N_("Class: %(name)s"), {"name": name})


def _moves(member_id: UUID) -> Iterator[Event]:
    asked: Select[Whereabouts, str | None] = (
        select(Whereabouts, Establishment.name)
        .outerjoin(Establishment, Establishment.id == Whereabouts.establishment_id)
        .where(Whereabouts.member_id == member_id)
    )
    for row, place in session().execute(asked):
        outside = row.move == "start" and place is None
        sentence = N_("Lives outside") if outside else MOVES[row.move]
        yield Event(row.from_on, row.recorded_at, sentence, {"place": place or ""})


def _addresses(member_id: UUID) -> Iterator[Event]:
    asked = select(ServiceAddress).where(ServiceAddress.member_id == member_id)
    for row in session().scalars(asked):
        values = {"lines": ", ".join(row.lines.splitlines())}
        yield Event(row.from_on, row.recorded_at, N_("Service address: %(lines)s"), values)


def _reaches(member_id: UUID) -> Iterator[Event]:
    for row in session().scalars(select(Reach).where(Reach.member_id == member_id)):
        sentence = {
            "web": N_("Reached by web"),
            "terminal": N_("Reached at a shared terminal"),
            "paper": N_("Reached by letter"),
        }[row.channel]
        yield Event(row.from_on, row.recorded_at, sentence)


def _shares(member_id: UUID) -> Iterator[Event]:
    for row in session().scalars(select(ShareEntry).where(ShareEntry.member_id == member_id)):
        one, several = SHARE_KINDS[row.kind]
        sentence = one if abs(row.shares) == 1 else several
        yield Event(row.from_on, row.recorded_at, sentence, {"shares": abs(row.shares)})
