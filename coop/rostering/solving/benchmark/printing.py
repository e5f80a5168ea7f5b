"""A solved roster in print: as text for people, as facts for programs."""

from typing import TypedDict

from coop.rostering.solving.benchmark.solving import Outcome


class Facts(TypedDict):
    """What `--json` prints."""

    objective: int
    bound: int | None
    seconds: float
    roster: dict[str, list[str]]


def as_facts(found: Outcome) -> Facts:
    """Give the objective, the bound, the seconds, and each person’s shifts day by day."""
    return {
        "objective": found.objective,
        "bound": found.bound,
        "seconds": round(found.seconds, 2),
        "roster": found.roster,
    }


def as_text(found: Outcome) -> str:
    """Write a line for each person, and above them what the roster costs."""
    proved = found.bound is not None and found.bound >= found.objective
    bound = "not known" if found.bound is None else str(found.bound)
    codes = {code for line in found.roster.values() for code in line} | {"-"}
    wide, name = max(map(len, codes)), max(map(len, found.roster), default=0)
    lines = [
        f"{person:<{name}}  " + " ".join(f"{code or '-':<{wide}}" for code in line).rstrip()
        for person, line in found.roster.items()
    ]
    return "\n".join(
        [
            f"Objective {found.objective}{', proved to be the least' if proved else ''}.",
            f"No roster costs less than this bound: {bound}.",
            f"Found in {found.seconds:.1f} seconds.",
            *lines,
        ]
    )
