"""Vote in two steps: choose, then look once more and send; then a receipt."""

from uuid import UUID

from flask import request, session, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, current_member_id, requires
from coop.core.credentials import keys
from coop.core.db import transaction
from coop.core.errors import N_, NotFound
from coop.core.pages import page
from governance.actions import cast_vote
from governance.counting.majority import Choice
from governance.doors.door import bp
from governance.doors.shared import CHOICES, DOORS, readable
from governance.forms.votes import ReviewForm, VoteForm
from governance.reading.motions import MotionRow
from governance.reading.turnout import has_voted

CHOSEN = "chosen"


@bp.route("/motions/<uuid:motion_id>/vote", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def vote(motion_id: UUID) -> Response:
    """First step: choose. Nothing is kept until the second step."""
    row, form = readable(motion_id), VoteForm()
    if row.is_secret and row.ballot_id and has_voted(row.ballot_id, current_member_id()):
        return redirect(url_for("governance.receipt", motion_id=motion_id))
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return page("governance/vote.html", row=row, form=form, status=status)
    _remember(motion_id, form.choice.data)
    return redirect(url_for("governance.review", motion_id=motion_id))


@bp.route("/motions/<uuid:motion_id>/review", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def review(motion_id: UUID) -> Response:
    """Second step: look once more, and send the vote for good."""
    form = ReviewForm()
    if not form.validate_on_submit():
        return _look_again(readable(motion_id))
    with transaction():
        cast_vote(motion_id, Choice(form.choice.data or ""), hand=access.hand())
    session.pop(CHOSEN, None)
    return redirect(url_for("governance.receipt", motion_id=motion_id))


@bp.get("/motions/<uuid:motion_id>/receipt")
@requires(Permission.MEMBER)
def receipt(motion_id: UUID) -> Response:
    """Say that this member’s vote was received, never how it was marked."""
    row = readable(motion_id)
    channel = has_voted(row.ballot_id, current_member_id()) if row.ballot_id else None
    if channel is None:
        raise NotFound(N_("receipt"))
    return page("governance/receipt.html", row=row, door=DOORS[channel])


def _look_again(row: MotionRow) -> Response:
    """Show what was chosen; whoever has chosen nothing, or has sent it, begins anew."""
    choice = _chosen(row.id)
    if choice is None or request.method == "POST":
        return redirect(url_for("governance.vote", motion_id=row.id))
    sending = ReviewForm(formdata=None, choice=choice)
    return page("governance/review.html", row=row, form=sending, label=CHOICES[choice])


def _remember(motion_id: UUID, choice: str) -> None:
    """Keep a choice in the member’s own browser, sealed, until it is sent or they leave.

    Every sealed choice is as long as any other, and no address ever holds one. It names its
    member, so that whoever uses the same browser next is never shown it.
    """
    told = f"{motion_id} {current_member_id()} {list(CHOICES).index(choice)}"
    session[CHOSEN] = keys.seal(CHOSEN, told)


def _chosen(motion_id: UUID) -> str | None:
    """Give what was chosen for this motion and not sent yet."""
    try:
        told = keys.unseal(CHOSEN, session.get(CHOSEN, ""))
    except keys.BrokenSeal:
        return None
    chosen_for, _, place = told.rpartition(" ")
    is_theirs = chosen_for == f"{motion_id} {current_member_id()}"
    return list(CHOICES)[int(place)] if is_theirs else None
