"""Members on paper are told by letter: everybody at first, then only those who are affected."""

import pytest

from coop.core import clock, documents, jobs
from coop.core.db import session, transaction
from coop.core.jobbook import Job
from coop.post import letters
from coop.post.queries import letters as letters_in
from coop.post.queries import runs
from coop.rostering.deeds.publishing import change_published
from coop.rostering.deeds.telling import tell_of
from coop.rostering.reading.published import versions
from tests.builders.membership import a_member
from tests.builders.rosters import a_roster, publish_it, put
from tests.documents import reader
from tests.rostering.week.conftest import DAY, Week


@pytest.fixture
def week(app) -> Week:
    """Publish a week for people who are reached on paper."""
    work = a_roster(channel="paper")
    put(work, work.shift(0), work.people[0])
    put(work, work.shift(1), work.people[1])
    publish_it(work)
    return Week(work)


def told(week):
    """Let the worker write the letters; give who has one, version by version."""
    for promised in session().query(Job).filter_by(name="rostering.tell"):
        jobs.run(str(promised.id))
    session().rollback()
    found = (run_about(version.id) for version in reversed(versions(week.work.roster_id)))
    return [{letter.member_id for letter in letters_in(run.id)} for run in found if run]


def run_about(version_id):
    """Give the mail run about a version, if there is one."""
    return next(iter(runs(kind="roster", subject_id=version_id)), None)


def changed(week):
    """Give the Monday to Cleo, who had no shift, a day later."""
    with clock.at(clock.now() + DAY), transaction():
        change_published(
            week.work.roster_id,
            [(week.monday, week.cleo.id)],
            [(week.monday, week.ada.id)],
            "Ada asked for it.",
            hand=week.work.hand,
        )


def printed(app, run):
    """Print a run; give its words page by page."""
    with app.test_request_context():
        written = letters.write(run.kind, run.id)
    made = documents.typeset(written.template, written.values, at=written.at, title=written.title)
    return reader.pages(made), written


def test_everybody_with_a_shift_has_a_letter_at_first(week):
    assert told(week) == [{week.ada.id, week.ben.id}]


def test_a_change_is_told_to_those_whom_it_concerns(week):
    told(week)
    changed(week)

    assert told(week) == [{week.ada.id, week.ben.id}, {week.ada.id, week.cleo.id}]


def test_telling_twice_writes_no_second_letter(week):
    told(week)

    with transaction():
        tell_of(versions(week.work.roster_id)[0].id)

    assert [run.letters for run in runs(kind="roster")] == [2]


def test_a_letter_gives_each_member_their_own_shifts(app, week):
    told(week)
    (run,) = runs(kind="roster")

    pages, written = printed(app, run)

    words = {page for page in pages if page}
    ada = next(page for page in words if reader.squeezed(week.ada.name) in page)
    assert "Monday9March202608:00–12:00Laundry" in ada
    assert "Tuesday10March2026" not in ada
    assert "TherosterfromMonday9March2026" in ada
    assert written.title == "The roster from Monday 9 March 2026"


def test_a_letter_about_a_change_says_first_what_changed(app, week):
    told(week)
    changed(week)
    told(week)
    run = run_about(versions(week.work.roster_id)[0].id)

    pages, written = printed(app, run)

    cleo = next(page for page in pages if reader.squeezed(week.cleo.name) in page)
    ada = next(page for page in pages if reader.squeezed(week.ada.name) in page)
    assert "Thisshiftisnewforyou:Monday9March2026,08:00–12:00,Laundry" in cleo
    assert "Thisshiftisnolongeryours:" in ada
    assert written.title.endswith("changes")


def test_a_clerk_finds_the_letters_at_the_desk(page, week):
    told(week)
    page.signed_in_as(a_member(office="clerk")).get("post.desk")

    assert "The roster from Monday 9 March 2026" in page.here.text
    (run,) = runs(kind="roster")
    assert page.get("post.run_pdf", run_id=run.id).body.startswith(b"%PDF-")


def test_members_on_the_web_get_no_letter(app):
    work = a_roster()
    put(work, work.shift(0), work.people[0])
    publish_it(work)

    assert told(Week(work)) == []
