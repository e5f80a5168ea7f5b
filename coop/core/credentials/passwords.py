"""Opening accounts, and proving them by password or PIN (Argon2id)."""

from collections.abc import Callable
from functools import lru_cache
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.credentials import acts, rules
from coop.core.credentials.models import Account
from coop.core.db import session
from coop.core.errors import N_, NotFound, Refusal, refuse_if

LONGEST_NUMBER = 9
_hashers = [PasswordHasher()]
_account_of_number: list[Callable[[int], UUID | None]] = []


def use_hasher(hasher: PasswordHasher) -> None:
    """Hash with other parameters from now on: dearer machines, or quick tests."""
    _hashers[:] = [hasher]


def open_account(name: str, password: str | None = None, *, hand: Hand | None = None) -> Account:
    """Open an account; without a password it waits for an invitation.

    Raises `Refused` when the name is taken or the password is weak (SIGN-1, SIGN-2).
    """
    name = rules.tidy_name(name)
    found = list(rules.name_refusals(name))
    if session().scalar(select(Account.id).where(Account.name == name)):
        found.append(Refusal("SIGN-1", N_("That sign-in name is taken.")))
    if password is not None:
        found += rules.password_refusals(password, name=name)
    refuse_if(found)
    hashed = _hashers[0].hash(password) if password is not None else None
    account = Account(name=name, password_hash=hashed, created_at=clock.now())
    session().add(account)
    session().flush()
    audit.record(acts.ACCOUNT_OPENED, account.id, hand=hand or Hand.system())
    return account


def set_number_lookup(account_of: Callable[[int], UUID | None]) -> None:
    """Let membership say which account belongs to a membership number."""
    _account_of_number[:] = [account_of]


def account_named(name: str) -> Account | None:
    """Find the open account of a sign-in name or a membership number, if there is one."""
    tidy = rules.tidy_name(name)
    numbered = _account_id_of_number(tidy)
    wanted = Account.id == numbered if numbered else Account.name == tidy
    return session().scalar(select(Account).where(wanted, Account.closed_at.is_(None)))


def _account_id_of_number(text: str) -> UUID | None:
    """Look a number up first, so that nobody can choose another’s number as a name."""
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return _account_of_number[0](int(text)) if is_number and _account_of_number else None


def the_account(account_id: UUID) -> Account:
    """Fetch an account that must be there; `NotFound` when it is not."""
    account = session().get(Account, account_id)
    if account is None:
        raise NotFound(N_("account"))
    return account


def account_with_password(name: str, password: str) -> UUID | None:
    """Give the account that this name and password open.

    It takes the same time and gives the same answer whether or not the name exists.
    """
    account = account_named(name)
    right = _matches(account.password_hash if account else None, password)
    return account.id if account and right else None


def account_with_pin(name: str, pin: str) -> UUID | None:
    """Give the account that this name and PIN open, at a shared terminal only."""
    account = account_named(name)
    right = _matches(account.pin_hash if account else None, pin)
    return account.id if account and right else None


def is_password_of(account_id: UUID, password: str) -> bool:
    """Say whether this is the account’s password, before it may be changed."""
    return _matches(the_account(account_id).password_hash, password)


def change_password(account_id: UUID, password: str, *, hand: Hand) -> None:
    """Give the account another password (SIGN-2); the caller ends the other sign-ins."""
    account = the_account(account_id)
    refuse_if(rules.password_refusals(password, name=account.name))
    account.password_hash = _hashers[0].hash(password)
    session().flush()
    audit.record(acts.PASSWORD_CHANGED, account.id, hand=hand)


def set_pin(account_id: UUID, pin: str, *, hand: Hand) -> None:
    """Set the PIN for shared terminals (SIGN-3)."""
    refuse_if(rules.pin_refusals(pin))
    account = the_account(account_id)
    account.pin_hash = _hashers[0].hash(pin)
    session().flush()
    audit.record(acts.PIN_CHANGED, account.id, hand=hand)


def close_account(account_id: UUID, *, hand: Hand) -> None:
    """Close an account: no password and no PIN opens it, and its sign-ins are over."""
    account = the_account(account_id)
    if account.closed_at is None:
        account.closed_at = clock.now()
        session().flush()
        audit.record(acts.ACCOUNT_CLOSED, account.id, hand=hand)


def reopen_account(account_id: UUID, *, hand: Hand) -> None:
    """Open a closed account again, without its old proofs: only a new code leads in."""
    account = the_account(account_id)
    if account.closed_at is not None:
        account.closed_at = None
        account.password_hash = account.pin_hash = account.totp_sealed = None
        session().flush()
        audit.record(acts.ACCOUNT_REOPENED, account.id, hand=hand)


def renew_hash(account_id: UUID, password: str) -> None:
    """Hash a password that has just been proved again, when the parameters have changed."""
    account = the_account(account_id)
    if account.password_hash and _hashers[0].check_needs_rehash(account.password_hash):
        account.password_hash = _hashers[0].hash(password)


def _matches(hashed: str | None, proof: str) -> bool:
    """Check a proof; where there is no hash, check against a decoy to take the same time."""
    hasher = _hashers[0]
    try:
        hasher.verify(hashed or _decoy(hasher), proof)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return hashed is not None


@lru_cache(maxsize=4)
def _decoy(hasher: PasswordHasher) -> str:
    return hasher.hash("nobody’s password")
