"""Read: the list of motions, one motion, and its papers."""

from uuid import UUID

from flask import Response as Download
from flask import make_response, request
from werkzeug.wrappers import Response

from coop.core import listings
from coop.core.access import Permission, current_member_id, requires
from coop.core.pages import page
from governance.doors.door import bp
from governance.doors.motion_page import motion_page
from governance.doors.shared import KINDS, STATES, readable
from governance.reading.motions import attachment, drafts_of, motion_rows

SHOWN = {
    "now": frozenset({"proposed", "seconded", "in_notice", "open", "closed"}),
    "declared": frozenset({"declared"}),
    "ended": frozenset({"withdrawn", "lapsed"}),
}


@bp.get("/motions")
@requires(Permission.MEMBER)
def motions() -> Response:
    """List the motions: searched, narrowed to some states, in parts."""
    asked = listings.asked("number")
    show = request.args.get("show", "all")
    states = SHOWN.get(show)
    rows = [
        row
        for row in motion_rows()
        if (states is None or row.state in states) and asked.matches(row.number, row.title)
    ]
    return page(
        "governance/motions.html",
        portion=listings.portion(rows, asked.part),
        asked=asked,
        show=show,
        drafts=drafts_of(current_member_id()),
        states=STATES,
        kinds=KINDS,
    )


@bp.get("/motions/<uuid:motion_id>")
@requires(Permission.MEMBER)
def motion(motion_id: UUID) -> Response:
    """Show one motion: summary first, then where it stands, then everything else."""
    return motion_page(readable(motion_id))


@bp.get("/motions/<uuid:motion_id>/papers/<uuid:attachment_id>")
@requires(Permission.MEMBER)
def attachment_file(motion_id: UUID, attachment_id: UUID) -> Download:
    """Hand out an attached paper, to be kept and never run in the page."""
    paper, content = attachment(readable(motion_id).id, attachment_id)
    answer = make_response(content)
    answer.headers["Content-Type"] = paper.media_type
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers.set("Content-Disposition", "attachment", filename=paper.filename)
    return answer
