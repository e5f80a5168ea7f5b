"""The rules of ownership: every number with its source, and the members’ choice of a rule set."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from coop.core import access, wording
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, NotFound, refuse_if
from coop.membership.queries import today
from payroll import actions
from payroll.doors.door import bp
from payroll.doors.owned_matters import is_sure, sent_again
from payroll.doors.owned_shared import owned_page, sure_page
from payroll.forms.owned import Lines
from payroll.forms.owned_officers import ChooseRulesForm
from payroll.reading.owned_rules import owned_rules_history, owned_rules_on
from payroll.rules.owned.interest import percent
from payroll.rules.owned.owned_reading import Cited
from payroll.rules.owned.owned_rules import OwnedRules, owned_rules, refusals_of_switches, shipped
from payroll.rules.owned.surplus import rate_of
from payroll.told import refusals_of_motion

KEYS = {
    "withdrawal.notice_months": _l("Months of notice before shares are paid out"),
    "withdrawal.leavers_years": _l("Years within which somebody who left is paid"),
    "interest.at_least": _l("Interest is always allowed up to this rate"),
    "interest.above": _l("Interest is allowed so much above another rate"),
    "dividend.capped_as_interest": _l("A dividend is limited like interest on shares"),
    "lock.residue": _l("Who has the rest when the co-operative ends"),
    "reserves.legal.share": _l("Of every surplus to the legal reserve"),
    "reserves.mutual.share": _l("Of every surplus to the mutual fund"),
    "reserves.indivisible.share": _l("Of every surplus to reserves that are never shared out"),
}
VALUES = {
    "True": _l("yes"),
    "False": _l("no"),
    "mutual_fund": _l("the mutual fund for co-operation"),
}


@bp.get("/ownership")
@requires(Permission.MEMBER)
def ownership() -> Response:
    """Show the rules of ownership in force, the choices before, and what else there is."""
    now = owned_rules_on(today())
    return owned_page(
        "ownership.html",
        chosen_rules=now,
        lines=_cited(now.rules),
        chosen=_chosen(now.rules, dict(now.switches)),
        history=owned_rules_history(),
        others=[owned_rules(code) for code in shipped()],
        today=today(),
    )


@bp.route("/ownership/<code>/choose", methods=["GET", "POST"])
@requires(Permission.KEEP_BOOKS)
def choose_ownership(code: str) -> Response:
    """Choose a rule set by a carried motion: set every switch, look once more, choose."""
    rules, form = _shipped(code), ChooseRulesForm(data={"from_on": today()})
    switches = {one.code: request.form.get(f"switch-{one.code}", "") for one in rules.switches}
    if not form.validate_on_submit():
        return _choice_page(rules, form)
    if not is_sure():
        return _look_at_choice(rules, form, switches)
    from_on, motion = form.from_on.data or today(), form.motion.data or ""
    with transaction():
        actions.choose_owned_rules(
            code, switches, from_on=from_on, motion_number=motion, hand=access.hand()
        )
    flash(_("Chosen. What held before stays to be read."))
    return redirect(url_for("payroll.ownership"))


def _shipped(code: str) -> OwnedRules:
    if code not in shipped():
        raise NotFound(N_("rule set"))
    return owned_rules(code)


def _cited(rules: OwnedRules) -> list[tuple[str, str, str]]:
    """Give every number as people read it, with its source."""
    return [(str(KEYS.get(one.key, one.key)), _value(one), one.source) for one in rules.cited]


def _value(one: Cited) -> str:
    share = one.key.endswith((".share", ".at_least", ".above"))
    if share:
        whole, _bar, part = one.value.partition("/")
        return f"{percent(1_000_000 * int(whole) // int(part or 1))} %"
    return str(VALUES.get(one.value, one.value))


def _chosen(rules: OwnedRules, switches: dict[str, str]) -> Lines:
    """Say each switch and what was chosen; what is not chosen says so."""
    return [
        (one.says, one.choices.get(switches.get(one.code, ""), _("not chosen yet")))
        for one in rules.switches
    ]


def _choice_page(rules: OwnedRules, form: ChooseRulesForm) -> Response:
    status = 422 if form.is_submitted() else 200
    return owned_page(
        "ownership_choose.html", rules=rules, form=form, lines=_cited(rules), status=status
    )


def _look_at_choice(rules: OwnedRules, form: ChooseRulesForm, switches: dict[str, str]) -> Response:
    refuse_if(refusals_of_switches(rules, switches) + refusals_of_motion(form.motion.data or ""))
    lines = [
        (_("Rules"), rules.title),
        (_("From"), wording.day(form.from_on.data)),
        (_("Motion"), form.motion.data or ""),
        *_chosen(rules, switches),
        *((one.says, rate_of(one.share)) for one in rules.reserves),
    ]
    title, back_url = _("Choose these rules?"), url_for("payroll.ownership")
    return sure_page(title, lines, sent_again(), act=_("Choose them"), back_url=back_url)
