"""The second step of sign-in: codes by time (TOTP), each good once, and recovery codes."""

import base64
import hmac
from collections.abc import Callable
from uuid import UUID

import pyotp
from sqlalchemy import CursorResult, delete, or_, update

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.credentials import acts, keys
from coop.core.credentials.models import Account, RecoveryCode
from coop.core.credentials.passwords import the_account
from coop.core.db import session

SECONDS = 30
SECRET_BYTES = 20
RECOVERY_CODES, RECOVERY_LETTERS = 10, 12
PURPOSE = "second factor"
_needed: list[Callable[[UUID], bool]] = []
_demonstration: list[Callable[[], bool]] = []


def set_needs_second_factor(needs: Callable[[UUID], bool]) -> None:
    """Let membership say who must have a second step: whoever holds an office."""
    _needed[:] = [needs]


def set_demonstration(is_one: Callable[[], bool]) -> None:
    """Let membership say whether this co-operative is a demonstration."""
    _demonstration[:] = [is_one]


def needs_second_factor(account_id: UUID) -> bool:
    """Say whether this account must have a second step."""
    return bool(_needed) and _needed[0](account_id)


def is_demonstration() -> bool:
    """Say whether codes may be shown on the screen, as only a demonstration may."""
    return bool(_demonstration) and _demonstration[0]()


def has_second_factor(account_id: UUID) -> bool:
    """Say whether the account has set up its second step."""
    return the_account(account_id).totp_sealed is not None


def new_secret() -> str:
    """Draw a fresh secret, as telephones take it."""
    return pyotp.random_base32()


def proposed_secret(token: str) -> str:
    """Give the secret that one sign-in may enrol: the same each time its page is shown."""
    drawn = keys.derive(f"enrol {token}")[:SECRET_BYTES]
    return base64.b32encode(drawn).decode()


def address_for_telephone(name: str, secret: str, *, issuer: str) -> str:
    """Give the otpauth address that goes into the square code."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def current_code(secret: str) -> str:
    """Give the code that the telephone would show now."""
    return pyotp.TOTP(secret).generate_otp(_step())


def current_code_of(account_id: UUID) -> str:
    """Give a code that an account may use now: for a demonstration only, else empty.

    A code is good once, so after a quick second sign-in it is the next one.
    """
    account = the_account(account_id)
    if account.totp_sealed is None or not is_demonstration():
        return ""
    step = max(_step(), (account.totp_step or 0) + 1)
    if step > _step() + 1:
        return ""
    return pyotp.TOTP(keys.unseal(PURPOSE, account.totp_sealed)).generate_otp(step)


def is_code_of(secret: str, code: str) -> bool:
    """Say whether a code is right for a secret now, or 30 seconds to either side."""
    return _step_of(secret, code) is not None


def enrol_second_factor(account_id: UUID, secret: str, *, hand: Hand) -> list[str]:
    """Seal the secret to the account and give ten recovery codes, which are never shown again."""
    account = the_account(account_id)
    account.totp_sealed = keys.seal(PURPOSE, secret)
    account.totp_step = None
    session().execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    codes = [keys.paper_code(RECOVERY_LETTERS) for _ in range(RECOVERY_CODES)]
    session().add_all(
        RecoveryCode(account_id=account_id, code_hash=_hash(account_id, code)) for code in codes
    )
    session().flush()
    audit.record(acts.SECOND_FACTOR_ENROLLED, account_id, hand=hand)
    return codes


def use_code(account_id: UUID, code: str) -> bool:
    """Use a code from the telephone; the same code is refused the second time.

    One conditional update decides, so that two requests at once cannot both win.
    """
    sealed = the_account(account_id).totp_sealed
    step = _step_of(keys.unseal(PURPOSE, sealed), code) if sealed else None
    if step is None:
        return False
    unused = or_(Account.totp_step.is_(None), Account.totp_step < step)
    change = update(Account).where(Account.id == account_id, unused).values(totp_step=step)
    return _changed_one(session().execute(change))


def use_recovery_code(account_id: UUID, code: str, *, hand: Hand) -> bool:
    """Use up one of the recovery codes; each works once."""
    wanted = RecoveryCode.code_hash == _hash(account_id, code)
    unused = update(RecoveryCode).where(wanted, RecoveryCode.used_at.is_(None))
    if not _changed_one(session().execute(unused.values(used_at=clock.unmoved()))):
        return False
    audit.record(acts.RECOVERY_CODE_USED, account_id, hand=hand)
    return True


def _changed_one(outcome: object) -> bool:
    return isinstance(outcome, CursorResult) and outcome.rowcount == 1


def _hash(account_id: UUID, code: str) -> str:
    return keys.mark("recovery code", f"{account_id} {keys.tidy_code(code)}")


def _step() -> int:
    return int(clock.unmoved().timestamp()) // SECONDS


def _step_of(secret: str, code: str) -> int | None:
    """Find which step of time a code belongs to, within one step either side of now."""
    typed = code.replace(" ", "").encode()
    totp = pyotp.TOTP(secret)
    for step in (_step(), _step() - 1, _step() + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), typed):
            return step
    return None
