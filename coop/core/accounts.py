"""The front door of accounts: what other rooms may use, and how the application wakes it.

The rooms behind it are in `coop.core.credentials`, one file a noun.
"""

from flask import Flask, current_app
from flask_login import LoginManager

from coop.core.credentials import keys
from coop.core.credentials.invitations import issue_invitation
from coop.core.credentials.models import (
    Account,
    Invitation,
    RecoveryCode,
    SignInSession,
    SignInTries,
    Terminal,
)
from coop.core.credentials.passwords import (
    account_named,
    change_password,
    close_account,
    open_account,
    reopen_account,
    set_number_lookup,
    set_pin,
    the_account,
    use_hasher,
)
from coop.core.credentials.second_factor import (
    enrol_second_factor,
    has_second_factor,
    needs_second_factor,
    new_secret,
    set_demonstration,
    set_needs_second_factor,
)
from coop.core.credentials.sessions import (
    SignIn,
    end_all_sessions,
    end_session,
    forget_sessions,
    is_due_a_touch,
    live_session,
    start_session,
    touch,
)
from coop.core.credentials.terminals import register_terminal, retire_terminal, terminals
from coop.core.credentials.throttle import forget_attempts

__all__ = [
    "Account",
    "Invitation",
    "RecoveryCode",
    "SignIn",
    "SignInSession",
    "SignInTries",
    "Terminal",
    "account_named",
    "change_password",
    "close_account",
    "end_all_sessions",
    "end_session",
    "enrol_second_factor",
    "forget_attempts",
    "forget_sessions",
    "has_second_factor",
    "init_accounts",
    "is_due_a_touch",
    "issue_invitation",
    "live_session",
    "needs_second_factor",
    "new_secret",
    "open_account",
    "register_terminal",
    "reopen_account",
    "retire_terminal",
    "set_demonstration",
    "set_needs_second_factor",
    "set_number_lookup",
    "set_pin",
    "start_session",
    "terminals",
    "the_account",
    "touch",
    "use_hasher",
]


def init_accounts(app: Flask) -> None:
    """Let the application find a sign-in by its token, and derive keys from its secret."""
    keys.set_secret_source(_secret)
    manager = LoginManager()
    # Flask-Login's own protection keeps a hash of the address; ours keeps nothing of it.
    manager.session_protection = None
    manager.user_loader(live_session)
    # A page about a broken database must not ask the database who is reading.
    manager.init_app(app, add_context_processor=False)


def _secret() -> bytes:
    secret: bytes = current_app.config["EVENHAND"].secret
    return secret
