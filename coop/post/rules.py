"""Codes on return slips, and what became of letters: pure rules of the post."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coop.core.errors import N_, Refusal

# Signs that are misread in handwriting are left out: 0 O Q, 1 I L, 2 Z, 5 S, B, U V.
# That 23 are left is no chance: with a prime number of signs the check sign misses nothing.
ALPHABET = "346789ACDEFGHJKMNPRTWXY"
BODY = 9
GROUP = 5


def new_code() -> str:
    """Draw a code of ten signs, the last a check sign; it tells nothing of the member."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(BODY))
    return body + check_sign(body)


def check_sign(body: str) -> str:
    """Give the check sign, which catches one wrong sign and two swapped ones (POST-1)."""
    size = len(ALPHABET)
    total = sum((place + 1) * ALPHABET.index(sign) for place, sign in enumerate(body))
    return ALPHABET[total % size]


def tidy_code(typed: str) -> str:
    """Take spaces and dashes out of a typed code and make it upper case."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def refusals_to_read(typed: str) -> list[Refusal]:
    """Say what is wrong with a typed code before it is looked up (POST-1)."""
    code = tidy_code(typed)
    strange = sorted({sign for sign in code if sign not in ALPHABET})
    if strange:
        return [
            Refusal(
                "POST-1",
                N_("The sign %(signs)s is never used in a code."),
                {"signs": ", ".join(strange)},
                N_("Look at the slip again. Codes leave out signs that look alike."),
            )
        ]
    if len(code) != BODY + 1:
        return [
            Refusal(
                "POST-1",
                N_("A code has 10 signs. This one has %(count)s."),
                {"count": len(code)},
                N_("Look at the slip again and key all the signs."),
            )
        ]
    if code[-1] != check_sign(code[:-1]):
        return [
            Refusal(
                "POST-1",
                N_("One sign of this code was keyed wrongly."),
                {},
                N_("Look at the slip again. Two signs may be swapped."),
            )
        ]
    return []


def grouped(code: str) -> str:
    """Write a code in groups of five, as it is printed."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


@dataclass(frozen=True, slots=True)
class LetterCount:
    """How many letters of a subject were issued, and what became of them."""

    issued: int
    accepted: int
    late: int
    unused: int
    undelivered: int
    already_voted: int

    @property
    def outstanding(self) -> int:
        """Give the number of letters of which nothing has come back."""
        back = self.accepted + self.late + self.unused + self.undelivered + self.already_voted
        return self.issued - back


def count_letters(issued: int, outcomes: Mapping[str, int]) -> LetterCount:
    """Make the count from the number issued and the number of each outcome."""
    return LetterCount(
        issued=issued,
        accepted=outcomes.get("accepted", 0),
        late=outcomes.get("late", 0),
        unused=outcomes.get("unused", 0),
        undelivered=outcomes.get("undelivered", 0),
        already_voted=outcomes.get("already_voted", 0),
    )


def refusals_to_dispatch(sent_on: date, today: date, *, already: bool) -> list[Refusal]:
    """Say why a dispatch cannot be recorded (POST-3)."""
    found = []
    if already:
        found.append(Refusal("POST-3", N_("The sending of these letters is recorded already.")))
    if sent_on > today:
        found.append(
            Refusal(
                "POST-3",
                N_("The day of sending lies in the future."),
                todo=N_("Record the sending on the day it happens."),
            )
        )
    return found


def already_back(outcome: str) -> Refusal:
    """Say that this letter’s code was used already (POST-4)."""
    return Refusal(
        "POST-4",
        N_("This code was recorded already. It was recorded as: %(outcome)s."),
        {"outcome": outcome},
        N_("Keep the envelope closed. Tell the returning officer."),
    )
