"""Shared terminals: registered, retired, and known by a signed cookie."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select, update

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.credentials import acts, keys
from coop.core.credentials.models import SignInSession, Terminal
from coop.core.db import session
from coop.core.errors import N_, NotFound, Refusal, refuse_if

LONGEST_PLACE = 80


@dataclass(frozen=True, slots=True)
class TerminalView:
    """A terminal as the register’s keeper sees it."""

    id: UUID
    place_name: str
    registered_at: datetime
    retired_at: datetime | None


def register_terminal(place_name: str, *, hand: Hand) -> UUID:
    """Register a shared device under a neutral place name, such as “Reading room”."""
    place = place_name.strip()
    if not place or len(place) > LONGEST_PLACE:
        refuse_if([Refusal("SIGN-5", N_("Give the terminal a place name of at most 80 letters."))])
    terminal = Terminal(place_name=place, registered_at=clock.now())
    session().add(terminal)
    session().flush()
    audit.record(acts.TERMINAL_REGISTERED, terminal.id, hand=hand)
    return terminal.id


def retire_terminal(terminal_id: UUID, *, hand: Hand) -> None:
    """Retire a terminal: nobody can sign in there, and whoever is signed in is out."""
    terminal = session().get(Terminal, terminal_id)
    if terminal is None or terminal.retired_at is not None:
        raise NotFound(N_("terminal"))
    terminal.retired_at = clock.now()
    session().flush()
    session().execute(
        update(SignInSession)
        .where(SignInSession.terminal_id == terminal_id, SignInSession.ended_at.is_(None))
        .values(ended_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    audit.record(acts.TERMINAL_RETIRED, terminal.id, hand=hand)


def terminals() -> list[TerminalView]:
    """List every terminal, those in use first."""
    rows = session().scalars(
        select(Terminal).order_by(Terminal.retired_at.is_not(None), Terminal.place_name)
    )
    return [TerminalView(r.id, r.place_name, r.registered_at, r.retired_at) for r in rows]


def card_for(terminal_id: UUID) -> str:
    """Give the signed text that the device keeps as its cookie."""
    return _signer().dumps(str(terminal_id))


def terminal_of(card: str | None) -> TerminalView | None:
    """Give the terminal in use that a device’s cookie names, if it is truly ours."""
    try:
        terminal_id = UUID(_signer().loads(card)) if card else None
    except (BadSignature, ValueError):
        return None
    row = session().get(Terminal, terminal_id) if terminal_id else None
    if row is None or row.retired_at is not None:
        return None
    return TerminalView(row.id, row.place_name, row.registered_at, None)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(keys.derive("terminal card"), salt="terminal")
