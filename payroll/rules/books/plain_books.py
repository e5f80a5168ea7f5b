"""The books in the words of members: what we have, what we owe, and what is ours together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from payroll.rules.books.ledger import Account, AccountKind, TrialLine
from payroll.rules.nouns import Amount


class Part(StrEnum):
    """A part of what the co-operative has, owes or owns."""

    MONEY = "money"
    MEMBERS_OWE = "members_owe"
    OWED_TO_MEMBERS = "owed_to_members"
    OWED_TO_OTHERS = "owed_to_others"
    SHARES = "shares"
    RESERVES = "reserves"
    RESULT = "result"


HAS = (Part.MONEY, Part.MEMBERS_OWE)
OWES = (Part.OWED_TO_MEMBERS, Part.OWED_TO_OTHERS)
OWNS = (Part.SHARES, Part.RESERVES, Part.RESULT)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the co-operative stands: what it has is what it owes and what is its own."""

    parts: Mapping[Part, Amount]

    def total(self, parts: Iterable[Part]) -> Amount:
        """Add some of the parts up."""
        return sum(self.parts.get(part, 0) for part in parts)

    @property
    def has(self) -> Amount:
        """Give what there is."""
        return self.total(HAS)

    @property
    def owes(self) -> Amount:
        """Give what is owed to members and others."""
        return self.total(OWES)

    @property
    def owns(self) -> Amount:
        """Give what is the members’ together."""
        return self.total(OWNS)


def standing(trial: Iterable[TrialLine]) -> Standing:
    """Put a trial balance into words; each part is more than nothing when people expect it."""
    found: dict[Part, Amount] = {}
    for line in trial:
        part = part_of(line.account)
        found[part] = found.get(part, 0) + line.balance * (1 if part in HAS else -1)
    return Standing(found)


def part_of(account: Account) -> Part:
    """Say to which part an account belongs."""
    if account.kind is AccountKind.ASSET:
        return Part.MEMBERS_OWE if account.is_of_members else Part.MONEY
    if account.kind is AccountKind.LIABILITY:
        return Part.OWED_TO_MEMBERS if account.is_of_members else Part.OWED_TO_OTHERS
    if account.kind is AccountKind.EQUITY:
        return Part.SHARES if account.is_of_members else Part.RESERVES
    return Part.RESULT
