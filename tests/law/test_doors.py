"""The law of the doors: every address tried by everybody, and what each may learn there."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from coop.app import create_app
from coop.core import clock
from coop.core.access import Permission, every_rule
from coop.core.auditbook import AuditEntry
from coop.core.db import db, session
from coop.core.settings import Settings
from tests import services
from tests.conftest import MORNING
from tests.law.household import MARKS, a_household
from tests.law.walk import VISITOR, Answer, Walk

P = Permission
OWN = {P.ANYONE, P.SIGNED_IN, P.MEMBER}
HOLDS: dict[str, set[Permission]] = {
    VISITOR: {P.ANYONE},
    "member": OWN,
    "terminal": OWN,
    "robin": OWN,
    "secretary": OWN | {P.KEEP_REGISTER, P.READ_REGISTER, P.DECIDE_APPLICATIONS, P.GRANT_OFFICES},
    "returning_officer": OWN | {P.RUN_BALLOTS},
    "teller": OWN | {P.TELL},
    "clerk": OWN | {P.KEY_PAPER},
    "co_ordinator": OWN | {P.PLAN_WORK},
    "separation_officer": OWN | {P.KEEP_APART},
    "payroll_officer": OWN | {P.RUN_PAY},
    "treasurer": OWN | {P.APPROVE_PAY, P.KEEP_BOOKS},
    "auditor": OWN | {P.AUDIT, P.READ_REGISTER},
    "board": OWN | {P.DECIDE_APPLICATIONS, P.GRANT_OFFICES, P.READ_REGISTER},
}
"""What each person of the household may do: written here once more, so that a slip shows."""

# A person’s own page shows what is held about them; nobody else’s id stands in its address.
SUBJECT = "robin"
READERS: dict[str, set[Permission]] = {
    "class": {P.KEEP_REGISTER, P.DECIDE_APPLICATIONS},
    "place": {P.KEEP_REGISTER, P.DECIDE_APPLICATIONS, P.KEY_PAPER, P.RUN_BALLOTS},
    "address": {P.KEEP_REGISTER, P.READ_REGISTER, P.DECIDE_APPLICATIONS, P.KEY_PAPER,
                P.RUN_BALLOTS},
    "birth date": {P.KEEP_REGISTER, P.DECIDE_APPLICATIONS},
    "shares": {P.KEEP_REGISTER, P.READ_REGISTER, P.KEEP_BOOKS},
    "draft": set(),
    "curfew": set(),
    "commitment": set(),
    "release": set(),
    "avoided site": set(),
    "keep-apart": {P.KEEP_APART},
    "scheme": {P.RUN_PAY, P.APPROVE_PAY},
    "pay": {P.RUN_PAY, P.APPROVE_PAY},
    "bank account": {P.RUN_PAY, P.APPROVE_PAY},
    "nominee": {P.KEEP_BOOKS, P.KEEP_REGISTER},
}  # fmt: skip
"""Who needs a fact of another person; letters carry addresses and lie sorted by place."""

GENERAL = {
    "class": {
        "membership.apply", "membership.counts", "membership.change",
        "membership.key_application", "membership.key_class",
        "governance.count", "governance.stack", "governance.empty",
    },
    "place": {
        "membership.key_application",
        "rostering.work_places", "rostering.site", "rostering.new_site", "rostering.change_site",
        "rostering.regime", "rostering.regime_week", "rostering.lock_down",
        "rostering.other_hours", "rostering.roster_sheets",
        # Lists for finance offices name an office, and members by number alone.
        "payroll.payments", "payroll.office_paper",
    },
    "avoided site": {"rostering.work_places", "rostering.board", "rostering.shifts"},
    # It tells when a member can come, since somebody must plan with them, and never why not.
    "curfew": {"rostering.worker"},
    "commitment": {"rostering.worker"},
}  # fmt: skip
"""Pages that name every class, place or site there is, and tie none to a person."""

ANSWERS_AT_ONCE = {
    "audit_pages.log_lines", "audit_pages.check", "membership.invite", "signin.invite",
    "membership.resign", "payroll.bring_nominee",
}  # fmt: skip
"""What a form without a field does: a download, a check, a code on paper, “are you sure?”"""


@dataclass(frozen=True, slots=True)
class Walked:
    """Everything that was answered, and everything that was written down meanwhile."""

    reads: tuple[Answer, ...]
    sends: tuple[Answer, ...]
    unmarked: tuple[Answer, ...]
    permissions: dict[str, tuple[Permission, ...]]
    entries: tuple[str, ...]

    @property
    def all(self) -> tuple[Answer, ...]:
        """Give every answer."""
        return (*self.reads, *self.sends, *self.unmarked)

    def may(self, answer: Answer) -> bool:
        """Say whether the guard of this door lets this person through."""
        return bool(HOLDS[answer.role] & set(self.permissions[answer.endpoint]))


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    """Walk once; every law then reads what came of it."""
    with services.fresh_database("sqlite") as url:
        data = str(tmp_path_factory.mktemp("walk"))
        app = create_app(
            Settings.from_environ({"EVENHAND_DATA": data, "EVENHAND_DATABASE_URL": url})
        )
        with app.app_context(), clock.at(MORNING):
            walk = Walk(app, a_household())
            yield Walked(
                tuple(walk.reads()),
                # An empty form may truly act, so those without the mark come before.
                *reversed((tuple(walk.unmarked()), tuple(walk.sends()))),
                {rule.endpoint: rule.permissions for rule in every_rule(app)},
                tuple(f"{one.act} {one.subject} {one.evidence} {one.details}"
                      for one in session().scalars(select(AuditEntry))),
            )  # fmt: skip
            db.session.remove()
            db.engine.dispose()


def shown(answers: Iterator[Answer] | list[Answer]) -> list[str]:
    """Give answers as lines, few enough to read."""
    return [str(each) for each in answers][:20]


def test_each_door_opens_to_those_whom_its_guard_names_and_to_nobody_else(walked):
    doors = [each for each in (*walked.reads, *walked.sends) if not each.is_made_up]

    wrong = [each for each in doors if each.is_refused is walked.may(each)]

    assert len({each.endpoint for each in doors}) == len(walked.permissions)
    assert shown([each for each in wrong if not refuses_itself(each)]) == []


def refuses_itself(answer: Answer) -> bool:
    """Say whether a door open to all asks for something besides: a terminal, a begun sign-in."""
    return answer.endpoint.startswith("signin.")


def test_no_door_breaks_whoever_tries_it(walked):
    assert shown([each for each in walked.all if is_broken(each)]) == []


def is_broken(answer: Answer) -> bool:
    # Health says 503 where no worker lives, and none lives here.
    return answer.status >= 500 and answer.endpoint != "home.health"


def test_what_is_not_there_cannot_be_found(walked):
    made_up = [each for each in walked.reads if each.is_made_up and walked.may(each)]

    assert made_up
    assert shown([each for each in made_up if each.status != 404]) == []


def test_an_empty_form_is_answered_with_what_is_wrong_or_a_way_on(walked):
    let_in = [each for each in walked.sends if walked.may(each)]

    wrong = [each for each in let_in if not (300 <= each.status < 500)]

    assert {each.endpoint for each in wrong} <= ANSWERS_AT_ONCE, shown(wrong)


def test_nothing_is_taken_without_the_mark_against_forgery(walked):
    assert walked.unmarked
    assert shown([each for each in walked.unmarked if each.status != 400]) == []


@pytest.mark.parametrize("fact", MARKS)
def test_a_private_fact_is_shown_to_nobody_who_does_not_need_it(walked, fact):
    # An empty form may truly act: the mover’s puts the draft before everybody.
    answers = walked.reads if fact == "draft" else walked.all
    told = [each for each in answers if tells(each, fact) and each.role != SUBJECT]

    wrong = [
        each
        for each in told
        if not (HOLDS[each.role] & READERS[fact]) and each.endpoint not in GENERAL.get(fact, ())
    ]

    assert shown(wrong) == []


@pytest.mark.parametrize("fact", MARKS)
def test_the_walk_passes_where_the_fact_is_kept(walked, fact):
    assert any(tells(each, fact) for each in walked.reads)


@pytest.mark.parametrize("fact", MARKS)
def test_no_private_fact_stands_in_an_address_or_a_header(walked, fact):
    outside = (f"{each.url} {sorted(each.headers.items())}" for each in walked.all)

    assert [said for said in outside if any(mark in said for mark in MARKS[fact])] == []


@pytest.mark.parametrize("fact", [name for name in MARKS if name != "draft"])
def test_no_private_fact_stands_in_the_log(walked, fact):
    assert walked.entries
    assert [e for e in walked.entries if any(mark in e for mark in MARKS[fact])] == []


def test_every_answer_trusts_nothing_but_us(walked):
    def is_safe(answer: Answer) -> bool:
        policy = answer.headers.get("Content-Security-Policy", "")
        return (
            "unsafe" not in policy
            and "default-src 'none'" in policy
            and answer.headers.get("X-Content-Type-Options") == "nosniff"
            and answer.headers.get("Referrer-Policy") == "no-referrer"
            and answer.headers.get("Cache-Control") == "no-store"
        )

    assert shown([each for each in walked.all if not is_safe(each)]) == []


def tells(answer: Answer, fact: str) -> bool:
    """Say whether an answer shows a fact, in its words or on its outside."""
    return any(mark in answer.words for mark in MARKS[fact])
