"""The Shift Scheduling benchmark (Curtois and Qu, 2014): our engine against published results.

The instance files are not part of this project. SHIFT_SCHEDULING names the folder that
holds them as `Instance1.txt` and so on. SHIFT_SCHEDULING_RUNS says which to measure, as
`13:60 15:600`; what was kept of the others stays in the table. SHIFT_SCHEDULING_SEEDS
says with how many seeds, SHIFT_SCHEDULING_PEER=no leaves the peer out.
"""

import json
import os
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.run import RESULTS, Row, median
from coop.rostering.solving import cpsat
from coop.rostering.solving.benchmark.desk import Desk, Facts, nobody
from coop.rostering.solving.benchmark.model import Cutting
from coop.rostering.solving.benchmark.nouns import Instance
from coop.rostering.solving.benchmark.reader import read
from coop.rostering.solving.benchmark.solving import solve
from coop.rostering.solving.nouns import Limits

TITLE = "Rosters: the public Shift Scheduling benchmark"
NOTE = (
    "Seconds are by the clock on the wall, with two workers; “processor s” is what the run got "
    "of the two cores. Where it is far below twice the seconds, other work held the machine, and "
    "the row says what a starved search reaches, not what the engine can. Every roster is "
    "checked and priced apart from the search. “over %” is above the best value known to us. The "
    "peer is CP-SAT as it comes: the whole model, two workers, the same seconds. Timefold is not "
    "measured here: nothing of it is installed with this project."
)
VERSIONS = ("ortools", "numpy")
NAME, WORKERS = "shift_scheduling", 2
# P proved optimal, L equals the best published value, R recalled and unconfirmed.
BEST_KNOWN = {
    1: (607, "P"), 3: (1001, "P"), 5: (1143, "P"), 7: (1056, "L"), 9: (439, "L"),
    11: (3443, "L"), 13: (1348, "L"), 15: (3829, "R"), 17: (5746, "R"), 19: (3149, "R"),
    21: (21133, "R"), 23: (16990, "R"),
}  # fmt: skip
RUNS = "1:60 3:60 5:60 7:60 9:60 11:60 13:60 13:600 15:600 17:600 19:600"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Run:
    """One roster found: its price, its bound, and when."""

    objective: int
    bound: int | None
    first: float
    best: float
    processor: float


def measure() -> list[Row]:
    """Measure what is asked for, and put it among what was kept."""
    runs = os.environ.get(NAME.upper() + "_RUNS", RUNS).split()
    asked = [(int(run.partition(":")[0]), int(run.partition(":")[2])) for run in runs]
    folder = _folder([number for number, _ in asked])
    rows = {(row["instance"], row["seconds"]): row for row in _kept()}
    for number, seconds in asked:
        rows[number, seconds] = _row(number, seconds, read(folder / f"Instance{number}.txt"))
    return [rows[key] for key in sorted(rows)]


def _folder(numbers: list[int]) -> Path:
    """Find the instance files, or say which are needed and stop."""
    folder = Path(os.environ.get(NAME.upper(), ""))
    missing = [n for n in numbers if not (folder / f"Instance{n}.txt").is_file()]
    if missing or NAME.upper() not in os.environ:
        names = ", ".join(f"Instance{number}.txt" for number in missing or numbers)
        sys.exit(f"Put the folder of the benchmark’s files into {NAME.upper()}. Needed: {names}.")
    return folder


def _kept() -> list[Row]:
    path = RESULTS / f"{NAME}.json"
    rows: list[Row] = json.loads(path.read_text(encoding="utf-8"))["rows"] if path.exists() else []
    return rows


def _row(number: int, seconds: int, instance: Instance) -> Row:
    seeds = int(os.environ.get(NAME.upper() + "_SEEDS", "1"))
    runs = [_ours(instance, seconds, seed) for seed in range(seeds)]
    objective = round(statistics.median(run.objective for run in runs))
    bounds = [run.bound for run in runs if run.bound is not None]
    best, status = BEST_KNOWN.get(number, (0, ""))
    row: Row = {
        "instance": number,
        "seconds": seconds,
        "seeds": seeds,
        "objective": objective,
        "bound": max(bounds) if bounds else NONE,
        "best known": f"{best} {status}" if best else NONE,
        "over %": round(100 * (objective - best) / best, 2) if best else NONE,
        "first legal s": median([run.first for run in runs]),
        "best s": median([run.best for run in runs]),
        "processor s": median([run.processor for run in runs], 0),
        "CP-SAT as it comes": _peer(instance, seconds),
    }
    print("  ", *row.values(), flush=True)
    return row


def _ours(instance: Instance, seconds: int, seed: int) -> Run:
    times: list[float] = []
    began = time.process_time()
    found = solve(instance, Limits(seconds, WORKERS, seed), lambda at, _price: times.append(at))
    spent = time.process_time() - began
    return Run(found.objective, found.bound, times[0], times[-1], spent)


def _peer(instance: Instance, seconds: int) -> str | int:
    """Solve the whole model with CP-SAT’s own settings."""
    if os.environ.get(NAME.upper() + "_PEER") == "no":
        return "not run"
    facts = Facts(instance)
    desk = Desk(facts, nobody(facts))
    everybody = dict.fromkeys(range(len(instance.people)), range(facts.days))
    cutting = Cutting(desk, everybody)
    answer = cpsat.solve(cutting.piece, cpsat.Effort(seconds, workers=WORKERS))
    if answer.chosen is None:
        return NONE
    desk.lay(cutting.changes(answer.chosen))
    return desk.objective
