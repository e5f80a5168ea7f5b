"""The rules of founding: what must be there before a co-operative can begin."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from zoneinfo import available_timezones

from coop.core.errors import N_, Refusal
from coop.membership.admission_rules import age_on, refusals_of_birth
from coop.membership.office_names import OFFICES
from coop.membership.rules import MembershipRules

FEWEST_HOLDERS: Mapping[str, int] = {
    "secretary": 1,
    "returning_officer": 1,
    "teller": 2,
    "clerk": 1,
}
"""How many people each first office needs; the rules name the deciders as well."""
CURRENCY_LETTERS = 3


def fewest_holders(rules: MembershipRules) -> dict[str, int]:
    """Say how many people each first office needs under these rules."""
    needed = dict(FEWEST_HOLDERS)
    decider = rules.admission.decided_by
    needed[decider] = max(needed.get(decider, 0), rules.admission.approvals)
    return needed


@dataclass(frozen=True, slots=True)
class Beginning:
    """A founding in numbers and words, as far as the rules look at it."""

    name: str
    timezone: str
    currency: str
    class_names: Sequence[str]
    place_names: Sequence[str]
    member_classes: Sequence[str]
    member_places: Sequence[str]
    holders: Mapping[str, int]
    shares: Sequence[int]
    births: Sequence[date]
    today: date
    officer_ages: Sequence[int]


def refusals_to_found(
    wish: Beginning, *, fewest_members: int, rules: MembershipRules, founded: bool
) -> list[Refusal]:
    """Say everything that is still missing before the co-operative can begin (FND-1 to FND-5)."""
    found = []
    if founded:
        text = N_("A co-operative is founded here already.")
        found.append(Refusal("FND-1", text, {}, N_("Sign in, or ask the secretary.")))
    found += _of_signs(wish)
    found += _of_classes(wish)
    found += _of_members(wish, fewest_members, rules)
    found += _of_ages(wish, rules)
    found += _of_offices(wish.holders, rules)
    return found


def _of_signs(wish: Beginning) -> list[Refusal]:
    found = []
    if not wish.name.strip():
        found.append(Refusal("FND-2", N_("The co-operative needs a name.")))
    if wish.timezone not in _zones():
        text = N_("There is no time zone called %(zone)s.")
        found.append(Refusal("FND-2", text, {"zone": wish.timezone}))
    letters = wish.currency
    if not (len(letters) == CURRENCY_LETTERS and letters.isascii() and letters.isupper()):
        found.append(Refusal("FND-2", N_("A currency has three capital letters, such as GBP.")))
    return found


def _of_classes(wish: Beginning) -> list[Refusal]:
    found = []
    if not wish.class_names:
        found.append(Refusal("FND-3", N_("There must be at least one class of members.")))
    for names, text in (
        (wish.class_names, N_("Two classes are both called %(name)s.")),
        (wish.place_names, N_("Two establishments are both called %(name)s.")),
    ):
        twice = [name for name, times in Counter(names).items() if times > 1]
        found += [Refusal("FND-3", text, {"name": name}) for name in twice]
    return found


def _of_members(wish: Beginning, fewest: int, rules: MembershipRules) -> list[Refusal]:
    found = []
    if len(wish.member_classes) < fewest:
        text = N_("The rules ask for at least %(fewest)s members; there are %(there)s.")
        values = {"fewest": fewest, "there": len(wish.member_classes)}
        found.append(Refusal("FND-4", text, values, N_("Add more first members.")))
    if not set(wish.member_classes) <= set(wish.class_names):
        found.append(Refusal("FND-4", N_("A first member has a class that is not in your list.")))
    if not {place for place in wish.member_places if place} <= set(wish.place_names):
        text = N_("A first member lives in a place that is not in your list.")
        found.append(Refusal("FND-4", text))
    least, most = rules.shares.least, rules.shares.most
    if any(not least <= shares <= most for shares in wish.shares):
        text = N_("A member holds at least %(least)s and at most %(most)s shares.")
        found.append(Refusal("FND-4", text, {"least": least, "most": most}))
    return found


def _of_ages(wish: Beginning, rules: MembershipRules) -> list[Refusal]:
    found: list[Refusal] = []
    for born_on in wish.births:
        told = refusals_of_birth(born_on, wish.today, number="FND-4")
        found += [refusal for refusal in told if refusal not in found]
    ages = [age_on(born_on, wish.today) for born_on in wish.births]
    if not found and any(age < rules.admission.minimum_age for age in ages):
        text = N_("A member must be at least %(age)s years old.")
        found.append(Refusal("FND-4", text, {"age": rules.admission.minimum_age}))
    if any(age < rules.officers.minimum_age for age in wish.officer_ages):
        text = N_("Whoever holds an office must be at least %(age)s years old.")
        found.append(Refusal("FND-5", text, {"age": rules.officers.minimum_age}))
    return found


def _of_offices(holders: Mapping[str, int], rules: MembershipRules) -> list[Refusal]:
    text = N_("People needed for “%(office)s”: %(needed)s. Chosen: %(there)s.")
    return [
        Refusal(
            "FND-5",
            text,
            {"office": OFFICES[office], "needed": few, "there": holders.get(office, 0)},
            N_("Go back to the officers, and choose more people."),
        )
        for office, few in fewest_holders(rules).items()
        if holders.get(office, 0) < few
    ]


@cache
def _zones() -> frozenset[str]:
    """Look once which time zones there are: it opens every file of theirs."""
    return frozenset(available_timezones())
