"""A member’s way in: an account, and the code on paper that opens it the first time."""

from dataclasses import dataclass
from uuid import UUID

from coop.core import audit
from coop.core.accounts import close_account, end_all_sessions, issue_invitation, open_account
from coop.core.audit import Hand
from coop.core.errors import N_, Refusal, refuse_if
from coop.membership import acts
from coop.membership.deeds.facts import locked_member, times_of
from coop.membership.reading.cooperative import today
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
