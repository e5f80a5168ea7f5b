"""What somebody has filled in so far to found the co-operative."""

import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from coop.core.db import session
from coop.membership.models.cooperative import FoundingDraft

Pairs = Sequence[tuple[str, str]]
Answers = Mapping[str, Pairs]


def draft(draft_id: UUID | None) -> Answers:
    """Give the answers so far, by step; nothing for a draft that is not there."""
    found = session().get(FoundingDraft, draft_id) if draft_id else None
    if found is None:
        return {}
    kept: dict[str, list[list[str]]] = json.loads(found.answers)
    return {step: [(name, value) for name, value in pairs] for step, pairs in kept.items()}
