"""Law books are used whole or not at all, and every number says where it comes from."""

import tomllib
from datetime import date

import pytest

from coop.rostering.rules.lawbook import (
    SHIPPED,
    Lawbook,
    LawFault,
    WrongLawbook,
    lawbook,
    read_lawbook,
    shipped,
)
from coop.rostering.rules.nouns import Kind, Limits

PLAIN = (SHIPPED / "plain.toml").read_text(encoding="utf-8")


def faults_of(text: str) -> tuple[LawFault, ...]:
    with pytest.raises(WrongLawbook) as wrong:
        read_lawbook(text, file="ours.toml")
    return wrong.value.faults


@pytest.fixture(params=shipped())
def book(request) -> Lawbook:
    return lawbook(request.param)


def test_four_books_come_with_evenhand():
    assert shipped() == ["eu", "plain", "uk", "uk-scotland-prison"]


def test_every_number_of_a_shipped_book_has_its_source(book):
    numbers = sum(" = { is = " in line for line in _lines(book))

    assert len(book.cited) == numbers
    assert all(book.cited.values())


def test_whatever_nobody_confirmed_is_named_with_the_book(book):
    doubts = sum("unconfirmed = " in line for line in _lines(book) if " is = " in line)

    assert doubts > 0
    assert len(book.unconfirmed) > doubts


def test_a_shipped_book_is_dated(book):
    assert date(2026, 1, 1) <= book.of <= date(2026, 12, 31)


def test_the_numbers_of_the_united_kingdom():
    limits = lawbook("uk").limits

    assert (limits.daily_rest, limits.weekly_rest) == (11 * 60, 24 * 60)
    assert (limits.average_week, limits.reference_weeks) == (48 * 60, 17)
    assert (limits.break_after, limits.break_length) == (6 * 60, 20)
    assert (limits.night_most, limits.opt_out) == (8 * 60, True)
    assert (limits.young_day, limits.young_week) == (8 * 60, 40 * 60)
    assert (limits.young_daily_rest, limits.young_weekly_rest) == (12 * 60, 48 * 60)


def test_the_union_adds_the_daily_rest_to_the_weekly():
    assert lawbook("eu").limits.weekly_rest == (24 + 11) * 60


def test_scottish_prisons_have_lower_limits_of_their_own():
    limits = lawbook("uk-scotland-prison").limits

    assert (limits.inside_week, limits.inside_day, limits.inside_days) == (40 * 60, 10 * 60, 6)


def test_unpaid_work_always_has_a_ceiling(book):
    ceiling = book.limits.kinds[Kind.VOLUNTEER].ceiling

    assert ceiling is not None
    assert ceiling == book.limits.volunteer_week


def test_only_time_banks_round_to_the_quarter_hour(book):
    assert [kind for kind, rules in book.limits.kinds.items() if rules.quarter_hours] == [
        Kind.TIME_BANK
    ]


def test_a_reason_for_staying_away_is_paid_or_not(book):
    assert book.is_paid("sick")
    assert not book.is_paid("refused")
    assert not book.is_paid("no such reason")


def test_every_source_of_a_book_is_used(book):
    with_sources = tomllib.loads("\n".join(_lines(book)))["sources"]

    assert set(with_sources.values()) == set(book.cited.values())


def test_what_is_paid_stands_with_each_kind_of_time():
    text = PLAIN.replace("clash = { is = false,", "clash = { is = true,")

    kinds = read_lawbook(text).limits.kinds

    assert {rules.paid_absences for rules in kinds.values()} == {
        frozenset({"sick", "rest", "cancelled", "clash"})
    }


def test_the_limits_without_a_book_are_those_of_the_plain_one():
    plain, usual = lawbook("plain").limits, Limits()

    assert plain.daily_rest == usual.daily_rest
    assert plain.kinds[Kind.GOVERNANCE] == usual.kinds[Kind.GOVERNANCE]
    assert plain.volunteer_week == usual.volunteer_week


def test_an_unknown_book_is_not_here():
    with pytest.raises(KeyError):
        lawbook("../plain")


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        pytest.param(
            "daily = { is = 660,", "daily = { is = 0,", "rest.daily",
            "must be a whole number from 1 to 1440", id="out of range",
        ),
        pytest.param(
            "daily = { is = 660,", "daily = { is = 660.0,", "rest.daily",
            "must be a whole number from 1 to 1440", id="a decimal",
        ),
        pytest.param(
            "daily = { is = 660,", "daily = { is = true,", "rest.daily",
            "must be a whole number from 1 to 1440", id="not a number",
        ),
        pytest.param(
            'daily = { is = 660, source = "wtr" }', "daily = 660", "rest.daily",
            "must be written { is = …, source = … }, at most with unconfirmed = …",
            id="without a source",
        ),
        pytest.param(
            'daily = { is = 660, source = "wtr" }', 'daily = { is = 660, source = "us" }',
            "rest.daily", "its source is not among [sources]", id="an unknown source",
        ),
        pytest.param(
            'daily = { is = 660, source = "wtr" }', "", "rest.daily", "is missing", id="missing",
        ),
        pytest.param(
            "opt_out = { is = true,", "opt_out = { is = 1,", "hours.opt_out",
            "must be true or false", id="not a yes",
        ),
        pytest.param(
            "[breaks]", "[breaks]\nlenght = 3", "breaks.lenght", "is not a known key",
            id="misspelt",
        ),
        pytest.param(
            "of = 2026-11-01", "of = 2026-11-01T00:00:00Z", "of",
            "must be a date such as 2026-01-31", id="a date with a time",
        ),
        pytest.param(
            'code = "plain"', "code = 3", "code", "must be a text", id="no code",
        ),
        pytest.param(
            "daily = { is = 660,", "daily = { is = 900,", "rest.daily",
            "leaves less of a day than hours.day asks for", id="a day too short for both",
        ),
        pytest.param(
            "daily_rest = { is = 720,", "daily_rest = { is = 600,", "young.daily_rest",
            "must not be shorter than rest.daily", id="less rest for the young",
        ),
        pytest.param(
            "weekly_rest = { is = 2880,", "weekly_rest = { is = 1200,", "young.weekly_rest",
            "must not be shorter than rest.weekly", id="less weekly rest for the young",
        ),
    ],
)  # fmt: skip
def test_a_wrong_book_is_refused_with_key_and_reason(old, new, key, reason):
    assert old in PLAIN

    assert LawFault("ours.toml", key, reason) in faults_of(PLAIN.replace(old, new, 1))


def test_unpaid_work_without_a_ceiling_is_refused():
    lines = [line for line in PLAIN.splitlines() if not line.startswith("ceiling")]

    assert LawFault("ours.toml", "kinds.volunteer.ceiling", "is missing") in faults_of(
        "\n".join(lines)
    )


def test_everything_wrong_is_told_at_once():
    text = PLAIN.replace("is = 660", "is = -1").replace("is = 2880", "is = 0", 1)

    assert {"rest.daily", "hours.average_week"} <= {fault.key for fault in faults_of(text)}


def test_what_is_no_toml_is_one_fault():
    (fault,) = faults_of("daily = = 3")

    assert str(fault).startswith("ours.toml: : is not TOML")


def _lines(book: Lawbook) -> list[str]:
    return (SHIPPED / f"{book.code}.toml").read_text(encoding="utf-8").splitlines()
