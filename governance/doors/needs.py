"""What needs a member now: votes to cast, motions to second, and officers’ work."""

from datetime import timedelta
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from coop.core import clock
from coop.core.access import Permission, may
from coop.core.jobbook import is_done
from coop.core.pages import Need
from coop.membership.queries import is_member_on, today
from governance.reading.ballots import own_day
from governance.reading.motions import MotionRow, drafts_of, motion_rows, seconder_ids
from governance.reading.postal import local_day
from governance.reading.turnout import has_voted, is_on_roll
from governance.rules.states import State

MOST_TO_SECOND = 5
# Opening by itself takes the worker some seconds; only what waits longer has a cause.
LATE = timedelta(minutes=10)


def needs(member_id: UUID) -> list[Need]:
    """Gather them; every sentence says one thing and where to do it."""
    rows = motion_rows()
    found = [_vote(row, member_id) for row in rows if _may_vote(row, member_id)]
    found += [_draft(row) for row in drafts_of(member_id)]
    if is_member_on(member_id, today()):
        found += [_second(row) for row in rows if _may_second(row, member_id)][:MOST_TO_SECOND]
    if may(Permission.RUN_BALLOTS):
        found += [need for row in rows if (need := _to_run(row)) is not None]
    if may(Permission.TELL):
        found += [_tell(row) for row in rows if row.state == State.CLOSED]
    return found


def _may_vote(row: MotionRow, member_id: UUID) -> bool:
    if row.state != State.OPEN or row.ballot_id is None:
        return False
    return is_on_roll(row.ballot_id, member_id) and has_voted(row.ballot_id, member_id) is None


def _vote(row: MotionRow, member_id: UUID) -> Need:
    due = own_day(row.ballot_id, member_id) if row.ballot_id else None
    return Need(
        _("Vote on “%(title)s”.", title=row.title),
        _("Vote"),
        url_for("governance.vote", motion_id=row.id),
        due,
    )


def _draft(row: MotionRow) -> Need:
    return Need(
        _("Your draft “%(title)s” is not proposed yet.", title=row.title),
        _("Go on with it"),
        url_for("governance.motion", motion_id=row.id),
    )


def _may_second(row: MotionRow, member_id: UUID) -> bool:
    mine = row.mover_id == member_id or member_id in seconder_ids(row.id)
    return row.state == State.PROPOSED and not mine


def _second(row: MotionRow) -> Need:
    return Need(
        _("“%(title)s” looks for members to second it.", title=row.title),
        _("Read it"),
        url_for("governance.motion", motion_id=row.id),
    )


def _to_run(row: MotionRow) -> Need | None:
    if row.state == State.SECONDED:
        sentence = _("Give notice of a vote on “%(title)s”.", title=row.title)
        return Need(sentence, _("Give notice"), url_for("governance.notice", motion_id=row.id))
    if row.opens_at is not None and _could_not_open(row):
        sentence = _("Voting on “%(title)s” could not open by itself.", title=row.title)
        url = url_for("governance.open_voting", motion_id=row.id)
        return Need(sentence, _("See why"), url, local_day(row.opens_at))
    if row.state == State.CLOSED:
        sentence = _("Close the count on “%(title)s”.", title=row.title)
        return Need(sentence, _("Go to the count"), url_for("governance.count", motion_id=row.id))
    return None


def _could_not_open(row: MotionRow) -> bool:
    """Say whether the worker was refused, or its hour has long passed."""
    if row.state != State.IN_NOTICE or row.ballot_id is None or row.opens_at is None:
        return False
    tried = is_done("governance.open", str(row.ballot_id))
    return row.opens_at <= clock.now() and (tried or row.opens_at + LATE <= clock.now())


def _tell(row: MotionRow) -> Need:
    return Need(
        _("Key the papers of “%(title)s”.", title=row.title),
        _("Go to the papers"),
        url_for("governance.count", motion_id=row.id),
    )
