"""Every version of every adopted scheme, as runs work with it; each is read from its text once."""

from collections import defaultdict
from datetime import date
from functools import lru_cache

from sqlalchemy import select

from coop.core.db import session
from payroll.models.schemes import SchemeAdopted
from payroll.reading.schemes import scheme_on
from payroll.rules.runs.pay_facts import Held


def versions_up_to(day: date) -> dict[str, list[tuple[date, Held]]]:
    """Give each scheme’s versions up to a day, each from the day on which it begins to hold."""
    asked = (
        select(
            SchemeAdopted.code,
            SchemeAdopted.from_on,
            SchemeAdopted.digest,
            SchemeAdopted.motion_number,
        )
        .where(SchemeAdopted.from_on <= day)
        .order_by(SchemeAdopted.from_on)
    )
    found: dict[str, list[tuple[date, Held]]] = defaultdict(list)
    for code, from_on, digest, motion in session().execute(asked):
        found[code].append((from_on, _held(code, from_on, digest, motion)))
    return dict(found)


@lru_cache(maxsize=256)
def _held(code: str, from_on: date, digest: str, motion: str) -> Held:
    """Read a version; its digest stands for its whole text and settings."""
    found = scheme_on(code, from_on)
    return Held(found.scheme, found.switches, motion, digest)
