"""Papers for the count: a tally sheet to count by hand, and the sheet where it adds up."""

from uuid import UUID

from flask import Response, make_response
from flask_babel import gettext as _

from coop.core import clock
from coop.core.access import Permission, requires
from coop.core.documents import typeset
from coop.core.errors import N_, NotFound, Refusal
from coop.core.wording import day
from coop.membership.queries import the_cooperative, today
from governance.doors.door import bp
from governance.doors.shared import CHOICES
from governance.reading.motions import MotionRow, motion_row
from governance.reading.papers import account, letters_of
from governance.rules.reconciliation import refusals_to_close_count
from governance.rules.states import State

COUNTED = (State.OPEN, State.CLOSED, State.DECLARED)
COUNTERS = (Permission.RUN_BALLOTS, Permission.TELL)


@bp.get("/motions/<uuid:motion_id>/tally-sheet.pdf")
@requires(*COUNTERS)
def tally_sheet(motion_id: UUID) -> Response:
    """Print a sheet on which two tellers count the papers by hand."""
    row, ballot_id = _on_count(motion_id)
    values = {
        **_head(row),
        "choices": [str(words) for choice, words in CHOICES.items() if choice != "spoiled"],
        "papers": account(ballot_id).envelopes,
    }
    return _handed("tally_sheet.typ", values, _("Tally sheet"), f"tally-{row.number}.pdf")


@bp.get("/motions/<uuid:motion_id>/reconciliation.pdf")
@requires(*COUNTERS)
def reconciliation(motion_id: UUID) -> Response:
    """Print where every paper went, and whether it adds up, for those who sign it."""
    row, ballot_id = _on_count(motion_id)
    paper = account(ballot_id)
    missing = refusals_to_close_count(State.CLOSED, paper)
    values = {
        **_head(row),
        "as_at": day(today()),
        "lines": _lines(ballot_id),
        "verdict": _verdict(missing),
        "adds_up": not missing,
        "signatures": [_("Returning officer"), _("First teller"), _("Second teller")],
    }
    title = _("Reconciliation of papers")
    return _handed("reconciliation.typ", values, title, f"reconciliation-{row.number}.pdf")


def _on_count(motion_id: UUID) -> tuple[MotionRow, UUID]:
    row = motion_row(motion_id)
    if row.ballot_id is None or row.state not in COUNTED:
        raise NotFound(N_("count"))
    return row, row.ballot_id


def _head(row: MotionRow) -> dict[str, object]:
    motion = {"number": row.number, "title": row.title}
    return {"cooperative": the_cooperative().name, "motion": motion}


def _lines(ballot_id: UUID) -> list[dict[str, object]]:
    letters, paper = letters_of(ballot_id), account(ballot_id)
    accepted = _("Envelopes accepted")
    lines = (
        (_("Issued"), letters.issued, ""),
        (accepted, letters.accepted, ""),
        (_("In the box, with a clear mark"), paper.counted, accepted),
        (_("In the box, spoiled or blank"), paper.spoiled, accepted),
        (_("Empty envelopes"), paper.empty, accepted),
        (_("Came too late"), letters.late, _("Kept closed")),
        (_("Member had voted already"), letters.already_voted, _("Kept closed")),
        (_("Came back unused"), letters.unused, ""),
        (_("Could not be delivered"), letters.undelivered, ""),
        (_("Not back"), letters.outstanding, ""),
    )
    return [{"label": label, "number": number, "note": note} for label, number, note in lines]


def _verdict(missing: list[Refusal]) -> str:
    if not missing:
        return _("Every paper is accounted for.")
    return " ".join(_(reason.text, **reason.values) for reason in missing)


def _handed(template: str, values: dict[str, object], title: str, name: str) -> Response:
    answer = make_response(typeset(template, values, at=clock.now(), title=title))
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers.set("Content-Disposition", "inline", filename=name)
    return answer
