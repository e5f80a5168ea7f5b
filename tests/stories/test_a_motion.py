"""A motion’s whole life by web and on paper, to a declaration that proves itself elsewhere."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from coop.app import create_app
from coop.core import clock
from coop.core.db import db, session
from coop.core.settings import Settings
from coop.membership.queries import classes, member, today
from coop.verify import check_path
from governance.models.motions import Motion
from tests import services
from tests.builders.governance import House, a_cooperative, code_of, the_ballot, turnout_of
from tests.conftest import MORNING
from tests.law.source import ROOT
from tests.page import Page
from tests.stories.telling import Days, work_due

DAY = timedelta(days=1)
SAMPLES = 150


@dataclass(frozen=True, slots=True)
class Told:
    """A story told up to the declaration: its days, its people and its motion."""

    days: Days
    house: House
    motion: Motion

    @contextmanager
    def later(self) -> Iterator[Page]:
        """Open a browser when all is long declared; once a day, since a code is good once."""
        with self.days.on(clock.now() + 60 * DAY) as page:
            yield page


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request, tmp_path_factory) -> Iterator[Told]:
    """Tell the whole life once on each engine; each step is a page."""
    with services.fresh_database(request.param) as url:
        data = str(tmp_path_factory.mktemp("story"))
        settings = {"EVENHAND_DATA": data, "EVENHAND_DATABASE_URL": url}
        app = create_app(Settings.from_environ(settings))
        with app.app_context(), clock.at(MORNING):
            house, days = a_cooperative(paper=4, sign_in=True), Days(app)
            yield Told(days, house, lived(days, house))
            db.session.remove()
            db.engine.dispose()


def lived(days: Days, house: House) -> Motion:
    """Let a motion live, from its draft to its declaration."""
    start = clock.now()
    with days.on(start) as page:
        motion = put_and_noticed(page, house)
    with days.on(start + DAY) as page:
        send_letters(page, house)
    ballot = the_ballot(motion)
    with days.on(ballot.opens_at + DAY) as page:
        vote(page, house, motion)
        mover_moves_class(page, house)
        take_in_envelopes(page, house, motion)
    with days.on(ballot.closes_at + timedelta(hours=1)) as page:
        count(page, house, motion)
    return motion


def put_and_noticed(page: Page, house: House) -> Motion:
    """Put a motion, second it, and give notice."""
    page.signed_in_as(house.web[8]).get("governance.draft")
    page.send("Keep the draft", title="Buy a loom", summary="More work.", text="We buy one loom.")
    page.send("Propose this motion")
    motion = session().query(Motion).one()
    page.signed_in_as(house.web[9]).get("governance.motion", motion_id=motion.id)
    page.send("Second this motion")
    page.signed_in_as(house.returning_officer).get("governance.motion", motion_id=motion.id)
    page.follow("Give notice of the vote")
    page.send("Give notice")
    return motion


def send_letters(page: Page, house: House) -> None:
    """Record, as the clerk, that every run of letters left."""
    runs = page.signed_in_as(house.clerk).get("post.runs").links.values()
    letters = [link for link in runs if link.startswith("/desk/mail/")]
    assert letters
    for address in letters:
        page.open(address)
        page.send("Record the sending", way="post")


def vote(page: Page, house: House, motion: Motion) -> None:
    """Vote on the web: seven for, two against; nobody votes twice."""
    for voter, choice in zip(house.web[3:], ["for"] * 7 + ["against"] * 2, strict=True):
        page.signed_in_as(voter).get("governance.vote", motion_id=motion.id)
        page.send("Go on", choice=choice)
        assert page.send("Cast my vote").heading == "We have your vote"
    again = page.post("governance.review", motion_id=motion.id, choice="for", expect=409)
    assert "already voted" in again.text


def mover_moves_class(page: Page, house: House) -> None:
    """Move to another class while the ballot is open, at the member’s own wish."""
    mover = house.web[8]
    before = member(mover.id, today()).class_id
    other = next(each.id for each in classes() if each.id != before)
    page.signed_in_as(mover).get("membership.change", what="class")
    page.send("", to_class=str(other), from_on=today().isoformat())
    assert member(mover.id, today()).class_id == other


def take_in_envelopes(page: Page, house: House, motion: Motion) -> None:
    """Take in three of four envelopes, each once."""
    page.signed_in_as(house.clerk)
    for sender in house.paper[:3]:
        page.get("governance.envelope")
        page.send("Record the envelope", code=code_of(motion, sender), received_on=str(today()))
    page.get("governance.envelope")
    code = code_of(motion, house.paper[0])
    page.send("Record the envelope", code=code, received_on=str(today()), expect=409)


def count(page: Page, house: House, motion: Motion) -> None:
    """Key three papers twice, settle where the tellers differ, and close the count."""
    one, two = house.tellers
    officer = house.returning_officer
    early = page.signed_in_as(officer).get("governance.count", motion_id=motion.id)
    assert "The count cannot close yet" in early.text
    page.post("governance.close", motion_id=motion.id, expect=409)
    page.signed_in_as(one).get("governance.count", motion_id=motion.id)
    page.send("Note the stack", papers="3")
    stack = page.here.url
    page.send("Keep my keying", **marks("for", "for", "against"))
    page.signed_in_as(two).open(stack)
    page.send("Keep my keying", **marks("for", "abstain", "against"))
    page.signed_in_as(officer).open(stack)
    assert "Paper 2: the tellers differ" in page.here.text
    page.send("Settle it", mark="for", because="The cross stands in the upper box.")
    page.send("Put the papers in the box")
    page.send("Close the count")
    work_due()


def marks(*choices: str) -> dict[str, str]:
    """Give what a teller keys, paper by paper."""
    return {f"paper-{place}": choice for place, choice in enumerate(choices, start=1)}


def test_the_declaration_says_what_was_voted_by_every_door(told):
    with told.later() as page:
        said = page.signed_in_as(told.house.web[10]).get(
            "governance.declaration", motion_id=told.motion.id
        )

    assert "Carried." in said.text
    assert "9 for and 3 against." in said.text
    assert turnout_of(told.motion) == 12


def test_the_exported_declaration_is_believed_and_an_edited_one_never(told, tmp_path):
    with told.later() as page:
        page.signed_in_as(told.house.web[10])
        issued = page.get("governance.declaration_json", motion_id=told.motion.id).body
    path = tmp_path / "declaration.json"

    path.write_bytes(issued)
    assert [found.ok for found in check_path(path)] == [True]
    believed = [
        place
        for place in range(0, len(issued), max(1, len(issued) // SAMPLES))
        if is_believed(path, issued[:place] + bytes([issued[place] ^ 1]) + issued[place + 1 :])
    ]

    assert believed == []


def is_believed(path: Path, content: bytes) -> bool:
    """Say whether the check of a file finds nothing wrong."""
    path.write_bytes(content)
    return all(found.ok for found in check_path(path))


def test_the_bundle_proves_itself_where_there_is_nothing_else(told, tmp_path):
    with told.later() as page:
        page.signed_in_as(told.house.web[5]).get("audit_pages.auditor")
        bundle = page.send("Download the bundle").body
    path = tmp_path / "bundle.zip"
    path.write_bytes(bundle)

    good = verified_elsewhere(path)
    broken = bytearray(bundle)
    broken[len(bundle) // 2] ^= 1
    path.write_bytes(bytes(broken))
    bad = verified_elsewhere(path)

    assert good.returncode == 0, good.stdout + good.stderr
    assert json.loads(good.stdout)["ok"] is True
    assert bad.returncode == 1, bad.stdout + bad.stderr


def verified_elsewhere(path: Path) -> "subprocess.CompletedProcess[str]":
    """Check a bundle in a folder of its own, with no settings and no database."""
    command = "from coop.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", command, "verify", "--json", path.name],
        cwd=path.parent,
        env={"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_was_promised_is_followed_up_in_front_of_everyone(told):
    with told.later() as page:
        page.signed_in_as(told.house.secretary).get("governance.motion", motion_id=told.motion.id)
        page.follow("Say who will do what")
        page.send("", what="Order the loom", who="The workshop", due_on=str(today() + 9 * DAY))
        page.follow("Report on it Order the loom")
        page.send("", is_done="yes", words="It stands in the workshop.")
        seen = page.signed_in_as(told.house.web[10]).get(
            "governance.motion", motion_id=told.motion.id
        )

    assert "Order the loom" in seen.text
    assert "It stands in the workshop." in seen.text
