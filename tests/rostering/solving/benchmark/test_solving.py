"""Solving: the parts agree with each other, with the check, and with trying everything."""

from itertools import product

import numpy as np
import pytest

from coop.rostering.solving import cpsat
from coop.rostering.solving.benchmark.checker import check
from coop.rostering.solving.benchmark.desk import Desk, Facts, nobody
from coop.rostering.solving.benchmark.model import Cutting
from coop.rostering.solving.benchmark.nouns import Instance
from coop.rostering.solving.benchmark.reader import parse
from coop.rostering.solving.benchmark.solving import by_codes, solve
from coop.rostering.solving.benchmark.start import NoRoster, first_roster
from coop.rostering.solving.benchmark.task import Task
from coop.rostering.solving.lots import Lots
from coop.rostering.solving.nouns import Limits
from tests.rostering.solving.benchmark.tiny import TWO_WEEKS, cover, two_weeks

ONE_WEEK = """\
SECTION_HORIZON
7
SECTION_SHIFTS
E,480,
L,600,E
SECTION_STAFF
Ash,E={e}|L={l},{most},{least},{running},{short},{off},{weekends}
SECTION_DAYS_OFF
Ash,{day}
SECTION_COVER
"""


PLAIN = {
    "e": 7, "l": 7, "most": 3000, "least": 960, "running": 3, "short": 2, "off": 2,
    "weekends": 1, "day": 3,
}  # fmt: skip


def a_week(**changed: int) -> Instance:
    return parse(ONE_WEEK.format(**(PLAIN | changed)), "week.txt")


def legal_lines(instance: Instance) -> list[tuple[int, ...]]:
    """Try every line of a week."""
    tried = product((-1, 0, 1), repeat=7)
    return [line for line in tried if not check(instance, by_codes(instance, [list(line)])).broken]


WEEKS = [
    pytest.param({}, id="plain"),
    pytest.param({"short": 3, "running": 4}, id="long runs"),
    pytest.param({"off": 3, "short": 1}, id="long rests"),
    pytest.param({"weekends": 0}, id="no weekend"),
    pytest.param({"off": 1, "short": 1, "running": 7, "most": 9000}, id="hardly any rule"),
    pytest.param({"running": 2, "short": 4, "day": 6}, id="runs only at the ends"),
    pytest.param({"least": 1440, "most": 1560, "day": 0}, id="few minutes to spare"),
]


@pytest.mark.parametrize("changed", WEEKS)
def test_the_cheapest_line_is_the_cheapest_of_all(changed):
    instance = a_week(**changed)
    task = Task(Desk(Facts(instance), [[-1] * 7]), [0], range(7))
    lots, lines = Lots(1, str(changed)), legal_lines(instance)

    for _ in range(20):
        costs = np.array([[lots.below(40) - 20 for _ in range(2)] for _ in range(7)], np.int32)
        prices = [
            sum(int(costs[day, shift]) for day, shift in enumerate(line) if shift >= 0)
            for line in lines
        ]
        value, line = task.best(0, costs)

        assert value == min(prices)
        assert line in lines


@pytest.mark.parametrize("changed", WEEKS)
def test_the_model_allows_just_the_legal_lines(changed):
    instance = a_week(**changed)
    legal = set(legal_lines(instance))

    for line in legal:
        cutting = Cutting(Desk(Facts(instance), [list(line)]), {0: range(7)})
        assert cutting.piece.keeps(cutting.piece.now)
    cutting = Cutting(Desk(Facts(instance), [[-1] * 7]), {0: range(7)})
    found = cpsat.solve(cutting.piece, cpsat.Effort(5))
    made = tuple(shift for _, _, shift in sorted(cutting.changes(found.chosen)))
    assert made in legal


def test_too_many_of_one_shift_are_mended():
    instance = a_week(e=1)
    task = Task(Desk(Facts(instance), [[-1] * 7]), [0], range(7))

    bound, line = task.best(0, np.array([[-9, 0]] * 7, dtype=np.int32))

    assert line in legal_lines(instance)
    assert bound <= -9


@pytest.mark.parametrize("mendings", [1, 2, 12])
def test_a_line_that_cannot_be_mended_in_time_is_no_line(monkeypatch, mendings):
    monkeypatch.setattr("coop.rostering.solving.benchmark.task.MENDINGS", mendings)
    instance = a_week(e=1, l=2)
    task = Task(Desk(Facts(instance), [[-1] * 7]), [0], range(7))
    lots, lines = Lots(mendings, "mending"), legal_lines(instance)

    for _ in range(30):
        costs = np.array([[lots.below(40) - 40 for _ in range(2)] for _ in range(7)], np.int32)
        _, line = task.best(0, costs)

        assert line is None or line in lines


def test_a_piece_in_the_middle_keeps_what_stands_around_it():
    instance = two_weeks()
    desk = Desk(Facts(instance), first_roster(Facts(instance), lambda: 10))

    for first in range(11):
        days = range(first, first + 4)
        cutting = Cutting(desk, {0: days, 1: days, 3: days})
        answer = cpsat.solve(cutting.piece, cpsat.Effort(5), hint=cutting.piece.now)
        before, gain = desk.objective, cutting.piece.price(cutting.piece.now)
        desk.lay(cutting.changes(answer.chosen))

        verdict = check(instance, by_codes(instance, desk.roster))
        assert verdict.broken == []
        assert verdict.objective == desk.objective
        assert before - desk.objective == gain - cutting.piece.price(answer.chosen)


def test_a_stretch_in_the_middle_is_priced_with_what_stands_around_it():
    instance = two_weeks()
    desk = Desk(Facts(instance), first_roster(Facts(instance), lambda: 10))

    for person in range(4):
        task = Task(desk, [person], range(7, 14))
        _, line = task.best(person, np.full((7, 2), -5, dtype=np.int32))
        desk.lay(task.changes({person: line}))

        assert check(instance, by_codes(instance, desk.roster)).broken == []


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_a_solved_roster_is_legal_and_proved_or_above_its_bound(workers):
    instance = two_weeks()

    found = solve(instance, Limits(seconds=5, workers=workers))

    verdict = check(instance, found.roster)
    assert verdict.broken == []
    assert verdict.objective == found.objective
    assert found.bound is not None
    assert found.bound <= found.objective
    assert found.seconds < 6.5


def test_the_least_of_all_is_found_and_proved():
    """One person, one week: the best of all legal lines, by trying them all."""
    instance = parse(
        ONE_WEEK.format(**PLAIN) + cover(7, "E", 1) + cover(7, "L", 1), "week.txt"
    )  # fmt: skip
    rosters = [by_codes(instance, [list(line)]) for line in legal_lines(instance)]

    found = solve(instance, Limits(seconds=5))

    assert found.objective == found.bound
    assert found.objective == min(check(instance, roster).objective for roster in rosters)


def test_when_there_is_no_roster_the_person_is_named():
    with pytest.raises(NoRoster, match="nothing keeps all the rules for Ash"):
        solve(a_week(least=3000, running=1), Limits(seconds=5))


def test_nobody_is_where_a_roster_begins():
    instance = parse(TWO_WEEKS + cover(14, "E", 1), "tiny.txt")

    assert Desk(Facts(instance), nobody(Facts(instance))).objective == 14 * 100 + 11
