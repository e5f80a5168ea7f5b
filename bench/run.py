"""Run benchmarks, keep each result with its machine and versions, and write the table.

A benchmark is a module of this package with `TITLE`, `NOTE`, `VERSIONS` (packages that
matter) and `measure() -> list[Row]`. Results go to `bench/results/NAME.json`; the table
over all of them is `bench/results/README.md`.
"""

import importlib
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias, TypedDict

from coop.core import clock

HERE = Path(__file__).parent
RESULTS = HERE / "results"
NOT_BENCHMARKS = {"__init__", "__main__", "run"}
SYNCS = 50
Row: TypeAlias = dict[str, str | int | float]


class Result(TypedDict):
    """What is kept of a benchmark."""

    title: str
    note: str
    measured_on: str
    seconds: int
    machine: Row
    versions: dict[str, str]
    rows: list[Row]


def main(names: Sequence[str]) -> None:
    """Measure what is named, or everything, and write the table anew."""
    for name in names or known():
        if name not in known():
            sys.exit(f"There is no benchmark {name}. There are: {', '.join(known())}.")
        keep(name)
    write_table()
    print(f"The table is {(RESULTS / 'README.md').relative_to(HERE.parent)}.")


def known() -> list[str]:
    """Name every benchmark."""
    return sorted(p.stem for p in HERE.glob("*.py") if p.stem not in NOT_BENCHMARKS)


def keep(name: str) -> None:
    """Measure one benchmark and keep its result."""
    print(f"{name} ...", flush=True)
    module = importlib.import_module(f"bench.{name}")
    found, began = machine(), time.monotonic()
    rows = module.measure()
    result: Result = {
        "title": module.TITLE,
        "note": module.NOTE,
        "measured_on": clock.now().date().isoformat(),
        "seconds": round(time.monotonic() - began),
        "machine": found,
        "versions": {package: version(package) for package in module.VERSIONS}
        | getattr(module, "found_versions", dict)(),
        "rows": rows,
    }
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(result, indent=2, ensure_ascii=False) + "\n"
    (RESULTS / f"{name}.json").write_text(text, encoding="utf-8")


def machine() -> Row:
    """Say what the machine is, and how long its disk takes to be sure."""
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count() or 0,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "fsync_ms": _fsync_ms(),
        "load": round(os.getloadavg()[1], 1),
    }


def median(numbers: Sequence[float], digits: int = 1) -> float:
    """Give the median, rounded for people."""
    return round(statistics.median(numbers), digits)


def write_table() -> None:
    """Write every kept result as one page of tables."""
    parts = ["# What was measured\n\nMade by `python3 tasks.py bench`; edit nothing here.\n"]
    kept = sorted(RESULTS.glob("*.json"))
    parts += [_section(json.loads(path.read_text(encoding="utf-8"))) for path in kept]
    (RESULTS / "README.md").write_text("\n".join(parts), encoding="utf-8")


def _section(result: Result) -> str:
    """Write one result: what, where, with what, and the numbers."""
    rows, machine_, versions = result["rows"], result["machine"], result["versions"]
    heads = list(rows[0])
    lines = [
        f"## {result['title']}\n",
        f"{result['note']}\n",
        f"{machine_['cpu']}, {machine_['cores']} cores, {machine_['system']}, Python "
        f"{machine_['python']}; one fsync takes {machine_['fsync_ms']} ms; "
        f"load before it {machine_.get('load', 'not noted')}; "
        + ", ".join(f"{name} {number}" for name, number in versions.items())
        + f"; {result['measured_on']}.\n",
        "| " + " | ".join(heads) + " |",
        "|" + "|".join("---:" if _is_number(rows[0][head]) else "---" for head in heads) + "|",
        *("| " + " | ".join(str(row[head]) for head in heads) + " |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float)


def _cpu() -> str:
    """Name the processor, where the system tells it."""
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text(encoding="utf-8").splitlines() if facts.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown processor"


def _fsync_ms() -> float:
    """Time the disk: the median of some small writes, each made sure of."""
    times = []
    with tempfile.TemporaryFile() as file:
        for _ in range(SYNCS):
            began = time.perf_counter()
            file.write(b"x" * 512)
            file.flush()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - began) * 1000)
    return median(times, 2)
