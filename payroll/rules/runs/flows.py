"""What a statement moves in the books: gross from wages into purses and to others (PAY-41).

Everything is read from the statement’s own document, so that the books follow from what
was handed out. A correction moves only what differs from the statement before it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from payroll.rules.books.ledger import Movement
from payroll.rules.nouns import Amount
from payroll.rules.statements.document_shape import part, parts, text, whole

OVERPAID = "overpaid"
SHARES_PAYING = "shares_paying"
OTHER_WAGES = "wages:other"
_WORD = re.compile(r"[a-z0-9]+")

Side = tuple[str, UUID | None]
Sheet = Mapping[str, object]


def movements_of(document: Sheet, member: UUID, before: Sheet | None = None) -> list[Movement]:
    """Give the movements of a statement; `before` is the statement that it corrects."""
    sums = Counter(_earned(document))
    if before is not None:
        sums.subtract(_earned(before))
    for one in parts(document, "purses"):
        sums[_purse(one), member] -= whole(one, "pay")
    sums[OVERPAID, member] += whole(part(document, "overpaid"), "more")
    return [*paired(sums), *_kept(document, member)]


def paired(sums: Mapping[Side, Amount]) -> list[Movement]:
    """Pair what accounts receive (more than nothing) with what accounts give (less)."""
    ordered = sorted(sums.items(), key=_order)
    takes = [(side, amount) for side, amount in ordered if amount > 0]
    gives = [(side, -amount) for side, amount in ordered if amount < 0]
    found: list[Movement] = []
    while takes and gives:
        (debit, wanted), (credit, there) = takes.pop(), gives.pop()
        amount = min(wanted, there)
        found.append(Movement(debit[0], credit[0], amount, debit[1], credit[1]))
        takes += [(debit, wanted - amount)] if wanted > amount else []
        gives += [(credit, there - amount)] if there > amount else []
    if takes or gives:
        raise ValueError(dict(sums))
    return found[::-1]


def _order(one: tuple[Side, Amount]) -> tuple[str, str]:
    (account, member), _ = one
    return account, str(member)


def wages_account(earning: str) -> str:
    """Name the account of an earning: of its work area, which its code ends with if it has one."""
    _, _, area = earning.rpartition(":") if ":" in earning else ("", "", "")
    plain = unicodedata.normalize("NFKD", area).encode("ascii", "ignore").decode().lower()
    return f"wages:{'-'.join(_WORD.findall(plain)) or 'other'}"


def _earned(document: Sheet) -> Counter[Side]:
    """Add up what wages pay and what others are owed, over all stretches."""
    sums: Counter[Side] = Counter()
    for stretch in parts(document, "stretches"):
        for earning in parts(stretch, "earnings"):
            sums[wages_account(text(earning, "code")), None] += whole(earning, "amount")
        for line in parts(stretch, "lines"):
            amount = whole(line, "amount")
            account = f"taken:{text(line, 'code')}" if amount < 0 else OTHER_WAGES
            sums[account, None] += amount
    return sums


def _kept(document: Sheet, member: UUID) -> list[Movement]:
    """Give what was kept from a purse: first what was overpaid, then towards a share."""
    back, found = whole(part(document, "overpaid"), "back"), []
    for one in parts(document, "purses"):
        out = whole(one, "out")
        parted = ((OVERPAID, min(back, out)), (SHARES_PAYING, max(0, out - back)))
        back = max(0, back - out)
        found += [
            Movement(_purse(one), account, amount, member, member)
            for account, amount in parted
            if amount
        ]
    return found


def _purse(one: Mapping[str, object]) -> str:
    return f"purse:{text(one, 'code')}"
