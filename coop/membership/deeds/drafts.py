"""Keeping what somebody has filled in so far to found the co-operative."""

import json
from uuid import UUID

from coop.core import clock
from coop.core.db import new_id, session
from coop.membership.models.cooperative import FoundingDraft
from coop.membership.reading.drafts import Pairs, draft


def save_draft(draft_id: UUID | None, step: str, pairs: Pairs) -> UUID:
    """Keep the answers of one step as they were typed; give the draft’s id.

    It is no deed of the co-operative, which does not exist yet, so the log stays silent.
    """
    answers = json.dumps({**draft(draft_id), step: list(pairs)}, ensure_ascii=False)
    kept = session().get(FoundingDraft, draft_id) if draft_id else None
    if kept is None:
        kept = FoundingDraft(id=new_id(), answers=answers, saved_at=clock.now())
        session().add(kept)
    kept.answers, kept.saved_at = answers, clock.now()
    session().flush()
    return kept.id
