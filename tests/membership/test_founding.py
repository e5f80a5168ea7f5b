"""Founding: everything in one go, or nothing at all."""

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.membership import queries
from coop.membership.deeds.founding import found
from coop.membership.models.cooperative import Cooperative, FoundingDraft, StakeholderClass
from coop.membership.models.member import Member
from tests.builders.membership import a_cooperative
from tests.membership.foundings import a_founding, answer_every_step

pytestmark = pytest.mark.usefixtures("app")


def test_a_founding_gives_rules_members_and_officers_in_one_go():
    house = a_cooperative(name="Level Hands")

    day = queries.today()
    assert queries.the_cooperative().name == "Level Hands"
    assert [row.number for row in queries.register_on(day)] == [2, 3, 1]
    assert queries.offices_of(house.secretary.id, day) == {"secretary", "board", "clerk"}


def test_nobody_founds_twice():
    a_cooperative()

    with pytest.raises(Refused, match="founded here already"), transaction():
        found(a_founding())


@pytest.mark.parametrize(("wish", "why"), [
    pytest.param({"name": "  "}, "needs a name", id="no name"),
    pytest.param({"members": 2}, "at least 3 members", id="too few members"),
    pytest.param({"timezone": "Mars/North"}, "no time zone", id="no such zone"),
    pytest.param({"currency": "pounds"}, "three capital letters", id="no such currency"),
    pytest.param({"tellers": 1}, "needed for “Teller”: 2. Chosen: 1", id="one teller only"),
    pytest.param({"shares": 10_000}, "at most", id="too many shares"),
    pytest.param({"class_of_first": "Sailors"}, "not in your list", id="unknown class"),
    pytest.param({"born": 2012}, "years old", id="a child"),
    pytest.param({"born": 150}, "more than 120 years ago", id="a slip in the year"),
    pytest.param({"born": 2190}, "still to come", id="not born yet"),
])  # fmt: skip
def test_a_founding_that_lacks_something_leaves_nothing_behind(wish, why):
    with pytest.raises(Refused, match=why), transaction():
        found(a_founding(**wish))

    assert queries.cooperative() is None
    assert session().scalar(select(func.count(StakeholderClass.id))) == 0
    assert session().scalar(select(func.count(Member.id))) == 0


def test_a_real_cooperative_never_becomes_a_demonstration():
    a_cooperative(demonstration=False)

    with pytest.raises(IntegrityError), transaction():
        session().execute(update(Cooperative).values(is_demonstration=True))

    assert not queries.the_cooperative().is_demonstration


def test_whoever_opens_an_empty_house_is_led_to_a_first_motion(page):
    page.get("home.home")
    page.follow("Begin")
    answer_every_step(page)

    begun = page.send("Found the co-operative", sign_in_name="ash", password="a lamp in the hall")

    assert "You can put your first motion now" in begun.text
    assert "member2" in begun.text
    assert session().scalar(select(func.count(FoundingDraft.id))) == 0


def test_a_step_that_is_not_right_is_kept_as_it_was_typed(page):
    page.get("membership.found_step", step="house")

    wrong = page.send("Save and go on", name="Level Hands", currency="pounds", expect=422)

    assert "Give three capital letters" in wrong.text
    assert wrong.forms[-1].fields["name"] == "Level Hands"


def test_the_last_step_waits_for_all_the_others(page):
    page.get("membership.found_review")

    assert page.here.url.startswith("/found/house")


def test_there_is_always_room_for_one_more_first_member(page):
    page.get("membership.found_step", step="members")

    page.post("membership.found_step", step="members", rows="3", more="1")

    assert "row-5-name" in page.here.forms[-1].fields


def test_founding_is_closed_once_the_cooperative_has_begun(page):
    a_cooperative()

    page.get("membership.found_review")

    assert page.here.url.startswith("/sign-in")


def test_nobody_s_class_or_door_is_chosen_for_them(page):
    page.get("membership.found_step", step="classes")
    page.send("Save and go on")
    shown = page.get("membership.found_step", step="members").forms[-1].fields

    assert (shown["row-0-to_class"], shown["row-1-to_class"]) == ("", "")
    assert (shown["row-0-channel"], shown["row-1-channel"]) == ("web", "")


def test_a_short_password_is_told_beside_the_field(page):
    page.get("home.home")
    page.follow("Begin")
    answer_every_step(page)

    wrong = page.send("Found the co-operative", sign_in_name="ash", password="short", expect=422)

    assert "at least 12 letters" in wrong.text
    assert wrong.forms[-1].fields["sign_in_name"] == "ash"


def test_the_last_page_says_what_is_still_missing_before_anything_is_sent(page):
    page.get("home.home")
    page.follow("Begin")
    answer_every_step(page)
    officers = page.get("membership.found_step", step="officers")
    assert "At least 2 people." in officers.text

    shown = page.send("Save and go on", secretary=["0"], teller=["1"])

    assert "People needed for “Teller”: 2. Chosen: 1." in shown.text
    kept = page.send(
        "Found the co-operative", sign_in_name="ash", password="a lamp in the hall", expect=409
    )
    assert kept.forms[-1].fields["sign_in_name"] == "ash"
    assert queries.cooperative() is None
