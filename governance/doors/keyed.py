"""What came on paper: a clerk keys it, and the same deeds are done."""

from uuid import UUID

from flask import flash, url_for
from flask_babel import gettext as _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, requires
from coop.core.audit import Hand
from coop.core.choices import SelectChoice
from coop.core.db import transaction
from coop.core.pages import page
from coop.membership.queries import member_numbered, today
from governance.actions import (
    EnvelopeOutcome,
    MotionWords,
    accept_envelope,
    contribute,
    draft_motion,
    propose_motion,
    second_motion,
)
from governance.doors.door import bp
from governance.doors.shared import KINDS, boxes
from governance.forms.votes import (
    EnvelopeForm,
    KeyedContributionForm,
    KeyedForm,
    KeyedMotionForm,
    KeyedSecondForm,
)
from governance.reading.motions import motion_rows
from governance.reading.papers import pile_of
from governance.rules.life import DISCUSSED
from governance.rules.states import State


@bp.route("/desk/envelopes", methods=["GET", "POST"])
@requires(Permission.KEY_PAPER)
def envelope() -> Response:
    """Take in one voting envelope by the code on its slip."""
    form = EnvelopeForm(data={"received_on": today()})
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return page("governance/envelope.html", form=form, status=status)
    with transaction():
        outcome = accept_envelope(
            form.code.data or "", form.received_on.data or today(), hand=access.hand()
        )
    flash(_said(outcome, pile_of(form.code.data or "")))
    return redirect(url_for("governance.envelope"))


@bp.route("/desk/motion", methods=["GET", "POST"])
@requires(Permission.KEY_PAPER)
def key_motion() -> Response:
    """Key a motion that a member wrote on paper; it is proposed at once."""
    form = KeyedMotionForm(data={"kind": "ordinary", "is_secret": "secret"})
    form.kind.choices = boxes(KINDS)
    if not form.validate_on_submit():
        return _keyed_page(form, _("Key a motion"))
    hand = _hand(form)
    with transaction():
        propose_motion(draft_motion(_words(form), hand=hand).id, hand=hand)
    flash(_("The motion is proposed in the member’s name."))
    return redirect(url_for("post.desk"))


@bp.route("/desk/second", methods=["GET", "POST"])
@requires(Permission.KEY_PAPER)
def key_second() -> Response:
    """Key a member’s second."""
    form = KeyedSecondForm()
    form.motion.choices = _motions(State.PROPOSED)
    if not form.validate_on_submit():
        return _keyed_page(form, _("Key a second"))
    hand = _hand(form)
    with transaction():
        second_motion(_motion_id(form.motion.data), hand=hand)
    flash(_("The second is recorded in the member’s name."))
    return redirect(url_for("post.desk"))


@bp.route("/desk/contribution", methods=["GET", "POST"])
@requires(Permission.KEY_PAPER)
def key_contribution() -> Response:
    """Key what a member wrote for the discussion."""
    form = KeyedContributionForm()
    form.motion.choices = _motions(*DISCUSSED)
    if not form.validate_on_submit():
        return _keyed_page(form, _("Key a contribution"))
    hand = _hand(form)
    with transaction():
        contribute(_motion_id(form.motion.data), form.words.data or "", hand=hand)
    flash(_("The member’s words stand in the discussion."))
    return redirect(url_for("post.desk"))


def _hand(form: KeyedForm) -> Hand:
    member_id = member_numbered(form.member_number.data or 0)
    return access.keyed_hand(member_id, form.evidence.data or "")


def _words(form: KeyedMotionForm) -> MotionWords:
    return MotionWords(
        title=form.title.data or "",
        text=form.text.data or "",
        summary=form.summary.data or "",
        kind=form.kind.data,
        is_secret=form.is_secret.data == "secret",
    )


def _motions(*states: State) -> list[SelectChoice]:
    rows = (row for row in motion_rows() if row.state in states)
    return boxes({str(row.id): f"{row.number} {row.title}" for row in rows})


def _motion_id(text: str) -> UUID:
    return UUID(text)


def _keyed_page(form: KeyedForm, title: str) -> Response:
    status = 422 if form.is_submitted() else 200
    return page("governance/keyed.html", form=form, title=title, status=status)


def _said(outcome: EnvelopeOutcome, pile: str) -> str:
    if outcome is EnvelopeOutcome.ACCEPTED and pile:
        return _("Accepted. Put the inner envelope, closed, on pile %(pile)s.", pile=pile)
    return {
        EnvelopeOutcome.ACCEPTED: _("Accepted. Keep the inner envelope closed with the others."),
        EnvelopeOutcome.LATE: _("It came too late. It is recorded and stays closed."),
        EnvelopeOutcome.ALREADY_VOTED: _("This member has voted already. It stays closed."),
    }[outcome]
