"""Every line of a run, and one member’s whole working."""

from uuid import UUID

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import listings, pages
from coop.core.access import requires
from payroll import queries
from payroll.doors.books_words import figures
from payroll.doors.door import bp
from payroll.doors.run_words import HEADINGS, run_page
from payroll.doors.runs import RUNNERS
from payroll.paper_parts import values_of
from payroll.queries import LineView


@bp.get("/pay/runs/<uuid:run_id>/lines")
@requires(*RUNNERS)
def run_lines(run_id: UUID) -> Response:
    """List every member’s line."""
    asked = listings.asked("number", "name", "gross", "net")
    rows = [one for one in queries.lines_of_run(run_id) if asked.matches(one.name, str(one.number))]
    rows.sort(key=lambda one: _key(one, asked.sort), reverse=asked.descending)
    return run_page(
        "run_lines.html",
        run=queries.run_view(run_id),
        portion=listings.portion(rows, asked.part),
        asked=asked,
    )


@bp.get("/pay/runs/<uuid:run_id>/lines.csv")
@requires(*RUNNERS)
def run_lines_csv(run_id: UUID) -> Response:
    """Give the lines for a spreadsheet, by number; no name, no purse, no deduction."""
    return pages.csv_download(
        "pay-run.csv",
        [_("Number"), _("Gross"), _("Net"), _("Look at")],
        (
            [one.number, figures(one.gross), figures(one.net), _headings(one)]
            for one in queries.lines_of_run(run_id)
        ),
    )


@bp.get("/pay/runs/<uuid:run_id>/members/<uuid:member_id>")
@requires(*RUNNERS)
def run_line(run_id: UUID, member_id: UUID) -> Response:
    """Show one member’s working in a run, just as the statement will say it."""
    line, document = queries.line_of(run_id, member_id)
    return run_page(
        "run_line.html",
        run=queries.run_view(run_id),
        line=line,
        slip=values_of(document) if document else None,
        figures=[one for one in queries.figures_of(run_id) if one.member_id == member_id],
    )


def _key(one: LineView, sort: str) -> tuple[object, ...]:
    return {
        "number": (one.number,),
        "name": (one.name.casefold(), one.number),
        "gross": (one.gross, one.number),
        "net": (one.net, one.number),
    }[sort]


def _headings(one: LineView) -> str:
    return "; ".join(dict.fromkeys(str(HEADINGS[odd.kind]) for odd in one.odd))
