"""The surplus of a year: members read it, whoever keeps the books proposes and carries it out."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from coop.core import access, canonical, listings, pages, wording
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.money import minor
from coop.membership import rulebook
from coop.membership.queries import called, the_cooperative, today
from payroll import actions
from payroll.deeds.surpluses import Plan, worked_out
from payroll.doors.books_words import figures
from payroll.doors.door import bp
from payroll.doors.owned_matters import is_sure, sent_again
from payroll.doors.owned_shared import owned_page, sure_page
from payroll.forms.owned import sum_of
from payroll.forms.owned_officers import CarryOutForm, SurplusForm
from payroll.reading.balances import balance
from payroll.reading.owned_rules import owned_rules_on
from payroll.reading.surpluses import Basis, SurplusView, surplus
from payroll.reading.surpluses import surpluses as every_surplus
from payroll.rules.owned.surplus import Use, rate_of
from payroll.rules.owned.surplus_document import own_part, shared_in
from payroll.rules.owned.surplus_shown import Shown, shown_to_all

STATES = {
    "proposed": _l("proposed"),
    "shared": _l("shared"),
    "dropped": _l("dropped"),
}


@bp.get("/surplus")
@requires(Permission.MEMBER)
def surpluses() -> Response:
    """List what was proposed and shared, the latest year first."""
    rows = every_surplus()
    shown = listings.portion(rows, listings.asked("year").part)
    return owned_page("surpluses.html", portion=shown, states=STATES)


@bp.route("/surplus/new", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def new_surplus() -> Response:
    """Propose how a surplus is to be used: fill in, look at the sums, propose."""
    form = SurplusForm()
    form.ask(owned_rules_on(today()).rules.cap)
    form.offer()
    if not form.validate_on_submit():
        return _new_page(form)
    plan = plan_of(form)
    if not is_sure():
        return _look_at(plan)
    with transaction():
        surplus_id = actions.propose_surplus(plan, hand=access.hand())
    return redirect(url_for("payroll.one_surplus", surplus_id=surplus_id))


@bp.get("/surplus/<uuid:surplus_id>")
@requires(Permission.MEMBER)
def one_surplus(surplus_id: UUID) -> Response:
    """Show one proposal: the parts as everybody may read them, and one’s own part."""
    return _page_of(surplus(surplus_id), CarryOutForm(formdata=None))


@bp.post("/surplus/<uuid:surplus_id>/carry-out")
@requires(Permission.KEEP_BOOKS)
def carry_out_surplus(surplus_id: UUID) -> Response:
    """Share a surplus by a carried motion: look once more, then share."""
    found, form = surplus(surplus_id), CarryOutForm()
    if not form.validate_on_submit():
        return _page_of(found, form)
    if not is_sure():
        return _look_at_sharing(found, form)
    with transaction():
        actions.carry_out_surplus(
            surplus_id, motion_number=form.motion.data or "", hand=access.hand()
        )
    flash(_("Shared. What members get is owed to each from today."))
    return redirect(url_for("payroll.one_surplus", surplus_id=surplus_id))


@bp.post("/surplus/<uuid:surplus_id>/drop")
@requires(Permission.KEEP_BOOKS)
def drop_surplus(surplus_id: UUID) -> Response:
    """Drop a proposal that the members did not want."""
    with transaction():
        actions.drop_surplus(surplus_id, hand=access.hand())
    flash(_("Dropped. It stays to be read."))
    return redirect(url_for("payroll.surpluses"))


def plan_of(form: SurplusForm) -> Plan:
    """Give what the form proposes."""
    uses = {
        Use.GENERAL: form.general.data or 0,
        Use.INDIVISIBLE: form.indivisible.data or 0,
        Use.SOCIAL: form.social.data or 0,
        Use.REBATE: form.rebate.data or 0,
        Use.DIVIDEND: form.dividend.data or 0,
    }
    return Plan(
        first=form.first.data or today(),
        last=form.last.data or today(),
        amount=form.amount.data or 0,
        uses=uses,
        basis=Basis(form.basis.data),
        trade=trade_in(form.trade.data or ""),
        limit=form.limit,
    )


def trade_in(text: str) -> dict[int, int]:
    """Read lines such as “12; 340.50”; the form has refused every line that is none."""
    currency, found = the_cooperative().currency, {}
    for line in filter(None, map(str.strip, text.splitlines())):
        number, _sign, amount = line.partition(";")
        found[int(number)] = minor(amount, currency)
    return found


def _new_page(form: SurplusForm) -> Response:
    rules = owned_rules_on(today()).rules
    return owned_page(
        "surplus_new.html",
        form=form,
        result=-balance("result"),
        rules=rules,
        reserve_lines=[(one.says, rate_of(one.share)) for one in rules.reserves],
        status=422 if form.is_submitted() else 200,
    )


def _look_at(plan: Plan) -> Response:
    shared = shared_in(worked_out(plan))
    lines = [
        (_("Days"), f"{wording.short_day(plan.first)} – {wording.short_day(plan.last)}"),
        (_("Surplus"), sum_of(plan.amount)),
        *((_(part.says), f"{sum_of(part.amount)} ({part.working})") for part in shared.parts),
        (_("Members who get something"), wording.number(len(shared.members))),
    ]
    title, back_url = _("Propose this to the members?"), url_for("payroll.new_surplus")
    return sure_page(title, lines, sent_again(), act=_("Propose it"), back_url=back_url)


def _look_at_sharing(found: SurplusView, form: CarryOutForm) -> Response:
    parts = [(_(part.says), sum_of(part.amount)) for part in found.shared.parts]
    lines = [
        (_("Surplus"), sum_of(found.amount)),
        *parts,
        (_("Motion"), form.motion.data or ""),
        (_("Once"), _("It cannot be shared again, and is not taken back.")),
    ]
    back_url = url_for("payroll.one_surplus", surplus_id=found.id)
    title = _("Share this surplus?")
    return sure_page(title, lines, sent_again(), act=_("Share it"), back_url=back_url)


def _page_of(found: SurplusView, form: CarryOutForm) -> Response:
    keeps = access.may(Permission.KEEP_BOOKS)
    smallest = rulebook.rules_on(today()).smallest_cell
    shared, member_id = found.shared, access.current_member_id()
    parts = [Shown(part.says, part.amount) for part in shared.parts]
    number = called([member_id])[member_id].number
    return owned_page(
        "surplus.html",
        one=found,
        shown=parts if keeps else shown_to_all(shared, smallest),
        whole=shared if keeps else None,
        own=own_part(found.document, number),
        form=form,
        states=STATES,
        status=422 if form.errors else 200,
    )


@bp.get("/surplus/<uuid:surplus_id>.csv")
@requires(Permission.KEEP_BOOKS)
def surplus_csv(surplus_id: UUID) -> Response:
    """Give every member’s part for a spreadsheet: members by number."""
    found = surplus(surplus_id)
    header = [_("Member"), _("What each did"), _("By what they did"), _("To each the same")]
    rows = (
        (one.number, str(one.did), figures(one.rebate), figures(one.dividend))
        for one in found.shared.members
    )
    return pages.csv_download(f"surplus-{found.first.isoformat()}.csv", header, rows)


@bp.get("/surplus/<uuid:surplus_id>.json")
@requires(Permission.KEEP_BOOKS, Permission.AUDIT)
def surplus_json(surplus_id: UUID) -> Response:
    """Give the proposal itself, from which anybody can work it out again."""
    found = surplus(surplus_id)
    answer = Response(canonical.canonical(found.document), mimetype="application/json")
    name = f"surplus-{found.first.isoformat()}.json"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
