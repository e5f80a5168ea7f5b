"""A private calendar address: kept as a hash, made anew, ended, and silent about everything."""

import pytest

from coop.core import clock
from coop.core.auditbook import AuditEntry
from coop.core.db import session, transaction
from coop.membership.deeds.leaving import resign
from coop.rostering.deeds.feeds import end_feed, make_feed
from coop.rostering.models.rosters import CalendarFeed
from coop.rostering.reading.feeds import feed_behind, feed_of
from tests.builders.rosters import a_roster, publish_it, put
from tests.rostering.week.conftest import DAY, Week


@pytest.fixture
def week(app) -> Week:
    """Publish a week whose people can sign in."""
    work = a_roster(signs_in=True)
    put(work, work.shift(0), work.people[0])
    put(work, work.shift(1), work.people[1])
    publish_it(work)
    return Week(work)


def made(who, *, says_area=False):
    """Make a calendar address; give its token."""
    with transaction():
        return make_feed(says_area=says_area, hand=who.hand)


def fetched(page, token, expect=200):
    """Fetch a calendar as a program does, signed in as nobody."""
    return page.signed_out().get("rostering.calendar_feed", token=token, expect=expect)


def test_the_address_gives_the_members_shifts_and_nobody_elses(page, week):
    found = fetched(page, made(week.ada))

    assert found.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert found.body.count(b"BEGIN:VEVENT") == 1
    assert b"DTSTART:20260309T080000Z" in found.body
    assert f"UID:{week.monday}@shifts".encode() in found.body


@pytest.mark.parametrize(("says_area", "summary"), [(False, "Shift"), (True, "Shift: Laundry")])
def test_an_entry_says_no_more_than_the_member_wishes(page, week, says_area, summary):
    body = fetched(page, made(week.ada, says_area=says_area)).body.decode()

    assert f"SUMMARY:{summary}\r\n" in body
    for word in (week.ada.name, "Mill", "Level Hands", "Northgate", str(week.ada.id)):
        assert word not in body


def test_an_entry_keeps_its_name_when_it_is_fetched_again(page, week):
    token = made(week.ada)
    first = fetched(page, token).body

    with clock.at(clock.now() + DAY):
        later = fetched(page, token).body

    assert [line for line in first.splitlines() if line.startswith(b"UID")] == [
        line for line in later.splitlines() if line.startswith(b"UID")
    ]


def test_an_address_made_anew_ends_the_one_before(page, week):
    old, new = made(week.ada), made(week.ada)

    fetched(page, old, expect=404)
    fetched(page, new)


def test_an_address_that_was_ended_leads_nowhere(page, week):
    token = made(week.ada)

    with transaction():
        end_feed(hand=week.ada.hand)

    fetched(page, token, expect=404)
    assert feed_of(week.ada.id) is None


def test_whoever_leaves_has_no_calendar_any_more(app, week):
    token = made(week.ada)
    assert feed_behind(token).member_id == week.ada.id

    with transaction():
        resign(week.ada.id, from_on=clock.now().date(), hand=week.ada.hand)

    assert feed_behind(token) is None


def test_the_database_keeps_only_a_hash(app, week):
    token = made(week.ada)

    (kept,) = session().query(CalendarFeed)
    assert token not in kept.token_hash
    assert len(kept.token_hash) == 64


def test_the_log_does_not_know_the_address(app, week):
    token = made(week.ada)

    (entry,) = session().query(AuditEntry).filter_by(act="rostering.calendar_made")
    assert token not in f"{entry.subject} {entry.details} {entry.evidence}"


def test_a_made_up_address_leads_nowhere(page, week):
    fetched(page, "guessed", expect=404)


def test_the_page_shows_a_fresh_address_once(page, week):
    page.signed_in_as(week.ada).get("rostering.my_calendar")
    page.send("Make an address", says_area=True)
    assert "/calendar/" in page.here.text

    page.get("rostering.my_calendar")
    assert "/calendar/" not in page.here.text
    assert "Each entry names the work." in page.here.text

    page.send("End the address")
    assert "Make an address" in page.here.text
