"""The work of the machine: what waits, what failed, and a failed piece tried again."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access, audit, jobreport, jobs, pages
from coop.core.access import Permission, requires
from coop.core.audit import act
from coop.core.db import transaction
from coop.core.errors import N_

bp = Blueprint("work_pages", __name__)

TRIED_AGAIN = act("work.tried_again", N_("Failed work promised again"))


@bp.get("/work")
@requires(Permission.KEEP_REGISTER)
def work() -> Response:
    """Show the secretary how the promised work stands, and what failed."""
    return pages.page("audit/work.html", jobs=jobreport.states())


@bp.post("/work/<uuid:job_id>/again")
@requires(Permission.KEEP_REGISTER)
def again(job_id: UUID) -> Response:
    """Promise a failed piece of work anew."""
    with transaction():
        jobs.retry(job_id)
        audit.record(TRIED_AGAIN, job_id, hand=access.hand())
    flash(_("It is promised again. Look here in a minute."))
    return redirect(url_for("work_pages.work"))


def needs_of_keeper(_member_id: UUID) -> list[pages.Need]:
    """Tell the secretary when a piece of work has failed."""
    if not access.may(Permission.KEEP_REGISTER):
        return []
    failed = len(jobreport.states().failed)
    if not failed:
        return []
    sentence = ngettext(
        "One piece of the machine’s work failed.",
        "%(num)d pieces of the machine’s work failed.",
        failed,
    )
    return [pages.Need(sentence, _("Look at it"), url_for("work_pages.work"))]


pages.register_needs(needs_of_keeper)
