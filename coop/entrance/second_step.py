"""The second step: setting it up, giving a code, and recovery codes when a telephone is lost."""

from datetime import timedelta

import segno
from flask import redirect, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, requires
from coop.core.accounts import SignIn, enrol_second_factor, has_second_factor
from coop.core.credentials import second_factor as steps
from coop.core.credentials.rules import Proof
from coop.core.credentials.throttle import NO_WAIT, forgive, take_a_try
from coop.core.db import transaction
from coop.core.pages import letterhead, page
from coop.entrance.forms import CodeForm, MoveForm, RecoveryForm
from coop.entrance.threshold import address, bp, let_in, not_right, onward, proved_again, too_many


@bp.route("/sign-in/code", methods=["GET", "POST"])
@requires(Permission.ANYONE)
def second_factor() -> Response:
    """Ask for the code that the telephone shows."""
    who, form = access.begun(), CodeForm()
    if who is None or who.is_complete:
        return onward() if who else redirect(url_for(".sign_in"))
    if not form.validate_on_submit():
        return _code_page(who, form, status=422 if form.errors else 200)
    return _try_code(who, form)


@bp.route("/sign-in/recovery", methods=["GET", "POST"])
@requires(Permission.ANYONE)
def recovery() -> Response:
    """Take one of the codes kept on paper instead."""
    who, form = access.begun(), RecoveryForm()
    if who is None or who.is_complete:
        return onward() if who else redirect(url_for(".sign_in"))
    if not form.validate_on_submit():
        return page("signin/recovery.html", form=form, status=422 if form.errors else 200)
    return _try_recovery(who, form)


@bp.route("/sign-in/second-step", methods=["GET", "POST"])
@requires(Permission.ANYONE)
def enrol() -> Response:
    """Set up the second step, or move it to another telephone."""
    who = access.begun()
    if who is None:
        return redirect(url_for(".sign_in"))
    if who.terminal_id or (has_second_factor(who.account_id) and not who.is_complete):
        return redirect(url_for(".second_factor"))
    form = MoveForm() if who.is_complete else CodeForm()
    if not form.validate_on_submit():
        return _enrol_page(who, form, status=422 if form.errors else 200)
    return _wrong_enrolment(who, form) or _enrol(who, form)


def _try_code(who: SignIn, form: CodeForm) -> Response:
    with transaction():
        wait = take_a_try(Proof.CODE, str(who.account_id), address())
        good = wait == NO_WAIT and steps.use_code(who.account_id, str(form.code.data))
        if good:
            forgive(Proof.CODE, str(who.account_id), address())
    if wait > NO_WAIT:
        return too_many(wait)
    if not good:
        form.code.errors = not_right()
        return _code_page(who, form, status=422)
    return let_in(who.account_id, passed=True)


def _try_recovery(who: SignIn, form: RecoveryForm) -> Response:
    hand = access.hand_of(who.account_id)
    with transaction():
        wait = take_a_try(Proof.CODE, str(who.account_id), address())
        code = str(form.code.data)
        good = wait == NO_WAIT and steps.use_recovery_code(who.account_id, code, hand=hand)
        if good:
            forgive(Proof.CODE, str(who.account_id), address())
    if wait > NO_WAIT:
        return too_many(wait)
    if not good:
        form.code.errors = not_right()
        return page("signin/recovery.html", form=form, status=422)
    return let_in(who.account_id, passed=True)


def _wrong_enrolment(who: SignIn, form: CodeForm) -> Response | None:
    """Believe a telephone once it has shown one right code; None means that all was right."""
    if isinstance(form, MoveForm):
        proof = proved_again(who, str(form.current.data))
        if isinstance(proof, timedelta):
            return too_many(proof)
        form.current.errors = [] if proof else not_right()
    if not steps.is_code_of(_proposed(who), str(form.code.data)):
        form.code.errors = not_right()
    return _enrol_page(who, form, status=422) if form.errors else None


def _enrol(who: SignIn, form: CodeForm) -> Response:
    """Set the second step up, and show the recovery codes this once."""
    hand = access.hand_of(who.account_id)
    with transaction():
        codes = enrol_second_factor(who.account_id, _proposed(who), hand=hand)
        steps.use_code(who.account_id, str(form.code.data))
    on = let_in(who.account_id, passed=True)
    return page("signin/recovery_codes.html", codes=codes, on=on.location)


def _proposed(who: SignIn) -> str:
    return steps.proposed_secret(str(who.session_id))


def _code_page(who: SignIn, form: CodeForm, *, status: int) -> Response:
    shown = steps.current_code_of(who.account_id)
    return page("signin/code.html", form=form, shown_code=shown, status=status)


def _enrol_page(who: SignIn, form: CodeForm, *, status: int) -> Response:
    head, secret = letterhead(), _proposed(who)
    link = steps.address_for_telephone(who.name, secret, issuer=head.name if head else "Evenhand")
    return page(
        "signin/enrol.html",
        form=form,
        secret=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        picture=_picture(link),
        shown_code=steps.current_code(secret) if steps.is_demonstration() else "",
        is_asked=not who.is_complete,
        status=status,
    )


def _picture(link: str) -> Markup:
    """Draw the square code as a picture inside the page, for nothing may be fetched for it."""
    drawn = segno.make(link, error="m").svg_inline(
        scale=5, border=4, light="#fff", dark="#000", svgclass="square-code", lineclass=None
    )
    # segno drew it from squares; no text of a person is in it.
    return Markup(drawn)  # noqa: S704 # nosec B704
