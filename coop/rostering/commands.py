"""`coop roster`: the roster engine at the command line."""

import json
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from coop.rostering.solving.benchmark.lines import Unreadable
from coop.rostering.solving.benchmark.reader import read


@click.group()
def roster() -> None:
    """Plan work; today: solve a file of the public benchmark."""


@roster.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--seconds", type=click.FloatRange(min=1, max=86_400), default=60.0, show_default=True,
    help="How long to search, by the clock on the wall.",
)  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(min=1, max=64),
    help="How many search side by side; as many as there are cores, if not said.",
)  # fmt: skip
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def solve(path: Path, seconds: float, workers: int | None, seed: int, *, as_json: bool) -> None:
    """Solve FILE, an instance in the Shift Scheduling benchmark’s text format.

    Prints the best legal roster found, its objective, and a bound that no roster can
    beat. Ends with 0; with 1 when no legal roster was found; with 2 when FILE is faulty.
    """
    try:
        instance = read(path)
    except Unreadable as unreadable:
        _end("\n".join(unreadable.faults), 2)
    # The solver takes half a second to load: a faulty file need not wait for it.
    from coop.rostering.solving.benchmark import printing, solving, start  # noqa: PLC0415
    from coop.rostering.solving.nouns import Limits  # noqa: PLC0415

    limits = Limits(seconds, workers=workers or os.cpu_count() or 1, seed=seed)
    try:
        found = solving.solve(instance, limits)
    except start.NoRoster as none:
        _end(str(none), 1)
    click.echo(json.dumps(printing.as_facts(found)) if as_json else printing.as_text(found))


def _end(sentences: str, code: int) -> NoReturn:
    click.echo(sentences, err=True)
    sys.exit(code)
