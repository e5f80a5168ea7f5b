"""Writing a new person into the register: number, facts of the first day, shares bought."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from coop.core import clock
from coop.core.db import new_id, session
from coop.core.errors import N_, NotFound, Refusal, refuse_if
from coop.membership.deeds.facts import write
from coop.membership.models.cooperative import Cooperative
from coop.membership.models.member import (
    ClassMembership,
    Member,
    MemberName,
    Reach,
    ServiceAddress,
    ShareEntry,
    Standing,
    Whereabouts,
)
from coop.membership.names import tidy, usual_sort_name
from coop.membership.register_rules import refusals_of_address, refusals_of_name
from coop.membership.sharebook import SharesMoved, tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Everything that is written about a person on the day they become a member."""

    name: str
    sort_name: str = ""
    born_on: date | None = None
    class_id: UUID
    attested_by: UUID | None = None
    address: str = ""
    use_cooperatives_address: bool = False
    establishment_id: UUID | None = None
    channel: str = "paper"
    email: str = ""
    language: str = "en"
    large_print: bool = False
    shares: int
    paid_minor: int


def enrol(who: Newcomer, *, from_on: date, application_id: UUID | None = None) -> Member:
    """Write a person into the register from that day, under the next number."""
    refuse_if(refusals_to_enrol(who))
    house = _locked_cooperative()
    member = Member(number=_next_number(), born_on=who.born_on, application_id=application_id)
    session().add(member)
    session().flush()
    begin(member.id, who, from_on=from_on, step="admitted", house_address=house.address)
    return member


def begin(member_id: UUID, who: Newcomer, *, from_on: date, step: str, house_address: str) -> None:
    """Write the facts with which a membership begins, or begins again."""
    m, on = member_id, from_on
    address = house_address if who.use_cooperatives_address else tidy_lines(who.address)
    name = tidy(who.name)
    facts = (
        Standing(member_id=m, from_on=on, step=step, because="", motion_number=None),
        MemberName(
            member_id=m, from_on=on, name=name,
            sort_name=tidy(who.sort_name) or usual_sort_name(name),
        ),
        ServiceAddress(
            member_id=m, from_on=on, lines=address,
            is_cooperatives_own=who.use_cooperatives_address,
        ),
        ClassMembership(
            member_id=m, from_on=on, class_id=who.class_id, attested_by=who.attested_by
        ),
        Whereabouts(
            member_id=m, from_on=on, establishment_id=who.establishment_id, move="start"
        ),
        Reach(
            member_id=m, from_on=on, channel=who.channel, language=who.language,
            large_print=who.large_print, email=who.email,
        ),
    )  # fmt: skip
    for fact in facts:
        write(fact)
    buy(m, shares=who.shares, paid_minor=who.paid_minor, from_on=on)
    session().flush()


def buy(member_id: UUID, *, shares: int, paid_minor: int, from_on: date, through: str = "") -> None:
    """Write shares bought and what was paid for them, and tell whoever keeps the books."""
    row = write_shares(
        member_id, kind="bought", shares=shares, paid_minor=paid_minor, from_on=from_on
    )
    tell_of(row, through=through)


def write_shares(
    member_id: UUID, *, kind: str, shares: int, paid_minor: int, from_on: date
) -> ShareEntry:
    """Write one row of the register about shares; less than none when they go."""
    row = ShareEntry(
        id=new_id(),
        member_id=member_id,
        from_on=from_on,
        recorded_at=clock.now(),
        kind=kind,
        shares=shares,
        paid_minor=paid_minor,
    )
    session().add(row)
    session().flush()
    return row


def tell_of(row: ShareEntry, *, through: str = "", to_member_id: UUID | None = None) -> None:
    """Tell whoever keeps the books what a row of the register says."""
    tell(
        SharesMoved(
            id=row.id,
            kind="transferred" if to_member_id else row.kind,
            member_id=row.member_id,
            from_on=row.from_on,
            shares=abs(row.shares),
            paid_minor=abs(row.paid_minor),
            to_member_id=to_member_id,
            through=through,
        )
    )


def held_shares(member_id: UUID) -> tuple[int, int]:
    """Give the shares that a person holds, with all that is recorded, and what was paid."""
    asked = select(
        func.coalesce(func.sum(ShareEntry.shares), 0),
        func.coalesce(func.sum(ShareEntry.paid_minor), 0),
    ).where(ShareEntry.member_id == member_id)
    shares, paid = session().execute(asked).one()
    return int(shares), int(paid)


def pay_out(member_id: UUID, *, from_on: date) -> None:
    """Write that whoever leaves holds no share any more: what was paid is owed to them."""
    shares, paid = held_shares(member_id)
    if shares:
        row = write_shares(
            member_id, kind="withdrawn", shares=-shares, paid_minor=-paid, from_on=from_on
        )
        tell_of(row)


def refusals_to_enrol(who: Newcomer) -> list[Refusal]:
    """Say everything that makes this person’s particulars unfit for the register."""
    found = refusals_of_name(tidy(who.name))
    if not who.use_cooperatives_address:
        found += refusals_of_address(tidy_lines(who.address))
    return found


def tidy_lines(lines: str) -> str:
    """Give an address line by line, without empty lines and invisible marks."""
    return "\n".join(line for line in map(tidy, lines.splitlines()) if line)


def _locked_cooperative() -> Cooperative:
    """Hold the co-operative’s row, so that two admissions never draw one number."""
    found = session().scalar(select(Cooperative).with_for_update())
    if found is None:
        raise NotFound(N_("co-operative"))
    return found


def _next_number() -> int:
    return (session().scalar(select(func.max(Member.number))) or 0) + 1
