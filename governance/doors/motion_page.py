"""Gather what one motion’s page shows, for its reader and their door."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from coop.core import clock
from coop.core.access import Permission, current_member_id, may
from coop.core.pages import page
from coop.membership.queries import is_member_on, name_of, today
from governance.doors.shared import KINDS, PURPOSES, STATES
from governance.forms.motions import ContributionForm, PaperForm
from governance.reading.ballots import BallotView, ballot_view, own_day
from governance.reading.declarations import Declared, declared
from governance.reading.following import follow_ups
from governance.reading.motions import (
    MotionRow,
    MotionWhole,
    attachments,
    discussion,
    hearing,
    motion_whole,
    seconder_ids,
)
from governance.reading.rules import rules_in_force
from governance.reading.turnout import NamedVote, has_voted, is_on_roll, named_votes, turnout_of
from governance.rules.life import DISCUSSED
from governance.rules.nouns import Kind
from governance.rules.states import State

LIFE = (
    (State.PROPOSED, _l("Proposed")),
    (State.SECONDED, _l("Seconded")),
    (State.IN_NOTICE, _l("In notice")),
    (State.OPEN, _l("Voting")),
    (State.DECLARED, _l("Declared")),
)


@dataclass(frozen=True, slots=True)
class Mine:
    """What the reader may do with this motion now, and what they have done."""

    is_mover: bool
    may_second: bool
    may_vote: bool
    voted_by: str
    own_day: date | None


def motion_page(
    row: MotionRow,
    *,
    said: ContributionForm | None = None,
    paper: PaperForm | None = None,
    status: int = 200,
) -> Response:
    """Answer with one motion’s page; forms that were filled in wrongly come back filled."""
    me = current_member_id()
    whole = motion_whole(row.id)
    ballot = ballot_view(row.ballot_id) if row.ballot_id else None
    rules = ballot.rules if ballot and ballot.rules else rules_in_force(today())
    return page(
        "governance/motion.html",
        status=status,
        motion=whole,
        row=row,
        ballot=ballot,
        rules=rules,
        majority=rules.majority(Kind(row.kind)),
        steps=_steps(whole),
        mine=_mine(row, me),
        dates=_dates(ballot),
        result=_result(row),
        votes=_votes(row),
        turnout=turnout_of(row.ballot_id) if row.ballot_id else 0,
        papers=attachments(row.id),
        discussion=discussion(row.id),
        hearing=hearing(row.id),
        about=name_of(whole.about_member_id) if whole.about_member_id else "",
        follow_ups=follow_ups(row.id),
        said=said or ContributionForm(),
        paper=paper or PaperForm(),
        is_discussed=row.state in DISCUSSED,
        runs_ballots=may(Permission.RUN_BALLOTS),
        is_hour_past=row.opens_at is not None and row.opens_at <= clock.now(),
        words={"kinds": KINDS, "purposes": PURPOSES, "states": STATES},
    )


def _steps(whole: MotionWhole) -> tuple[list[tuple[str, date | None]], int]:
    """Give the life as a stepped line, and which step is now."""
    reached = [place for place, (state, _name) in enumerate(LIFE) if state in whole.steps]
    names = [(str(name), whole.steps.get(state)) for state, name in LIFE]
    return names, max(reached, default=-1)


def _mine(row: MotionRow, me: UUID) -> Mine:
    is_mover = row.mover_id == me
    may_second = row.state == State.PROPOSED and not is_mover and me not in seconder_ids(row.id)
    voted = has_voted(row.ballot_id, me) if row.ballot_id else None
    is_open = row.state == State.OPEN and row.ballot_id is not None
    can = is_open and row.ballot_id is not None and is_on_roll(row.ballot_id, me)
    return Mine(
        is_mover=is_mover,
        may_second=may_second and is_member_on(me, today()),
        may_vote=can and (voted is None or not row.is_secret),
        voted_by=voted or "",
        own_day=_own_day(row, me),
    )


def _own_day(row: MotionRow, me: UUID) -> date | None:
    """Give the last day for the reader’s door, while there is something to do."""
    if row.ballot_id is None or row.state not in {State.IN_NOTICE, State.OPEN}:
        return None
    return own_day(row.ballot_id, me)


def _dates(ballot: BallotView | None) -> list[tuple[str, date]]:
    """Plan backwards from the close, for members whose vote travels on paper."""
    if ballot is None or ballot.plan is None:
        return []
    plan = ballot.plan
    return [
        (_("Last day to print the packs"), plan.last_print),
        (_("Last day to post them"), plan.last_post),
        (_("Last day for a member to post a vote back"), plan.last_answer),
        (_("Last day for envelopes to reach us"), plan.last_return),
        (_("Last day to key the papers"), plan.last_key),
    ]


def _result(row: MotionRow) -> Declared | None:
    return declared(row.id) if row.state == State.DECLARED else None


def _votes(row: MotionRow) -> tuple[NamedVote, ...]:
    """Give the named votes of an open ballot, only once they are declared."""
    if row.is_secret or row.state != State.DECLARED or row.ballot_id is None:
        return ()
    return named_votes(row.ballot_id)
