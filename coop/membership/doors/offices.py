"""Offices: who holds them, and how two people grant one."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.pages import Need
from coop.membership import actions, queries
from coop.membership.doors.frame import bp
from coop.membership.forms.offices import EndOfficeForm, ProposeForm
from coop.membership.forms.parts import chosen_day
from coop.membership.offices import OFFICES, TASKS


@bp.get("/offices")
@requires(Permission.MEMBER)
def offices() -> Response:
    """Show everybody who holds which office; those who grant offices see what waits."""
    day = queries.today()
    every = queries.every_office()
    return pages.page(
        "membership/offices.html",
        held=queries.offices_on(day),
        waiting=[each for each in every if each.awaits_confirmation_on(day)],
        coming=[each for each in every if each.is_confirmed and each.from_on > day],
        names=OFFICES,
        tasks=TASKS,
        me=access.current_member_id(),
    )


@bp.route("/offices/propose", methods=["GET", "POST"])
@requires(Permission.GRANT_OFFICES)
def propose_office() -> Response:
    """Propose a member for an office."""
    form = ProposeForm()
    form.fill()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return pages.page("membership/propose_office.html", form=form, status=status)
    with transaction():
        actions.propose_office(
            UUID(form.member.data), office=form.office.data, from_on=chosen_day(form.from_on),
            until_on=form.until_on.data, because=form.because.data or "", hand=access.hand(),
        )  # fmt: skip
    flash(_("Proposed. The office holds once another person confirms it."))
    return redirect(url_for("membership.offices"))


@bp.post("/offices/<uuid:grant_id>/confirm")
@requires(Permission.GRANT_OFFICES)
def confirm_office(grant_id: UUID) -> Response:
    """Confirm an office that another person proposed."""
    with transaction():
        actions.confirm_office(grant_id, hand=access.hand())
    flash(_("Confirmed. The office holds from its first day."))
    return redirect(url_for("membership.offices"))


@bp.route("/offices/<uuid:grant_id>/end", methods=["GET", "POST"])
@requires(Permission.GRANT_OFFICES)
def end_office(grant_id: UUID) -> Response:
    """End an office before its term, or set a proposal aside."""
    form, office = EndOfficeForm(), queries.office(grant_id)
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return pages.page(
            "membership/end_office.html", form=form, office=office, names=OFFICES, status=status
        )
    with transaction():
        actions.end_office(
            grant_id, on=chosen_day(form.ended_on), because=form.because.data or "",
            hand=access.hand(),
        )  # fmt: skip
    flash(_("The office has ended."))
    return redirect(url_for("membership.offices"))


def needs_of_confirmer(member_id: UUID) -> list[Need]:
    """Say which offices wait for this person to confirm them."""
    if not access.may(Permission.GRANT_OFFICES):
        return []
    day = queries.today()
    waiting = [
        each
        for each in queries.every_office()
        if each.awaits_confirmation_on(day) and member_id not in {each.member_id, each.proposed_by}
    ]
    if not waiting:
        return []
    sentence = _("%(name)s is proposed for an office.", name=waiting[0].name)
    return [Need(sentence, _("Confirm or not"), url_for("membership.offices"))]


pages.register_needs(needs_of_confirmer)
