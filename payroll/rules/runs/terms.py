"""Under which scheme somebody is paid, and how their money reaches them (PAY-39, PAY-40)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coop.core.errors import N_, Refusal
from payroll.rules.runs.life import Calendar

LONGEST_CODE = 60
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")


class Employer(StrEnum):
    """Who employs: the prison, the co-operative, or a firm outside."""

    PRISON = "prison"
    CO_OPERATIVE = "co_operative"
    OUTSIDE = "outside"


class Way(StrEnum):
    """How money reaches a member."""

    BANK = "bank"
    OFFICE = "office"
    CASH = "cash"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one member’s pay; an empty scheme: not paid."""

    scheme: str
    grade: str = ""
    employer: Employer = Employer.CO_OPERATIVE
    calendar: Calendar = Calendar.WEEK
    settings: Mapping[str, str] = field(default_factory=dict)
    """The scheme’s inputs that stay the same for this member."""

    @property
    def is_paid(self) -> bool:
        """Say whether the member is paid at all."""
        return bool(self.scheme)


@dataclass(frozen=True, slots=True)
class PaidBy:
    """The way of a member’s money; the account only for a bank."""

    way: Way
    iban: str = ""
    bic: str = ""
    holder: str = ""


def refusals_of_terms(terms: Terms, *, is_adopted: bool) -> list[Refusal]:
    """Say what is wrong with terms of pay (PAY-39)."""
    if not terms.is_paid and (terms.settings or terms.grade):
        return [Refusal("PAY-39", N_("Whoever is not paid has no grade and no fixed figures."))]
    if terms.is_paid and not is_adopted:
        todo = N_("Choose a scheme that the members have adopted by that day.")
        text = N_("The scheme “%(code)s” is not adopted on that day.")
        return [Refusal("PAY-39", text, {"code": terms.scheme}, todo)]
    return []


def refusals_of_way(wanted: PaidBy) -> list[Refusal]:
    """Say what is wrong with a way of payment (PAY-40)."""
    if wanted.way is not Way.BANK:
        return []
    found = []
    if not is_iban(wanted.iban):
        todo = N_("Compare each sign with the bank’s paper.")
        found.append(Refusal("PAY-40", N_("This is no bank account number (IBAN)."), {}, todo))
    if wanted.bic and not _BIC.fullmatch(wanted.bic):
        found.append(Refusal("PAY-40", N_("This is no bank’s code (BIC). It may stay empty.")))
    if not wanted.holder.strip():
        found.append(Refusal("PAY-40", N_("Say in whose name the account is.")))
    return found


def plain_account(text: str) -> str:
    """Write an account number as banks keep it: capitals, without spaces."""
    return "".join(text.split()).upper()


def is_iban(text: str) -> bool:
    """Say whether an account number’s own check digits are right (ISO 13616)."""
    if not _IBAN.fullmatch(text):
        return False
    turned = text[4:] + text[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
