"""Measure one part of the benchmark of rosters, and print its rows as one line of JSON."""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from bench.cooperatives.draw import SIZES, TWO_WEEKS, cooperative, wild
from bench.cooperatives.nouns import span
from bench.run import Row
from coop.rostering.rules.board import Board
from coop.rostering.rules.nouns import Facts, Place, Shift
from coop.rostering.rules.roster import faults
from coop.rostering.solving.cooperative.audit import audit
from coop.rostering.solving.cooperative.conflict import conflict
from coop.rostering.solving.cooperative.cost import cost
from coop.rostering.solving.cooperative.model import Model
from coop.rostering.solving.cooperative.nouns import Better, Roster
from coop.rostering.solving.cooperative.repair import cheapest_repair
from coop.rostering.solving.cooperative.replan import replan
from coop.rostering.solving.cooperative.solve import solve
from coop.rostering.solving.cooperative.why import why_not_filled
from coop.rostering.solving.nouns import Limits

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

SEED = "evenhand"
SEEDS = (SEED,)
SECONDS, LONG = 60.0, 400.0
SMALL_SECONDS = 30.0
ODD = 1_000
WORKERS = 2
PATIENCE = 30
"""So many times longer may a part take on the wall, if the machine is shared."""
MORE = 2
MEGA = 1024
"""Kilobytes in a megabyte."""


def rows(part: str) -> list[Row]:
    """Measure one part."""
    if part == "small":
        return _small()
    if part.isdigit():
        return _size(int(part), long=len(sys.argv) > MORE)
    return {"whole": _whole, "mend": _mend, "explain": _explain, "odd": _odd}[part]()


def _row(part: str, work: str, asked: str, value: float | str, reach: str = "") -> Row:
    return {"part": part, "work": work, "asked": asked, "value": value, "to reach": reach}


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGA


class _Notes:
    """What was told while a roster was made, with the processor time it took until then."""

    def __init__(self, seconds: float) -> None:
        self._began, self._most = time.process_time(), seconds * WORKERS
        self.told: list[tuple[float, int]] = []

    def __call__(self, better: Better) -> bool:
        self.told.append((time.process_time() - self._began, better.cost.total))
        return True

    def is_over(self) -> bool:
        """Say whether both workers together have had their time."""
        return time.process_time() - self._began >= self._most

    def at(self, seconds: float) -> int:
        """Give the best cost that had been told by then."""
        return min(cost for passed, cost in self.told if passed <= seconds * WORKERS)


def _solved(facts: Facts, seconds: float) -> tuple[Roster, _Notes]:
    """Make a roster with so many seconds of processor time for each of two workers."""
    notes = _Notes(seconds)
    patience = Limits(PATIENCE * seconds, workers=WORKERS)
    return solve(facts, patience, watch=notes, stop=notes.is_over), notes


def _small() -> list[Row]:
    gaps, legal = [], []
    for seed in SEEDS:
        roster, notes = _solved(cooperative(seed, TWO_WEEKS), SMALL_SECONDS)
        total, bound = roster.cost.total, roster.bound or 0
        gaps.append(100 * (total - bound) / total)
        legal.append(notes.told[0][0])
    work = "60 members, 2 weeks, 8 areas"
    return [
        _row("small", work, "a legal roster, s", round(max(legal), 2), "1"),
        _row("small", work, "gap at 30 s, %", round(statistics.median(gaps), 2), "2.5"),
        _row("small", work, "memory, MB", _memory(), "250"),
    ]


def _size(members: int, *, long: bool = False) -> list[Row]:
    large = members == max(SIZES)
    roster, notes = _solved(cooperative(SEED, SIZES[members]), LONG if long else SECONDS)
    cover = roster.cover
    size = SIZES[members]
    row = partial(_row, str(members), f"{members} members, {size.weeks} weeks, {size.areas} areas")
    found = [
        row("a legal roster, s", round(notes.told[0][0], 2), "5" if large else ""),
        row("its cost", notes.told[0][1]),
        row("cost at 60 s", notes.at(SECONDS) if long else roster.cost.total),
    ]
    if long:
        more = 100 * (notes.at(SECONDS) / roster.cost.total - 1)
        found += [
            row("cost at 400 s", roster.cost.total),
            row("cost at 60 s over that at 400 s, %", round(more, 1), "30"),
        ]
    elif roster.bound is not None:
        gap = 100 * (roster.cost.total - roster.bound) / roster.cost.total
        found.append(row("gap, %", round(gap, 2)))
    filled = 100 * cover.least_filled / cover.least
    return [
        *found,
        row("crew minimum met, %", round(filled, 1)),
        row("wanted places filled, %", round(100 * cover.wanted_filled / cover.wanted, 1)),
        row("memory, MB", _memory(), "300" if large else ""),
    ]


