"""What the worker does for decisions: open, close, count, let lapse, scour, write letters."""

import logging
from uuid import UUID

from sqlalchemy import text

from coop.core.audit import Hand
from coop.core.db import after_commit, db, is_postgresql, session
from coop.core.errors import Refused
from coop.core.jobs import job
from coop.membership.queries import paper_members_on, today
from coop.post.actions import Recipient, prepare_runs
from governance import letters
from governance.deeds.closing import close_ballot
from governance.deeds.declaring import declare_result
from governance.deeds.opening import open_ballot
from governance.deeds.supporting import lapse_motion
from governance.models.ballots import Ballot
from governance.models.motions import Motion
from governance.rules.states import State

log = logging.getLogger(__name__)


def register() -> None:
    """Tell lower rooms what governance does for them; importing this registered the jobs."""
    letters.register()


@job("governance.open")
def open_voting(key: str, payload: dict[str, str]) -> None:
    """Open voting at its hour; `key` is the ballot’s id.

    May run twice: a motion that is no longer in notice is left alone. When the rules
    refuse, the motion waits in notice and the returning officer is told on the home page.
    """
    motion = _motion(key)
    if motion.state != State.IN_NOTICE:
        return
    try:
        open_ballot(motion.id, hand=Hand.system())
    except Refused as refused:
        log.info("Motion %s could not be opened: %s", motion.number, refused)


@job("governance.close")
def close_voting(key: str, payload: dict[str, str]) -> None:
    """Close voting at its hour; `key` is the ballot’s id.

    May run twice: a motion that is no longer open is left alone.
    """
    motion = _motion(key)
    if motion.state == State.OPEN:
        close_ballot(motion.id, hand=Hand.system())


@job("governance.count")
def count(key: str, payload: dict[str, str]) -> None:
    """Count a closed ballot and declare the result; `key` is the ballot’s id.

    May run twice: the second run finds the declaration and changes nothing, and the
    constraint one_declaration_a_ballot holds should two run at once.
    """
    declare_result(UUID(key))


@job("governance.lapse")
def lapse(key: str, payload: dict[str, str]) -> None:
    """Let a motion lapse that too few seconded; `key` is the motion’s id.

    May run twice: a motion that is no longer waiting for seconders is left alone.
    """
    lapse_motion(UUID(key))


@job("governance.scour")
def scour(key: str, payload: dict[str, str]) -> None:
    """Wipe what the counted box left behind in the database’s own files.

    May run twice: wiping what is clean changes nothing. See decision 0003.
    """
    after_commit(_scour)


@job("governance.result_letters")
def result_letters(key: str, payload: dict[str, str]) -> None:
    """Prepare letters of the result for members on paper; `key` is the ballot’s id.

    May run twice: whoever has such a letter is passed over.
    """
    people = [
        Recipient(row.id, "\n".join(row.address_lines), row.establishment_id)
        for row in paper_members_on(today())
    ]
    if people:
        prepare_runs("result", UUID(key), people, hand=Hand.system())


def _motion(ballot_id: str) -> Motion:
    ballot = session().get_one(Ballot, UUID(ballot_id))
    return session().get_one(Motion, ballot.motion_id)


def _scour() -> None:
    """Vacuum and checkpoint on a connection of its own, outside any transaction."""
    engine = db.engine.execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if is_postgresql():
            connection.execute(text("VACUUM sealed_paper, ballot, batch_keying, batch_settlement"))
        else:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
