"""Coming in for the first time, or again: a code on paper, good once and for 30 days."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, select, update

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.credentials import acts, keys, rules
from coop.core.credentials.models import Invitation
from coop.core.credentials.passwords import change_password, the_account
from coop.core.db import session
from coop.core.errors import N_, Refusal, Refused, refuse_if

GOOD_FOR = timedelta(days=30)
LETTERS = 16


def issue_invitation(account_id: UUID, *, hand: Hand, may_replace: bool = False) -> str:
    """Give a fresh code for an account; earlier codes stop working. It is shown once only.

    A code for an account that has a password would let its finder in as that member, so
    only the keeper of the register may give one (`may_replace`).
    """
    account = the_account(account_id)
    if account.closed_at is not None:
        refuse_if([Refusal("SIGN-6", N_("This account is closed."))])
    if account.password_hash is not None and not may_replace:
        refuse_if([_has_a_password()])
    _spend(Invitation.account_id == account_id)
    code = keys.paper_code(LETTERS)
    now = clock.unmoved()
    session().add(
        Invitation(
            account_id=account_id, code_hash=_hash(code), issued_at=now, expires_at=now + GOOD_FOR
        )
    )
    session().flush()
    audit.record(acts.INVITATION_ISSUED, account_id, hand=hand)
    return code


def invited_account(code: str) -> UUID | None:
    """Say whose code this is, if it is good now."""
    return session().scalar(
        select(Invitation.account_id).where(
            Invitation.code_hash == _hash(code),
            Invitation.used_at.is_(None),
            Invitation.expires_at > clock.unmoved(),
        )
    )


def accept_invitation(code: str, password: str, *, hand: Hand) -> UUID:
    """Use up a code and set the password that the person has chosen (SIGN-2, SIGN-6)."""
    account_id = invited_account(code)
    if account_id is None:
        raise Refused(_bad_code())
    account = the_account(account_id)
    refuse_if(rules.password_refusals(password, name=account.name))
    if _spend(Invitation.code_hash == _hash(code)) != 1:
        raise Refused(_bad_code())
    audit.record(acts.INVITATION_USED, account_id, hand=hand)
    change_password(account_id, password, hand=hand)
    return account_id


def _has_a_password() -> Refusal:
    return Refusal(
        "SIGN-6",
        N_("This member signs in with a password already."),
        {},
        N_("The secretary can give a new code when the password is lost."),
    )


def _bad_code() -> Refusal:
    todo = N_("Check each letter, or ask the secretary for a new code.")
    text = N_("This code is not right, was used before, or is too old.")
    return Refusal("SIGN-6", text, {}, todo)


def _spend(which: ColumnElement[bool]) -> int:
    change = update(Invitation).where(which, Invitation.used_at.is_(None))
    spent = session().execute(
        change.values(used_at=clock.unmoved()).execution_options(synchronize_session=False)
    )
    return spent.rowcount if isinstance(spent, CursorResult) else 0


def _hash(code: str) -> str:
    return keys.mark("invitation", keys.tidy_code(code))
