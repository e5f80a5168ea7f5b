"""The surplus of a year: first what the law sets aside, then as members wish (PAY-73 to 75)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from coop.core.errors import N_, Refusal
from coop.core.money import Rounding, plain, rounded, shared_out
from payroll.rules.nouns import Amount
from payroll.rules.owned.interest import MILLION
from payroll.rules.owned.owned_rules import OwnedRules, Reserve

HUNDRED = 100


class Use(StrEnum):
    """What members may do with what the law leaves them; in this order."""

    GENERAL = "reserve:general"
    INDIVISIBLE = "reserve:indivisible"
    SOCIAL = "social_purpose"
    REBATE = "rebate"
    DIVIDEND = "dividend"


TO_MEMBERS = (Use.REBATE, Use.DIVIDEND)
SAYS: Mapping[Use, str] = {
    Use.GENERAL: N_("General reserve"),
    Use.INDIVISIBLE: N_("Reserve that is never shared out"),
    Use.SOCIAL: N_("Social purpose"),
    Use.REBATE: N_("To members, by what each did"),
    Use.DIVIDEND: N_("To members, to each the same"),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What one member brings to a rebate and a dividend; known by number alone."""

    number: int
    did: Fraction | int = 0
    """Hours worked or things traded in the year, in any one measure."""
    has_dividend: bool = False
    """Whether the person is a member on the last day."""
    paid_in: Amount = 0
    """What the person has paid for shares, where a dividend is limited by it."""
    pay: Amount = 0
    """Their pay of the year, where a rebate is limited by it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How much there is, and what members wish, in hundredths of what the law leaves."""

    amount: Amount
    uses: Mapping[Use, int]
    claims: tuple[Claim, ...]
    currency: str = "GBP"
    switches: Mapping[str, str] = field(default_factory=dict)
    highest_ppm: int | None = None
    """The highest rate of interest, where a dividend is limited by it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the surplus: where it goes, why, and how it was worked out."""

    code: str
    says: str
    amount: Amount
    working: str
    source: str
    receivers: int | None = None
    """How many members share it; None where none does."""

    @property
    def is_by_law(self) -> bool:
        """Say whether the law sets it aside."""
        return bool(self.source)


@dataclass(frozen=True, slots=True)
class MemberPart:
    """What one member gets: by what they did, and to each the same."""

    number: int
    did: Fraction
    rebate: Amount
    dividend: Amount


@dataclass(frozen=True, slots=True)
class Shared:
    """A surplus shared out: its parts add up to it, and what members get to their parts."""

    amount: Amount
    parts: tuple[Part, ...]
    members: tuple[MemberPart, ...]


def share_surplus(wish: Wish, reserves: Sequence[Reserve]) -> Shared:
    """Share a surplus: what the law sets aside is rounded up, the rest by largest remainder.

    Ties go to the use that comes first, and to the lowest membership number (PAY-73, PAY-74).
    Ask `refusals_of_surplus` first.
    """
    by_law = _by_law(wish, reserves)
    left = wish.amount - sum(part.amount for part in by_law)
    uses = [use for use in Use if wish.uses.get(use)]
    amounts = shared_out(left, [wish.uses[use] for use in uses]) if uses else []
    got = dict(zip(uses, amounts, strict=True))
    members = _to_members(wish, got)
    chosen = tuple(_chosen(use, got[use], left, wish, members) for use in uses)
    return Shared(wish.amount, (*by_law, *chosen), members)


def refusals_of_surplus(wish: Wish, rules: OwnedRules) -> list[Refusal]:
    """Say everything against sharing a surplus like this (PAY-73 to PAY-75)."""
    found = []
    if wish.amount <= 0:
        found.append(Refusal("PAY-73", N_("There is a surplus only if something is left over.")))
    told = list(wish.uses.values())
    if min(told, default=0) < 0 or sum(told) != HUNDRED:
        said = {"sum": sum(told)}
        text = N_("The uses must make 100 hundredths together; these make %(sum)s.")
        found.append(Refusal("PAY-73", text, said))
    found += _nobody_to_share(wish)
    found += _switches_unset(wish, rules)
    return found or _over_limits(wish, rules)


def rate_of(share: Fraction) -> str:
    """Write a share as per cent without rounding: 23/40 is “57.5 %”."""
    whole, rest = divmod(share * HUNDRED * MILLION, MILLION)
    tail = f"{int(rest):06}".rstrip("0")
    return f"{whole}.{tail} %" if tail else f"{whole} %"


