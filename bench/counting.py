"""A secret count from box to declaration, and the check of it, at three sizes."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bench.run import Row, median
from governance import box
from governance.counting.majority import Choice, Paper
from governance.rules.declaration import (
    Declaration,
    Facts,
    Question,
    Times,
    check_declaration,
    declare,
)
from governance.rules.nouns import Kind
from governance.rules.reconciliation import PaperAccount
from governance.rules.ruleset import shipped

TITLE = "A secret count: seal, open the box, decide and declare, check offline"
NOTE = (
    "Milliseconds of processor time for the whole ballot, medians of three runs, one program, no "
    "database. A paper is sealed by the voter’s request; the rest is the worker’s. Cost grows as "
    "the papers do."
)
VERSIONS = ("cryptography",)
T = TypeVar("T")
SIZES = (60, 1_000, 10_000)
RUNS = 3
SECRET = b"a secret for the benchmark only!"
OPENS = datetime(2026, 6, 1, 8, tzinfo=UTC)


def measure() -> list[Row]:
    """Measure every size."""
    return [_row(size) for size in SIZES]


def _row(size: int) -> Row:
    runs = [_run(size) for _ in range(RUNS)]
    row: Row = {"papers": size}
    row |= {name: median([run[name] for run in runs]) for name in runs[0]}
    print("  ", *row.values(), flush=True)
    return row


def _run(size: int) -> dict[str, float]:
    made = box.new_box(SECRET)
    marks = [(Choice.FOR, Choice.AGAINST, Choice.FOR)[number % 3] for number in range(size)]
    sealed, to_seal = _timed(lambda: [box.seal(made.public, mark) for mark in marks])
    lines, to_open = _timed(lambda: box.open_box(made, SECRET, sealed))
    papers = [Paper(Choice(line)) for line in lines]
    declared, to_declare = _timed(lambda: _declare(papers))
    faults, to_check = _timed(lambda: check_declaration(declared.text))
    if faults:
        raise ValueError("The declaration made for the benchmark is not right.")
    return {
        "sealed ms": to_seal,
        "box opened ms": to_open,
        "declared ms": to_declare,
        "checked offline ms": to_check,
    }


def _declare(papers: list[Paper]) -> Declaration:
    plain = next(rules for rules in shipped() if rules.code == "plain")
    return declare(
        Facts(
            cooperative="Benchmark",
            question=Question(
                "2026-1", "A shed", "That we build a shed.", Kind.ORDINARY,
                is_secret=True, is_by_class=False,
            ),
            times=Times(OPENS, OPENS + timedelta(days=15), OPENS + timedelta(days=15, minutes=1)),
            rules=plain,
            roll=len(papers),
            doors={"web": len(papers), "terminal": 0, "paper": 0},
            account=PaperAccount(
                issued=0, counted=0, spoiled=0, unused=0, outstanding=0, envelopes=0, empty=0
            ),
            papers=papers,
            colleges=[],
            log_head={"number": 1, "hash": "00"},
        )
    )  # fmt: skip


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    """Give what some work gives, and the milliseconds of processor time that it took."""
    began = time.process_time()
    found = work()
    return found, (time.process_time() - began) * 1000
