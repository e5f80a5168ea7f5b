"""A proposal for a surplus as one document that anybody can work out again (PAY-73, PAY-76)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from payroll.rules.nouns import Amount
from payroll.rules.owned.owned_rules import Reserve
from payroll.rules.owned.surplus import Claim, MemberPart, Part, Shared, Use, Wish, share_surplus

FORMAT = "evenhand.surplus/1"
_FRACTION = re.compile(r"\d{1,18}(/[1-9]\d{0,17})?", re.ASCII)
ROUNDING = (
    "What the law sets aside is rounded up to a whole unit.",
    "The rest is divided exactly.",
    "Units left over go to the largest remainder, then to the use named first.",
    "Among members they go to the lowest number.",
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a proposal is about, beside its sums."""

    cooperative: str
    first: date
    last: date
    rules: str
    """The rule set, its version and the digest of its text, in one line."""
    reserves: Sequence[Reserve]
    did: str
    """What “did” counts: minutes of paid work, pay, or trade."""


def surplus_document(wish: Wish, shared: Shared, setting: Setting) -> dict[str, object]:
    """Write a proposal down; members stand in it by number, sums in minor units."""
    return {
        "format": FORMAT,
        "cooperative": setting.cooperative,
        "currency": wish.currency,
        "first": setting.first.isoformat(),
        "last": setting.last.isoformat(),
        "rules": setting.rules,
        "rounding": list(ROUNDING),
        "amount": wish.amount,
        "reserves": [
            {"to": one.account, "says": one.says, "share": str(one.share), "source": one.source}
            for one in setting.reserves
        ],
        "uses": {use.value: part for use, part in wish.uses.items() if part},
        "did": setting.did,
        "claims": [_claim(one) for one in sorted(wish.claims, key=lambda one: one.number)],
        "parts": [_part(one) for one in shared.parts],
        "members": [_member(one) for one in shared.members],
    }


def shared_in(document: Mapping[str, object]) -> Shared:
    """Work a document out again from its own facts; what is written as its result is not read.

    `ValueError`, `KeyError` or `TypeError` when it is no such document.
    """
    wish = Wish(
        amount=_whole(document["amount"]),
        uses={Use(code): _whole(part) for code, part in _table(document["uses"]).items()},
        claims=tuple(_claim_of(row) for row in _rows(document["claims"])),
        currency=str(document["currency"]),
    )
    reserves = [
        Reserve(str(row["to"]), str(row["says"]), _fraction(row["share"]), str(row["source"]))
        for row in _rows(document["reserves"])
    ]
    return share_surplus(wish, reserves)


def faults_in_surplus(document: Mapping[str, object]) -> list[str]:
    """Say what in a document does not follow from its own facts; nothing is wrong: none."""
    try:
        shared = shared_in(document)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as wrong:
        return [f"This is no proposal for a surplus: {type(wrong).__name__}"]
    found = []
    if document.get("format") != FORMAT:
        found.append(f"format: must be {FORMAT}")
    if document.get("parts") != [_part(one) for one in shared.parts]:
        found.append("parts: do not follow from the amount, the reserves and the uses")
    if document.get("members") != [_member(one) for one in shared.members]:
        found.append("members: do not follow from what each did")
    return found


def own_part(document: Mapping[str, object], number: int) -> tuple[Amount, Amount]:
    """Give what one member would have: by what they did, and as everybody has."""
    for row in _rows(document["members"]):
        if row["number"] == number:
            return _whole(row["rebate"]), _whole(row["dividend"])
    return 0, 0


def _claim(one: Claim) -> dict[str, object]:
    return {"number": one.number, "did": str(one.did), "dividend": one.has_dividend}


def _claim_of(row: Mapping[str, object]) -> Claim:
    did = _fraction(row["did"])
    return Claim(_whole(row["number"]), did, has_dividend=row["dividend"] is True)


def _part(one: Part) -> dict[str, object]:
    return {
        "to": one.code,
        "says": one.says,
        "amount": one.amount,
        "working": one.working,
        "source": one.source,
        "receivers": one.receivers,
    }


def _member(one: MemberPart) -> dict[str, object]:
    return {
        "number": one.number,
        "did": str(one.did),
        "rebate": one.rebate,
        "dividend": one.dividend,
    }


def _rows(found: object) -> list[Mapping[str, object]]:
    if not isinstance(found, list):
        raise TypeError(found)
    return [_table(row) for row in found]


def _table(found: object) -> Mapping[str, object]:
    if not isinstance(found, dict):
        raise TypeError(found)
    return found


def _fraction(found: object) -> Fraction:
    """Read what `str` made of a fraction; a file of a stranger may hold anything."""
    if not isinstance(found, str) or not _FRACTION.fullmatch(found):
        raise ValueError(found)
    return Fraction(found)


def _whole(found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise TypeError(found)
    return found
