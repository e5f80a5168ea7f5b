"""A statement adds up, and whoever changes a figure in it is found."""

import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.core.canonical import canonical, digest
from payroll.rules.statements.document import Earlier, faults_in, issued, sealed, statement_document
from payroll.rules.statements.working import faults_of_working, value_of
from tests.builders.statements import NOVEMBER, statement_facts

EARLIER = Earlier("2026-11/17", "cd" * 32, gross=100_000, taken=5_000, net=95_000)


def test_a_statement_adds_up():
    document = statement_document(statement_facts())

    assert faults_in(document) == []
    assert (document["gross"], document["taken"], document["net"]) == (120_000, 5_000, 115_000)
    assert [one["after"] for one in document["purses"]] == [2500 + 23_000 - 1500, 92_000]
    assert document["year"]["net"] == 460_000 + 115_000
    assert document["leave"]["left"] == 840


def test_a_statement_survives_being_written_and_read():
    document = statement_document(statement_facts())

    again = json.loads(canonical(document))

    assert again == document
    assert faults_in(again) == []


def test_a_correction_adds_only_its_difference():
    facts = statement_facts(corrects=EARLIER, because="Three hours were missing.")

    document = statement_document(facts)

    assert faults_in(document) == []
    assert document["difference"] == {"gross": 20_000, "taken": 0, "net": 20_000}
    assert document["year"]["gross"] == 520_000


def test_what_was_overpaid_is_owed_and_taken_from_no_purse():
    was = replace(EARLIER, gross=150_000, net=145_000)

    document = statement_document(
        statement_facts(corrects=was, more=30_000, because="Hours were counted twice.")
    )

    assert faults_in(document) == []
    assert document["overpaid"]["after"] == 30_000
    assert sum(one["pay"] for one in document["purses"]) == 0


def test_issuing_a_draft_changes_no_figure():
    draft = statement_document(replace(statement_facts(), issued_on=None))

    paper = issued(draft, issued_on=NOVEMBER.last)

    assert faults_in(draft) == faults_in(paper) == []
    assert {key for key in draft if draft[key] != paper[key]} == {"issued_on", "digest"}


def test_a_correction_without_a_reason_is_found():
    document = statement_document(statement_facts(corrects=EARLIER))

    assert faults_in(document) == ["because: a correction says why."]


def _figures(thing: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(thing, dict):
        for key, one in thing.items():
            yield from _figures(one, (*path, key))
    elif isinstance(thing, list):
        for key, one in enumerate(thing):
            yield from _figures(one, (*path, key))
    elif isinstance(thing, int) and not isinstance(thing, bool):
        yield path


def _changed(
    document: dict[str, object], path: tuple[str | int, ...], by: int
) -> dict[str, object]:
    copy = json.loads(canonical(document))
    part = copy
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] += by
    return copy


WHOLE = statement_document(statement_facts())
CORRECTION = statement_document(
    statement_facts(corrects=EARLIER, because="Three hours were missing.")
)
# Nothing else in the document follows from these, so only the digest and the log know them.
FREE = {"number", "version", "revision"}
MONEY = [path for path in _figures(WHOLE) if path[-1] not in FREE and path[0] != "hours"]


@pytest.mark.parametrize("path", list(_figures(WHOLE)), ids=str)
def test_a_changed_figure_breaks_the_digest(path):
    assert faults_in(_changed(WHOLE, path, 1)) != []


@pytest.mark.parametrize("path", MONEY, ids=str)
@pytest.mark.parametrize("by", [1, -1, 100])
def test_a_changed_figure_is_found_even_when_the_digest_is_made_anew(path, by):
    assert faults_in(sealed(_changed(WHOLE, path, by))) != []


@pytest.mark.parametrize("key", ["gross", "taken", "net"])
def test_a_changed_figure_of_the_corrected_statement_is_found(key):
    assert faults_in(sealed(_changed(CORRECTION, ("corrects", key), 1))) != []


@pytest.mark.parametrize("kind", ["earnings", "lines", "purses"])
def test_a_changed_working_is_found(kind):
    copy = json.loads(canonical(WHOLE))
    row = copy["stretches"][0][kind][0]
    row["working"] = row["working"].replace("0.00", "1.00")

    assert any("does not end" in one or "not right" in one for one in faults_in(sealed(copy)))


