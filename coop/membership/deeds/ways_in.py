"""A member’s way in: an account, and the code on paper that opens it the first time."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coop.core import audit, clock
from coop.core.accounts import (
    close_account,
    end_all_sessions,
    issue_invitation,
    open_account,
    reopen_account,
)
from coop.core.audit import Hand
from coop.core.errors import N_, Refusal, refuse_if
from coop.core.jobs import job, promise
from coop.membership import acts
from coop.membership.deeds.facts import locked_member, times_of
from coop.membership.reading.cooperative import the_cooperative, today
from coop.membership.reading.members import is_member_on
from coop.membership.register_rules import refusals_to_change


@dataclass(frozen=True, slots=True)
class WayIn:
    """What is printed for a member: the sign-in name and the code, shown once only."""

    member_id: UUID
    number: int
    sign_in_name: str
    code: str


def sign_in_name(number: int) -> str:
    """Give the sign-in name that goes with a membership number: it says nothing of the person."""
    return f"member{number}"


def invite(member_id: UUID, *, hand: Hand) -> WayIn:
    """Open an account for a member if there is none, and give a code for first signing in."""
    member = locked_member(member_id)
    refuse_if(refusals_to_change(today(), times_of(member_id)))
    name = sign_in_name(member.number)
    if member.account_id is None:
        member.account_id = open_account(name, hand=hand).id
    # Somebody who is a member again comes in by a new code; what opened it before does not.
    reopen_account(member.account_id, hand=hand)
    code = issue_invitation(member.account_id, hand=hand, may_replace=True)
    audit.record(acts.INVITED, member_id, hand=hand, number=member.number)
    return WayIn(member_id, member.number, name, code)


def open_way_in(member_id: UUID, *, name: str, password: str, hand: Hand) -> UUID:
    """Open an account with a password that the member has chosen, and give its id."""
    member = locked_member(member_id)
    if member.account_id is not None:
        refuse_if([Refusal("REG-14", N_("This member can sign in already."))])
    member.account_id = open_account(name, password, hand=hand).id
    audit.record(acts.INVITED, member_id, hand=hand, number=member.number)
    return member.account_id


def close_way_in(member_id: UUID, *, hand: Hand) -> None:
    """Close a person’s account and end every sign-in: after leaving or death."""
    member = locked_member(member_id)
    if member.account_id is not None:
        end_all_sessions(member.account_id, hand=hand)
        close_account(member.account_id, hand=hand)


def close_way_in_from(member_id: UUID, *, from_on: date, hand: Hand) -> None:
    """Close a person’s account when the membership ends: at once, or promised for the day."""
    if from_on <= today():
        close_way_in(member_id, hand=hand)
        return
    due = clock.at_local(from_on, 0, 0, the_cooperative().timezone)
    promise("membership.close_way_in", f"{member_id} {from_on.isoformat()}", due=due)


@job("membership.close_way_in")
def close_way_in_of_leaver(key: str, payload: dict[str, str]) -> None:  # noqa: ARG001 - as every job
    """Close the account of a member on the day the membership ends; `key` is id and day.

    May run twice: an account that is closed stays so, and a member again is left alone.
    """
    member_id = UUID(key.partition(" ")[0])
    if not is_member_on(member_id, today()):
        close_way_in(member_id, hand=Hand.system())
