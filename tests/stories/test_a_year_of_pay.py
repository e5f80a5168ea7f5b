"""A year of pay for sixty members, through the web and to the last penny."""

from datetime import date

import pytest

from tests.stories.year import books, owning, privacy
from tests.stories.year.checks import (
    on_paper,
    purses_as_reckoned,
    split_statements,
    statements,
    years_as_reckoned,
)
from tests.stories.year.plan import months
from tests.stories.year.story import year_told

THREE_MONTHS = 3


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_three_months_of_pay_come_to_what_a_pencil_says(app, tmp_path):
    story = year_told(app, months()[:THREE_MONTHS])

    newest = statements(story.runs[max(story.runs)])
    assert on_paper(row.id for row in newest) == len(newest)
    assert on_paper(split_statements(story)) == 2
    books.added_up_elsewhere(story, date(2026, 7, 8), tmp_path)
    privacy.nothing_leaks(story, date(2026, 7, 9))
    privacy.taken_home(story, date(2026, 7, 10), tmp_path)


@pytest.mark.faults
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_year_of_pay_comes_to_what_a_pencil_says(app, tmp_path):
    story = year_told(app, months())

    years_as_reckoned(story)
    purses_as_reckoned(story)
    books.closed(story)
    owning.shared(story)
    books.added_up_elsewhere(story, date(2027, 6, 29), tmp_path)
    privacy.nothing_leaks(story, date(2027, 6, 30))
    privacy.taken_home(story, date(2027, 7, 1), tmp_path)
    first_month = [row.id for row in statements(story.runs[min(story.runs)])]
    corrected = [row.id for run in story.corrections.values() for row in statements(run)]
    on_purpose = {*first_month, *corrected, *split_statements(story)}
    assert on_paper(on_purpose) == len(on_purpose)
