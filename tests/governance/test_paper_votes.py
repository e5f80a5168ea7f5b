"""The paper side of a vote: envelopes, two tellers, reconciliation, and the declaration."""

from datetime import timedelta

import pytest

from coop.core import clock
from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.membership.queries import today
from coop.post.actions import record_return, replace_letter
from coop.post.queries import letter_of
from governance.actions import (
    EnvelopeOutcome,
    accept_envelope,
    box_batch,
    cast_vote,
    close_count,
    declare_result,
    key_batch,
    make_batch,
    record_empty,
    settle,
)
from governance.counting.majority import Choice
from governance.models.ballots import BatchKeying, BatchSettlement
from governance.queries import account, declared, doors_of
from governance.reading.papers import pile_of, piles_of
from governance.rules.declaration import check_declaration
from governance.rules.keying import Mark
from tests.builders.governance import (
    House,
    a_cooperative,
    a_motion,
    after_close,
    close,
    code_of,
    the_ballot,
    turnout_of,
    votes,
)

FOR, AGAINST, SPOILED = Mark(Choice.FOR), Mark(Choice.AGAINST), Mark(Choice.SPOILED)


def accept(motion, member, house: House) -> EnvelopeOutcome:
    with transaction():
        return accept_envelope(code_of(motion, member), today(), hand=house.clerk.hand)


def keyed(motion, house: House, first: list[Mark], second: list[Mark] | None = None):
    one, two = house.tellers
    with transaction():
        batch = make_batch(motion.id, len(first), hand=one.hand)
    with transaction():
        key_batch(batch.id, first, hand=one.hand)
    with transaction():
        key_batch(batch.id, second or first, hand=two.hand)
    return batch


def counted(motion, house: House, marks: list[Mark]):
    with clock.at(after_close(motion)):
        batch = keyed(motion, house, marks)
        with transaction():
            box_batch(batch.id, hand=house.returning_officer.hand)
        with transaction():
            close_count(motion.id, hand=house.returning_officer.hand)
        with transaction():
            declare_result(the_ballot(motion).id)
    return declared(motion.id)


def a_vote_on_paper(secret: bool = True):
    house = a_cooperative(paper=6)
    motion = a_motion(secret=secret, house=house)
    return house, motion


@pytest.mark.parametrize("secret", [True, False])
def test_paper_and_web_are_counted_together(app, secret):
    house, motion = a_vote_on_paper(secret)
    votes(motion, "fffa", house=house)
    for member in house.paper[:4]:
        assert accept(motion, member, house) is EnvelopeOutcome.ACCEPTED
    close(motion)
    marks = [FOR, FOR, AGAINST, SPOILED]
    if not secret:
        marks = [
            Mark(mark.choice, code_of(motion, member))
            for mark, member in zip(marks, house.paper, strict=False)
        ]

    result = counted(motion, house, marks)

    assert (result.number("tally", "for"), result.number("tally", "against")) == (5, 2)
    assert result.number("tally", "spoiled") == 1
    assert doors_of(the_ballot(motion).id) == {"web": 4, "terminal": 0, "paper": 4}
    assert check_declaration(result.text) == []


def test_an_envelope_is_taken_in_once(app):
    house, motion = a_vote_on_paper()
    accept(motion, house.paper[0], house)

    with pytest.raises(Refused, match="recorded already"):
        accept(motion, house.paper[0], house)

    assert turnout_of(motion) == 1


def test_an_envelope_cannot_have_come_before_the_notice(app):
    house, motion = a_vote_on_paper()
    too_early = the_ballot(motion).notice_at.date() - timedelta(days=2)

    with pytest.raises(Refused, match="before the notice"), transaction():
        accept_envelope(code_of(motion, house.paper[0]), too_early, hand=house.clerk.hand)

    assert turnout_of(motion) == 0


