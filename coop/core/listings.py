"""Long lists on a page: what the reader searched, how they sorted, which part they see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

T = TypeVar("T")
PART = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asked of a list; `part` counts from 1."""

    search: str
    sort: str
    descending: bool
    part: int

    def matches(self, *texts: str) -> bool:
        """Say whether every word of the search occurs in the texts together."""
        whole = " ".join(texts).casefold()
        return all(word in whole for word in self.search.casefold().split())


@dataclass(frozen=True, slots=True)
class Portion(Generic[T]):
    """The part of a list that one page shows."""

    rows: Sequence[T]
    part: int
    parts: int
    total: int


def asked(*columns: str, descending: bool = False) -> Asked:
    """Read the questions of this request; the first column is the usual order."""
    sort = request.args.get("sort", columns[0])
    return Asked(
        search=request.args.get("q", "").strip()[:100],
        sort=sort if sort in columns else columns[0],
        descending=request.args.get("order", "down" if descending else "up") == "down",
        part=max(1, request.args.get("part", 1, type=int)),
    )


def portion(rows: Sequence[T], part: int = 1, size: int = PART) -> Portion[T]:
    """Cut out the part that was asked for; past the end gives the last part."""
    parts = max(1, -(-len(rows) // size))
    part = min(max(1, part), parts)
    shown = rows[(part - 1) * size : part * size]
    return Portion(rows=shown, part=part, parts=parts, total=len(rows))
