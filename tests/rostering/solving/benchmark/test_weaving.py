"""Weaving: lines make rosters, bounds hold, and a shared board takes only what fits."""

import time

import pytest

from coop.rostering.solving import cpsat
from coop.rostering.solving.benchmark.board import Board
from coop.rostering.solving.benchmark.checker import check
from coop.rostering.solving.benchmark.choosing import Choosing
from coop.rostering.solving.benchmark.desk import Desk, Facts
from coop.rostering.solving.benchmark.nouns import OFF
from coop.rostering.solving.benchmark.solving import by_codes
from coop.rostering.solving.benchmark.start import BLOCK, first_roster, fits, stretches
from coop.rostering.solving.benchmark.task import Task
from coop.rostering.solving.benchmark.weaver import Weaver
from coop.rostering.solving.benchmark.weaving import Weaving
from tests.rostering.solving.benchmark.tiny import two_weeks


@pytest.fixture
def board():
    facts = Facts(two_weeks())
    began = time.monotonic()
    board = Board(Desk(facts, [[OFF] * 14] * 4), began, began + 20)
    board.begin_with(first_roster(facts, lambda: 10))
    return board


def woven(board) -> Weaving:
    """Weave everybody up to the mixture."""
    weaving = Weaving(Task(board.snapshot(), range(4), range(14)), board.until, board)
    weaving.auction(3)
    return weaving


def test_a_woven_roster_is_legal_and_above_the_bound(board):
    weaving = woven(board)

    solved = weaving.generate(30)
    assert weaving.dive(solved, 0.3)
    board.desk.lay(weaving.task.changes(weaving.lines))

    verdict = check(two_weeks(), by_codes(two_weeks(), board.desk.roster))
    assert verdict.broken == []
    assert verdict.objective == board.desk.objective
    assert weaving.bound + board.desk.facts.unmet <= verdict.objective


def test_a_simplex_that_breaks_off_begins_again(board):
    class Broken:
        def solve(self, **_params):
            raise RuntimeError("Unexpected GLOP termination reason: ABNORMAL")

    mix = woven(board).mix
    before = mix.solve(10).cost
    mix._solver = Broken()

    assert mix.solve(10).cost == pytest.approx(before)


def test_people_choose_among_known_lines(board):
    stands = tuple(board.desk.roster[0])
    idle = (OFF,) * 14

    choosing = Choosing(board.desk, {0: [stands, idle], 1: []})
    answer = cpsat.solve(choosing.piece, cpsat.Effort(5), hint=choosing.piece.now)

    assert choosing.piece.costs[0] <= 0
    assert len(choosing.piece.costs) == 3
    assert choosing.piece.keeps(choosing.piece.now)
    before = choosing.piece.price(choosing.piece.now) - choosing.piece.price(answer.chosen)
    objective = board.desk.objective
    board.desk.lay(choosing.changes(answer.chosen))
    assert objective - board.desk.objective == before


def test_the_board_refuses_what_costs_more(board):
    objective, roster = board.desk.objective, [list(line) for line in board.desk.roster]
    nobody = [(person, day, OFF) for person in range(4) for day in range(14)]

    gain = board.lay(board.see(range(4)), range(14), nobody)

    assert gain == 0
    assert board.desk.objective == objective
    assert board.desk.roster == roster


def test_the_board_refuses_a_line_that_breaks_a_rule(board):
    roster = [list(line) for line in board.desk.roster]
    always = [(3, day, 0) for day in range(14)]

    assert board.lay(board.see([3]), range(14), always) == 0
    assert board.desk.roster == roster


def test_the_board_refuses_a_stretch_whose_surroundings_have_changed(board):
    seen = board.see([0])
    board.desk.lay([(0, 13, 1 if board.desk.roster[0][13] != 1 else OFF)])
    roster = [list(line) for line in board.desk.roster]

    gain = board.lay(seen, range(7), [(0, day, OFF) for day in range(7)])

    assert gain == 0
    assert board.desk.roster == roster


def test_stretches_are_woven_where_whole_lines_are_too_long(board):
    weaver = Weaver(board, 1, whole_lines=False)

    for _ in range(6):
        weaver.turn()

    verdict = check(two_weeks(), by_codes(two_weeks(), board.desk.roster))
    assert verdict.broken == []
    assert verdict.objective == board.desk.objective


def test_a_long_horizon_is_begun_block_by_block():
    facts = Facts(two_weeks())

    assert stretches(facts, 7) == [range(7), range(7, 14)]
    assert stretches(facts, BLOCK) == [range(14)]
    assert fits(Desk(facts, [[OFF] * 14] * 4), range(14))


def test_a_start_in_blocks_is_legal(monkeypatch):
    monkeypatch.setattr("coop.rostering.solving.benchmark.start.MOST_STATES", 0)
    monkeypatch.setattr("coop.rostering.solving.benchmark.start.BLOCK", 7)

    roster = first_roster(Facts(two_weeks()), lambda: 10)

    assert check(two_weeks(), by_codes(two_weeks(), roster)).broken == []
