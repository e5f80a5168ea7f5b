"""Acts and deeds of the tests' own, and an operator who edits behind the program's back."""

from uuid import UUID

from sqlalchemy import text

from coop.core import audit
from coop.core.acts import Hand, act
from coop.core.db import db, transaction
from coop.core.errors import N_

NOTED = act("tests.noted", N_("Noted for a test"), "number", "title")
SEEN = act("tests.seen", N_("Seen in a test"))
LOG_TABLES = ("audit_entry", "audit_place", "audit_seal")


def note(*numbers: int, subject: UUID | str = "motion", hand: Hand | None = None) -> None:
    """Record some deeds, each in a transaction of its own."""
    for number in numbers:
        with transaction():
            audit.record(NOTED, subject, hand=hand or Hand.system(), number=number)


def a_sealed_log(*batches: int) -> None:
    """Record and seal so many deeds in each batch, and keep the head of each."""
    number = 1
    for size in batches:
        note(*range(number, number + size))
        audit.seal()
        audit.anchor_head()
        number += size


def meddle(*statements: str) -> None:
    """Change the log as an operator with the database's own password could."""
    db.session.rollback()
    with db.engine.begin() as connection:
        for statement in (*_guards_off(), *statements):
            connection.execute(text(statement))


def _guards_off() -> list[str]:
    if db.engine.dialect.name == "postgresql":
        return ["SET LOCAL session_replication_role = replica"]
    names = [f"{table}_no_{deed}" for table in LOG_TABLES for deed in ("update", "delete")]
    # Foreign keys cannot be switched off inside a transaction, only put off to its end.
    return [f"DROP TRIGGER IF EXISTS {name}" for name in names]
