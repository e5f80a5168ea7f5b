"""Solve an instance of the benchmark: several workers, one board, one checked roster."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from coop.rostering.solving.benchmark.board import Board
from coop.rostering.solving.benchmark.checker import check
from coop.rostering.solving.benchmark.cutter import Cutter
from coop.rostering.solving.benchmark.desk import Desk, Facts, nobody
from coop.rostering.solving.benchmark.nouns import OFF, Instance, Roster
from coop.rostering.solving.benchmark.start import first_roster, is_short
from coop.rostering.solving.benchmark.weaver import Weaver
from coop.rostering.solving.nouns import Limits

# What is kept back to check and print a roster.
KEPT_BACK = 0.3
Told = Callable[[float, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A checked roster by codes, what it costs, and what no roster can cost less than."""

    objective: int
    bound: int | None
    seconds: float
    roster: dict[str, list[str]]


class WrongRoster(AssertionError):
    """The check disagrees with the search: the engine has a fault."""


def solve(instance: Instance, limits: Limits, told: Told | None = None) -> Outcome:
    """Find the best legal roster in the time given; raise `NoRoster` when there is none."""
    began = time.monotonic()
    until = began + max(0.2, limits.seconds - KEPT_BACK)
    facts = Facts(instance)
    board = Board(Desk(facts, nobody(facts)), began, until, told)
    board.begin_with(first_roster(facts, lambda: until - time.monotonic()))
    # Nothing here costs less than nought.
    board.prove(0)
    _work(board, limits)
    roster = by_codes(instance, board.desk.roster)
    verdict = check(instance, roster)
    if verdict.broken or verdict.objective != board.desk.objective:
        raise WrongRoster("; ".join(verdict.broken) or "The price is not what was said.")
    return Outcome(verdict.objective, board.bound, time.monotonic() - began, roster)


def by_codes(instance: Instance, roster: Roster) -> dict[str, list[str]]:
    """Write a roster with the codes of its file."""
    return {
        person.code: ["" if shift == OFF else instance.shifts[shift].code for shift in line]
        for person, line in zip(instance.people, roster, strict=True)
    }


def _work(board: Board, limits: Limits) -> None:
    """Let one worker weave and the others cut; one alone takes turns."""
    weaver = Weaver(board, limits.seed, whole_lines=is_short(board.desk))
    cutters = [Cutter(board, limits.seed, f"cutter {n}") for n in range(max(1, limits.workers - 1))]
    if limits.workers == 1:
        _take_turns(board, weaver, cutters[0])
        return
    works = [weaver.work, *(cutter.work for cutter in cutters)]
    with ThreadPoolExecutor(len(works)) as crew:
        for done in [crew.submit(work) for work in works]:
            done.result()


def _take_turns(board: Board, weaver: Weaver, cutter: Cutter) -> None:
    if not board.is_over():
        weaver.begin()
    while not board.is_over():
        cutter.turn()
        weaver.turn()
