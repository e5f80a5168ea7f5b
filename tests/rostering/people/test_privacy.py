"""Nobody who plans learns why somebody cannot come: not by a page, a file, the log or a word."""

import re
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from coop.core import acts as register
from coop.core.auditbook import AuditEntry
from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.rostering import actions
from coop.rostering.queries import facts_for
from coop.rostering.rules.calendar import Weekly
from coop.rostering.rules.nouns import Cause, Place
from coop.rostering.rules.place import stands_to_place
from coop.rostering.rules.reasons import NOT_AVAILABLE, said
from tests.builders import membership as people
from tests.builders import work, workers
from tests.documents import reader

TOMORROW = date(2026, 3, 3)
MARKS = re.compile(
    r"curfew|at home|release|court|transfer|adjudicat|appointment|caring|visit|apart|avoid|licen",
    re.IGNORECASE,
)
SECRET_SITE = "Bramblewick yard"


@pytest.fixture
def house(app):
    return people.a_cooperative()


@pytest.fixture
def planner(house):
    return people.a_member(name="Plan Ner", office="co_ordinator")


def burden(who, other, site):
    """Write everything about a member that nobody may know."""
    workers.a_commitment(who, workers.a_time(TOMORROW), cause=Cause.COURT)
    workers.a_commitment(who, workers.a_time(TOMORROW, "11:00", "12:00"), cause=Cause.VISIT)
    workers.a_curfew(who)
    workers.a_release(who, workers.a_time(TOMORROW), sites=[site.id], travel=10)
    workers.an_avoided_site(who, site.id)
    workers.kept_apart(who, other)


def words(fetched):
    """Give a page’s own words: without the frame, which is the same on every page."""
    return re.sub(r"\s+", " ", fetched.text)


def test_a_planners_pages_and_files_never_say_why_somebody_cannot_come(house, planner, page):
    ash, bo, site = workers.a_worker(name="Ash"), workers.a_worker(), work.a_site(SECRET_SITE)
    burden(ash, bo, site)
    page.signed_in_as(planner)

    pages = [
        page.get("rostering.workers"),
        page.get("rostering.workers_csv"),
        page.get("rostering.certificates"),
        page.get("rostering.worker", member_id=ash.id),
        page.get("rostering.worker", member_id=bo.id),
    ]

    for each in pages:
        text = each.body.decode()
        assert not MARKS.search(text.replace("never says why", "")), each.url
        assert SECRET_SITE not in text


def test_a_taken_time_a_home_hour_and_a_free_week_cannot_be_told_apart(house, planner, page):
    week = [Weekly(day, time(7), time(19)) for day in range(7)]
    names = ("Fern", "Reed", "Sage")
    told, held, taken = (workers.a_worker(name=name) for name in names)
    workers.a_usual_week(told, week)
    workers.a_curfew(held)
    days = [TOMORROW + timedelta(days=n) for n in range(-1, 15)]
    for day in days:
        workers.a_commitment(taken, workers.a_time(day, "19:00", "07:00"), cause=Cause.TRANSFER)
    page.signed_in_as(planner)

    # The first morning was over before anything could be written down about it.
    seen = {
        re.sub("Mon 2 Mar .*? Tue 3", "Tue 3", words(_worker_page(page, who)))
        .replace(name, "NAME")
        .replace(f"Member {who.number}", "MEMBER")
        for who, name in zip((told, held, taken), names, strict=True)
    }

    assert len(seen) == 1
    assert "07:00–19:00" in seen.pop()


def _worker_page(page, who):
    return page.get("rostering.worker", member_id=who.id)


def test_the_log_tells_no_restraint_from_a_changed_week(house):
    ash, site = workers.a_worker(), work.a_site()
    before = {entry.id for entry in session().scalars(select(AuditEntry))}
    workers.a_usual_week(ash)
    workers.an_extra_time(ash, workers.a_time(TOMORROW))
    workers.a_commitment(ash, workers.a_time(TOMORROW), cause=Cause.COURT)
    workers.a_curfew(ash)
    workers.a_release(ash, workers.a_time(TOMORROW), sites=[site.id])
    workers.an_avoided_site(ash, site.id)
    with transaction():
        actions.free_day(ash.id, TOMORROW, hand=ash.hand)
        actions.end_home_hours(ash.id, TOMORROW, hand=ash.hand)
        actions.end_avoided_site(ash.id, site.id, TOMORROW, hand=ash.hand)

    entries = [e for e in session().scalars(select(AuditEntry)) if e.id not in before]

    assert len(entries) == 9
    assert {(e.act, e.subject, e.details) for e in entries} == {
        ("rostering.times_told", str(ash.id), "{}")
    }


def test_the_log_says_only_that_the_keep_apart_list_changed(house):
    ash, bo = workers.a_worker(), workers.a_worker()
    officer = people.a_member(office="separation_officer")
    pair = workers.kept_apart(ash, bo, by=officer)
    with transaction():
        actions.end_keep_apart(pair, last_on=TOMORROW, hand=officer.hand)

    entries = list(session().scalars(select(AuditEntry).where(AuditEntry.by == officer.id)))

    assert [(e.act, e.subject, e.details) for e in entries] == [
        ("rostering.keep_apart_changed", "keep-apart", "{}")
    ] * 2
    whole = " ".join(f"{e.act} {e.subject} {e.details} {e.evidence}" for e in entries)
    assert not any(str(each.id) in whole for each in (ash, bo))


