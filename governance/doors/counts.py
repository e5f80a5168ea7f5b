"""The counts: for tellers and returning officers, every ballot whose papers are theirs to count."""

from werkzeug.wrappers import Response

from coop.core.access import Permission, requires
from coop.core.pages import page
from governance.doors.door import bp
from governance.reading.motions import motion_rows
from governance.rules.states import State


@bp.get("/counts")
@requires(Permission.RUN_BALLOTS, Permission.TELL)
def counts() -> Response:
    """List the ballots that wait for a count, those still open, and those counted."""
    rows = motion_rows()
    return page(
        "governance/counts.html",
        waiting=[row for row in rows if row.state == State.CLOSED],
        running=[row for row in rows if row.state == State.OPEN],
        counted=[row for row in rows if row.state == State.DECLARED],
    )
