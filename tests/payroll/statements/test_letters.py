"""Statements reach members on paper in letters whose covers say nothing about pay."""

import pypdfium2 as pdfium
import pytest

from coop.core.db import transaction
from coop.core.documents import typeset
from coop.core.errors import Refused
from coop.post import letters
from coop.post.queries import runs
from payroll.deeds.posting import KIND, prepare_pay_letters
from tests.builders.membership import a_member
from tests.builders.pay import (
    LONG_AGO,
    a_checked_run,
    a_pay_house,
    a_run,
    an_issued_run,
    hours_closed,
    paid_by,
    paid_under,
    worked,
)


@pytest.fixture
def issued(app):
    """Give a house that paid two members by web and two on paper, one of them inside."""
    pay = a_pay_house(members=2)
    on_paper = [
        a_member(name="Ivy Inside", channel="paper", inside=True, from_on=LONG_AGO),
        a_member(name="Otto Outside", channel="paper", from_on=LONG_AGO),
    ]
    for person in on_paper:
        paid_under(person, by=pay.officer)
        paid_by(person, by=pay.officer)
    worked(pay, *pay.members, *on_paper)
    hours_closed(pay)
    return pay, on_paper, an_issued_run(pay)


def words_of(run_id) -> list[str]:
    """Typeset a batch, and read it page by page."""
    written = letters.write(KIND, run_id)
    paper = typeset(written.template, written.values, at=written.at, title=written.title)
    with pdfium.PdfDocument(paper) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def test_each_establishment_has_a_batch_and_outside_has_one(issued):
    pay, on_paper, run_id = issued

    with transaction():
        made = prepare_pay_letters(run_id, hand=pay.officer.hand)

    assert made == 2
    assert sorted(one.letters for one in runs(kind=KIND, subject_id=run_id)) == [1, 1]
    read = ["\n".join(words_of(one.id)) for one in runs(kind=KIND, subject_id=run_id)]
    for person in on_paper:
        assert sum(person.name in each for each in read) == 1


def test_making_them_again_adds_nobody(issued):
    pay, _, run_id = issued
    with transaction():
        prepare_pay_letters(run_id, hand=pay.officer.hand)

    with transaction():
        again = prepare_pay_letters(run_id, hand=pay.officer.hand)

    assert again == 0


def test_the_cover_says_nothing_about_pay(issued):
    pay, _, run_id = issued
    with transaction():
        prepare_pay_letters(run_id, hand=pay.officer.hand)

    cover = words_of(runs(kind=KIND, subject_id=run_id)[0].id)[0]

    assert "Nobody else may read it." in cover
    assert "pay" not in cover.lower()
    assert letters.subject_name(KIND, run_id) == "Personal letters"


def test_letters_wait_for_the_issue(app):
    pay = a_pay_house(members=1)
    worked(pay, *pay.members)
    hours_closed(pay)
    run_id = a_checked_run(pay, a_run(pay))

    with pytest.raises(Refused, match="not issued yet"), transaction():
        prepare_pay_letters(run_id, hand=pay.officer.hand)


def test_whoever_runs_pay_makes_them_by_page(issued, page):
    pay, _, run_id = issued
    page.signed_in_as(pay.officer).get("payroll.run", run_id=run_id)
    page.follow("Letters with statements")

    assert "No letters yet" in page.here.text
    made = page.send("Make the letters that are missing")

    assert "2 batches are ready." in made.text
    assert "Members outside" in made.text
