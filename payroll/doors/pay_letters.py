"""Letters with statements of a run, for members on paper: one batch an establishment."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.post.queries import runs as mail_runs
from payroll.deeds.posting import KIND, prepare_pay_letters
from payroll.doors.door import bp
from payroll.reading.runs import run_view
from payroll.wording import period_of_days


@bp.get("/pay/runs/<uuid:run_id>/letters")
@requires(Permission.RUN_PAY)
def pay_letters(run_id: UUID) -> Response:
    """Show the letters of a run, batch by batch, and offer to make those that lack."""
    run = run_view(run_id)
    return pages.page(
        "payroll/pay_letters.html",
        run=run,
        period=period_of_days(run.first, run.last),
        batches=mail_runs(kind=KIND, subject_id=run_id),
    )


@bp.post("/pay/runs/<uuid:run_id>/letters")
@requires(Permission.RUN_PAY)
def make_pay_letters(run_id: UUID) -> Response:
    """Make letters for everybody on paper who has none of this run yet."""
    with transaction():
        made = prepare_pay_letters(run_id, hand=access.hand())
    if made:
        flash(ngettext("%(num)d batch is ready.", "%(num)d batches are ready.", made))
    else:
        flash(_("Nobody on paper is without a letter."))
    return redirect(url_for("payroll.pay_letters", run_id=run_id))
