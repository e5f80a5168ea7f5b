"""Attach papers to a draft, within size and kind, so that they are safe to hand out."""

import hashlib
from pathlib import PurePosixPath
from uuid import UUID

from sqlalchemy import func, select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, refuse_if
from governance import acts
from governance.deeds.steps import locked_motion
from governance.models.motions import Attachment, Motion
from governance.rules.life import DISCUSSED
from governance.rules.states import State

LARGEST = 5 * 1024 * 1024
MOST = 10
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "txt": "text/plain",
    "csv": "text/csv",
}
# What a file begins with, so that a renamed program is not taken for a picture.
SIGNS = {"application/pdf": b"%PDF-", "image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8"}


def attach(motion_id: UUID, filename: str, content: bytes, *, hand: Hand) -> Attachment:
    """Keep a paper with its digest, under a name that is only a name (GOV-28)."""
    motion = locked_motion(motion_id)
    media_type = _media_type(filename)
    refuse_if([*_motion_refusals(motion, hand), *_file_refusals(media_type, content)])
    paper = Attachment(
        motion_id=motion.id,
        filename=plain_name(filename),
        media_type=media_type,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        added_at=clock.now(),
    )
    session().add(paper)
    session().flush()
    audit.record(acts.ATTACHED, motion.id, hand=hand, number=motion.number, sha256=paper.sha256)
    return paper


def plain_name(filename: str) -> str:
    """Give the last part of a file’s name, without signs that mean something elsewhere."""
    last = PurePosixPath(filename.replace("\\", "/")).name
    kept = "".join(letter if letter.isalnum() or letter in " .-_" else "-" for letter in last)
    return kept.strip(" .")[-100:] or "paper"


def _media_type(filename: str) -> str:
    return MEDIA_TYPES.get(filename.rpartition(".")[2].lower(), "")


def _motion_refusals(motion: Motion, hand: Hand) -> list[Refusal]:
    found = []
    if motion.mover_id != hand.by:
        found.append(Refusal("GOV-14", N_("Only the mover can do this.")))
    if motion.state != State.DRAFT and motion.state not in DISCUSSED:
        found.append(Refusal("GOV-28", N_("Papers can be attached only before the close.")))
    held = session().scalar(select(func.count()).where(Attachment.motion_id == motion.id)) or 0
    if held >= MOST:
        found.append(
            Refusal("GOV-28", N_("A motion can have at most %(most)s papers."), {"most": MOST})
        )
    return found


def _file_refusals(media_type: str, content: bytes) -> list[Refusal]:
    found = []
    if not media_type:
        todo = N_("Use a PDF, PNG, JPEG, TXT or CSV file.")
        found.append(Refusal("GOV-28", N_("This kind of file cannot be attached."), {}, todo))
    elif not content.startswith(SIGNS.get(media_type, b"")) or not _is_text(media_type, content):
        todo = N_("Save it again in the kind that its name says.")
        found.append(Refusal("GOV-28", N_("The file is not what its name says."), {}, todo))
    if not content:
        found.append(Refusal("GOV-28", N_("The file is empty.")))
    if len(content) > LARGEST:
        found.append(Refusal("GOV-28", N_("The file is larger than 5 MB.")))
    return found


def _is_text(media_type: str, content: bytes) -> bool:
    return not media_type.startswith("text/") or b"\0" not in content
