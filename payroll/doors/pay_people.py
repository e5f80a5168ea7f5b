"""Members and their pay: the list, and one member’s terms and way, with all that was before."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, listings
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.membership.queries import member, today
from payroll import actions, queries
from payroll.doors.door import bp
from payroll.doors.run_words import CALENDARS, EMPLOYERS, WAYS, run_page
from payroll.forms.pay_people import TermsForm, WayForm
from payroll.reading.pay_people import PayPerson, pay_people
from payroll.reading.schemes import scheme_history
from payroll.rules.runs.terms import PaidBy, Terms, Way

LACKING = 2


@bp.get("/pay/people")
@requires(Permission.RUN_PAY)
def pay_people_list() -> Response:
    """List members with their terms; who has none stands first."""
    asked, everybody = listings.asked("lacking", "name", "number"), pay_people(today())
    only = request.args.get("terms") == "none"
    rows = [one for one in everybody if not only or one.lacks < LACKING]
    return run_page(
        "pay_people.html",
        portion=listings.portion(_sorted(rows, asked), asked.part),
        asked=asked,
        without=sum(one.terms is None for one in everybody),
        titles=_titles(),
        only=only,
    )


@bp.get("/pay/people/<uuid:member_id>")
@requires(Permission.RUN_PAY)
def pay_person(member_id: UUID) -> Response:
    """Show one member’s terms of pay and how their money reaches them."""
    return _page(member_id, _terms_form(member_id), _way_form(member_id))


@bp.post("/pay/people/<uuid:member_id>/terms")
@requires(Permission.RUN_PAY)
def set_terms(member_id: UUID) -> Response:
    """Set the terms of a member’s pay from a day on."""
    form = _terms_form(member_id, is_sent=True)
    if not form.validate_on_submit() or form.from_on.data is None:
        return _page(member_id, form, _way_form(member_id), status=422)
    with transaction():
        actions.set_pay_terms(member_id, form.terms, from_on=form.from_on.data, hand=access.hand())
    flash(_("Recorded. It holds from that day."))
    return redirect(url_for("payroll.pay_person", member_id=member_id))


@bp.post("/pay/people/<uuid:member_id>/way")
@requires(Permission.RUN_PAY)
def set_way(member_id: UUID) -> Response:
    """Say how a member’s money reaches them from a day on."""
    form = _way_form(member_id, is_sent=True)
    if not form.validate_on_submit() or form.from_on.data is None:
        return _page(member_id, _terms_form(member_id), form, status=422)
    with transaction():
        actions.set_pay_way(member_id, form.paid_by, from_on=form.from_on.data, hand=access.hand())
    flash(_("Recorded. It holds from that day."))
    return redirect(url_for("payroll.pay_person", member_id=member_id))


def _titles() -> dict[str, str]:
    return {one.code: one.scheme.title for one in reversed(scheme_history())}


def _terms_form(member_id: UUID, *, is_sent: bool = False) -> TermsForm:
    held = queries.terms_on(member_id, today()) or Terms("")
    usual = {
        "from_on": today(),
        "scheme": held.scheme,
        "grade": held.grade,
        "employer": held.employer,
        "calendar": held.calendar,
        "settings": "\n".join(f"{name} = {value}" for name, value in held.settings.items()),
    }
    sent = {} if is_sent else {"formdata": None}
    form = TermsForm(prefix="terms-", data=usual, **sent)
    form.offer(_titles(), dict(EMPLOYERS), dict(CALENDARS))
    return form


def _way_form(member_id: UUID, *, is_sent: bool = False) -> WayForm:
    name = member(member_id, today()).name
    held = queries.way_on(member_id, today()) or PaidBy(Way.BANK, holder=name)
    usual = {
        "from_on": today(),
        "way": held.way,
        "iban": held.iban,
        "bic": held.bic,
        "holder": held.holder,
    }
    sent = {} if is_sent else {"formdata": None}
    form = WayForm(prefix="way-", data=usual, **sent)
    form.offer(dict(WAYS))
    return form


def _page(member_id: UUID, terms: TermsForm, way: WayForm, *, status: int = 200) -> Response:
    return run_page(
        "pay_person.html",
        status=status,
        person=member(member_id, today()),
        terms=terms,
        way=way,
        history=queries.terms_history(member_id),
        was_paid=queries.ways_history(member_id),
        titles=_titles(),
        day=today(),
    )


def _sorted(rows: list[PayPerson], asked: listings.Asked) -> list[PayPerson]:
    found = [one for one in rows if asked.matches(one.name, str(one.number))]
    keys = {"name": lambda one: one.sort_name.casefold(), "number": lambda one: one.number}
    if asked.sort in keys:
        found.sort(key=keys[asked.sort], reverse=asked.descending)
    return found
