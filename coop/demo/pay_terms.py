"""How the demonstration agrees terms of pay with everybody, and how their money reaches them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coop.core.draw import Draw
from coop.demo.belonging import place_named
from coop.demo.pay_year import PayYear
from coop.demo.stage import HOSTEL, NORTH, SOUTH, TRADE
from coop.membership.queries import Lived, MemberRow, members_on, stays_up_to, today
from payroll.deeds.terms import set_pay_terms, set_pay_way
from payroll.reading.schemes import schemes_on
from payroll.reading.terms import terms_up_to, ways_up_to
from payroll.rules.runs.life import Calendar
from payroll.rules.runs.terms import Employer, PaidBy, Terms, Way

BANK = "EVHD000001"
"""A made-up bank and branch; no bank has these letters."""
TAIL = 98
INSIDE_HOURS, OUTSIDE_HOURS = (9, 12, 15, 18), (6, 8, 12, 16)


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody as pay sees them: by which scheme, employed by whom, so many hours a week."""

    row: MemberRow
    scheme: str
    weekly_hours: int

    @property
    def terms(self) -> Terms:
        """Give the terms of their pay; shares that they chose stay with them."""
        is_lead = self.scheme == "plain" and self.row.class_name == TRADE
        employer = {"ew-prison": Employer.PRISON, "ew-levy": Employer.OUTSIDE}
        return Terms(
            self.scheme,
            grade="lead" if is_lead else "",
            employer=employer.get(self.scheme, Employer.CO_OPERATIVE),
            calendar=Calendar.MONTH,
            settings=self._settings,
        )

    @property
    def _settings(self) -> Mapping[str, str]:
        draw = Draw(f"shares {self.row.number}")
        saves, sends = draw.chance(30), draw.chance(25)
        chosen = {
            "savings_share": "10 %" if saves and self.scheme != "riverside" else "",
            "family_share": "1/8" if sends and self.scheme in {"plain", "riverside"} else "",
            "minimum_hourly": "12.21" if self.scheme == "ew-levy" else "",
        }
        return {code: value for code, value in chosen.items() if value and self.scheme}


Schemes = Mapping[UUID | None, str]
"""By which scheme somebody is paid who lives in a place; None is outside."""


def schemes_by_place(day: date) -> Schemes:
    """Say which scheme holds where on a day.

    Until the laundry has its own, the prisons pay their members’ work themselves.
    """
    is_ours = any(one.code == "riverside" for one in schemes_on(day))
    return {
        None: "plain",
        place_named(NORTH): "ew-prison" if is_ours else "",
        place_named(SOUTH): "riverside" if is_ours else "",
        place_named(HOSTEL): "ew-levy",
    }


def worker_on(row: MemberRow, schemes: Schemes) -> Worker:
    """Say how somebody is paid: by where they live, and what they agreed."""
    draw = Draw(f"hours {row.number}")
    hours = draw.pick(INSIDE_HOURS if row.establishment_id else OUTSIDE_HOURS)
    return Worker(row, schemes[row.establishment_id], hours)


def agree_terms(year: PayYear, day: date) -> None:
    """Agree terms with everybody whose terms are no longer right on a day, from when they moved."""
    dated, schemes = terms_up_to(day), schemes_by_place(day)
    for row in members_on(day):
        worker, before = worker_on(row, schemes), dated.get(row.id, [])
        if (before[-1][1].scheme if before else None) != worker.scheme:
            since = _since(year, row, day, before[-1][0] if before else None)
            set_pay_terms(row.id, worker.terms, from_on=since, hand=year.payroll)
            set_pay_way(row.id, _way(row), from_on=since, hand=year.payroll)


def _since(year: PayYear, row: MemberRow, day: date, before: date | None) -> date:
    """Give the day of a first pay or of the last move; a new scheme begins with the month."""
    moved = max(moved_on(row.id, day), year.first)
    return moved if before is None or moved > before else day.replace(day=1)


def moved_on(member_id: UUID, day: date) -> date:
    """Give the day since when somebody lives where they live on a day."""
    return last_moves(day, [member_id])[member_id]


def last_moves(day: date, member_ids: Collection[UUID]) -> dict[UUID, date]:
    """Give the day since when each of these members lives where they live on a day."""
    return {who: _last_move(lived) for who, lived in stays_up_to(day, member_ids).items()}


def _last_move(lived: Sequence[Lived]) -> date:
    since = lived[-1].since
    for one in reversed(lived):
        if one.establishment_id != lived[-1].establishment_id:
            break
        since = one.since
    return since


def _way(row: MemberRow) -> PaidBy:
    """Pay by the finance office inside, by bank outside; a few take cash."""
    if row.establishment_id is not None:
        return PaidBy(Way.OFFICE)
    draw = Draw(f"way {row.number}")
    if draw.chance(4):
        return PaidBy(Way.CASH)
    return PaidBy(Way.BANK, iban=_account(row.number), holder=row.name)


def close_account(year: PayYear) -> None:
    """Let one member’s bank account be closed: the next run does not know where the money goes."""
    ways = ways_up_to(today())
    for row in members_on(today()):
        if row.id in ways and ways[row.id][-1][1].way is Way.BANK:
            set_pay_way(row.id, PaidBy(Way.HOLD), from_on=today(), hand=year.payroll)
            return


def _account(number: int) -> str:
    """Make up an account number whose check digits are right."""
    plain = f"{BANK}{number:08}"
    figures = "".join(str(int(sign, 36)) for sign in f"{plain}GB00")
    return f"GB{TAIL - int(figures) % 97:02}{plain}"
