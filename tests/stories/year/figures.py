"""What stays the same for each member, and the figures that come from outside each month."""

from collections.abc import Mapping
from datetime import date

from tests.stories.year.plan import Worker
from tests.stories.year.sums import pounds

TAX_EVERY, SAVES_EVERY, FAMILY_EVERY, BONUS_EVERY = 3, 5, 7, 4
BONUS = {"ew-prison": 150, "riverside": 320}


def standing(worker: Worker, scheme: str) -> Mapping[str, str]:
    """Give the shares that a member chose for good under a scheme."""
    place = worker.place
    found = {
        "plain": {
            "savings_share": "10 %" if place % SAVES_EVERY == 0 else "",
            "family_share": "1/8" if place % FAMILY_EVERY == 0 else "",
        },
        "ew-levy": {"savings_share": "1/4"},
        "ew-prison": {"savings_share": "10 %" if place % SAVES_EVERY == 0 else ""},
        "riverside": {"family_share": "1/10" if place % FAMILY_EVERY == 0 else ""},
    }[scheme]
    return {code: value for code, value in found.items() if value}


def given(worker: Worker, first: date, last: date) -> Mapping[str, str]:
    """Give the figures of one month: tax by an outside payroll, and bonuses of the workshops.

    Whoever moves in the month has none, since nobody knows yet which part it belongs to.
    """
    schemes = {stay.scheme for stay in worker.stays(first, last)}
    if len(worker.stays(first, last)) > 1 or not worker.is_paid:
        return {}
    (scheme,) = schemes
    return _outside(scheme, worker.place, first.month) | _bonus(scheme, worker.place, first.month)


def _outside(scheme: str, place: int, month: int) -> dict[str, str]:
    if scheme not in {"plain", "ew-levy"} or place % TAX_EVERY:
        return {}
    insurance = "national_insurance" if scheme == "ew-levy" else "social_insurance"
    return {
        "income_tax": pounds(905 + 37 * place + 11 * month),
        insurance: pounds(310 + 5 * place),
    }


def _bonus(scheme: str, place: int, month: int) -> dict[str, str]:
    if scheme not in BONUS or (place + month) % BONUS_EVERY:
        return {}
    return {"bonus": pounds(BONUS[scheme] + place)}