def test_a_member_who_voted_by_web_has_no_second_vote_on_paper(app):
    house, motion = a_vote_on_paper()
    member = house.paper[0]
    with transaction():
        cast_vote(motion.id, Choice.FOR, hand=member.hand)

    outcome = accept(motion, member, house)

    assert outcome is EnvelopeOutcome.ALREADY_VOTED
    assert turnout_of(motion) == 1


def test_a_paper_replaces_an_open_vote_where_the_rules_say_so(app):
    house, motion = a_vote_on_paper(secret=False)
    member = house.paper[0]
    with transaction():
        cast_vote(motion.id, Choice.AGAINST, hand=member.hand)

    outcome = accept(motion, member, house)

    assert outcome is EnvelopeOutcome.ACCEPTED
    assert doors_of(the_ballot(motion).id) == {"web": 0, "terminal": 0, "paper": 1}
    close(motion)
    result = counted(motion, house, [Mark(Choice.FOR, code_of(motion, member))])
    assert (result.number("tally", "for"), result.number("tally", "against")) == (1, 0)
    assert check_declaration(result.text) == []


def test_an_empty_envelope_in_place_of_an_open_vote_leaves_none(app):
    house, motion = a_vote_on_paper(secret=False)
    voter, other = house.paper[0], house.paper[1]
    with transaction():
        cast_vote(motion.id, Choice.AGAINST, hand=voter.hand)
    for member in (voter, other):
        accept(motion, member, house)
    close(motion)
    with transaction():
        record_empty(motion.id, 1, "Both tellers saw it.", hand=house.returning_officer.hand)

    result = counted(motion, house, [Mark(Choice.FOR, code_of(motion, other))])

    assert (result.number("tally", "for"), result.number("tally", "against")) == (1, 0)
    assert check_declaration(result.text) == []


def test_an_open_vote_is_not_changed_by_web_after_the_paper_came(app):
    house, motion = a_vote_on_paper(secret=False)
    accept(motion, house.paper[0], house)

    with pytest.raises(Refused, match="already voted"), transaction():
        cast_vote(motion.id, Choice.FOR, hand=house.paper[0].hand)


def test_an_envelope_after_the_close_is_late_and_stays_closed(app):
    house, motion = a_vote_on_paper()
    close(motion)

    with clock.at(after_close(motion) + timedelta(days=2)):
        outcome = accept(motion, house.paper[0], house)

    assert outcome is EnvelopeOutcome.LATE
    assert turnout_of(motion) == 0


def test_no_paper_is_opened_while_voting_runs(app):
    house, motion = a_vote_on_paper()
    accept(motion, house.paper[0], house)

    with pytest.raises(Refused, match="after the close"), transaction():
        make_batch(motion.id, 1, hand=house.tellers[0].hand)


def test_one_teller_alone_never_keys_both_times(app):
    house, motion = a_vote_on_paper()
    accept(motion, house.paper[0], house)
    close(motion)
    with transaction():
        batch = make_batch(motion.id, 1, hand=house.tellers[0].hand)
    with transaction():
        key_batch(batch.id, [FOR], hand=house.tellers[0].hand)

    with pytest.raises(Refused, match="Another teller"), transaction():
        key_batch(batch.id, [FOR], hand=house.tellers[0].hand)


def test_what_two_tellers_see_differently_is_settled_before_it_counts(app):
    house, motion = a_vote_on_paper()
    for member in house.paper[:3]:
        accept(motion, member, house)
    close(motion)
    batch = keyed(motion, house, [FOR, FOR, AGAINST], [FOR, AGAINST, AGAINST])

    with pytest.raises(Refused, match="still differ on 1"), transaction():
        box_batch(batch.id, hand=house.returning_officer.hand)
    with transaction():
        settle(batch.id, 2, FOR, "The cross is in the first box.", hand=house.secretary.hand)
    with transaction():
        box_batch(batch.id, hand=house.returning_officer.hand)

    assert account(the_ballot(motion).id).counted == 3