def test_no_act_names_what_nobody_may_know():
    sentences = [act.sentence for act in register.acts().values() if act.code.startswith("roster")]

    assert sentences
    assert [s for s in sentences if MARKS.search(s)] == ["Keep-apart list changed"]


@pytest.mark.parametrize("cause", ["apart", "curfew", "commitment", "avoided", "release", "week"])
def test_every_refusal_reads_as_plain_unavailability(house, cause):
    inside = cause == "release"
    ash, bo = workers.a_worker(inside=inside), workers.a_worker()
    shift = work.a_shift(day=TOMORROW, starts="08:00", ends="12:00", wanted=2)
    {
        "apart": lambda: workers.kept_apart(ash, bo),
        "curfew": lambda: workers.a_curfew(ash, starts="07:00", ends="09:00"),
        "commitment": lambda: workers.a_commitment(ash, workers.a_time(TOMORROW)),
        "avoided": lambda: workers.an_avoided_site(ash, shift.site_id),
        "release": lambda: None,
        "week": lambda: workers.a_usual_week(ash, ()),
    }[cause]()
    facts = facts_for(TOMORROW, TOMORROW)

    stands = stands_to_place(ash.id, shift.id, [Place(shift.id, bo.id)], facts)

    assert [(str(one), one.rule, one.to_do) for one in said(stands)] == [
        (NOT_AVAILABLE, "ROS-1", "")
    ]


@pytest.mark.parametrize(
    "office", [None, "co_ordinator", "clerk", "secretary", "board", "auditor", "payroll_officer"]
)
def test_the_keep_apart_page_opens_to_its_officer_only(house, page, office):
    stranger = people.a_member(office=office, signs_in=True)
    page.signed_in_as(stranger)

    page.get("rostering.keep_apart", expect=403)
    page.post("rostering.keep_apart", expect=403)
    page.post("rostering.end_keep_apart", expect=403)


def test_a_member_sees_all_of_their_own_but_never_the_keep_apart_list(house, page):
    ash = workers.a_worker(name="Ash Tree", signs_in=True)
    bo, site = workers.a_worker(name="Bo Bush"), work.a_site(SECRET_SITE)
    burden(ash, bo, site)

    own = page.signed_in_as(ash).get("rostering.my_work").text

    for word in ("Court", "A visit", "At home", "Release to work", f"Not at {SECRET_SITE}"):
        assert word in own
    assert "Bo Bush" not in own
    assert "part" not in re.sub(r"\bpart of\b", "", own).lower().replace("depart", "")


def test_a_members_own_sheet_has_all_of_it_and_the_secretarys_has_none(house, page):
    ash = workers.a_worker(name="Ash Tree", signs_in=True, week=workers.WORKING_WEEK)
    bo, site = workers.a_worker(name="Bo Bush"), work.a_site(SECRET_SITE)
    burden(ash, bo, site)

    own = reader.text(page.signed_in_as(ash).get("membership.my_sheet").body)
    theirs = page.signed_in_as(house.secretary).get("membership.sheet", member_id=ash.id)

    for word in ("Court", "At home", "Release to work", SECRET_SITE, "Monday 08:00–17:00"):
        assert word.replace(" ", "") in own
    assert "BoBush" not in own
    printed = reader.text(theirs.body)
    hidden = ("Court", "Athome", "Release", SECRET_SITE.replace(" ", ""))
    assert not any(word in printed for word in hidden)


def test_a_keyed_paper_is_not_shown_again_and_its_address_says_nothing(house, planner, page):
    ash = workers.a_worker(name="Ash", inside=True)
    page.signed_in_as(planner).get("rostering.key_times")
    first = page.send("Go on", what="home")

    after = page.send(
        "Record it",
        member_number=ash.number,
        weekdays=["0", "1"],
        starts="19:00",
        ends="07:00",
        received_on="2026-03-02",
        evidence="Box 4, 12",
    )

    assert first.url == after.url == "/desk/times"
    assert "19:00" not in after.text
    assert facts_for(TOMORROW, TOMORROW).people[0].curfews


def test_ending_what_was_never_held_reads_as_ending_what_was(house, planner, page):
    free, held = workers.a_worker(inside=True), workers.a_worker(inside=True)
    workers.a_curfew(held)
    page.signed_in_as(planner)

    answers = []
    for who in (free, held):
        page.get("rostering.key_times")
        page.send("Go on", what="home_end")
        answers.append(
            page.send(
                "Record it", member_number=who.number, last_on="2026-03-02",
                received_on="2026-03-02", evidence="Box 4, 12",
            )
        )  # fmt: skip

    assert words(answers[0]) == words(answers[1])
    assert all(not one.curfews for one in facts_for(date(2026, 3, 16), date(2026, 3, 22)).people)


def test_a_second_keep_apart_of_two_people_is_refused_to_the_officer_alone(house):
    ash, bo = workers.a_worker(), workers.a_worker()
    workers.kept_apart(ash, bo)

    with pytest.raises(Refused) as refused:
        workers.kept_apart(bo, ash)

    assert [one.rule for one in refused.value.refusals] == ["ROS-77"]