def _whole() -> list[Row]:
    """Give the same programme to CP-SAT as one model with its default parameters."""
    from ortools.sat.python import cp_model  # noqa: PLC0415

    from bench.cooperatives.plain import as_model  # noqa: PLC0415

    notes = _Notes(SECONDS)
    facts = cooperative(SEED, SIZES[500])
    ours = Model(facts)
    model, chosen = as_model(ours.programme)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = PATIENCE * SECONDS
    Thread(target=_end, args=(solver, notes), daemon=True).start()
    status = solver.solve(model)
    row = partial(_row, "whole", "500 members, 4 weeks, 50 areas")
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        empty = cost((), facts, ours.goals).total
        return [
            row("whole model: cost at 60 s", "no roster found"),
            row("cost of an empty roster", empty),
        ]
    values = [bool(solver.value(one)) for one in chosen]
    places = ours.places(values)
    total = cost(places, facts, ours.goals).total
    return [
        row("whole model: cost at 60 s", total),
        row("whole model: memory, MB", _memory()),
    ]


def _end(solver: "cp_model.CpSolver", notes: _Notes) -> None:
    while not notes.is_over():
        time.sleep(0.2)
    solver.stop_search()


def _mend() -> list[Row]:
    found = []
    for members, size, away, reach in ((60, TWO_WEEKS, 2, "2"), (500, SIZES[500], 5, "3")):
        drawn = cooperative(SEED, size)
        places = _solved(drawn, SMALL_SECONDS / 2)[0].places
        published = replace(drawn, published=places)
        _absence(published, away, 9)
        taken = [_absence(published, away, turn) for turn in range(5)]
        row = partial(_row, "mend", f"{away} absent of {members} for three days, 5 times")
        found += [
            row("seconds, slowest", round(max(each[0] for each in taken), 2), reach),
            row("seconds, median", round(statistics.median(each[0] for each in taken), 2)),
            row("places lost", ", ".join(str(each[1]) for each in taken)),
            row("published places changed", ", ".join(str(each[2]) for each in taken)),
            row("proved fewest", f"{sum(each[3] for each in taken)} of {len(taken)}", "all"),
        ]
    return found


def _absence(facts: Facts, away: int, turn: int) -> tuple[float, int, int, bool]:
    people = facts.people
    day = facts.first + timedelta(days=2 + turn)
    gone = [people[(17 + 31 * n + 7 * turn) % len(people)].id for n in range(away)]
    began = time.process_time()
    absent = {person: [span(day, 0, 3 * 1440)] for person in gone}
    found = replan(facts, absent, Limits(SMALL_SECONDS))
    return time.process_time() - began, len(found.lost), found.changed, found.proved_fewest


def _explain() -> list[Row]:
    found = []
    for members, size in ((60, TWO_WEEKS), (500, SIZES[500])):
        facts = cooperative(SEED, size)
        places = _solved(facts, SMALL_SECONDS / 2)[0].places
        shifts = _gaps(facts, places)
        board = Board(facts, places)
        for shift in shifts[:1]:
            why_not_filled(shift.id, places, facts, board=board)
        reasons = [
            _timed(partial(why_not_filled, shift.id, places, facts, board=board))
            for shift in shifts
        ]
        conflicts = [
            _timed(partial(conflict, group.people[0], shift.id, places, facts))
            for shift in shifts
            for group in why_not_filled(shift.id, places, facts, board=board)
            if group.reason is not None
        ]
        repairs = [
            _timed(partial(cheapest_repair, shift.id, places, facts, Limits(SMALL_SECONDS)))
            for shift in shifts
        ]
        row = partial(_row, "explain", f"{members} members, {len(shifts)} places not filled")
        found += [
            row("reasons of everybody, ms", round(1000 * max(reasons)), "50"),
            row("a verified conflict, s", round(max(conflicts, default=0), 2), "2"),
            row("cheapest repair, s", round(max(repairs), 2), "10"),
        ]
    return found


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _gaps(facts: Facts, places: Sequence[Place]) -> list[Shift]:
    filled = [place.shift for place in places]
    gaps = [shift for shift in facts.shifts if filled.count(shift.id) < shift.wanted]
    return gaps[:: max(1, len(gaps) // 5)][:5]


def _odd() -> list[Row]:
    with ProcessPoolExecutor(2) as crew:
        wrong = list(crew.map(_wrong, range(ODD), chunksize=20))
    row = partial(_row, "odd", f"{ODD} small co-operatives with odd days")
    return [
        row("rosters with a fault by the rules or the audit", sum(one for one, _ in wrong), "0"),
        row("places checked", sum(count for _, count in wrong)),
    ]


def _wrong(number: int) -> tuple[int, int]:
    facts = wild(number)
    places = solve(facts, Limits(0.3, workers=1)).places
    return int(bool(faults(places, facts) or audit(places, facts))), len(places)


if __name__ == "__main__":
    print(json.dumps(rows(sys.argv[1])))
