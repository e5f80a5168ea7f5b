"""A statement of an account as one document: rows that come to a total (PAY-57).

Shares, hours and time credits, a year of pay, and what somebody takes along on leaving are
all such statements. Amounts are minor units, minutes or shares; each section says which.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coop.core.canonical import digest
from payroll.rules.statements.document_shape import (
    DAY,
    DAY_OR_NONE,
    TEXT,
    WHOLE,
    faults_of_shape,
    parts,
    text,
    whole,
)

FORMAT = "evenhand.account/1"


class Unit(StrEnum):
    """What the amounts of a section count."""

    MONEY = "money"
    MINUTES = "minutes"
    SHARES = "shares"


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line: a day where it has one, what it is, how much."""

    says: str
    amount: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together and come to a total."""

    title: str
    unit: Unit
    rows: tuple[AccountRow, ...]


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """Everything that a statement of an account is made from."""

    title: str
    cooperative: str
    currency: str
    decimals: int
    member_number: int
    member_name: str
    first: date
    last: date
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()


_ROW = {"day": DAY_OR_NONE, "says": TEXT, "amount": WHOLE}
_SECTION = {"title": TEXT, "unit": TEXT, "rows": [_ROW], "total": WHOLE}
SHAPE: Mapping[str, object] = {
    "format": TEXT,
    "title": TEXT,
    "cooperative": TEXT,
    "currency": TEXT,
    "decimals": WHOLE,
    "member": {"number": WHOLE, "name": TEXT},
    "first": DAY,
    "last": DAY,
    "sections": [_SECTION],
    "notes": [TEXT],
    "digest": TEXT,
}


def account_document(facts: AccountFacts) -> dict[str, object]:
    """Write the statement of an account, with its totals and its own digest."""
    document: dict[str, object] = {
        "format": FORMAT,
        "title": facts.title,
        "cooperative": facts.cooperative,
        "currency": facts.currency,
        "decimals": facts.decimals,
        "member": {"number": facts.member_number, "name": facts.member_name},
        "first": facts.first.isoformat(),
        "last": facts.last.isoformat(),
        "sections": [_section(one) for one in facts.sections],
        "notes": list(facts.notes),
    }
    return {**document, "digest": digest(document)}


def faults_in_account(document: Mapping[str, object]) -> list[str]:
    """Say everything that is wrong with a statement of an account; nothing when it adds up."""
    if document.get("format") != FORMAT:
        return [f"format: must be {FORMAT}."]
    wrong = list(faults_of_shape(document, SHAPE))
    if wrong:
        return wrong
    bare = {key: value for key, value in document.items() if key != "digest"}
    if document["digest"] != digest(bare):
        return ["digest: is not the digest of this statement, so it was changed."]
    return list(_total_faults(document))


def _total_faults(document: Mapping[str, object]) -> Iterator[str]:
    for number, one in enumerate(parts(document, "sections"), start=1):
        total = sum(whole(row, "amount") for row in parts(one, "rows"))
        if total != whole(one, "total"):
            yield f"sections.{number}: the rows come to {total}, not to {whole(one, 'total')}."
        if text(one, "unit") not in list(Unit):
            yield f"sections.{number}.unit: is not known."


def _section(one: Section) -> dict[str, object]:
    return {
        "title": one.title,
        "unit": one.unit.value,
        "rows": [
            {
                "day": row.day.isoformat() if row.day else "",
                "says": row.says,
                "amount": row.amount,
            }
            for row in one.rows
        ],
        "total": sum(row.amount for row in one.rows),
    }
