"""What officers find on their pages: what waits, who did what, and nothing too early."""

from datetime import timedelta

import pytest

from coop.core import clock, jobs
from coop.core.db import session, transaction
from coop.core.jobbook import Job
from coop.membership.queries import today
from governance.actions import accept_envelope, withdraw_motion
from tests.builders.governance import (
    a_cooperative,
    a_motion,
    after_close,
    close,
    code_of,
    the_ballot,
    votes,
)

STUCK = "could not open by itself"


@pytest.fixture
def house(app):
    return a_cooperative(paper=2, sign_in=True)


def due_in_a_minute(house):
    """Give a motion in notice, and the moment at which its voting should open."""
    motion = a_motion(state="in_notice", house=house)
    return motion, the_ballot(motion).opens_at


def test_home_waits_for_the_worker_before_it_says_that_voting_is_stuck(page, app, house):
    _motion, opens = due_in_a_minute(house)
    officer = page.signed_in_as(house.returning_officer)

    with clock.at(opens + timedelta(minutes=1)):
        assert STUCK not in officer.get("home.home").text
    with clock.at(opens + timedelta(minutes=11)):
        assert STUCK in officer.get("home.home").text


def test_home_says_at_once_that_the_worker_was_refused(page, app, house):
    motion, opens = due_in_a_minute(house)
    promised = session().query(Job).filter_by(name="governance.open").one()
    late = the_ballot(motion).closes_at + timedelta(minutes=1)
    officer = page.signed_in_as(house.returning_officer)
    with clock.at(late):
        assert jobs.run(str(promised.id)) is jobs.State.DONE

    with clock.at(opens + timedelta(minutes=1)):
        assert STUCK in officer.get("home.home").text


def test_voting_is_not_opened_by_hand_before_its_hour(page, app, house):
    motion, opens = due_in_a_minute(house)
    officer = page.signed_in_as(house.returning_officer)
    with clock.at(opens - timedelta(minutes=1)):
        assert (
            "Open voting by hand" not in officer.get("governance.motion", motion_id=motion.id).text
        )
        officer.get("governance.open_voting", motion_id=motion.id, expect=409)
    with clock.at(opens + timedelta(minutes=1)):
        officer.get("governance.motion", motion_id=motion.id)
        assert officer.follow("Open voting by hand").heading == "Open voting by hand"


def test_a_motion_that_is_being_voted_on_has_no_form_to_withdraw_it(page, house):
    mover = house.web[7]
    proposed = a_motion(state="proposed", house=house)
    opened = a_motion(house=house)
    reader = page.signed_in_as(mover)

    assert reader.get("governance.withdraw", motion_id=proposed.id).heading == "Withdraw the motion"
    reader.get("governance.withdraw", motion_id=opened.id, expect=409)


def test_the_log_finds_the_deeds_of_a_person_by_name(page, house):
    motion = a_motion(state="proposed", house=house)
    mover = house.web[7]
    with transaction():
        withdraw_motion(motion.id, "We think again.", hand=mover.hand)

    auditor = page.signed_in_as(house.web[5])
    auditor.get("audit_pages.log", q=mover.name.lower())
    assert "Motion withdrawn" in auditor.here.text
    auditor.get("audit_pages.log", q=house.web[11].name)
    assert "Motion withdrawn" not in auditor.here.text


def test_the_desk_shows_no_table_of_forms_to_whom_none_is_open(page, house):
    assert (
        "Key what came in" not in page.signed_in_as(house.returning_officer).get("post.desk").text
    )
    assert "Key what came in" in page.signed_in_as(house.clerk).get("post.desk").text


def test_the_count_says_that_settled_papers_are_not_in_the_box_yet(page, house):
    motion = a_motion(house=house)
    votes(motion, "ff", house=house)
    with transaction():
        accept_envelope(code_of(motion, house.paper[0]), today(), hand=house.clerk.hand)
    close(motion)
    with clock.at(after_close(motion)):
        for teller, mark in zip(house.tellers, ("for", "against"), strict=True):
            page.signed_in_as(teller).get("governance.count", motion_id=motion.id)
            if mark == "for":
                page.send("Note the stack", papers=1)
            else:
                page.follow("Stack 1")
            page.send("Keep my keying", **{"paper-1": mark})
        page.get("governance.count", motion_id=motion.id)
        assert "not in the box yet" not in page.here.text
        page.follow("Stack 1")
        page.send("Settle it", mark="for", because="A clear cross.")
        page.get("governance.count", motion_id=motion.id)
        assert "Stack 1 is agreed, but its papers are not in the box yet." in page.here.text
        page.follow("Put the papers in the box Stack 1")
        page.send("Put the papers in the box")
        assert "not in the box yet" not in page.here.text
