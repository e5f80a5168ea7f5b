"""What may be done to a motion, by whom and when, on both engines."""

from datetime import timedelta

import pytest

from coop.core import clock
from coop.core.audit import Channel, Hand
from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.membership.queries import is_member_on, today
from governance.actions import (
    Heard,
    Hours,
    MotionWords,
    agree_follow_up,
    attach,
    carry_out_expulsion,
    cast_vote,
    contribute,
    declare_result,
    draft_motion,
    edit_motion,
    give_notice,
    lapse_motion,
    open_ballot,
    propose_motion,
    record_hearing,
    report_follow_up,
    second_motion,
    shipped_text,
    withdraw_motion,
)
from governance.counting.majority import Choice
from governance.models.ballots import OpenVote
from governance.queries import adoption_in_force, adoptions, declared
from governance.reading.following import follow_ups
from governance.reading.motions import attachments, discussion, motion_rows
from governance.reading.papers import colleges_of
from governance.rules.declaration import check_declaration
from tests.builders.governance import (
    a_cooperative,
    a_motion,
    after_close,
    close,
    the_ballot,
    votes,
)

WORDS = MotionWords("Buy a loom", "We buy one loom.", "More people could work.")
DAY = timedelta(days=1)


def declare(motion):
    with clock.at(after_close(motion)), transaction():
        declare_result(the_ballot(motion).id)
    return declared(motion.id)


def carried(motion, choices="ffffffff"):
    votes(motion, choices)
    close(motion)
    return declare(motion)


def test_a_draft_is_its_movers_alone(app):
    house = a_cooperative()
    a_motion(state="draft", house=house)

    assert motion_rows() == ()


def test_only_the_mover_changes_a_draft(app):
    house = a_cooperative()
    motion = a_motion(state="draft", house=house)

    with pytest.raises(Refused, match="Only the mover"), transaction():
        edit_motion(motion.id, WORDS, hand=house.secretary.hand)


def test_words_that_somebody_has_seconded_stay(app):
    house = a_cooperative()
    motion = a_motion(state="seconded", house=house)

    with pytest.raises(Refused, match="already seconded"), transaction():
        edit_motion(motion.id, WORDS, hand=house.web[7].hand)


def test_nobody_seconds_their_own_motion_or_twice(app):
    house = a_cooperative(rules="uk-multi-stakeholder")
    motion = a_motion(state="proposed", house=house)
    with transaction():
        second_motion(motion.id, hand=house.web[8].hand)

    for member in (house.web[7], house.web[8]):
        with pytest.raises(Refused), transaction():
            second_motion(motion.id, hand=member.hand)


def test_seconders_come_from_as_many_classes_as_the_rules_ask(app):
    house = a_cooperative(web=16, rules="uk-multi-stakeholder")
    motion = a_motion(state="proposed", house=house)

    with transaction():
        second_motion(motion.id, hand=house.web[8].hand)
    with transaction():
        second_motion(motion.id, hand=house.web[11].hand)
    assert motion.state == "proposed"
    with transaction():
        second_motion(motion.id, hand=house.web[9].hand)

    assert motion.state == "seconded"


def test_the_mover_withdraws_before_voting_opens_and_never_after(app):
    house = a_cooperative()
    noticed, voting = a_motion(state="in_notice", house=house), a_motion(house=house)

    with transaction():
        withdraw_motion(noticed.id, "We found a better one.", hand=house.web[7].hand)
    with pytest.raises(Refused), transaction():
        withdraw_motion(voting.id, "Too late.", hand=house.web[7].hand)

    assert noticed.state == "withdrawn"


def test_a_motion_without_seconders_lapses_at_its_time_and_not_before(app):
    motion = a_motion(state="proposed")

    with transaction():
        lapse_motion(motion.id)
    assert motion.state == "proposed"
    with clock.at(clock.now() + 40 * DAY), transaction():
        lapse_motion(motion.id)

    assert motion.state == "lapsed"


