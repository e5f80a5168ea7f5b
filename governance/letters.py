"""What the letters say: voting packs for members on paper, and letters of the result."""

from collections.abc import Sequence
from uuid import UUID

from flask_babel import gettext as _

from coop.core.db import session
from coop.core.wording import day, moment
from coop.membership.queries import member, the_cooperative, today, voters_on
from coop.post.letters import Written, register_writer
from coop.post.queries import LetterRow, RunRow, run
from coop.post.queries import letters as letters_in
from coop.post.rules import grouped
from governance.doors.declared_paper import outcome_title, votes_of
from governance.doors.shared import KINDS
from governance.models.ballots import Ballot
from governance.models.motions import Motion
from governance.reading.declarations import declared
from governance.reading.following import follow_ups
from governance.reading.postal import ballot_plan, local_day
from governance.reading.rules import rules_in_force, rules_pinned
from governance.rules.nouns import Kind, RuleSet


def register() -> None:
    """Tell the post who writes these letters."""
    register_writer("ballot", write_packs, name_of_ballot)
    register_writer("result", write_results, name_of_result)


def name_of_ballot(ballot_id: UUID) -> str:
    """Say what letters about a ballot are about."""
    motion = _motion(_ballot(ballot_id))
    return _("Motion %(number)s, %(title)s", number=motion.number, title=motion.title)


def name_of_result(ballot_id: UUID) -> str:
    """Say what letters about a result are about."""
    return _("%(motion)s: the result", motion=name_of_ballot(ballot_id))


def write_packs(run_id: UUID) -> Written:
    """Write one mail run’s voting packs: cover, notice, paper and return slip for each."""
    found = run(run_id)
    ballot = _ballot(found.subject_id)
    motion = _motion(ballot)
    values = {
        **_frame(motion),
        "establishment": found.place or _("Members outside"),
        "inside": found.establishment_id is not None,
        "roll": len(voters_on(local_day(ballot.notice_at))),
        "secret": motion.is_secret,
        "choices": [_("For"), _("Against"), _("I do not want to choose")],
        "letters": _letters(letters_in(run_id), coded=True),
        **_dates(ballot, found),
    }
    title = _("Voting packs for motion %(number)s", number=motion.number)
    return Written("pack.typ", values, title, found.prepared_at)


def write_results(run_id: UUID) -> Written:
    """Write one mail run’s letters of a result."""
    found = run(run_id)
    motion = _motion(_ballot(found.subject_id))
    result = declared(motion.id)
    values = {
        **_frame(motion),
        "outcome": {"title": outcome_title(result), "why": list(result.texts("working"))},
        "votes": [
            {"label": label, "votes": votes}
            for label, votes, _drawn in votes_of(result.part("tally"))
        ],
        "what_now": [
            _("%(what)s: %(who)s, by %(day)s.", what=one.what, who=one.who, day=day(one.due_on))
            for one in follow_ups(motion.id)
        ],
        "declared": day(local_day(result.declared_at)),
        "letters": _letters(letters_in(run_id), coded=False),
    }
    title = _("Result of motion %(number)s", number=motion.number)
    return Written("result_letter.typ", values, title, found.prepared_at)


def _frame(motion: Motion) -> dict[str, object]:
    coop = the_cooperative()
    return {
        "cooperative": coop.name,
        "return_address": [coop.name, *coop.address.splitlines()],
        "motion": {
            "number": motion.number,
            "title": motion.title,
            "text": motion.text,
            "summary": motion.summary,
            "kind_words": str(KINDS[Kind(motion.kind)]),
        },
    }


def _letters(rows: Sequence[LetterRow], *, coded: bool) -> list[dict[str, object]]:
    return [_letter(row, coded=coded) for row in rows]


def _letter(row: LetterRow, *, coded: bool) -> dict[str, object]:
    person = member(row.member_id, today())
    letter: dict[str, object] = {
        "name": person.name,
        "number": str(person.number),
        "address_lines": row.address.splitlines(),
        "large_print": person.large_print,
    }
    return {**letter, "code": grouped(row.code)} if coded else letter


def _dates(ballot: Ballot, found: RunRow) -> dict[str, object]:
    plan = ballot_plan(ballot, _rules(ballot), place=found.establishment_id)
    dates = {
        "print": day(plan.last_print),
        "post": day(plan.last_post),
        "return_by": day(plan.last_answer),
        "open": moment(ballot.opens_at),
        "close": moment(ballot.closes_at),
    }
    return {"dates": dates, "hand_out_by": day(plan.served_on)}


def _rules(ballot: Ballot) -> RuleSet:
    if ballot.rules_id is None:
        return rules_in_force(local_day(ballot.notice_at))
    return rules_pinned(ballot.rules_id)


def _ballot(ballot_id: UUID) -> Ballot:
    return session().get_one(Ballot, ballot_id)


def _motion(ballot: Ballot) -> Motion:
    return session().get_one(Motion, ballot.motion_id)
