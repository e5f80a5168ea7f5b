"""What every way in shares: the throttle’s page, and stepping over the threshold."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from flask import Blueprint, Response, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as AnyResponse

from coop.core import access
from coop.core.accounts import (
    SignIn,
    end_session,
    forget_attempts,
    forget_sessions,
    has_second_factor,
    start_session,
)
from coop.core.credentials.passwords import is_password_of, renew_hash
from coop.core.credentials.rules import Proof, whole_minutes
from coop.core.credentials.terminals import TerminalView, terminal_of
from coop.core.credentials.throttle import NO_WAIT, forgive, take_a_try
from coop.core.db import transaction
from coop.core.error_pages import say, say_to_do
from coop.core.errors import N_, Refusal
from coop.core.pages import NavItem, page, register_nav

CARD = "evenhand_terminal"

bp = Blueprint("signin", __name__)
bp.record_once(
    lambda _state: register_nav(
        NavItem(N_("Terminals"), "signin.terminals", access.Permission.KEEP_REGISTER, 90)
    )
)


def address() -> str | None:
    """Give the network address that the request came from; it is used as a keyed hash only."""
    return request.remote_addr


def this_terminal() -> TerminalView | None:
    """Give the shared terminal that this device is, if it is one."""
    return terminal_of(request.cookies.get(CARD))


def let_in(account_id: UUID, *, password: str = "", passed: bool = False) -> AnyResponse:
    """Step over the threshold: a fresh sign-in, whatever this browser carried before.

    On a shared terminal every sign-in is the terminal’s: short, and with a member’s powers.
    """
    before, terminal = access.begun(), this_terminal()
    with transaction():
        if before:
            end_session(before.session_id, account_id=before.account_id)
        if password:
            renew_hash(account_id, password)
        forget_attempts()
        forget_sessions()
        terminal_id = terminal.id if terminal else None
        token = start_session(account_id, terminal_id=terminal_id, second_factor_passed=passed)
    access.remember(token)
    return onward()


def step_out() -> None:
    """End this browser’s sign-in, here and on the server."""
    who = access.begun()
    if who:
        with transaction():
            end_session(who.session_id, account_id=who.account_id)
    access.forget()


def onward() -> AnyResponse:
    """Go to the page that was wanted, or first to the second step."""
    who, wanted = access.begun(), request.args.get("next")
    if who is None or who.is_complete:
        return redirect(access.safe_next(wanted))
    return redirect(url_for(second_step_of(who), next=wanted))


def second_step_of(who: SignIn) -> str:
    """Name the page of the second step: giving a code, or setting it up first."""
    return "signin.second_factor" if has_second_factor(who.account_id) else "signin.enrol"


def proved_again(who: SignIn, password: str) -> timedelta | bool:
    """Ask for the password again, for a browser left open must not be enough.

    True or False says whether it was right; a time says how long to wait first.
    """
    with transaction():
        wait = take_a_try(Proof.PASSWORD, who.name, address())
    if wait > NO_WAIT:
        return wait
    if not is_password_of(who.account_id, password):
        return False
    with transaction():
        forgive(Proof.PASSWORD, who.name, address())
    return True


def too_many(wait: timedelta) -> Response:
    """Say in plain words how long to wait (429)."""
    minutes = whole_minutes(wait)
    sentence = ngettext("Wait %(num)d minute.", "Wait %(num)d minutes.", minutes)
    answer = page("signin/wait.html", status=429, sentence=sentence)
    answer.headers["Retry-After"] = str(minutes * 60)
    return answer


def reasons(refusals: Sequence[Refusal]) -> list[str]:
    """Say refusals beside the field that they are about."""
    advice = dict.fromkeys(filter(None, map(say_to_do, refusals)))
    return [*map(say, refusals), *advice]


def not_right() -> list[str]:
    """Say that a proof was wrong, in words that do not tell which half was wrong."""
    return [_("That is not right. Check each part, and try again.")]
