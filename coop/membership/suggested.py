"""The classes that the founding page suggests; they are data, and all of them may be changed."""

import tomllib
from functools import cache
from pathlib import Path

from coop.membership.deeds.house import NewClass

SUGGESTED = Path(__file__).parent / "suggested_classes.toml"


@cache
def suggested_classes() -> tuple[NewClass, ...]:
    """Give the suggested classes in their order."""
    table = tomllib.loads(SUGGESTED.read_text(encoding="utf-8"))
    return tuple(NewClass(**row) for row in table["classes"])
