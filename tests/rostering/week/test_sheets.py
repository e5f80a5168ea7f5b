"""Printed sheets and files of a published roster: who is expected, and nothing that marks them."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from coop.core import clock
from coop.core.db import session, transaction
from coop.core.errors import NotFound
from coop.rostering.deeds.replies import say_cannot
from coop.rostering.models.people import ReleaseSite, ReleaseWindow
from coop.rostering.reading.rosters import roster
from coop.rostering.reading.sheets import Where, mondays, sheet
from tests.builders.membership import a_member, place_called
from tests.builders.rosters import a_roster, a_worker, publish_it, put
from tests.documents import reader
from tests.rostering.week.conftest import Week


@pytest.fixture
def clerk(week):
    """Give a clerk, who prints."""
    return a_member(office="clerk")


def sheet_of(week, **where):
    """Gather a sheet."""
    return sheet(roster(week.work.roster_id), Where(**where))


def can_go_out(who, work):
    """Write a release that covers the first morning."""
    day = datetime(work.first.year, work.first.month, work.first.day, tzinfo=UTC)
    window = ReleaseWindow(
        member_id=who.id,
        starts_at=day.replace(hour=6),
        ends_at=day.replace(hour=18),
        travel_minutes=0,
        recorded_at=day,
        withdrawn_at=None,
    )
    session().add(window)
    session().flush()
    session().add(ReleaseSite(release_id=window.id, site_id=work.site_id))


def printed(page, work, **asked):
    """Print a sheet; give its words page by page."""
    found = page.get("rostering.roster_sheet", roster_id=work.roster_id, **asked)
    assert found.headers["Content-Type"] == "application/pdf"
    return reader.pages(found.body)


def test_a_week_sheet_names_who_is_expected_at_a_site(page, week, clerk):
    page.signed_in_as(clerk)

    (only,) = printed(page, week.work, site=week.work.site_id, week="2026-03-09")

    assert "Weeksheet" in only
    assert "Mon9Tue10" in only
    for person in (week.ada, week.ben):
        assert reader.squeezed(person.name) in only
    assert reader.squeezed(week.cleo.name) not in only


def test_a_sheet_is_called_after_its_week_and_never_after_a_place(page, week, clerk):
    page.signed_in_as(clerk)

    found = page.get(
        "rostering.roster_sheet",
        roster_id=week.work.roster_id,
        establishment=place_called(),
        week="2026-03-11",
    )

    assert found.headers["Content-Disposition"] == 'inline; filename="roster-2026-03-09.pdf"'


def test_weeks_that_are_over_are_folded_away(page, week, clerk):
    page.signed_in_as(clerk)
    before = page.get("rostering.roster_sheets", roster_id=week.work.roster_id)
    with clock.at(clock.now() + timedelta(days=14)):
        after = page.signed_in_as(week.work.co_ordinator).get(
            "rostering.roster_sheets", roster_id=week.work.roster_id
        )

    assert "1 week that is over" not in before
    assert "1 week that is over" in after
    assert "Week of 9 March" in after


def test_day_sheets_have_a_page_a_day(page, week, clerk):
    page.signed_in_as(clerk)

    found = printed(page, week.work, site=week.work.site_id, week="2026-03-09", days=1)

    assert len(found) == 2
    assert "Monday9March2026" in found[0]
    assert "No.NameCameLeftSignature" in found[0]


def test_whoever_cannot_come_is_on_no_sheet(week):
    with transaction():
        say_cannot(week.monday, hand=week.ada.hand)

    found = sheet_of(week, site_id=week.work.site_id)

    assert [line.name for line in found.expected] == [week.ben.name]
    assert found.days == [week.work.shifts[2].day]


def test_an_unlock_list_names_who_lives_there_and_nobody_else(app):
    work = a_roster()
    inside = a_worker(name="Wren Tarn", inside=True)
    put(work, work.shift(0), work.people[0])
    with transaction():
        can_go_out(inside, work)
    put(work, work.shift(0), inside)
    publish_it(work)

    found = sheet_of(Week(work), establishment_id=place_called())

    assert found.title == "Northgate"
    assert [line.name for line in found.expected] == ["Wren Tarn"]


def test_an_unlock_list_of_a_place_that_is_not_there_is_not_there(week):
    with pytest.raises(NotFound):
        sheet_of(week, establishment_id=week.ada.id)


def test_a_roster_without_a_version_has_no_sheets(page, app):
    work = a_roster()
    page.signed_in_as(work.co_ordinator)

    here = page.get("rostering.roster_sheets", roster_id=work.roster_id)
    page.get("rostering.roster_sheet", roster_id=work.roster_id, site=work.site_id, expect=404)

    assert "Not published yet" in here.text


def test_a_sheet_without_a_place_is_not_there(page, week, clerk):
    page.signed_in_as(clerk)
    page.get("rostering.roster_sheet", roster_id=week.work.roster_id, expect=404)


def test_a_member_prints_no_sheet_of_others(page, week):
    page.signed_in_as(week.work.co_ordinator).get(
        "rostering.roster_sheets", roster_id=week.work.roster_id
    )
    assert "Week of 9 March" in page.here.text
    page.signed_in_as(a_member(signs_in=True))
    page.get("rostering.roster_sheets", roster_id=week.work.roster_id, expect=403)
    page.get("rostering.roster_csv", roster_id=week.work.roster_id, expect=403)


def test_the_file_has_a_line_a_place_and_no_class(page, week, clerk):
    with transaction():
        say_cannot(week.monday, hand=week.ada.hand)
    page.signed_in_as(clerk)

    found = page.get("rostering.roster_csv", roster_id=week.work.roster_id)

    rows = list(csv.reader(io.StringIO(found.body.decode("utf-8-sig"))))
    assert rows[0] == ["day", "from", "to", "site", "area", "number", "name", "answer"]
    assert rows[1][:3] == ["2026-03-09", "08:00", "12:00"]
    assert [row[-2:] for row in rows[1:]] == [[week.ada.name, "cannot"], [week.ben.name, ""]]
    assert "members" not in found.body.decode()


def test_a_roster_has_a_sheet_for_each_of_its_weeks(app):
    work = a_roster(weeks=2)

    assert [day.day for day in mondays(roster(work.roster_id))] == [9, 16]


def test_a_member_prints_their_own_weeks_as_large_as_they_like(page, app):
    work = a_roster(signs_in=True)
    put(work, work.shift(0), work.people[0])
    publish_it(work)
    page.signed_in_as(work.people[0])

    usual = reader.text(page.get("rostering.my_sheet").body)
    large = reader.text(page.get("rostering.my_sheet", large=1).body)

    for words in (usual, large):
        assert "Monday9March202608:00–12:00Laundry" in words
