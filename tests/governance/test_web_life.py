"""A motion’s whole life by web, from draft to declaration, on both engines."""

from datetime import timedelta

from coop.core import clock, jobs
from coop.core.db import session
from coop.core.jobbook import Job
from governance.models.motions import Motion
from governance.rules.declaration import check_declaration
from tests.builders.governance import (
    a_cooperative,
    a_motion,
    an_elector,
    the_house,
    turnout_of,
)
from tests.page import Page


def work_due() -> None:
    """Do every promised job that is due, as the worker would."""
    while True:
        due = [
            row
            for row in session().query(Job).filter_by(state="promised")
            if row.due_at <= clock.now()
        ]
        if not due:
            return
        for row in due:
            assert jobs.run(str(row.id)) == jobs.State.DONE


def test_a_motion_lives_from_draft_to_declaration_by_web(page, app):
    house = a_cooperative(sign_in=True)
    mover, seconder = house.web[8], house.web[9]
    start = clock.now()

    page.signed_in_as(mover).get("governance.draft")
    page.send("Keep the draft", title="Buy a loom", summary="More work.", text="We buy one loom.")
    page.send("Propose this motion")
    motion = session().query(Motion).one()
    page.signed_in_as(seconder).post("governance.second", motion_id=motion.id)
    page.signed_in_as(house.returning_officer).get("governance.notice", motion_id=motion.id)
    page.send("Give notice")
    with clock.at(start + timedelta(days=12)):
        work_due()
        page = Page(app)
        for voter, choice in zip(house.web[3:], ["for"] * 7 + ["against"] * 2, strict=True):
            page.signed_in_as(voter).get("governance.vote", motion_id=motion.id)
            page.send("Go on", choice=choice)
            receipt = page.send("Cast my vote")
            assert receipt.heading == "We have your vote"
    with clock.at(start + timedelta(days=30)):
        work_due()
        page = Page(app)
        declared = page.signed_in_as(mover).get("governance.declaration", motion_id=motion.id)
        record = page.get("governance.declaration_json", motion_id=motion.id)

    assert "Carried." in declared.text
    assert "7 for and 2 against." in declared.text
    assert check_declaration(record.body) == []


def test_a_second_vote_is_refused(page, app):
    motion = a_motion(open=True)
    voter = an_elector(of=motion)
    page.signed_in_as(voter).post("governance.review", motion_id=motion.id, choice="for")

    again = page.post("governance.review", motion_id=motion.id, choice="against", expect=409)

    assert "This member has already voted." in again.text
    assert turnout_of(motion) == 1


def test_going_back_in_a_vote_is_harmless_and_no_address_holds_the_choice(page, app):
    motion = a_motion(open=True)
    voter = an_elector(of=motion)
    page.signed_in_as(voter).get("governance.vote", motion_id=motion.id)

    seen = page.send("Go on", choice="against")
    again = page.get("governance.review", motion_id=motion.id)
    assert seen.url == again.url == f"/motions/{motion.id}/review"
    assert again.heading == "Look once more"
    assert "Against" in again.main
    assert "against" not in page.here.url
    page.send("Cast my vote")

    back = page.get("governance.review", motion_id=motion.id)
    assert back.heading == "We have your vote"
    assert turnout_of(motion) == 1


def test_a_choice_for_one_motion_is_not_shown_for_another(page, app):
    motion, other = a_motion(open=True), a_motion(open=True, title="Sell the first loom")
    page.signed_in_as(an_elector(of=motion)).get("governance.vote", motion_id=motion.id)
    page.send("Go on", choice="against")

    page.get("governance.review", motion_id=other.id)

    assert page.here.url == f"/motions/{other.id}/vote"


def test_a_choice_not_sent_is_never_shown_to_whoever_uses_the_browser_next(page, app):
    motion = a_motion(open=True)
    first, second = (one for one in the_house().web[8:10])
    page.signed_in_as(first).get("governance.vote", motion_id=motion.id)
    page.send("Go on", choice="against")
    with page._client.session_transaction() as kept:
        left_behind = kept["chosen"]

    page.signed_in_as(second).get("governance.vote", motion_id=motion.id)
    with page._client.session_transaction() as kept:
        kept["chosen"] = left_behind
    seen = page.get("governance.review", motion_id=motion.id)

    assert seen.url == f"/motions/{motion.id}/vote"
    assert turnout_of(motion) == 0
