"""The tables of accounts: proofs are hashed or sealed, never readable."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.core.credentials.rules import LONGEST_NAME
from coop.core.db import Base, new_id

HASH = 64  # A SHA-256 written in hexadecimal.
ARGON = 255  # Argon2 writes its own parameters into what it gives.


class Account(Base):
    """One person’s way in; membership says who the person is."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("name", name="one_account_per_name"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    password_hash: Mapped[str | None] = mapped_column(String(ARGON))
    pin_hash: Mapped[str | None] = mapped_column(String(ARGON))
    totp_sealed: Mapped[str | None] = mapped_column(String(ARGON))
    totp_step: Mapped[int | None]
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A one-time way past a lost telephone."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("code_hash", name="one_recovery_code"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(HASH))
    used_at: Mapped[datetime | None]


class Terminal(Base):
    """A shared device in a neutral place, known by its signed cookie."""

    __tablename__ = "terminal"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    place_name: Mapped[str] = mapped_column(String(80))
    registered_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class SignInSession(Base):
    """One sign-in on one device; only the hash of its token is kept, and no address."""

    __tablename__ = "sign_in_session"
    __table_args__ = (UniqueConstraint("token_hash", name="one_session_per_token"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    token_hash: Mapped[str] = mapped_column(String(HASH))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    terminal_id: Mapped[UUID | None] = mapped_column(ForeignKey("terminal.id"))
    second_factor_passed: Mapped[bool]
    started_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]


class SignInTries(Base):
    """How often in a row a name or a network was wrong; both kept as keyed hashes only."""

    __tablename__ = "sign_in_tries"

    mark: Mapped[str] = mapped_column(String(HASH), primary_key=True)
    tries: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime]
    is_told: Mapped[bool] = mapped_column(default=False)


class Invitation(Base):
    """A code on paper with which a person comes in for the first time."""

    __tablename__ = "sign_in_invitation"
    __table_args__ = (UniqueConstraint("code_hash", name="one_invitation_per_code"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(HASH))
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