def _by_law(wish: Wish, reserves: Sequence[Reserve]) -> tuple[Part, ...]:
    left, found = wish.amount, []
    for reserve in reserves:
        # “At least” in the law: a part of a unit goes to the reserve and to nobody else.
        part = min(left, rounded(wish.amount * reserve.share, Rounding.UP))
        left -= part
        working = _working(wish, wish.amount, rate_of(reserve.share), part)
        found.append(Part(reserve.account, reserve.says, part, working, reserve.source))
    return tuple(found)


def _working(wish: Wish, of: Amount, rate: str, gives: Amount) -> str:
    return f"{plain(of, wish.currency)} × {rate} = {plain(gives, wish.currency)}"


def _to_members(wish: Wish, got: Mapping[Use, Amount]) -> tuple[MemberPart, ...]:
    claims = sorted(wish.claims, key=lambda one: one.number)
    rebates = _shared(got.get(Use.REBATE, 0), [one.did for one in claims])
    dividends = _shared(got.get(Use.DIVIDEND, 0), [int(one.has_dividend) for one in claims])
    found = (
        MemberPart(one.number, Fraction(one.did), rebate, dividend)
        for one, rebate, dividend in zip(claims, rebates, dividends, strict=True)
    )
    return tuple(one for one in found if one.rebate or one.dividend)


def _shared(total: Amount, weights: Sequence[Fraction | int]) -> list[Amount]:
    return shared_out(total, weights) if total else [0] * len(weights)


def _chosen(
    use: Use, amount: Amount, left: Amount, wish: Wish, members: Sequence[MemberPart]
) -> Part:
    working = _working(wish, left, f"{wish.uses[use]} %", amount)
    receivers = None
    if use is Use.REBATE:
        receivers = sum(1 for one in members if one.rebate)
    if use is Use.DIVIDEND:
        receivers = sum(1 for one in members if one.dividend)
    return Part(use.value, SAYS[use], amount, working, "", receivers)


def _nobody_to_share(wish: Wish) -> list[Refusal]:
    found = []
    if any(one.did < 0 for one in wish.claims):
        found.append(Refusal("PAY-74", N_("What a member did cannot be less than nothing.")))
    if wish.uses.get(Use.REBATE) and not any(one.did > 0 for one in wish.claims):
        found.append(Refusal("PAY-74", N_("No member did anything that a rebate could follow.")))
    if wish.uses.get(Use.DIVIDEND) and not any(one.has_dividend for one in wish.claims):
        found.append(Refusal("PAY-74", N_("There is nobody who could have a dividend.")))
    return found


def _switches_unset(wish: Wish, rules: OwnedRules) -> list[Refusal]:
    """Ask for what was not confirmed, where this wish depends on it (PAY-72, PAY-75)."""
    found = []
    ceiling = next((one for one in rules.switches if one.code == "rebate_ceiling"), None)
    if (
        ceiling
        and wish.uses.get(Use.REBATE)
        and wish.switches.get(ceiling.code) not in ceiling.choices
    ):
        text = N_("This was not confirmed, so choose: %(what)s")
        todo = N_("Choose the rules of ownership anew, with an answer to this.")
        found.append(Refusal("PAY-72", text, {"what": ceiling.says}, todo))
    if rules.dividend_is_capped and wish.uses.get(Use.DIVIDEND) and wish.highest_ppm is None:
        todo = N_("Give the rate that the limit is measured by.")
        found.append(Refusal("PAY-75", N_("The limit of a dividend is not known."), {}, todo))
    return found


def _over_limits(wish: Wish, rules: OwnedRules) -> list[Refusal]:
    """Compare each member’s part with the limits of the rule set, once all else is in order."""
    shared = share_surplus(wish, rules.reserves)
    claims = {one.number: one for one in wish.claims}
    found = []
    if rules.dividend_is_capped and any(
        one.dividend * MILLION > claims[one.number].paid_in * (wish.highest_ppm or 0)
        for one in shared.members
    ):
        todo = N_("Give less as a dividend, and more to another use.")
        text = N_("A dividend may not be above the highest interest on the shares paid in.")
        found.append(Refusal("PAY-75", text, {}, todo))
    if wish.switches.get("rebate_ceiling") == "three_tenths" and any(
        one.rebate * 10 > claims[one.number].pay * 3 for one in shared.members
    ):
        todo = N_("Give less as a rebate, and more to another use.")
        text = N_("A rebate may not be above 30 %% of a member’s pay of the year.")
        found.append(Refusal("PAY-75", text, {}, todo))
    return found
