"""Money kept in purses, for whoever runs pay: who asks, who was released, and paying it out."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access, pages, wording
from coop.core.access import Permission, may, requires
from coop.core.db import transaction
from coop.core.errors import N_, NotFound, refuse_if
from coop.membership.queries import member, name_of, today
from payroll import actions, queries
from payroll.doors.door import bp
from payroll.doors.owned_matters import is_sure, sent_again
from payroll.doors.owned_shared import sure_page
from payroll.forms.owned import Lines, sum_of
from payroll.forms.purses import WAYS, HowPart, PayOutForm, PurseAnswerForm
from payroll.queries import RequestView
from payroll.rules.runs.purses import UNTIL_RELEASE, Wish, refusals_to_pay, refusals_to_settle

STATES = {
    "asked": N_("waits for an answer"),
    "done": N_("done"),
    "refused": N_("refused"),
    "withdrawn": N_("taken back"),
}


def needs_of_purses(member_id: UUID) -> list[pages.Need]:
    """Tell whoever runs pay who asks for their money, and that somebody left it behind."""
    if not may(Permission.RUN_PAY):
        return []
    url, found = url_for("payroll.purses"), []
    asked = sum(one.member_id != member_id for one in queries.open_purse_requests())
    out = len(queries.released_with_money(today()))
    if asked:
        said = ngettext(
            "%(num)d member asks for money that is kept for them.",
            "%(num)d members ask for money that is kept for them.",
            asked,
        )
        found.append(pages.Need(said, _("Look at it"), url))
    if out:
        said = ngettext(
            "%(num)d person was released, and money still waits here.",
            "%(num)d people were released, and money still waits here.",
            out,
        )
        found.append(pages.Need(said, _("Pay it out"), url))
    return found


pages.register_needs(needs_of_purses)


@bp.get("/pay/purses")
@requires(Permission.RUN_PAY)
def purses() -> Response:
    """Show who asks for their money, and who was released while some still waits."""
    return pages.page(
        "payroll/purses.html",
        requests=queries.open_purse_requests(),
        released=queries.released_with_money(today()),
    )


@bp.route("/pay/people/<uuid:member_id>/purses", methods=["GET", "POST"])
@requires(Permission.RUN_PAY)
def member_purses(member_id: UUID) -> Response:
    """Show one member’s purses; pay money out of one after a second look."""
    form = _pay_out_form(member_id)
    if not form.validate_on_submit():
        return _purses_page(member_id, form)
    wish = Wish(form.purse.data, form.amount.data or 0)
    if not is_sure():
        return _look_at_payment(member_id, wish, form)
    with transaction():
        actions.pay_out_purse(member_id, wish.purse, wish.amount, form.how, hand=access.hand())
    flash(_("Paid out. It is in the books."))
    return redirect(url_for("payroll.member_purses", member_id=member_id))


@bp.route("/pay/purses/requests/<uuid:request_id>", methods=["GET", "POST"])
@requires(Permission.RUN_PAY)
def answer_purse_request(request_id: UUID) -> Response:
    """Read what a member asks for; do it, or refuse it and say why."""
    asked, form = _asked(request_id), PurseAnswerForm()
    form.ask_about(Wish(asked.purse, asked.amount, asked.to_purse))
    if not form.validate_on_submit():
        return _request_page(asked, form)
    if form.is_yes and not is_sure():
        return _look_at_request(asked, form)
    with transaction():
        _answer(request_id, form)
    flash(_("Done. It is in the books.") if form.is_yes else _("Refused, with your reason."))
    return redirect(url_for("payroll.purses"))


def _answer(request_id: UUID, form: PurseAnswerForm) -> None:
    if form.is_yes:
        actions.grant_purse_request(request_id, form.how, hand=access.hand())
    else:
        actions.refuse_purse_request(request_id, form.because.data or "", hand=access.hand())


def _asked(request_id: UUID) -> RequestView:
    found = queries.purse_request(request_id)
    if found is None:
        raise NotFound(N_("request for money kept here"))
    return found


def _pay_out_form(member_id: UUID) -> PayOutForm:
    titles, form = queries.purse_titles(member_id), PayOutForm()
    held = queries.purses_now(member_id, today()).balances
    form.offer({code: titles.get(code, code) for code, amount in held.items() if amount > 0})
    return form


def _purses_page(member_id: UUID, form: PayOutForm) -> Response:
    now = queries.purses_now(member_id, today())
    return pages.page(
        "payroll/member_purses.html",
        status=422 if form.is_submitted() else 200,
        person=member(member_id, today()),
        form=form,
        lies=now,
        titles=queries.purse_titles(member_id),
        until_release=UNTIL_RELEASE,
        requests=queries.requests_for_purses(member_id),
        moves=queries.purse_moves(member_id),
        states=STATES,
        who=name_of,
    )


def _request_page(asked: RequestView, form: PurseAnswerForm) -> Response:
    return pages.page(
        "payroll/purse_request.html",
        status=422 if form.is_submitted() else 200,
        asked=asked,
        form=form,
        titles=queries.purse_titles(asked.member_id),
        there=queries.purses_now(asked.member_id, today()).balances.get(asked.purse, 0),
        states=STATES,
    )


def _look_at_payment(member_id: UUID, wish: Wish, form: PayOutForm) -> Response:
    by, now = access.current_member_id(), queries.purses_now(member_id, today())
    refuse_if(
        refusals_to_settle(member_id, by, is_issuing=queries.is_issuing())
        + refusals_to_pay(wish, now, form.how, today=today())
    )
    lines = [*_said(member_id, wish), *_how_said(form)]
    back_url = url_for("payroll.member_purses", member_id=member_id)
    return sure_page(
        _("Record this payment?"), lines, sent_again(), act=_("Record it"), back_url=back_url
    )


def _look_at_request(asked: RequestView, form: PurseAnswerForm) -> Response:
    wish = Wish(asked.purse, asked.amount, asked.to_purse)
    titles = queries.purse_titles(asked.member_id)
    moved = [(_("Goes into"), titles.get(wish.to_purse, wish.to_purse))]
    lines = [*_said(asked.member_id, wish), *(moved if wish.to_purse else _how_said(form))]
    back_url = url_for("payroll.answer_purse_request", request_id=asked.id)
    return sure_page(
        _("Do what the member asks?"), lines, sent_again(), act=_("Do it"), back_url=back_url
    )


def _said(member_id: UUID, wish: Wish) -> Lines:
    there = queries.purses_now(member_id, today()).balances.get(wish.purse, 0)
    titles = queries.purse_titles(member_id)
    return [
        (_("Member"), name_of(member_id)),
        (_("From"), titles.get(wish.purse, wish.purse)),
        (_("Lies there now"), sum_of(there)),
        (_("Amount"), sum_of(wish.amount)),
        (_("Left afterwards"), sum_of(there - wish.amount)),
    ]


def _how_said(form: HowPart) -> Lines:
    way = next(str(one.label) for one in WAYS if one.value == form.way.data)
    lines = [(_("How"), way), (_("Day"), wording.day(form.how.on))]
    return [*lines, (_("Because"), form.how.because)] if form.how.because else lines
