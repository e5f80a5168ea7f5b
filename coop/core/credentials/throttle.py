"""Counting wrong tries, in the database, under keyed hashes of the name and the network.

A try is counted *before* the proof is checked, so that many tries sent at once
cannot all slip past a count that has not been written yet.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import CursorResult, delete
from sqlalchemy.dialects import postgresql, sqlite

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.credentials import acts, keys, rules
from coop.core.credentials.models import SignInTries
from coop.core.credentials.passwords import account_named
from coop.core.credentials.rules import Proof
from coop.core.db import is_postgresql, session

NO_WAIT = timedelta(0)


def take_a_try(proof: Proof, who: str, address: str | None) -> timedelta:
    """Count one try and give no wait; or count nothing and say how long to wait.

    `who` is a sign-in name (or, for a code, an account’s id in words). The network’s row
    is always locked before the person’s, so that two requests never wait for each other.
    """
    network = _network(address)
    person = _row(proof, who)
    wait = max(_wait(Proof.ADDRESS, network), _wait(proof, person))
    if wait > NO_WAIT:
        _tell_once(proof, person, who)
        return wait
    _count(Proof.ADDRESS, network)
    _count(proof, person)
    return NO_WAIT


def take_a_try_from(address: str | None) -> timedelta:
    """Count a try with a proof that names nobody, such as a code on paper: by network alone."""
    network = _network(address)
    wait = _wait(Proof.ADDRESS, network)
    if wait == NO_WAIT:
        _count(Proof.ADDRESS, network)
    return wait


def forgive(proof: Proof, who: str, address: str | None) -> None:
    """Forget the wrong tries of somebody who has proved to be right."""
    forgive_from(address)
    session().execute(delete(SignInTries).where(SignInTries.mark == _mark(proof, who)))


def forgive_from(address: str | None) -> None:
    """Take one try back from a network: it was a right one."""
    network = _network(address)
    if network:
        network.tries = max(network.tries - 1, 0)
        session().flush()


def forget_attempts() -> int:
    """Delete the counts that no longer matter; give how many. Safe to run at any time."""
    old = clock.unmoved() - rules.TRIES_FORGOTTEN
    gone = session().execute(delete(SignInTries).where(SignInTries.last_at < old))
    return gone.rowcount if isinstance(gone, CursorResult) else 0


def _mark(proof: Proof, who: str) -> str:
    """Mark an account the same whether it was named by name or by number."""
    account_id = None if proof is Proof.ADDRESS else _account_of(proof, who)
    return keys.mark("sign-in tries", f"{proof}:{account_id or rules.tidy_name(who)}")


def _network(address: str | None) -> SignInTries | None:
    return _row(Proof.ADDRESS, rules.address_prefix(address)) if address else None


def _row(proof: Proof, who: str) -> SignInTries:
    """Lock the row of a mark, making it first if it is not there: one statement does both."""
    values = {"mark": _mark(proof, who), "tries": 0, "last_at": clock.unmoved(), "is_told": False}
    dialect = postgresql if is_postgresql() else sqlite
    made = dialect.insert(SignInTries).values(values)
    locked = made.on_conflict_do_update(index_elements=["mark"], set_={"mark": values["mark"]})
    found = session().scalars(
        locked.returning(SignInTries), execution_options={"populate_existing": True}
    )
    row: SignInTries = found.one()
    return row


def _count(proof: Proof, row: SignInTries | None) -> None:
    if row is None:
        return
    now = clock.unmoved()
    row.tries = rules.tries_remembered(proof, row.tries, row.last_at, now) + 1
    row.last_at, row.is_told = now, False
    session().flush()


def _wait(proof: Proof, row: SignInTries | None) -> timedelta:
    if row is None:
        return NO_WAIT
    return rules.wait_left(proof, row.tries, row.last_at, clock.unmoved())


def _tell_once(proof: Proof, row: SignInTries, who: str) -> None:
    """Put a lock into the log once, when there is an account to be locked."""
    if row.is_told or _wait(proof, row) == NO_WAIT:
        return
    row.is_told = True
    session().flush()
    subject = _account_of(proof, who)
    if subject:
        audit.record(acts.SIGN_IN_LOCKED, subject, hand=Hand.system(), proof=str(proof))


def _account_of(proof: Proof, who: str) -> UUID | None:
    if proof is Proof.CODE:
        return UUID(who)
    account = account_named(who)
    return account.id if account else None
