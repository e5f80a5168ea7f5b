"""The first visit, with a code on paper; and the paper that a clerk hands over."""

from uuid import UUID

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, requires
from coop.core.accounts import end_all_sessions, issue_invitation, the_account
from coop.core.credentials.invitations import accept_invitation, invited_account
from coop.core.credentials.throttle import NO_WAIT, forgive_from, take_a_try_from
from coop.core.db import transaction
from coop.core.errors import Refused
from coop.core.pages import page
from coop.entrance.forms import WelcomeForm
from coop.entrance.threshold import address, bp, let_in, reasons, too_many


@bp.route("/welcome", methods=["GET", "POST"])
@requires(Permission.ANYONE)
def welcome() -> Response:
    """Take the code from a letter, and the password that the person chooses."""
    form = WelcomeForm()
    if not form.validate_on_submit():
        return page("signin/welcome.html", form=form, status=422 if form.errors else 200)
    with transaction():
        wait = take_a_try_from(address())
    if wait > NO_WAIT:
        return too_many(wait)
    return _accept(form)


@bp.post("/accounts/<uuid:account_id>/invitation")
@requires(Permission.KEEP_REGISTER, Permission.KEY_PAPER)
def invite(account_id: UUID) -> Response:
    """Show a fresh sign-in code once, to be printed and handed over."""
    account = the_account(account_id)
    name = account.name
    with transaction():
        may_replace = access.may(Permission.KEEP_REGISTER)
        code = issue_invitation(account_id, hand=access.hand(), may_replace=may_replace)
    return page("signin/invitation.html", name=name, code=code)


def _accept(form: WelcomeForm) -> Response:
    code, password = str(form.code.data), str(form.password.data)
    account_id = invited_account(code)
    if account_id is None:
        form.code.errors = [_("This code is not right, was used before, or is too old.")]
        return page("signin/welcome.html", form=form, status=422)
    hand = access.hand_of(account_id)
    try:
        with transaction():
            accept_invitation(code, password, hand=hand)
            end_all_sessions(account_id, hand=hand)
            forgive_from(address())
    except Refused as refused:
        form.password.errors = reasons(refused.refusals)
        return page("signin/welcome.html", form=form, status=422)
    return let_in(account_id)
