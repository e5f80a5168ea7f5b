"""Sign-ins: kept on the server, found by a token, ended at will."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, delete, select, update

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.credentials import acts
from coop.core.credentials.models import Account, SignInSession, Terminal
from coop.core.credentials.rules import coarse, idle_limit
from coop.core.credentials.second_factor import needs_second_factor
from coop.core.db import session

KEPT_AFTER_THE_END = timedelta(days=30)
SLIDE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SignIn:
    """A live sign-in, as the application sees it during one request."""

    session_id: UUID
    token: str
    account_id: UUID
    name: str
    terminal_id: UUID | None
    is_complete: bool
    """False until the second step has been passed, where one is asked for."""
    last_used_at: datetime
    expires_at: datetime

    @property
    def is_authenticated(self) -> bool:
        """Say, as Flask-Login asks, whether the sign-in is complete."""
        return self.is_complete

    @property
    def is_active(self) -> bool:
        """Say, as Flask-Login asks, whether it is live: a dead one is never found."""
        return True

    @property
    def is_anonymous(self) -> bool:
        """Say, as Flask-Login asks, whether nobody is known."""
        return False

    def get_id(self) -> str:
        """Give Flask-Login the text by which the next request finds this again."""
        return self.token


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One line of the page on which people see their own sign-ins: coarse, no address."""

    id: UUID
    started_at: datetime
    last_used_at: datetime
    on_terminal: bool
    is_this: bool


def start_session(
    account_id: UUID, *, terminal_id: UUID | None = None, second_factor_passed: bool = False
) -> str:
    """Start a sign-in and give its token, which is kept nowhere on the server."""
    token = secrets.token_urlsafe(32)
    now = clock.unmoved()
    session().add(
        SignInSession(
            token_hash=_hash(token),
            account_id=account_id,
            terminal_id=terminal_id,
            second_factor_passed=second_factor_passed,
            started_at=coarse(now),
            last_used_at=coarse(now),
            expires_at=now + _idle(account_id, terminal_id),
        )
    )
    session().flush()
    return token


def live_session(token: str) -> SignIn | None:
    """Find the live sign-in of a token: not ended, not run out, account and terminal open."""
    found = (
        session()
        .execute(
            select(SignInSession, Account)
            .join(Account, Account.id == SignInSession.account_id)
            .outerjoin(Terminal, Terminal.id == SignInSession.terminal_id)
            .where(
                SignInSession.token_hash == _hash(token),
                SignInSession.ended_at.is_(None),
                SignInSession.expires_at > clock.unmoved(),
                Account.closed_at.is_(None),
                Terminal.retired_at.is_(None),
            )
        )
        .one_or_none()
    )
    return _sign_in(token, *found) if found else None


def _sign_in(token: str, row: SignInSession, account: Account) -> SignIn:
    """Say what a row means now: an office granted since asks for the second step at once."""
    asked = account.totp_sealed is not None or needs_second_factor(account.id)
    return SignIn(
        session_id=row.id,
        token=token,
        account_id=account.id,
        name=account.name,
        terminal_id=row.terminal_id,
        # A terminal gives a member’s powers only, so a PIN is enough there.
        is_complete=row.second_factor_passed or row.terminal_id is not None or not asked,
        last_used_at=row.last_used_at,
        expires_at=row.expires_at,
    )


def is_due_a_touch(sign_in: SignIn) -> bool:
    """Say whether use has to be noted: at most once a minute, so that reading stays cheap."""
    limit = _idle(sign_in.account_id, sign_in.terminal_id)
    return abs(clock.unmoved() + limit - sign_in.expires_at) >= SLIDE


def touch(sign_in: SignIn) -> None:
    """Note that a sign-in was used, coarsely, and let it live on."""
    now = clock.unmoved()
    session().execute(
        update(SignInSession)
        .where(SignInSession.id == sign_in.session_id)
        .values(
            last_used_at=coarse(now),
            expires_at=now + _idle(sign_in.account_id, sign_in.terminal_id),
        )
    )


def sessions_of(account_id: UUID, *, this: UUID | None = None) -> list[OwnSession]:
    """List an account’s live sign-ins, the latest used first."""
    rows = session().scalars(
        select(SignInSession)
        .where(*_live(account_id))
        .order_by(SignInSession.last_used_at.desc(), SignInSession.id)
    )
    return [
        OwnSession(r.id, r.started_at, r.last_used_at, r.terminal_id is not None, r.id == this)
        for r in rows
    ]


def end_session(session_id: UUID, *, account_id: UUID) -> bool:
    """End one sign-in of this account; False when it has no such live sign-in."""
    return _end(SignInSession.id == session_id, account_id=account_id) == 1


def end_all_sessions(account_id: UUID, *, hand: Hand, but: UUID | None = None) -> int:
    """End every sign-in of an account, `but` one if it is named; give how many ended."""
    ended = _end(SignInSession.id != but, account_id=account_id)
    if ended:
        audit.record(acts.SESSIONS_ENDED, account_id, hand=hand, number=ended)
    return ended


def forget_sessions() -> int:
    """Delete sign-ins that ended or ran out a month ago. Safe to run at any time."""
    old = clock.unmoved() - KEPT_AFTER_THE_END
    gone = session().execute(delete(SignInSession).where(SignInSession.expires_at < old))
    return gone.rowcount if isinstance(gone, CursorResult) else 0


def _live(account_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return (
        SignInSession.account_id == account_id,
        SignInSession.ended_at.is_(None),
        SignInSession.expires_at > clock.unmoved(),
    )


def _end(which: ColumnElement[bool], *, account_id: UUID) -> int:
    change = update(SignInSession).where(which, *_live(account_id)).values(ended_at=clock.unmoved())
    ended = session().execute(change.execution_options(synchronize_session=False))
    return ended.rowcount if isinstance(ended, CursorResult) else 0


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _idle(account_id: UUID, terminal_id: UUID | None) -> timedelta:
    return idle_limit(officer=needs_second_factor(account_id), terminal=terminal_id is not None)