def test_notice_must_leave_the_clear_days_that_the_rules_ask(app):
    house = a_cooperative()
    motion = a_motion(state="seconded", house=house)
    opens = clock.now() + 5 * DAY

    with pytest.raises(Refused, match="clear days of notice"), transaction():
        give_notice(motion.id, Hours(opens, opens + 20 * DAY), hand=house.returning_officer.hand)


def test_voting_does_not_open_while_posted_notices_still_wait(app):
    house = a_cooperative(paper=3)
    motion = a_motion(state="seconded", house=house)
    opens = clock.now() + 30 * DAY
    with transaction():
        give_notice(motion.id, Hours(opens, opens + 30 * DAY), hand=house.returning_officer.hand)

    with pytest.raises(Refused, match="3 still wait"), clock.at(opens), transaction():
        open_ballot(motion.id, hand=Hand.system(), because="We cannot wait.")


def test_dates_that_leave_paper_members_out_need_a_reason(app):
    house = a_cooperative(paper=3, post_days=10)
    motion = a_motion(state="seconded", house=house)
    opens = clock.now() + 13 * DAY
    short = Hours(opens, opens + 9 * DAY)

    with pytest.raises(Refused, match="no time to print"), transaction():
        give_notice(motion.id, short, hand=house.returning_officer.hand)
    reasoned = Hours(short.opens_at, short.closes_at, "The offer ends this month.")
    with transaction():
        ballot = give_notice(motion.id, reasoned, hand=house.returning_officer.hand)

    assert ballot.left_out_because == "The offer ends this month."


def test_an_open_vote_may_be_changed_and_the_last_one_counts(app):
    house = a_cooperative()
    motion = a_motion(secret=False, house=house)
    voter = house.web[8]
    for choice in (Choice.AGAINST, Choice.FOR):
        with transaction():
            cast_vote(motion.id, choice, hand=voter.hand)
    votes(motion, "ff", house=house)

    close(motion)
    result = declare(motion)

    assert session().query(OpenVote).count() == 4
    assert (result.number("tally", "for"), result.number("tally", "against")) == (3, 0)
    assert check_declaration(result.text) == []


def test_by_class_each_class_must_agree_and_small_ones_vote_together(app):
    house = a_cooperative(web=16)
    motion = a_motion(by_class=True, house=house)

    # Every third member is of one class: that class is against, the others are for.
    votes(motion, "aff" * 5 + "a", house=house)
    close(motion)
    result = declare(motion)

    assert len(colleges_of(the_ballot(motion).id)) == 3
    assert result.number("tally", "for") == 10
    assert not result.is_carried
    assert result.document["verdict"] == "not_every_class"
    assert check_declaration(result.text) == []


def test_an_expulsion_is_heard_voted_and_entered_once(app):
    house = a_cooperative()
    member = house.web[11]
    motion = a_motion(purpose="expulsion", kind="extraordinary", about=member.id, house=house)
    carried(motion)

    with transaction():
        carry_out_expulsion(motion.id, hand=house.secretary.hand)
    with pytest.raises(Refused, match="register already"), transaction():
        carry_out_expulsion(motion.id, hand=house.secretary.hand)

    assert not is_member_on(member.id, today())


def test_nobody_is_voted_out_without_a_hearing_offered(app):
    house = a_cooperative()
    motion = a_motion(
        state="in_notice", purpose="expulsion", kind="extraordinary", about=house.web[11].id,
        house=house,
    )  # fmt: skip

    with pytest.raises(Refused, match="hearing"), transaction():
        open_ballot(motion.id, hand=Hand.system())
    with transaction():
        record_hearing(motion.id, Heard(today() - DAY, None), hand=house.secretary.hand)
    with transaction():
        open_ballot(motion.id, hand=Hand.system())

    assert motion.state == "open"


def test_a_carried_change_of_rules_is_adopted_and_the_old_stays_readable(app):
    house = a_cooperative()
    text = (
        shipped_text("plain")
        .replace("version = 1", "version = 2")
        .replace("clear_days = { is = 7", "clear_days = { is = 10")
    )
    motion = a_motion(purpose="rule_change", kind="extraordinary", new_rules_text=text, house=house)

    carried(motion)

    with clock.at(after_close(motion)):
        assert adoption_in_force(today()).rules.notice.clear_days == 10
    assert [one.version for one in adoptions()] == [2, 1]
    assert adoptions()[0].motion_number == motion.number


