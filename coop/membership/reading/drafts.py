"""What somebody has filled in so far to found the co-operative, and what is suggested to them."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from uuid import UUID

from coop.core.db import session
from coop.membership.deeds.house import NewClass
from coop.membership.models.cooperative import FoundingDraft

SUGGESTED = Path(__file__).parent.parent / "suggested_classes.toml"

Pairs = Sequence[tuple[str, str]]
Answers = Mapping[str, Pairs]


def draft(draft_id: UUID | None) -> Answers:
    """Give the answers so far, by step; nothing for a draft that is not there."""
    found = session().get(FoundingDraft, draft_id) if draft_id else None
    if found is None:
        return {}
    kept: dict[str, list[list[str]]] = json.loads(found.answers)
    return {step: [(name, value) for name, value in pairs] for step, pairs in kept.items()}


@cache
def suggested_classes() -> tuple[NewClass, ...]:
    """Give the classes that the founding page suggests; they are data, and may all be changed."""
    table = tomllib.loads(SUGGESTED.read_text(encoding="utf-8"))
    return tuple(NewClass(**row) for row in table["classes"])