def test_the_keyings_of_a_secret_vote_are_gone_once_it_is_in_the_box(app):
    house, motion = a_vote_on_paper()
    for member in house.paper[:2]:
        accept(motion, member, house)
    close(motion)
    batch = keyed(motion, house, [FOR, FOR], [FOR, SPOILED])
    with transaction():
        settle(batch.id, 2, FOR, "A clear cross.", hand=house.secretary.hand)

    with transaction():
        box_batch(batch.id, hand=house.returning_officer.hand)

    assert session().query(BatchKeying).count() == 0
    assert session().query(BatchSettlement).count() == 0


def test_the_count_stays_open_and_says_what_is_missing(app):
    house, motion = a_vote_on_paper()
    for member in house.paper[:2]:
        accept(motion, member, house)
    close(motion)
    batch = keyed(motion, house, [FOR])
    with transaction():
        box_batch(batch.id, hand=house.returning_officer.hand)

    with pytest.raises(Refused) as refused, transaction():
        close_count(motion.id, hand=house.returning_officer.hand)

    assert "2 envelopes were accepted, but 1 papers came out of them." in str(refused.value)


def test_an_empty_envelope_is_recorded_and_the_count_closes(app):
    house, motion = a_vote_on_paper()
    for member in house.paper[:2]:
        accept(motion, member, house)
    close(motion)
    with clock.at(after_close(motion)):
        batch = keyed(motion, house, [FOR])
        with transaction():
            box_batch(batch.id, hand=house.returning_officer.hand)
        with transaction():
            record_empty(motion.id, 1, "Both tellers saw it.", hand=house.returning_officer.hand)
        with transaction():
            close_count(motion.id, hand=house.returning_officer.hand)
        with transaction():
            declare_result(the_ballot(motion).id)

    assert check_declaration(declared(motion.id).text) == []


def test_more_papers_than_envelopes_cannot_be_stacked(app):
    house, motion = a_vote_on_paper()
    accept(motion, house.paper[0], house)
    close(motion)

    with pytest.raises(Refused, match="Only 1 envelopes"), transaction():
        make_batch(motion.id, 2, hand=house.tellers[0].hand)


def test_a_spoiled_paper_is_replaced_and_only_the_new_code_counts(app):
    house, motion = a_vote_on_paper()
    member, ballot_id = house.paper[0], the_ballot(motion).id
    old_code = code_of(motion, member)
    letter = letter_of("ballot", ballot_id, member.id)
    with transaction():
        fresh = replace_letter(letter.id, hand=house.clerk.hand)

    with pytest.raises(Refused, match="recorded already"), transaction():
        accept_envelope(old_code, today(), hand=house.clerk.hand)
    with transaction():
        accept_envelope(fresh.code, today(), hand=house.clerk.hand)

    assert turnout_of(motion) == 1


def test_every_letter_is_accounted_for(app):
    house, motion = a_vote_on_paper()
    accept(motion, house.paper[0], house)
    unused = letter_of("ballot", the_ballot(motion).id, house.paper[1].id)
    with transaction():
        record_return(unused.id, "undelivered", today(), hand=house.clerk.hand)

    paper = account(the_ballot(motion).id)

    assert (paper.issued, paper.envelopes, paper.unused, paper.outstanding) == (6, 1, 1, 4)


def test_papers_of_classes_that_vote_apart_go_on_piles_that_name_no_class(app):
    house = a_cooperative(web=9, paper=12)
    motion = a_motion(by_class=True, house=house)
    ballot_id = the_ballot(motion).id
    member = house.paper[0]

    piles = piles_of(ballot_id)

    assert sorted(piles.values()) == ["A", "B", "C"][: len(piles)]
    assert pile_of(code_of(motion, member)) in piles.values()
    assert pile_of("nothing") == ""


def test_one_pile_is_enough_where_all_vote_as_one(app):
    house = a_cooperative(paper=3)
    motion = a_motion(house=house)

    assert piles_of(the_ballot(motion).id) == {}
    assert pile_of(code_of(motion, house.paper[0])) == ""
