"""The year from its first day to its last: what happens when, told in the order of the days."""

from collections.abc import Callable, Sequence
from datetime import date

from flask import Flask

from tests.stories.year import books, owning
from tests.stories.year.checks import as_reckoned, corrected_as_reckoned
from tests.stories.year.plan import BEGINS
from tests.stories.year.sums import RAISED, RATES
from tests.stories.year.told import (
    AWARDED_ON,
    Story,
    awarded,
    begun,
    month_paid,
    moves,
    own_scheme,
)

Scene = tuple[date, Callable[[Story], None]]
SCENES: tuple[Scene, ...] = (
    (BEGINS, books.begun),
    (date(2026, 4, 20), owning.orders),
    (date(2026, 6, 28), own_scheme),
    (date(2026, 7, 6), owning.notice),
    (AWARDED_ON, awarded),
    (date(2026, 10, 20), owning.paid_out),
    (date(2026, 10, 21), books.locked),
)
"""What happens beside the months’ pay, each before the pay of its month is made ready."""


def year_told(app: Flask, months: Sequence[tuple[date, date]]) -> Story:
    """Tell these months; each is held against our own sums as soon as it is paid."""
    story = begun(app)
    for first, last in months:
        scenes = [one for one in SCENES if first <= one[0] <= last] + moves(first, last, story)
        for _, scene in sorted(scenes, key=lambda one: one[0]):
            scene(story)
        month_paid(story, first, last, RAISED if last > AWARDED_ON else RATES)
        as_reckoned(story, first)
        if first == BEGINS:
            books.reconciled(story, first, last)
    for first, last in months:
        if first in story.corrections:
            assert corrected_as_reckoned(story, first, last)
    return story
