"""What one person’s works together allow: one place at a time, rest, and hours (ROS-3 to ROS-8)."""

from collections.abc import Sequence

from coop.rostering.rules.nouns import Facts, Person, Shift, Worked
from coop.rostering.rules.reasons import Stands
from coop.rostering.rules.rests import clashes, short_rests, short_weekly_rests, too_many_days
from coop.rostering.rules.totals import long_averages, long_days, long_weeks, over_ceilings
from coop.rostering.rules.works import Beside, set_beside, work_in, works_of

QUESTIONS = (
    clashes,
    short_rests,
    short_weekly_rests,
    too_many_days,
    long_days,
    long_weeks,
    long_averages,
    over_ceilings,
)


def stands_between(
    person: Person, shift: Shift, others: Sequence[Shift | Worked], facts: Facts
) -> list[Stands]:
    """Say what stands between a shift and the person’s other work.

    `others` are their shifts in the roster; what is in `person.worked` is added by itself.
    Each question only ever loses ground as work is added, so the order of edits is the same.
    """
    works = works_of(person, [one for one in others if one != shift], facts)
    new = work_in(person, shift, facts)
    rest = [work for work in works if work.shift != shift.id]
    return stands_beside(set_beside(new, rest, person, facts))


def stands_beside(beside: Beside) -> list[Stands]:
    """Say what stands between one more stretch of work and all the others."""
    return [one for question in QUESTIONS for one in question(beside)]
