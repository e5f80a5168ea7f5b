"""Applications: received from anybody, weighed by the deciders, decided with reasons."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access, audit, listings, pages
from coop.core.access import Permission, requires
from coop.core.audit import Channel, Hand
from coop.core.db import transaction
from coop.core.errors import N_
from coop.core.pages import Need
from coop.membership import actions, acts, queries, rulebook
from coop.membership.doors.frame import bp
from coop.membership.doors.members import evidence_of
from coop.membership.forms.applying import ApplyForm, KeyedApplyForm, OpinionForm, RefuseForm
from coop.membership.forms.parts import PaperPart, all_valid
from coop.membership.offices import OFFICES
from coop.membership.queries import ApplicationView

DECIDERS = (Permission.DECIDE_APPLICATIONS,)


@bp.route("/apply", methods=["GET", "POST"])
@requires(Permission.ANYONE)
def apply() -> Response:
    """Let anybody apply for membership."""
    queries.the_cooperative()
    form = ApplyForm()
    form.fill()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return pages.page("membership/apply.html", form=form, paper=None, status=status)
    with transaction():
        application_id = actions.apply(form.applicant(), hand=Hand(by=None, via=Channel.WEB))
    reference = queries.application(application_id).reference
    return pages.page("membership/applied.html", reference=reference)


@bp.route("/desk/forms/application/key", methods=["GET", "POST"])
@requires(Permission.KEY_PAPER, Permission.KEEP_REGISTER)
def key_application() -> Response:
    """Key an application that came on paper."""
    form, paper = KeyedApplyForm(), PaperPart()
    form.fill()
    if not all_valid((form, paper)):
        status = 422 if form.is_submitted() else 200
        return pages.page("membership/apply.html", form=form, paper=paper, status=status)
    keyer = access.current_member_id()
    hand = Hand(by=None, via=Channel.PAPER, keyed_by=keyer, evidence=evidence_of(paper))
    with transaction():
        actions.apply(form.applicant(), hand=hand)
    flash(_("The application is recorded. The deciders see it now."))
    return redirect(url_for("post.desk"))


@bp.get("/applications")
@requires(*DECIDERS)
def applications() -> Response:
    """List the applications: those that wait for a decision, then the others."""
    lines = queries.applications()
    return pages.page(
        "membership/applications.html",
        waiting=[line for line in reversed(lines) if line.is_open],
        decided=listings.portion([line for line in lines if not line.is_open]),
        rule=rulebook.rules_on(queries.today()).admission,
        offices=OFFICES,
        decides=_decides(access.current_member_id()),
    )


@bp.get("/applications/<uuid:application_id>")
@requires(*DECIDERS)
def application(application_id: UUID) -> Response:
    """Show one application to those who decide on it."""
    return _application(application_id)


@bp.post("/applications/<uuid:application_id>/opinion")
@requires(*DECIDERS)
def opinion(application_id: UUID) -> Response:
    """Give the signed-in decider’s opinion."""
    form = OpinionForm()
    if not form.validate_on_submit():
        return _application(application_id, opinion_form=form, status=422)
    with transaction():
        actions.give_opinion(
            application_id,
            approves=form.approves.data == "yes",
            reason=form.reason.data or "",
            hand=access.hand(),
        )
    flash(_("Your opinion is recorded."))
    return _back(application_id)


@bp.post("/applications/<uuid:application_id>/admit")
@requires(*DECIDERS)
def admit(application_id: UUID) -> Response:
    """Admit the applicant, once enough deciders have said yes; print the way in."""
    with transaction():
        member_id = actions.admit(application_id, hand=access.hand())
        way_in = actions.invite(member_id, hand=access.hand())
    flash(_("Admitted. The new member stands in the register."))
    name = queries.name_of(member_id)
    return pages.page("membership/invitation.html", invitations=[(name, way_in)])


@bp.post("/applications/<uuid:application_id>/refuse")
@requires(*DECIDERS)
def refuse(application_id: UUID) -> Response:
    """Refuse the application with reasons."""
    form = RefuseForm()
    if not form.validate_on_submit():
        return _application(application_id, refuse_form=form, status=422)
    with transaction():
        actions.refuse(application_id, reasons=form.reasons.data or "", hand=access.hand())
    flash(_("The refusal and its reasons are recorded."))
    return _back(application_id)


@bp.post("/applications/<uuid:application_id>/withdraw")
@requires(Permission.KEEP_REGISTER)
def withdraw(application_id: UUID) -> Response:
    """Record that the applicant took the application back."""
    with transaction():
        actions.withdraw_application(application_id, hand=access.hand())
    flash(_("The application is withdrawn."))
    return _back(application_id)


def needs_of_decider(member_id: UUID) -> list[Need]:
    """Say which applications wait for this decider’s opinion."""
    if not _decides(member_id):
        return []
    waiting = queries.waiting_for(member_id)
    if not waiting:
        return []
    sentence = _("%(number)s people wait to hear whether they may join.", number=waiting)
    if waiting == 1:
        sentence = _("One person waits to hear whether they may join.")
    return [Need(sentence, _("Read and decide"), url_for("membership.applications"))]


def _decides(member_id: UUID) -> bool:
    decider = rulebook.rules_on(queries.today()).admission.decided_by
    return decider in queries.offices_of(member_id, queries.today())


def _application(
    application_id: UUID,
    *,
    opinion_form: OpinionForm | None = None,
    refuse_form: RefuseForm | None = None,
    status: int = 200,
) -> Response:
    view = queries.application(application_id)
    _note_look(view)
    rule = rulebook.rules_on(queries.today()).admission
    me = access.current_member_id()
    spoken = any(each.member_id == me for each in view.opinions)
    return pages.page(
        "membership/application.html",
        view=view,
        rule=rule,
        decider=OFFICES.get(rule.decided_by, N_("Member")),
        may_speak=_decides(me) and not spoken and view.is_open,
        opinion_form=opinion_form or OpinionForm(formdata=None),
        refuse_form=refuse_form or RefuseForm(formdata=None),
        status=status,
    )


def _note_look(view: ApplicationView) -> None:
    """Write down that an officer read an application; the person reads it once a member."""
    with transaction():
        audit.record(acts.APPLICATION_SEEN, view.id, hand=access.hand(), reference=view.reference)


def _back(application_id: UUID) -> Response:
    return redirect(url_for("membership.application", application_id=application_id))


def needs_of_secretary(member_id: UUID) -> list[Need]:
    """Say whom enough deciders want to admit, and how many still wait for the deciders."""
    if not access.may(Permission.KEEP_REGISTER):
        return []
    needed = rulebook.rules_on(queries.today()).admission.approvals
    undecided = [line for line in queries.applications() if line.is_open and line.yes < needed]
    asked = [] if _decides(member_id) or not undecided else [_awaiting(len(undecided))]
    return asked + [
        Need(
            _("Enough deciders said yes to %(name)s.", name=line.name),
            _("Admit"),
            url_for("membership.application", application_id=line.id),
        )
        for line in queries.applications()
        if line.is_open and line.yes >= needed
    ]


def _awaiting(applied: int) -> Need:
    sentence = ngettext(
        "One person applied to join. The deciders have not all answered.",
        "%(num)d people applied to join. The deciders have not all answered.",
        applied,
    )
    return Need(sentence, _("Read"), url_for("membership.applications"))


pages.register_needs(needs_of_decider)
pages.register_needs(needs_of_secretary)
