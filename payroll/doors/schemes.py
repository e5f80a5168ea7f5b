"""Pay schemes: those in use, those that come with Evenhand, one in words, and adopting it."""

from datetime import date

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, NotFound
from coop.membership.queries import the_cooperative, today
from payroll.doors.door import bp
from payroll.doors.scheme_words import Words
from payroll.doors.trying import tried
from payroll.forms.schemes import AdoptionForm, OwnSchemeForm, adoption_form, one_newline
from payroll.reading.schemes import AdoptedScheme, scheme_history, schemes_on
from payroll.rules.schemes.adopted import in_currency
from payroll.rules.schemes.scheme import RateRow, Scheme
from payroll.rules.schemes.scheme_file import WrongScheme, read_scheme, shipped, shipped_text

READERS = (Permission.RUN_PAY, Permission.APPROVE_PAY)


@bp.get("/pay/schemes")
@requires(*READERS)
def schemes() -> Response:
    """Show the schemes in use, those to come, and those that come with Evenhand."""
    return pages.page(
        "payroll/schemes.html",
        in_use=schemes_on(today()),
        to_come=[one for one in scheme_history() if one.from_on > today()],
        shipped=[read_scheme(shipped_text(code)) for code in shipped()],
    )


@bp.get("/pay/schemes/<code>")
@requires(*READERS)
def scheme(code: str) -> Response:
    """Show a scheme in plain words: every number, its source, and the day of its facts."""
    history = scheme_history(code)
    adopted = _version(history)
    shown = adopted.scheme if adopted else _shipped(code)
    return pages.page(
        "payroll/scheme.html",
        scheme=shown,
        adopted=adopted,
        history=history,
        words=Words(shown),
        tried=tried(shown, adopted.switches if adopted else {}, today()),
        ours=the_cooperative().currency,
    )


@bp.get("/pay/schemes/<code>.toml")
@requires(*READERS)
def scheme_file(code: str) -> Response:
    """Give the scheme’s own file, to be read or to begin another one with."""
    adopted = _version(scheme_history(code))
    text = adopted.scheme.text if adopted else shipped_text(_shipped(code).code)
    answer = Response(text, mimetype="text/plain")
    answer.headers["Content-Disposition"] = f'attachment; filename="{code}.toml"'
    return answer


@bp.route("/pay/schemes/<code>/adopt", methods=["GET", "POST"])
@requires(Permission.RUN_PAY)
def adopt_scheme(code: str) -> Response:
    """Choose the switches, write the rates, look at all of it, and adopt it by a motion."""
    text = _text(code)
    form = _form_of(text, code)
    if not form.validate_on_submit() or request.form.get("change"):
        return adopt_page(form, status=_status(form))
    if not form.sure.data:
        return adopt_page(form, review=True)
    with transaction():
        form.carry_out(text, access.hand())
    flash(_("The scheme is adopted. Members can be paid by it from that day."))
    return redirect(url_for("payroll.scheme", code=code))


@bp.route("/pay/schemes/own", methods=["GET", "POST"])
@requires(Permission.RUN_PAY)
def own_scheme() -> Response:
    """Take in a scheme of the co-operative’s own; a wrong one comes back with every fault."""
    form = OwnSchemeForm()
    text = form.read() if form.validate_on_submit() else ""
    if not text:
        status = 422 if form.is_submitted() else 200
        return pages.page("payroll/scheme_own.html", form=form, status=status)
    made = adoption_form(read_scheme(text), _held_rates(read_scheme(text).code))
    made.text.data = text
    return adopt_page(made, is_fresh=True)


def adopt_page(
    form: AdoptionForm, *, review: bool = False, is_fresh: bool = False, status: int = 200
) -> Response:
    """Show the choices of a scheme, or all of it once more before it is final."""
    return pages.page(
        "payroll/scheme_review.html" if review else "payroll/scheme_adopt.html",
        form=form,
        scheme=form.scheme,
        is_fresh=is_fresh,
        rates=[(one.what, one.how) for one in map(Words(form.scheme).rate, _rates(form))],
        sent=[(name, value) for name, value in request.form.items() if name not in UNSENT],
        status=status,
    )


def _rates(form: AdoptionForm) -> list[RateRow]:
    return form.rates() if form.from_on.data else []


UNSENT = {"csrf_token", "sure", "change"}


def _status(form: AdoptionForm) -> int:
    return 422 if form.is_submitted() and form.errors else 200


def _form_of(text: str, code: str) -> AdoptionForm:
    try:
        found = read_scheme(text)
    except WrongScheme as wrong:
        raise NotFound(N_("pay scheme")) from wrong
    if found.code != code:
        raise NotFound(N_("pay scheme"))
    return adoption_form(found, _held_rates(code))


def _held_rates(code: str) -> tuple[RateRow, ...]:
    history = scheme_history(code)
    return history[0].rates if history else ()


def _text(code: str) -> str:
    """Give the text to adopt: the shipped one, the one just sent, or the one adopted before."""
    if code in shipped():
        return in_currency(shipped_text(code), the_cooperative().currency)
    sent = one_newline(request.form.get("text", ""))
    history = scheme_history(code)
    if not sent and not history:
        raise NotFound(N_("pay scheme"))
    return sent or history[0].scheme.text


def _version(history: tuple[AdoptedScheme, ...]) -> AdoptedScheme | None:
    """Give the version of the day that was asked for, or of today; else the first to come."""
    try:
        day = date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        day = today()
    holding = [one for one in history if one.from_on <= day]
    return holding[0] if holding else (history[-1] if history else None)


def _shipped(code: str) -> Scheme:
    if code not in shipped():
        raise NotFound(N_("pay scheme"))
    return read_scheme(in_currency(shipped_text(code), the_cooperative().currency))
