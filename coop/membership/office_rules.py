"""The rules of offices: two people, an age, a term; pure functions of facts."""

from collections.abc import Collection
from datetime import date

from coop.core.errors import N_, Refusal
from coop.membership.admission_rules import age_on
from coop.membership.register_rules import FURTHEST


def refusals_to_confirm(
    confirmer: object, *, proposer: object, holder: object, confirmed: bool, ended: bool
) -> list[Refusal]:
    """Say everything against confirming an office: two people, never one’s own (OFF-1)."""
    found = []
    if confirmer == holder:
        found.append(Refusal("OFF-1", N_("Nobody confirms their own office.")))
    if confirmer == proposer:
        found.append(
            Refusal(
                "OFF-1",
                N_("Whoever proposed an office does not confirm it."),
                {},
                N_("Ask another person who may grant offices."),
            )
        )
    if confirmed:
        found.append(Refusal("OFF-2", N_("This office is confirmed already.")))
    if ended:
        found.append(Refusal("OFF-2", N_("This office has ended.")))
    return found


def refusals_to_propose(
    office: str, *, known: Collection[str], from_on: date, until_on: date | None, today: date
) -> list[Refusal]:
    """Say everything against proposing an office for these days (OFF-3)."""
    found = []
    if office not in known:
        found.append(Refusal("OFF-3", N_("There is no such office.")))
    if until_on is not None and until_on < from_on:
        found.append(Refusal("OFF-3", N_("The office would end before it begins.")))
    if from_on > today + FURTHEST:
        found.append(Refusal("OFF-3", N_("The office would begin more than a year ahead.")))
    return found


def refusals_to_grant(*, may_grant: bool) -> list[Refusal]:
    """Say whether somebody has no say in granting offices, whichever door it came by (OFF-5)."""
    if may_grant:
        return []
    return [Refusal("OFF-5", N_("Your offices do not let you grant or confirm an office."))]


def refusals_of_age(born_on: date | None, from_on: date, *, least: int) -> list[Refusal]:
    """Say whether somebody is too young for an office on the day it begins (OFF-4)."""
    if born_on is None or age_on(born_on, from_on) >= least:
        return []
    text = N_("Whoever holds an office must be at least %(age)s years old.")
    return [Refusal("OFF-4", text, {"age": least})]
