"""The schemes that the members adopted, as they hold on a day, and all versions before."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from coop.core.db import session
from coop.core.errors import N_, NotFound
from payroll.models.schemes import SchemeAdopted
from payroll.rules.schemes.adopted import rate_from, with_rates
from payroll.rules.schemes.scheme import RateRow, Scheme
from payroll.rules.schemes.scheme_file import read_scheme


@dataclass(frozen=True, slots=True)
class AdoptedScheme:
    """A scheme with the co-operative’s own rates and switches, from a day on."""

    scheme: Scheme
    """With the rates in it, its version here, and the digest of all of it."""
    switches: Mapping[str, str]
    rates: tuple[RateRow, ...]
    from_on: date
    motion_number: str
    digest: str
    adopted_at: datetime

    @property
    def code(self) -> str:
        """Give the scheme’s code."""
        return self.scheme.code

    @property
    def version(self) -> int:
        """Give its version here."""
        return self.scheme.version


def scheme_on(code: str, day: date) -> AdoptedScheme:
    """Give the version of a scheme that holds on a day; `NotFound` when none does (PAY-19)."""
    asked = (
        select(SchemeAdopted)
        .where(SchemeAdopted.code == code, SchemeAdopted.from_on <= day)
        .order_by(SchemeAdopted.from_on.desc())
        .limit(1)
    )
    row = session().scalar(asked)
    if row is None:
        raise NotFound(N_("pay scheme"))
    return _adopted(row)


def schemes_on(day: date) -> tuple[AdoptedScheme, ...]:
    """Give every scheme that holds on a day, one version of each, by code."""
    latest = (
        select(SchemeAdopted.code, func.max(SchemeAdopted.from_on).label("from_on"))
        .where(SchemeAdopted.from_on <= day)
        .group_by(SchemeAdopted.code)
        .subquery()
    )
    asked = (
        select(SchemeAdopted)
        .join(
            latest,
            (SchemeAdopted.code == latest.c.code) & (SchemeAdopted.from_on == latest.c.from_on),
        )
        .order_by(SchemeAdopted.code)
    )
    return tuple(_adopted(row) for row in session().scalars(asked))


def scheme_history(code: str = "") -> tuple[AdoptedScheme, ...]:
    """List every version ever adopted, the one that begins last first; of one code, or of all."""
    asked = select(SchemeAdopted).order_by(SchemeAdopted.from_on.desc(), SchemeAdopted.code)
    if code:
        asked = asked.where(SchemeAdopted.code == code)
    return tuple(_adopted(row) for row in session().scalars(asked))


def _adopted(row: SchemeAdopted) -> AdoptedScheme:
    settings = json.loads(row.settings)
    scheme = read_scheme(row.text)
    source = f"Motion {row.motion_number} of the members"
    rates = tuple(rate_from(one, source, scheme.currency) for one in settings["rates"])
    return AdoptedScheme(
        scheme=with_rates(scheme, rates, version=row.version, digest=row.digest),
        switches=dict(settings["switches"]),
        rates=rates,
        from_on=row.from_on,
        motion_number=row.motion_number,
        digest=row.digest,
        adopted_at=row.adopted_at,
    )
