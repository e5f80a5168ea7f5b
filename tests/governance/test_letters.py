"""What is printed for members on paper: each mail run of a vote becomes one PDF."""

import pytest

from coop.core import clock, documents, jobs
from coop.core.audit import Hand
from coop.core.db import session, transaction
from coop.core.jobbook import Job
from coop.membership.queries import establishments
from coop.post import letters
from coop.post.actions import Recipient, prepare_runs
from coop.post.queries import runs
from coop.post.rules import grouped
from governance.actions import close_count, declare_result
from tests.builders.governance import (
    a_cooperative,
    a_motion,
    after_close,
    close,
    code_of,
    the_ballot,
    votes,
)


def test_the_voting_packs_of_every_run_can_be_printed(app):
    house = a_cooperative(web=8, paper=3)
    motion = a_motion(state="in_notice", house=house)
    found = runs(kind="ballot", subject_id=the_ballot(motion).id)
    assert sum(run.letters for run in found) == 3
    for run in found:
        with app.test_request_context():
            written = letters.write(run.kind, run.id)
        sheet = documents.typeset(
            written.template, written.values, at=written.at, title=written.title
        )
        assert sheet.startswith(b"%PDF-")


def test_a_run_says_what_it_is_about(app):
    motion = a_motion(state="in_notice", house=a_cooperative(web=8, paper=1))
    subject = the_ballot(motion).id
    with app.test_request_context():
        assert motion.title in letters.subject_name("ballot", subject)
        assert letters.subject_name("result", subject) != letters.subject_name("ballot", subject)


@pytest.mark.parametrize("secret", [True, False])
def test_a_clerk_prints_a_pack_for_every_member_on_paper(page, app, secret):
    house = a_cooperative(paper=3, sign_in=True)
    motion = a_motion(house=house, secret=secret)
    (run,) = runs(kind="ballot", subject_id=the_ballot(motion).id)

    pack = page.signed_in_as(house.clerk).get("post.run_pdf", run_id=run.id)

    with app.test_request_context():
        written = letters.write("ballot", run.id).values["letters"]
    assert pack.body.startswith(b"%PDF-")
    codes = {grouped(code_of(motion, one)) for one in house.paper}
    assert {one["code"] for one in written} == codes


@pytest.mark.parametrize("inside", [True, False])
def test_a_pack_knows_whether_it_goes_through_a_post_room(app, inside):
    house = a_cooperative(web=8, paper=1)
    motion = a_motion(state="in_notice", house=house)
    place = establishments()[0].id if inside else None
    receiver = Recipient(house.web[0].id, "1 Mill Lane", place)
    with transaction():
        (run,) = prepare_runs("ballot", the_ballot(motion).id, [receiver], hand=Hand.system())

    with app.test_request_context():
        written = letters.write("ballot", run.id)

    assert written.values["inside"] is inside


def test_members_on_paper_get_a_letter_of_the_result(page, app):
    house = a_cooperative(paper=3, sign_in=True)
    motion = a_motion(house=house)
    votes(motion, "fffff", house=house)
    close(motion)
    with clock.at(after_close(motion)):
        with transaction():
            close_count(motion.id, hand=house.returning_officer.hand)
        with transaction():
            declare_result(the_ballot(motion).id)
        promised = session().query(Job).filter_by(name="governance.result_letters").one()
        assert jobs.run(str(promised.id)) is jobs.State.DONE
        (run,) = runs(kind="result", subject_id=the_ballot(motion).id)
        letter = page.signed_in_as(house.clerk).get("post.run_pdf", run_id=run.id)

    assert run.letters == 3
    assert letter.body.startswith(b"%PDF-")
