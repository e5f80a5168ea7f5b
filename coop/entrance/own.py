"""One’s own way in: the sign-ins that are open, the password, the PIN."""

from datetime import timedelta
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, requires
from coop.core.accounts import (
    SignIn,
    change_password,
    end_all_sessions,
    has_second_factor,
    set_pin,
    the_account,
)
from coop.core.accounts import end_session as end_one
from coop.core.credentials.sessions import sessions_of
from coop.core.db import transaction
from coop.core.errors import N_, NotFound, Refused
from coop.core.pages import page
from coop.entrance.forms import NewPinForm, PasswordForm
from coop.entrance.threshold import bp, let_in, not_right, proved_again, reasons, too_many


@bp.get("/me/sign-ins")
@requires(Permission.SIGNED_IN)
def sessions() -> Response:
    """Show where this account is signed in: coarse times, no addresses."""
    who = _me()
    return page(
        "signin/sessions.html",
        sessions=sessions_of(who.account_id, this=who.session_id),
        has_second_factor=has_second_factor(who.account_id),
        on_terminal=access.on_terminal(),
        has_pin=the_account(who.account_id).pin_hash is not None,
    )


@bp.post("/me/sign-ins/<uuid:session_id>/end")
@requires(Permission.SIGNED_IN)
def end_session(session_id: UUID) -> Response:
    """End one of one’s own sign-ins; nobody else’s can be found."""
    who = _me()
    with transaction():
        ended = end_one(session_id, account_id=who.account_id)
    if not ended:
        raise NotFound(N_("sign-in"))
    flash(_("That sign-in has ended."))
    return redirect(url_for(".sessions"))


@bp.post("/me/sign-ins/end-others")
@requires(Permission.SIGNED_IN)
def end_others() -> Response:
    """End every sign-in but this one."""
    who = _me()
    with transaction():
        ended = end_all_sessions(
            who.account_id, hand=access.hand_of(who.account_id), but=who.session_id
        )
    flash(ngettext("%(num)d other sign-in has ended.", "%(num)d other sign-ins have ended.", ended))
    return redirect(url_for(".sessions"))


@bp.route("/me/password", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
def password() -> Response:
    """Change one’s password; every other sign-in ends."""
    who, form = _me(), PasswordForm()
    if not form.validate_on_submit():
        return page("signin/password.html", form=form, status=422 if form.errors else 200)
    return _proved(who, form, "signin/password.html") or _change_password(who, form)


@bp.route("/me/pin", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
def pin() -> Response:
    """Set one’s PIN for shared terminals."""
    who, form = _me(), NewPinForm()
    if not form.validate_on_submit():
        return page("signin/pin.html", form=form, status=422 if form.errors else 200)
    return _proved(who, form, "signin/pin.html") or _set_pin(who, form)


def _me() -> SignIn:
    who = access.signed_in()
    if who is None:
        raise NotFound(N_("sign-in"))
    return who


def _proved(who: SignIn, form: PasswordForm | NewPinForm, template: str) -> Response | None:
    """Ask for the password again; None means that it was right."""
    proof = proved_again(who, str(form.current.data))
    if isinstance(proof, timedelta):
        return too_many(proof)
    if proof:
        return None
    form.current.errors = not_right()
    return page(template, form=form, status=422)


def _change_password(who: SignIn, form: PasswordForm) -> Response:
    hand = access.hand_of(who.account_id)
    try:
        with transaction():
            change_password(who.account_id, str(form.password.data), hand=hand)
            end_all_sessions(who.account_id, hand=hand, but=who.session_id)
    except Refused as refused:
        form.password.errors = reasons(refused.refusals)
        return page("signin/password.html", form=form, status=422)
    let_in(who.account_id, passed=has_second_factor(who.account_id))
    flash(_("Your password is changed. Every other sign-in has ended."))
    return redirect(url_for(".sessions"))


def _set_pin(who: SignIn, form: NewPinForm) -> Response:
    try:
        with transaction():
            set_pin(who.account_id, str(form.pin.data), hand=access.hand_of(who.account_id))
    except Refused as refused:
        form.pin.errors = reasons(refused.refusals)
        return page("signin/pin.html", form=form, status=422)
    flash(_("Your PIN is set. Use it with your membership number at a shared terminal."))
    return redirect(url_for(".sessions"))
