"""Our own rosters: how soon, how good, how large, and how well they mend and explain.

`python -m bench.rosters PART ...` measures some parts; what the others gave last time stays.
With `long` among them the largest runs for 400 s, not for 60.
"""

import json
import subprocess
import sys
from pathlib import Path

from bench.run import RESULTS, Row, keep, write_table

TITLE = "Our own rosters: co-operatives of 60 to 500 members, drawn from a seed"
NOTE = (
    "The machine was shared, so a second is a second of processor time: of one thread for the "
    "first legal roster and for reasons, of each of two workers for costs and gaps. Mending, "
    "conflicts and repairs give the processor time of all threads together. Each part ran in a "
    "program of its own; memory is the most that program ever held. A cost is counted anew from "
    "the places; lower is better. A gap is what the proved bound leaves open. “Whole model” is "
    "the same programme as one CP-SAT model as it comes. Every roster passed the audit."
)
VERSIONS = ("ortools", "numpy")
PARTS = ("small", "60", "125", "250", "500", "whole", "mend", "explain", "odd")


def measure() -> list[Row]:
    """Measure the parts that were asked for, and keep the rows of the others."""
    asked = [part for part in sys.argv[1:] if part in PARTS] or list(PARTS)
    kept = _kept()
    for part in asked:
        print(f"  {part} ...", flush=True)
        kept[part] = _alone(part)
    return [row for part in PARTS for row in kept.get(part, [])]


def _kept() -> dict[str, list[Row]]:
    """Read the rows of last time, by part."""
    path = RESULTS / "rosters.json"
    rows = json.loads(path.read_text(encoding="utf-8"))["rows"] if path.exists() else []
    kept: dict[str, list[Row]] = {}
    for row in rows:
        kept.setdefault(str(row["part"]), []).append(row)
    return kept


def _alone(part: str) -> list[Row]:
    """Measure a part in a program of its own, so that its memory is its own."""
    more = ["long"] if "long" in sys.argv else []
    command = [sys.executable, "-m", "bench.cooperatives.measured", part, *more]
    root = Path(__file__).parent.parent
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=root)  # noqa: S603
    rows: list[Row] = json.loads(done.stdout.splitlines()[-1])
    for row in rows:
        print("   ", *row.values(), flush=True)
    return rows


if __name__ == "__main__":
    keep("rosters")
    write_table()
