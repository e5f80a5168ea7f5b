"""How days, money and lists are written and cut."""

from datetime import UTC, date, datetime

import pytest

from coop.core import wording
from coop.core.listings import portion
from tests.pages.gallery import gallery


@pytest.fixture
def words(told):
    with gallery().test_request_context("/?sort=joined&order=down&q=%20Kit%20&part=3"):
        yield


def test_a_day_is_written_with_its_weekday(words):
    assert wording.day(date(2026, 11, 20)) == "Friday 20 November 2026"
    assert wording.short_day(date(2026, 11, 20)) == "20 Nov 2026"


def test_a_form_says_in_plain_words_what_is_missing(words):
    assert wording.plainly("This field is required.") == "Please fill this in."
    assert wording.plainly("Give the name.") == "Give the name."


def test_a_moment_is_written_in_the_co_operatives_own_time(words):
    summer = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    assert wording.moment(summer) == "Wednesday 1 July 2026 at 00:30"


@pytest.mark.parametrize(
    ("minor", "written"),
    [(0, "£0"), (100, "£1"), (240_050, "£2,400.50"), (240_000, "£2,400"), (-5, "-£0.05")],
)
def test_money_is_written_with_pence_only_when_there_are_some(words, minor, written):
    assert wording.money_in(lambda: "GBP")(minor) == written


@pytest.mark.parametrize(
    ("asked", "part", "rows"),
    [(1, 1, [0, 1, 2]), (2, 2, [3, 4, 5]), (3, 3, [6]), (9, 3, [6]), (-1, 1, [0, 1, 2])],
)
def test_a_list_is_cut_into_parts_and_never_past_its_end(asked, part, rows):
    cut = portion(list(range(7)), asked, 3)

    assert (cut.part, cut.parts, cut.total, list(cut.rows)) == (part, 3, 7, rows)


def test_an_empty_list_has_one_empty_part():
    assert portion([], 5).parts == 1


def test_the_questions_of_a_list_are_read_from_the_address(words):
    from coop.core.listings import asked  # noqa: PLC0415 - inside the request

    found = asked("name", "joined")

    assert (found.search, found.sort, found.descending, found.part) == ("Kit", "joined", True, 3)
    assert found.matches("Marsh, Kit", "0042")
    assert not found.matches("Robin Hale")


def test_a_column_that_is_not_there_gives_the_usual_order(words):
    from coop.core.listings import asked  # noqa: PLC0415 - inside the request

    assert asked("name", "number").sort == "name"
