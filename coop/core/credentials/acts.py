"""The acts about accounts that the log records; none says what anybody typed or where."""

from coop.core.audit import act
from coop.core.errors import N_

ACCOUNT_OPENED = act("accounts.opened", N_("Account opened"))
ACCOUNT_CLOSED = act("accounts.closed", N_("Account closed"))
ACCOUNT_REOPENED = act("accounts.reopened", N_("Account opened again"))
SIGN_IN_LOCKED = act("accounts.locked", N_("Sign-in locked after too many tries"), "proof")
PASSWORD_CHANGED = act("accounts.password_changed", N_("Password changed"))
PIN_CHANGED = act("accounts.pin_changed", N_("PIN changed"))
SECOND_FACTOR_ENROLLED = act("accounts.second_factor", N_("Second step of sign-in set up"))
RECOVERY_CODE_USED = act("accounts.recovery_code", N_("Recovery code used to sign in"))
SESSIONS_ENDED = act("accounts.sessions_ended", N_("Sign-ins ended"), "number")
TERMINAL_REGISTERED = act("accounts.terminal_registered", N_("Shared terminal registered"))
TERMINAL_RETIRED = act("accounts.terminal_retired", N_("Shared terminal retired"))
INVITATION_ISSUED = act("accounts.invited", N_("Sign-in code issued on paper"))
INVITATION_USED = act("accounts.welcomed", N_("Sign-in code used"))
