"""Signing in with a password or at a shared terminal, and signing out."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, requires
from coop.core.credentials.passwords import account_with_password, account_with_pin
from coop.core.credentials.rules import Proof
from coop.core.credentials.throttle import NO_WAIT, forgive, take_a_try
from coop.core.db import transaction
from coop.core.pages import page
from coop.entrance.forms import PinForm, SignInForm
from coop.entrance.threshold import (
    address,
    bp,
    let_in,
    not_right,
    onward,
    step_out,
    this_terminal,
    too_many,
)


@bp.route("/sign-in", methods=["GET", "POST"])
@requires(Permission.ANYONE)
def sign_in() -> Response:
    """Ask for a name and a password, and count the tries."""
    if request.method == "GET" and access.begun():
        return onward()
    form = SignInForm()
    if not form.validate_on_submit():
        return page(
            "signin/sign_in.html", form=form, terminal=this_terminal(), status=_status(form)
        )
    return _try_password(form)


@bp.route("/terminal", methods=["GET", "POST"])
@requires(Permission.ANYONE)
def terminal() -> Response:
    """Ask for a membership number and a PIN, on a registered shared device only."""
    if request.method == "GET" and access.signed_in():
        return onward()
    here, form = this_terminal(), PinForm()
    if here is None:
        return page("signin/no_terminal.html", status=403)
    if not form.validate_on_submit():
        return page("signin/terminal.html", form=form, terminal=here, status=_status(form))
    return _try_pin(form)


@bp.post("/sign-out")
@requires(Permission.ANYONE)
def sign_out() -> Response:
    """End this sign-in here and on the server."""
    step_out()
    flash(_("You have signed out."))
    return redirect(url_for(".terminal" if this_terminal() else ".sign_in"))


def _try_password(form: SignInForm) -> Response:
    name, password = str(form.name.data), str(form.password.data)
    with transaction():
        wait = take_a_try(Proof.PASSWORD, name, address())
    if wait > NO_WAIT:
        return too_many(wait)
    account_id = account_with_password(name, password)
    if account_id is None:
        form.password.errors = not_right()
        return page("signin/sign_in.html", form=form, terminal=this_terminal(), status=422)
    with transaction():
        forgive(Proof.PASSWORD, name, address())
    return let_in(account_id, password=password)


def _try_pin(form: PinForm) -> Response:
    name, pin = str(form.name.data), str(form.pin.data)
    with transaction():
        wait = take_a_try(Proof.PIN, name, address())
    if wait > NO_WAIT:
        return too_many(wait)
    account_id = account_with_pin(name, pin)
    if account_id is None:
        form.pin.errors = not_right()
        return page("signin/terminal.html", form=form, terminal=this_terminal(), status=422)
    with transaction():
        forgive(Proof.PIN, name, address())
    return let_in(account_id)


def _status(form: SignInForm | PinForm) -> int:
    return 422 if form.errors else 200
