"""The auditor’s bundle holds the books, which anybody can add up without our program."""

import io
import zipfile
from pathlib import Path

import pytest

from coop.bundle import make_bundle
from coop.membership.queries import today
from coop.verify import BOOKS, check_path
from payroll.queries import book
from payroll.rules.books.beancount_text import beancount_text
from payroll.rules.books.ledger_check import faults_in_ledger
from tests.builders.membership import a_cooperative
from tests.builders.pay import a_paid_week


@pytest.fixture
def bundle(app, tmp_path) -> Path:
    """Make the bundle of a co-operative that has paid a week."""
    a_paid_week()
    made = make_bundle(today())
    path = tmp_path / "bundle.zip"
    path.write_bytes(made.content)
    return path


def test_the_books_travel_in_the_bundle_and_hold(bundle):
    found = {one.name: one for one in check_path(bundle) if one.name == BOOKS}

    assert all(one.ok for one in check_path(bundle))
    assert found[BOOKS].sentences[0].startswith("Every entry balances")


def test_the_bundles_books_name_no_purse(bundle):
    with zipfile.ZipFile(io.BytesIO(bundle.read_bytes())) as archive:
        told = archive.read(BOOKS).decode()

    assert "purse" not in told.lower()
    assert "Worker 001" not in told


def test_a_changed_amount_is_found(app, tmp_path):
    a_paid_week()
    text = beancount_text(book())
    assert faults_in_ledger(text) == []

    wrong = text.replace(" 120.00 GBP", " 121.00 GBP", 1).replace(" 40.00 GBP", " 41.00 GBP", 1)
    (tmp_path / "books.beancount").write_text(wrong, encoding="utf-8")

    assert any("does not balance" in one for one in faults_in_ledger(wrong))
    assert [one.ok for one in check_path(tmp_path / "books.beancount")] == [False]


def test_an_entry_moved_as_a_whole_misses_its_balance(app):
    a_paid_week()
    text = beancount_text(book())

    wrong = text.replace("40.00 GBP", "41.00 GBP")

    assert any("stands at" in one or "does not balance" in one for one in faults_in_ledger(wrong))


def test_a_line_that_is_nothing_is_found():
    assert faults_in_ledger('2026-01-01 * "x"\n  pad everything') != []


def test_before_the_books_begin_there_are_none_in_the_bundle(app):
    a_cooperative()

    made = make_bundle(today())

    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        assert BOOKS not in archive.namelist()
