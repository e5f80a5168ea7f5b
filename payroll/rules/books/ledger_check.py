"""Add a plain-text ledger up again, without any other program (PAY-58).

It reads the part of the Beancount language that the books are handed out in: entries with
their postings, and what an account must stand at on the morning of a day.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

_ENTRY = re.compile(r"(?P<day>\d{4}-\d\d-\d\d) \* ")
_POSTING = re.compile(r"  (?P<name>[A-Z]\S*)  (?P<amount>-?\d+(?:\.\d+)?) [A-Z]{3}")
_BALANCE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d) balance (?P<name>\S+) +(?P<amount>-?\d+(?:\.\d+)?) [A-Z]{3}"
)
_OTHER = re.compile(r'|;.*|option ".*|  [a-z_]+: ".*"|\d{4}-\d\d-\d\d (open|close) \S+( [A-Z]{3})?')

Posted = tuple[str, str, Decimal]
"""A posting: its day, its account and its amount."""


def faults_in_ledger(text: str) -> list[str]:
    """Say which entry does not balance, which balance is not reached, which line is not read."""
    posted: list[Posted] = []
    faults: list[str] = []
    for part in text.split("\n\n"):
        faults += _entry_faults(part.strip("\n").splitlines(), posted)
    return [*faults, *_balance_faults(text, posted)]


def _entry_faults(lines: list[str], posted: list[Posted]) -> Iterator[str]:
    """Read one part of the file; an entry’s postings are added to the list."""
    began = next((found for line in lines if (found := _ENTRY.match(line))), None)
    total = Decimal(0)
    for line in lines:
        posting = _POSTING.fullmatch(line)
        if posting and began:
            total += Decimal(posting["amount"])
            posted.append((began["day"], posting["name"], Decimal(posting["amount"])))
        elif not (_ENTRY.match(line) or _BALANCE.fullmatch(line) or _OTHER.fullmatch(line)):
            yield f"“{line.strip()}” cannot be read."
    if total:
        yield f"The entry “{lines[0]}” does not balance: {total} is left."


def _balance_faults(text: str, posted: list[Posted]) -> Iterator[str]:
    """Compare each stated balance, which holds the accounts below it too."""
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for on, name, amount in posted:
        sums[on, name] += amount
    for line in text.splitlines():
        found = _BALANCE.fullmatch(line)
        if found is None:
            continue
        below = f"{found['name']}:"
        stands = sum(
            amount
            for (on, name), amount in sums.items()
            if on < found["day"] and f"{name}:".startswith(below)
        )
        if stands != Decimal(found["amount"]):
            yield f"{found['name']} stands at {stands}, not {found['amount']}."
