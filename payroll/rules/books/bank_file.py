"""A bank’s statement as rows, whatever file it came in, and what may be wrong with the file."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from coop.core.errors import N_, Refusal
from payroll.rules.nouns import Amount

MOST_FAULTS = 40


@dataclass(frozen=True, slots=True)
class BankRow:
    """One line of a bank’s statement; money that came in is more than nothing."""

    line: int
    """Its line in a CSV file, or its number among the entries of an XML file."""
    day: date
    amount: Amount
    text: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class BankFile:
    """What a file says: its rows, and what the bank held at the end, if it says so."""

    rows: tuple[BankRow, ...]
    closing: Amount | None = None
    closing_on: date | None = None


class WrongBankFile(ValueError):
    """A file that cannot be taken; it carries every fault at once (PAY-87)."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        """Keep the faults, each with its line and field."""
        super().__init__("; ".join(map(str, refusals)))
        self.refusals = tuple(refusals)


@dataclass(slots=True)
class Faults:
    """Gathers what is wrong, so that all of it is said at once."""

    found: list[Refusal] = field(default_factory=list)

    def add(self, line: int, name: str, text: str, given: str = "") -> None:
        """Note that a field of a line is wrong; `text` is a marked sentence."""
        said = {"line": line, "field": name, "given": given[:60] or "–"}
        self.found.append(Refusal("PAY-87", text, said))

    def whole(self, text: str, todo: str = "", **said: object) -> None:
        """Note that the file as a whole is wrong."""
        self.found.append(Refusal("PAY-87", text, said, todo))

    def raise_if_any(self) -> None:
        """Refuse the file with its faults; a long list is cut, and says so."""
        more = len(self.found) - MOST_FAULTS
        if more > 0:
            self.found[MOST_FAULTS:] = []
            self.whole(N_("There are %(more)s more."), more=more)
        if self.found:
            raise WrongBankFile(self.found)


DAY_WANTED = N_("Line %(line)s, %(field)s: “%(given)s” is no day. Write it as 2026-03-31.")
AMOUNT_WANTED = N_("Line %(line)s, %(field)s: “%(given)s” is no amount. Write it as 1234.56.")
NOTHING_MOVED = N_("Line %(line)s, %(field)s: the amount is nothing.")


def fingerprints(account: str, rows: Iterable[BankRow]) -> list[str]:
    """Give each row a mark of its own; the same row in a later file has the same (PAY-88).

    Two rows of one file that are alike in everything are two payments: the second has another.
    """
    seen: Counter[tuple[object, ...]] = Counter()
    found = []
    for row in rows:
        what = (account, row.day.isoformat(), row.amount, row.text, row.reference)
        seen[what] += 1
        told = "\x1f".join(map(str, (*what, seen[what])))
        found.append(sha256(told.encode("utf-8")).hexdigest())
    return found