def test_a_key_more_or_less_is_found():
    less = {key: value for key, value in WHOLE.items() if key != "leave"}

    assert faults_in(sealed({**WHOLE, "bonus": 1})) == ["bonus: does not belong here."]
    assert faults_in(sealed(less)) == ["leave: is missing."]
    assert faults_in({"format": "something/9"}) == ["format: must be evenhand.statement/1."]


def test_one_is_not_true_and_text_is_no_figure():
    assert faults_in(sealed({**WHOLE, "revision": True})) == ["revision: must be a whole number."]
    assert faults_in(sealed({**WHOLE, "net": "1"})) == ["net: must be a whole number."]


def test_the_digest_is_of_everything_else():
    bare = {key: value for key, value in WHOLE.items() if key != "digest"}

    assert WHOLE["digest"] == digest(bare)


@given(st.dictionaries(st.sampled_from(sorted(WHOLE)), st.none() | st.integers() | st.text()))
def test_no_document_breaks_the_check(scraps):
    assert isinstance(faults_in({**WHOLE, **scraps}), list)


@pytest.mark.parametrize(
    ("working", "amount"),
    [
        pytest.param("7 h 30 min × 10.00 = 75.00", 7500, id="hours and minutes"),
        pytest.param("45 min × 10.00 = 7.50", 750, id="minutes alone"),
        pytest.param("20 % of 220.00 = 44.00", -4400, id="a share, taken"),
        pytest.param("40 % of (220.00 − 20.00) = 80.00", -8000, id="over a threshold"),
        pytest.param("3/7 of 100.00 = 42.86", 4286, id="rounded once"),
        pytest.param("100.00 − 42.86 = 57.14", 5714, id="the rest"),
        pytest.param("12 pieces × 0.50 = 6.00", 600, id="words between"),
        pytest.param("20 % of 220.00 = 44.00, at most 40.00", -4000, id="a cap"),
        pytest.param("lesser of 44.00 and 40.00 = 40.00", -4000, id="the lesser"),
        pytest.param("25.00, as the tax office told us", -2500, id="from outside"),
        pytest.param("−2 h × 10.00 = −20.00", -2000, id="taken back"),
        pytest.param("None was given.", 0, id="nothing"),
        pytest.param("8 days × 4.00 = 32.00", 3200, id="by the day"),
        pytest.param("30 % × 50.00 = 15.00; at most what is left = 9.00", -900, id="what is left"),
        pytest.param("100.00 / 3 × 20 % = 6.67", 667, id="a part of a coin"),
        pytest.param("0.00; from Savings: 0.00 + 5.00 = 5.00", 500, id="what ran over"),
        pytest.param("full at 250.00; 0.00", 0, id="a full purse"),
    ],
)
def test_a_true_working_is_read(working, amount):
    assert list(faults_of_working(working, amount, 2)) == []


@pytest.mark.parametrize(
    ("working", "amount"),
    [
        pytest.param("7 h 30 min × 10.00 = 75.01", 7501, id="a coin too much"),
        pytest.param("7 h 30 min × 10.00 = 75.00", 7501, id="not the amount beside it"),
        pytest.param("20 % of 220.00 = 45.00", -4500, id="a wrong share"),
        pytest.param("3/7 of 100.00 = 42.84", 4284, id="more than a rounding"),
        pytest.param("None was given.", 100, id="no figure at all"),
        pytest.param("10.00 10.00 = 20.00", 2000, id="no sum"),
        pytest.param("10.00 / 0 = 20.00", 2000, id="nothing to divide by"),
        pytest.param("((((((1.00 = 1.00", 100, id="never closed"),
    ],
)
def test_a_wrong_working_is_found(working, amount):
    assert list(faults_of_working(working, amount, 2)) != []


@given(st.integers(0, 10**7), st.integers(1, 10**5))
def test_a_sum_is_exact(minutes, rate):
    text = f"{minutes // 60} h {minutes % 60} min × {rate // 100}.{rate % 100:02}"

    assert value_of(text) == Fraction(minutes * rate, 6000)
