"""The first legal roster: each person in turn takes the line that covers most."""

from collections.abc import Callable

import numpy as np

from coop.rostering.solving import cpsat
from coop.rostering.solving.benchmark.desk import Desk, Facts, nobody
from coop.rostering.solving.benchmark.edges import WEEK
from coop.rostering.solving.benchmark.model import Cutting
from coop.rostering.solving.benchmark.nouns import Roster
from coop.rostering.solving.benchmark.pricing import NEVER
from coop.rostering.solving.benchmark.task import FINE, Task

# A person’s line is found in one go while it has no more states than this.
MOST_STATES = 4_000_000
BLOCK = 2 * WEEK
# By how many shifts a block may stray from its share, and how many blocks to go back.
SPARES = (1, 3)
REACH_BACK = 4


class NoRoster(Exception):
    """There is no legal roster, or none was found in time; the sentence says which."""


def stretches(facts: Facts, block: int) -> list[range]:
    """Part the horizon into blocks that begin on Mondays."""
    return [range(day, min(day + block, facts.days)) for day in range(0, facts.days, block)]


def is_short(desk: Desk) -> bool:
    """Say whether whole lines can be priced in one go."""
    facts = desk.facts
    dearest = FINE * facts.heaviest * facts.days
    return dearest < NEVER // 2 and fits(desk, range(facts.days))


def fits(desk: Desk, days: range) -> bool:
    """Say whether everybody’s lines in some days have few enough states to be priced."""
    people = range(len(desk.facts.instance.people))
    tasks = (Task(desk, [person], days) for person in people)
    return all(task.pricings[task.people[0]].size() <= MOST_STATES for task in tasks)


def first_roster(facts: Facts, seconds: Callable[[], float]) -> Roster:
    """Make a legal roster, person by person; raise `NoRoster` when there is none in time."""
    desk = Desk(facts, nobody(facts))
    block = facts.days if is_short(desk) else BLOCK
    for person in range(len(facts.instance.people)):
        if not all(_fill(desk, person, days) for days in stretches(facts, block)):
            _search(desk, person, seconds())
        if seconds() <= 0:
            raise NoRoster("The time was up before a legal roster was found.")
    return desk.roster


def _fill(desk: Desk, person: int, block: range) -> bool:
    """Fill the next days of a line; when nothing fits, begin again some blocks earlier."""
    is_last = block.stop == desk.facts.days
    return any(
        _take(desk, person, range(max(0, block.start - back), block.stop), spare)
        for back in range(0, REACH_BACK * BLOCK, BLOCK)
        for spare in ((None,) if is_last else SPARES)
    )


def _take(desk: Desk, person: int, days: range, spare: int | None) -> bool:
    """Give a person their best line in some days; say whether there is one."""
    task = Task(desk, [person], days, spare=spare)
    cover = task.cover([])
    worth = np.where(cover < task.wanted, task.under, -task.over).astype(np.int32)
    _, line = task.best(person, (task.wishes[person] - worth) * FINE)
    if line is not None:
        desk.lay(task.changes({person: line}))
    return line is not None


def _search(desk: Desk, person: int, seconds: float) -> None:
    """Look for a person’s line with CP-SAT, which can also prove that there is none."""
    days = range(desk.facts.days)
    desk.lay([(person, day, -1) for day in days])
    cutting = Cutting(desk, {person: days})
    answer = cpsat.solve(cutting.piece, cpsat.Effort(seconds), better=lambda _c, _b: False)
    if answer.chosen is None:
        code = desk.facts.instance.people[person].code
        if answer.proved:
            raise NoRoster(f"There is no legal roster: nothing keeps all the rules for {code}.")
        raise NoRoster(f"The time was up before a legal line for {code} was found.")
    desk.lay(cutting.changes(answer.chosen))
