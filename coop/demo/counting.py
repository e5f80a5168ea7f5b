"""How the paper votes of the demonstration are keyed twice, settled and boxed."""

from uuid import UUID

from coop.core.audit import Hand
from coop.core.db import session
from coop.core.draw import Draw
from coop.demo.telling import Lean, Telling, choice_drawn
from coop.post.queries import letters, runs
from governance.counting.majority import Choice
from governance.deeds.batches import box_batch, key_batch, make_batch, settle
from governance.deeds.declaring import close_count
from governance.models.motions import Motion
from governance.reading.papers import accepted_envelopes, colleges_of
from governance.rules.keying import Mark


def count_papers(telling: Telling, motion_id: UUID, ballot_id: UUID, lean: Lean) -> None:
    """Stack, key and box the papers of each college, then close the count."""
    is_secret = session().get_one(Motion, motion_id).is_secret
    for college in colleges_of(ballot_id) or {"": ""}:
        papers = accepted_envelopes(ballot_id, college)
        if papers:
            marks = _marks(ballot_id, papers, lean, telling.draw, secret=is_secret)
            _key_twice(telling, motion_id, college, marks)
    close_count(motion_id, hand=Hand(telling.company.officer("returning_officer")))


def _marks(ballot_id: UUID, papers: int, lean: Lean, draw: Draw, *, secret: bool) -> list[Mark]:
    codes = [""] * papers if secret else _accepted_codes(ballot_id)
    marks = [Mark(choice_drawn(lean, draw), code) for code in codes]
    if draw.chance(30):
        marks[-1] = Mark(Choice.SPOILED, marks[-1].code)
    return marks


def _accepted_codes(ballot_id: UUID) -> list[str]:
    return [
        letter.code
        for run in runs(kind="ballot", subject_id=ballot_id)
        for letter in letters(run.id)
        if letter.outcome == "accepted"
    ]


def _key_twice(telling: Telling, motion_id: UUID, college: str, marks: list[Mark]) -> None:
    """Key a stack by two tellers; now and then the second misreads one paper."""
    first, second = (Hand(telling.company.officer("teller", turn)) for turn in range(2))
    batch = make_batch(
        motion_id, len(marks), college, hand=Hand(telling.company.officer("returning_officer"))
    )
    misread = list(marks)
    if telling.draw.chance(40) and marks[0].choice is not Choice.ABSTAIN:
        misread[0] = Mark(Choice.ABSTAIN, marks[0].code)
    key_batch(batch.id, marks, hand=first)
    key_batch(batch.id, misread, hand=second)
    if misread != marks:
        settler = Hand(telling.company.officer("returning_officer"))
        settle(batch.id, 1, marks[0], "We looked at the paper together.", hand=settler)
    box_batch(batch.id, hand=Hand(telling.company.officer("returning_officer")))
