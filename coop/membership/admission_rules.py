"""The rules of coming in: pure functions of an application and what was said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coop.core.errors import N_, Refusal
from coop.membership.rules import MembershipRules

OLDEST = 120
"""Nobody has lived much longer: an older date of birth is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an application says, as far as the rules look at it."""

    born_on: date
    shares: int
    minimum_age: int
    """The least age of the class that the person asks to join."""
    class_is_closed: bool


@dataclass(frozen=True, slots=True)
class Opinion:
    """One decider’s yes or no."""

    by: object
    approves: bool


def age_on(born_on: date, day: date) -> int:
    """Give the age in full years on a day."""
    had_birthday = (day.month, day.day) >= (born_on.month, born_on.day)
    return day.year - born_on.year - (0 if had_birthday else 1)


def refusals_of_birth(born_on: date, today: date, *, number: str) -> list[Refusal]:
    """Say what is impossible about a date of birth; `number` names the rule that asks."""
    if born_on > today:
        return [Refusal(number, N_("The date of birth is still to come."))]
    if age_on(born_on, today) > OLDEST:
        text = N_("The date of birth is more than %(years)s years ago.")
        todo = N_("Look at the year again. It has four figures.")
        return [Refusal(number, text, {"years": OLDEST}, todo)]
    return []


def refusals_to_apply(wish: Wish, *, today: date, rules: MembershipRules) -> list[Refusal]:
    """Say everything that stands in the way of this application (ADM-1, ADM-2)."""
    found: list[Refusal] = []
    least_age = max(rules.admission.minimum_age, wish.minimum_age)
    found += refusals_of_birth(wish.born_on, today, number="ADM-1")
    if not found and age_on(wish.born_on, today) < least_age:
        text = N_("A member must be at least %(age)s years old.")
        found.append(Refusal("ADM-1", text, {"age": least_age}))
    if wish.class_is_closed:
        found.append(Refusal("ADM-1", N_("Nobody can join this class any more.")))
    if not rules.shares.least <= wish.shares <= rules.shares.most:
        values = {"least": rules.shares.least, "most": rules.shares.most}
        text = N_("A member holds at least %(least)s and at most %(most)s shares.")
        found.append(Refusal("ADM-2", text, values))
    return found


def refusals_to_give_opinion(
    offices: frozenset[str], *, rules: MembershipRules, decided: bool, own: bool, given: bool
) -> list[Refusal]:
    """Say everything against this member’s opinion: never on oneself, never twice (ADM-3)."""
    found = []
    if rules.admission.decided_by not in offices:
        text = N_("Only those whom the rules name may decide on applications.")
        found.append(Refusal("ADM-3", text))
    if own:
        found.append(Refusal("ADM-3", N_("Nobody decides on their own application.")))
    if given:
        found.append(Refusal("ADM-3", N_("You have given your opinion already.")))
    if decided:
        found.append(Refusal("ADM-4", N_("This application is decided already.")))
    return found


def refusals_to_admit(
    opinions: Sequence[Opinion], *, applicant: object, rules: MembershipRules, decided: bool
) -> list[Refusal]:
    """Say everything against admitting: enough deciders, nobody twice or for self (ADM-5)."""
    found = []
    if decided:
        found.append(Refusal("ADM-4", N_("This application is decided already.")))
    others = {each.by for each in opinions if each.approves and each.by != applicant}
    missing = rules.admission.approvals - len(others)
    if missing > 0:
        found.append(
            Refusal(
                "ADM-5",
                N_("The rules ask for %(needed)s approvals; %(given)s were given."),
                {"needed": rules.admission.approvals, "given": len(others)},
                N_("Ask more of the deciders for their opinion."),
            )
        )
    return found


def refusals_to_refuse(*, reasons: str, decided: bool, some_said_no: bool) -> list[Refusal]:
    """Say everything against refusing: a refusal tells its reasons (ADM-6)."""
    found = []
    if decided:
        found.append(Refusal("ADM-4", N_("This application is decided already.")))
    if not some_said_no:
        text = N_("No decider has spoken against this application.")
        found.append(Refusal("ADM-6", text))
    if not reasons.strip():
        todo = N_("Write the reasons in plain words. The applicant will read them.")
        found.append(Refusal("ADM-6", N_("A refusal must give its reasons."), {}, todo))
    return found


def refusals_to_withdraw(*, decided: bool) -> list[Refusal]:
    """Say everything against withdrawing an application (ADM-4)."""
    if not decided:
        return []
    return [Refusal("ADM-4", N_("This application is decided already."))]
