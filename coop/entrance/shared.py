"""Shared terminals: registered on the device itself, listed and retired by an officer."""

from datetime import timedelta
from uuid import UUID

from flask import abort, current_app, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, requires
from coop.core.accounts import register_terminal, retire_terminal
from coop.core.accounts import terminals as every_terminal
from coop.core.credentials.second_factor import is_demonstration
from coop.core.credentials.terminals import card_for
from coop.core.db import transaction
from coop.core.pages import page
from coop.entrance.forms import TerminalForm
from coop.entrance.threshold import CARD, bp, step_out, this_terminal

CARD_LASTS = timedelta(days=400)


@bp.route("/terminals", methods=["GET", "POST"])
@requires(Permission.KEEP_REGISTER)
def terminals() -> Response:
    """List the shared terminals, and make this device one."""
    form = TerminalForm()
    if not form.validate_on_submit():
        return page(
            "signin/terminals.html",
            form=form,
            terminals=every_terminal(),
            status=422 if form.errors else 200,
        )
    with transaction():
        terminal_id = register_terminal(str(form.place_name.data), hand=access.hand())
    return _hand_card(terminal_id)


@bp.post("/terminals/<uuid:terminal_id>/retire")
@requires(Permission.KEEP_REGISTER)
def retire(terminal_id: UUID) -> Response:
    """Retire a terminal; whoever is signed in there is out at once."""
    with transaction():
        retire_terminal(terminal_id, hand=access.hand())
    flash(_("The terminal is retired. Nobody can sign in there with a PIN."))
    return redirect(url_for(".terminals"))


@bp.post("/terminal/leave")
@requires(Permission.ANYONE)
def leave_terminal() -> Response:
    """Let one browser stop being a terminal, in a demonstration that has no other device."""
    if not is_demonstration() or this_terminal() is None:
        abort(403)
    answer = redirect(url_for(".sign_in"))
    answer.delete_cookie(CARD)
    return answer


def _hand_card(terminal_id: UUID) -> Response:
    """Give this device its long-lived card, and end the officer’s own sign-in on it."""
    step_out()
    flash(_("This device is now a shared terminal. You have signed out here."))
    answer = redirect(url_for(".terminal"))
    answer.set_cookie(
        CARD,
        card_for(terminal_id),
        max_age=CARD_LASTS,
        httponly=True,
        samesite="Strict",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )
    return answer
