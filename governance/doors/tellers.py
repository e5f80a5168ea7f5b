"""The tellers’ pages: stacks, keying twice, settling, and into the box."""

from uuid import UUID

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, current_member_id, requires
from coop.core.db import transaction
from coop.core.pages import page
from coop.membership.queries import name_of
from coop.post.rules import tidy_code
from governance.actions import box_batch, key_batch, make_batch, settle
from governance.counting.majority import Choice
from governance.doors.door import bp
from governance.doors.running import batch_form_for, count_page
from governance.doors.shared import CHOICES
from governance.forms.votes import MARKS, SettleForm
from governance.reading.motions import motion_row
from governance.reading.papers import BatchView, piles_of
from governance.reading.papers import batch as batch_of
from governance.rules.keying import Mark

TELLERS = (Permission.TELL, Permission.RUN_BALLOTS)


@bp.post("/motions/<uuid:motion_id>/stacks")
@requires(*TELLERS)
def stack(motion_id: UUID) -> Response:
    """Note a stack of papers, mixed and counted."""
    row = motion_row(motion_id)
    form = batch_form_for(piles_of(row.ballot_id) if row.ballot_id else {})
    if not form.validate_on_submit():
        return count_page(row, batch_form=form, status=422)
    with transaction():
        made = make_batch(
            motion_id, form.papers.data or 0, form.college.data or "", hand=access.hand()
        )
    return redirect(url_for("governance.batch", batch_id=made.id))


@bp.get("/stacks/<uuid:batch_id>")
@requires(*TELLERS)
def batch(batch_id: UUID) -> Response:
    """Show a stack: key it, see where two keyings differ, settle, put it in the box."""
    return _batch_page(batch_of(batch_id), SettleForm())


@bp.post("/stacks/<uuid:batch_id>/key")
@requires(Permission.TELL)
def key(batch_id: UUID) -> Response:
    """Key a whole stack, in the order in which it lies."""
    found = batch_of(batch_id)
    marks = _marks(found.papers)
    if marks is None:
        flash(_("Some papers were not keyed. Nothing was kept; please key them all."))
        return redirect(url_for("governance.batch", batch_id=batch_id))
    with transaction():
        key_batch(batch_id, marks, hand=access.hand())
    flash(_kept(batch_of(batch_id)))
    return redirect(url_for("governance.batch", batch_id=batch_id))


@bp.post("/stacks/<uuid:batch_id>/settle/<int:position>")
@requires(*TELLERS)
def settle_one(batch_id: UUID, position: int) -> Response:
    """Settle one paper on which two tellers differ."""
    form = SettleForm()
    if not form.validate_on_submit():
        return _batch_page(batch_of(batch_id), form, status=422)
    mark = Mark(Choice(form.mark.data), tidy_code(form.code.data or ""))
    with transaction():
        settle(batch_id, position, mark, form.because.data or "", hand=access.hand())
    flash(_settled(batch_of(batch_id)))
    return redirect(url_for("governance.batch", batch_id=batch_id))


@bp.post("/stacks/<uuid:batch_id>/box")
@requires(*TELLERS)
def put_in(batch_id: UUID) -> Response:
    """Put a stack that both tellers agree on into the box."""
    with transaction():
        boxed = box_batch(batch_id, hand=access.hand())
    flash(_("The papers are in the box: %(papers)s.", papers=boxed.papers))
    return redirect(url_for("governance.count", motion_id=batch_of(batch_id).motion_id))


def _kept(stack: BatchView) -> str:
    if stack.unsettled:
        return _("Your keying is kept. The two tellers differ; look at these papers again.")
    if stack.is_ready:
        return _("Your keying is kept. Both tellers agree on every paper.")
    return _("Your keying is kept. Another teller keys the same stack.")


def _settled(stack: BatchView) -> str:
    if stack.is_ready:
        return _("Settled. Nothing is open any more: now put the papers in the box.")
    return _("Settled. Another paper of this stack waits.")


def _marks(papers: int) -> list[Mark] | None:
    """Read one line of boxes a paper; None when one was left out."""
    marks = []
    for place in range(1, papers + 1):
        choice = request.form.get(f"paper-{place}", "")
        if choice not in CHOICES:
            return None
        marks.append(Mark(Choice(choice), tidy_code(request.form.get(f"code-{place}", ""))))
    return marks


def _batch_page(found: BatchView, form: SettleForm, *, status: int = 200) -> Response:
    return page(
        "governance/batch.html",
        status=status,
        stack=found,
        row=motion_row(found.motion_id),
        tellers=[name_of(one) for one in found.tellers],
        may_key=len(found.tellers) < len(("first", "second"))
        and current_member_id() not in found.tellers,
        marks=MARKS,
        labels=CHOICES,
        form=form,
    )