def test_an_ordinary_vote_cannot_change_the_rules(app):
    with pytest.raises(Refused, match="another majority"):
        a_motion(purpose="rule_change", new_rules_text=shipped_text("plain"))


@pytest.mark.parametrize(
    "same",
    [
        pytest.param({"title": "BUY the second loom!"}, id="the same words"),
        pytest.param({"title": "Looms", "linked": True}, id="said to be the same question"),
    ],
)
def test_a_defeated_question_is_barred_for_a_time(app, same):
    house = a_cooperative()
    first = a_motion(house=house)
    carried(first, "aaaaaf")
    words = MotionWords(
        same["title"],
        "We spend £2,400 from the reserve on a second loom.",
        "Again.",
        same_as_id=first.id if same.get("linked") else None,
    )
    later = after_close(first) + DAY
    with clock.at(later), transaction():
        again = draft_motion(words, hand=house.web[9].hand)

    with pytest.raises(Refused, match="voted this question down"), clock.at(later), transaction():
        propose_motion(again.id, hand=house.web[9].hand)
    with clock.at(later + 200 * DAY), transaction():
        propose_motion(again.id, hand=house.web[9].hand)

    assert again.state == "proposed"


def test_a_question_without_quorum_may_be_put_again(app):
    house = a_cooperative()
    first = a_motion(house=house)
    result = carried(first, "a")

    with clock.at(after_close(first) + DAY):
        again = a_motion(state="proposed", house=house)

    assert result.document["verdict"] == "no_quorum"
    assert again.state == "proposed"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("run.exe", b"MZ", "cannot be attached", id="a program"),
        pytest.param("page.html", b"<script>", "cannot be attached", id="a page"),
        pytest.param("loom.pdf", b"MZ", "not what its name says", id="a program renamed"),
        pytest.param("loom.txt", b"a\0b", "not what its name says", id="bytes renamed to text"),
        pytest.param("loom.pdf", b"", "empty", id="nothing"),
        pytest.param("loom.txt", b"x" * (5 * 1024 * 1024 + 1), "5 MB", id="too much"),
    ],
)
def test_what_cannot_be_attached_is_refused_with_the_reason(app, name, content, reason):
    house = a_cooperative()
    motion = a_motion(state="draft", house=house)

    with pytest.raises(Refused, match=reason), transaction():
        attach(motion.id, name, content, hand=house.web[7].hand)


def test_an_attached_paper_keeps_only_its_last_name(app):
    house = a_cooperative()
    motion = a_motion(state="draft", house=house)

    with transaction():
        attach(motion.id, "../../etc/loom.pdf", b"%PDF-1.7 loom", hand=house.web[7].hand)

    assert [paper.filename for paper in attachments(motion.id)] == ["loom.pdf"]


def test_a_contribution_on_paper_stands_beside_those_by_web(app):
    house = a_cooperative(paper=1)
    motion = a_motion(house=house)
    on_paper = Hand(house.paper[0].id, Channel.PAPER, keyed_by=house.clerk.id, evidence="Box 3, 12")
    with transaction():
        contribute(motion.id, "I would weave.", hand=on_paper)

    (said,) = discussion(motion.id)

    assert (said.name, said.keyed_by) == (house.paper[0].name, house.clerk.name)


def test_what_we_said_stands_beside_what_we_did(app):
    house = a_cooperative()
    motion = a_motion(house=house)
    carried(motion)
    with transaction():
        made = agree_follow_up(
            motion.id, "Order the loom", "Workshop group", today(), hand=house.secretary.hand
        )
    for words, is_done in (("The maker is ill.", False), ("It came today.", True)):
        with clock.at(clock.now() + DAY * (1 + is_done)), transaction():
            report_follow_up(made.id, words, is_done=is_done, hand=house.secretary.hand)

    (shown,) = follow_ups(motion.id)

    assert (shown.is_done, shown.words) == (True, "It came today.")
