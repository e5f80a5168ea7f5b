"""A member reads their own pay by page, paper and record, and says when it is wrong."""

import json

import pytest
from sqlalchemy import select

from coop.core import canonical
from coop.core.auditbook import AuditEntry
from coop.core.db import db, session, transaction
from coop.core.errors import Refused
from payroll.deeds.questioning import answer_about_pay, ask_about_pay
from payroll.models.runs import PayQuestion
from payroll.paper_check import check_statement
from payroll.reading.statements import statements_of
from tests.builders.membership import a_member
from tests.builders.pay import LONG_AGO, MONDAY, a_paid_week

WORDS = "Tuesday is missing. I was there from 8 to 12."


@pytest.fixture
def paid(app):
    """Give a house that has paid a week, its first member, and that member’s statement."""
    pay, _ = a_paid_week(sign_in=True)
    ash = pay.members[0]
    return pay, ash, statements_of(ash.id)[0].id


def test_a_member_reads_every_step_from_gross_to_net(paid, page):
    _, ash, _ = paid

    page.signed_in_as(ash).get("payroll.my_pay")
    read = page.follow("23 February to 1 March 2026")

    assert read.heading == "Statement of pay, 23 February to 1 March 2026"
    for words in ("You earned £40.00.", "Nothing was taken off.", "Laundry", "4 h × 10.00 = 40.00"):
        assert words in read.text
    assert "Set by motion 2026-7." in read.text


def test_the_picture_has_a_table_behind_it(paid, page):
    _, ash, number = paid

    read = page.signed_in_as(ash).get("payroll.my_statement", statement_id=number)

    assert '<table class="bars waterfall">' in read.body.decode()
    assert 'class="bar-for"' in read.body.decode()


def test_the_paper_is_as_it_was_handed_out_and_proves_itself(paid, page):
    _, ash, number = paid
    page.signed_in_as(ash)

    paper = page.get("payroll.my_statement_pdf", statement_id=number).body
    large = page.get("payroll.my_statement_large", statement_id=number).body
    record = page.get("payroll.my_statement_record", statement_id=number).body

    assert check_statement(paper) == check_statement(large) == check_statement(record) == []
    assert len(large) != len(paper)
    assert canonical.read(record.decode()) == json.loads(record)


@pytest.mark.parametrize(
    "endpoint",
    ["my_statement", "my_statement_pdf", "my_statement_large", "my_statement_record", "pay_wrong"],
)
def test_nobody_reads_another_members_statement(paid, page, endpoint):
    pay, _, number = paid

    page.signed_in_as(pay.members[1])

    page.get(f"payroll.{endpoint}", statement_id=number, expect=404)


def test_what_is_kept_is_shown_on_any_day(paid, page):
    _, ash, _ = paid
    page.signed_in_as(ash)

    now = page.get("payroll.my_pay")
    before = page.get("payroll.my_pay", on="2026-02-01")

    assert "£40" in now.text
    assert "Nothing was kept for you on Sunday 1 February 2026." in before.text


def test_a_member_says_that_the_pay_is_wrong_and_is_answered(paid, page):
    pay, ash, number = paid

    page.signed_in_as(ash).get("payroll.my_statement", statement_id=number)
    page.follow("My pay is wrong")
    asked = page.send("Send it", words=WORDS)

    assert "not answered" in asked.text
    assert WORDS in asked.text

    page.signed_in_as(pay.officer).get("home.home")
    assert "1 member says that their pay is wrong." in page.here.text
    page.follow("Read and answer – 1 member says that their pay is wrong.")
    page.follow(f"Read and answer – {ash.name}")
    assert WORDS in page.here.text
    page.send("Send the answer", answer="You are right. The next run puts it right.")

    read = page.signed_in_as(ash).get("payroll.my_pay")
    assert f"{pay.officer.name} answers:" in read.text
    assert "The next run puts it right." in read.text


def test_nobody_answers_twice(paid, page):
    pay, ash, number = paid
    page.signed_in_as(ash).get("payroll.pay_wrong", statement_id=number)
    page.send("Send it", words=WORDS)
    question = db.session.scalars(select(PayQuestion.id)).one()
    page.signed_in_as(pay.officer).get("payroll.pay_question_page", question_id=question)
    page.post("payroll.pay_question_page", question_id=question, answer="Yes.")

    page.post("payroll.pay_question_page", question_id=question, answer="No.", expect=409)

    assert "Somebody has answered this already." in page.here.text


def test_nobody_answers_their_own_question(paid):
    _, ash, number = paid
    with transaction():
        question = ask_about_pay(number, WORDS, hand=ash.hand)

    with pytest.raises(Refused, match="Somebody else must answer"), transaction():
        answer_about_pay(question, "Yes.", hand=ash.hand)


def test_an_empty_complaint_is_sent_back(paid, page):
    _, ash, number = paid

    sent = page.signed_in_as(ash).post(
        "payroll.pay_wrong", statement_id=number, words="", expect=422
    )

    assert "Say what is wrong." in sent.text


def test_a_clerk_keys_what_came_on_paper(paid, page):
    _, ash, _ = paid
    clerk = a_member(name="Key Clerk", office="clerk", from_on=LONG_AGO)
    page.signed_in_as(clerk).get("payroll.key_pay_wrong")

    form = {"member_number": ash.number, "day": MONDAY, "words": WORDS, "evidence": "Box 3"}
    page.send("Record it", **form)

    asked = session().scalars(select(PayQuestion)).one()
    assert (asked.member_id, asked.channel, asked.text) == (ash.id, "paper", WORDS)
    page.get("payroll.key_pay_wrong")
    page.send("Record it", **{**form, "day": "2025-01-01"}, expect=404)


def test_the_log_tells_nothing_of_what_anybody_is_paid(paid, page):
    _, ash, number = paid
    page.signed_in_as(ash).get("payroll.pay_wrong", statement_id=number)
    page.send("Send it", words=WORDS)

    asked = select(AuditEntry).where(AuditEntry.act == "payroll.pay_questioned")
    told = session().scalars(asked).one()

    assert told.subject == str(ash.id)
    assert told.details in {"", "{}"}
