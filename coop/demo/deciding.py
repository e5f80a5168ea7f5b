"""How the motions of the demonstration live: put, seconded, noticed, voted on, counted."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from coop.core import clock
from coop.core.audit import Channel, Hand
from coop.demo.counting import count_papers
from coop.demo.telling import Lean, Telling
from coop.demo.voting import plan_votes
from coop.membership.queries import members_on, today, voters_on
from coop.post.actions import record_dispatch
from coop.post.queries import runs
from governance.deeds.drafting import MotionWords, draft_motion, propose_motion
from governance.deeds.following import agree_follow_up, report_follow_up
from governance.deeds.noticing import Hours, give_notice
from governance.deeds.supporting import contribute, second_motion
from governance.reading.declarations import declared
from governance.reading.postal import local_day, slowest_times
from governance.reading.rules import rules_in_force
from governance.rules.post import Calendar, first_dates

HISTORY = Path(__file__).parent / "history.toml"
STILL_OPEN_DAYS = 9


@dataclass(frozen=True, slots=True)
class Question:
    """One motion of the history file; `lean` and `turnout` are of a hundred."""

    title: str
    summary: str
    text: str
    days_ago: int
    kind: str = "ordinary"
    secret: bool = False
    by_class: bool = False
    open: bool = False
    notice: bool = False
    proposed: bool = False
    lean: int = 50
    turnout: int = 60
    follow_up: Sequence[tuple[str, str, int, bool, str]] = field(default_factory=tuple)


def history() -> list[Question]:
    """Read the motions of the demonstration."""
    return [Question(**row) for row in tomllib.loads(HISTORY.read_text())["motion"]]


def plan_motions(telling: Telling) -> None:
    """Plan the whole life of every motion."""
    for question in history():
        put = telling.ends - timedelta(days=question.days_ago)
        telling.told.at(put, partial(put_motion, telling, question))


def put_motion(telling: Telling, question: Question) -> None:
    """Let a member propose a motion now, and plan all that follows from it."""
    mover, *others = telling.draw.shuffled(_web_members())
    words = MotionWords(
        title=question.title, text=question.text, summary=question.summary, kind=question.kind,
        is_secret=question.secret, is_by_class=question.by_class,
    )  # fmt: skip
    motion = draft_motion(words, hand=Hand(mover))
    propose_motion(motion.id, hand=Hand(mover))
    if question.proposed:
        return
    motion_id = motion.id
    when = clock.now()
    telling.told.at(when + timedelta(hours=5), lambda: _support(telling, motion_id, others))
    if not question.notice or question.days_ago > 2:  # noqa: PLR2004 - two days to be seconded
        telling.told.at(when + timedelta(days=1), lambda: _notice(telling, motion_id, question))


def _support(telling: Telling, motion_id: UUID, others: Sequence[UUID]) -> None:
    rules = rules_in_force(today()).motions
    for seconder in others[: max(1, rules.seconders)]:
        second_motion(motion_id, hand=Hand(seconder))
    contribute(motion_id, "I think this is good for all of us.", hand=Hand(others[5]))
    clerk = telling.company.officer("clerk")
    inside = next(row.id for row in voters_on(today()) if row.is_on_paper)
    paper = Hand(inside, Channel.PAPER, clerk, "Letter in the motions folder")
    contribute(motion_id, "Some of us talked about it. Please say what it costs.", hand=paper)


def _notice(telling: Telling, motion_id: UUID, question: Question) -> None:
    officer = Hand(telling.company.officer("returning_officer"))
    hours = _hours(telling, question)
    ballot = give_notice(motion_id, hours, hand=officer)
    ballot_id = ballot.id
    telling.told.at(
        clock.now() + timedelta(days=1), lambda: send_letters(telling, "ballot", ballot_id)
    )
    if hours.opens_at > telling.ends:
        return
    lean = Lean(question.lean, question.turnout)
    telling.told.at(
        hours.opens_at + timedelta(hours=1),
        lambda: plan_votes(telling, motion_id, ballot_id, hours, lean),
    )
    if hours.closes_at + timedelta(days=3) < telling.ends:
        _plan_end(telling, motion_id, ballot_id, hours, question)


def _plan_end(
    telling: Telling, motion_id: UUID, ballot_id: UUID, hours: Hours, question: Question
) -> None:
    told, closes = telling.told, hours.closes_at
    lean = Lean(question.lean, question.turnout)
    told.at(
        closes + timedelta(hours=15),
        lambda: count_papers(telling, motion_id, ballot_id, lean),
    )
    told.at(closes + timedelta(days=2), lambda: send_letters(telling, "result", ballot_id))
    told.at(closes + timedelta(days=2), lambda: _follow_up(telling, motion_id, question))


def _follow_up(telling: Telling, motion_id: UUID, question: Question) -> None:
    secretary = telling.company.secretary()
    # With few members a draw may go the other way; then nothing follows.
    if not declared(motion_id).is_carried:
        return
    for what, who, days, is_done, words in question.follow_up:
        due = today() + timedelta(days=days)
        wanted = agree_follow_up(motion_id, what, who, due, hand=secretary)
        if is_done:
            telling.told.at(
                clock.now() + timedelta(days=max(1, days - 3)),
                partial(_report, wanted.id, words, secretary),
            )


def _report(follow_up_id: UUID, words: str, hand: Hand) -> None:
    report_follow_up(follow_up_id, is_done=True, words=words, hand=hand)


def send_letters(telling: Telling, kind: str, subject_id: UUID) -> None:
    """Record that every waiting run of letters about a subject left today, by post."""
    clerk = Hand(telling.company.officer("clerk"))
    for run in runs(kind=kind, subject_id=subject_id):
        if run.sent_on is None:
            record_dispatch(run.id, today(), "post", hand=clerk)


def _hours(telling: Telling, question: Question) -> Hours:
    """Give the first hours that leave nobody out; an open motion stays open past today."""
    rules = rules_in_force(today())
    places = [row.establishment_id for row in voters_on(today()) if row.is_on_paper]
    times = slowest_times(rules, places)
    opens, closes = first_dates(
        today() + timedelta(days=2), times=times, calendar=Calendar(), rules=rules
    )
    if question.open:
        closes = max(closes, local_day(telling.ends) + timedelta(days=STILL_OPEN_DAYS))
    return Hours(_at(opens, 9, telling.zone), _at(closes, 18, telling.zone))


def _at(day: date, hour: int, zone: str) -> datetime:
    return clock.at_local(day, hour, 0, zone)


def _web_members() -> list[UUID]:
    return [row.id for row in members_on(today()) if not row.is_on_paper]
