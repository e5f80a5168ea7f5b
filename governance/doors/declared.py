"""The declaration: as a page with bars, as a typeset paper, as a document to check."""

from uuid import UUID

from flask import Response as Download
from flask import make_response
from werkzeug.wrappers import Response

from coop.core.access import Permission, requires
from coop.core.pages import page
from governance.doors.declared_paper import declaration_paper
from governance.doors.door import bp
from governance.doors.shared import DOORS, KINDS, readable
from governance.reading.ballots import ballot_view
from governance.reading.declarations import declared
from governance.reading.following import follow_ups
from governance.reading.motions import motion_row
from governance.reading.turnout import named_votes


@bp.get("/motions/<uuid:motion_id>/declaration")
@requires(Permission.MEMBER)
def declaration(motion_id: UUID) -> Response:
    """Show the official result, with every sum in words."""
    row, result = readable(motion_id), declared(motion_id)
    return page(
        "governance/declaration.html",
        row=row,
        result=result,
        ballot=ballot_view(result.ballot_id),
        votes=() if row.is_secret else named_votes(result.ballot_id),
        follow_ups=follow_ups(motion_id),
        doors=DOORS,
        kinds=KINDS,
    )


@bp.get("/motions/<uuid:motion_id>/declaration.json")
@requires(Permission.MEMBER, Permission.AUDIT)
def declaration_json(motion_id: UUID) -> Download:
    """Hand out the declaration as issued, byte for byte, to be checked offline."""
    row, result = motion_row(motion_id), declared(motion_id)
    answer = make_response(result.text.encode())
    answer.headers["Content-Type"] = "application/json"
    name = f"declaration-{row.number}.json"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@bp.get("/motions/<uuid:motion_id>/declaration.pdf")
@requires(Permission.MEMBER, Permission.AUDIT)
def declaration_pdf(motion_id: UUID) -> Download:
    """Hand out the declaration as a typeset paper with the record attached."""
    row, result = motion_row(motion_id), declared(motion_id)
    answer = make_response(declaration_paper(row, result))
    answer.headers["Content-Type"] = "application/pdf"
    name = f"declaration-{row.number}.pdf"
    answer.headers.set("Content-Disposition", "inline", filename=name)
    return answer
