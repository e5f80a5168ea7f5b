"""A year of pay for sixty members, through the web and to the last penny."""

import pytest

from tests.stories.year.checks import as_reckoned, on_paper, statements
from tests.stories.year.plan import months
from tests.stories.year.told import begun, month_paid

THREE_MONTHS = 3


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_three_months_of_pay_come_to_what_a_pencil_says(app):
    story = begun(app)

    for first, last in months()[:THREE_MONTHS]:
        month_paid(story, first, last)

    for first in story.runs:
        as_reckoned(story, first)
    newest = statements(story.runs[max(story.runs)])
    assert on_paper(row.id for row in newest) == len(newest)
