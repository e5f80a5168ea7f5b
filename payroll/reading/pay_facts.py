"""What a run knows of many members: one question for each kind of fact, however many there are."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from coop.core import canonical
from coop.core.db import session
from coop.core.money import decimals
from coop.membership.queries import Called, called, stays_up_to, the_cooperative
from coop.rostering.queries import approved_lines
from payroll.models.runs import PayInput, PayRun, Statement
from payroll.reading.balances import owed_to
from payroll.reading.held_schemes import versions_up_to
from payroll.reading.shares import instalments_for
from payroll.reading.terms import DatedTerms, terms_up_to, ways_up_to
from payroll.rules.nouns import Amount, Period, Worked
from payroll.rules.runs.life import Calendar, code_of
from payroll.rules.runs.pay_facts import Before, Fallen, MemberFacts, RunFacts
from payroll.rules.runs.stretches import held_on
from payroll.rules.runs.terms import PaidBy, Way
from payroll.rules.statements.document import Year

PURSE = "purse:"
VOLUNTEER = "volunteer"


@dataclass(frozen=True, slots=True)
class _Known:
    """Facts of a part of a run, by member."""

    called: Mapping[UUID, Called]
    terms: Mapping[UUID, DatedTerms]
    ways: Mapping[UUID, PaidBy | None]
    places: Mapping[UUID, list[tuple[date, object]]]
    hours: Mapping[UUID, list[Fallen]]
    inputs: Mapping[UUID, dict[str, str]]
    owed: Mapping[UUID, dict[str, Amount]]
    instalments: Mapping[UUID, Amount]
    last: Mapping[UUID, Amount]
    years: Mapping[UUID, Year]
    before: Mapping[UUID, Before]


def run_facts(run: PayRun) -> RunFacts:
    """Give what the drafts of a run need to know of it, with every scheme that may pay in it."""
    house, calendar = the_cooperative(), Calendar(run.calendar)
    code = code_of(calendar, run.first_on, run.last_on)
    return RunFacts(
        cooperative=house.name,
        currency=house.currency,
        decimals=decimals(house.currency),
        period=Period(code, run.first_on, run.last_on),
        calendar=calendar,
        pays_on=run.pays_on,
        revision=run.revision,
        because=run.because,
        schemes=versions_up_to(run.last_on),
    )


def facts_of_members(
    run: PayRun, members: Sequence[UUID], unpaid: Collection[UUID] = ()
) -> dict[UUID, MemberFacts]:
    """Give the facts of these members; `unpaid` are those whose unpaid work should be paid."""
    known = _known(run, members)
    return {
        member_id: _facts(member_id, known, is_unpaid=member_id in unpaid)
        for member_id in members
        if member_id in known.called
    }


def chain_of(run: PayRun) -> list[UUID]:
    """Give the run and every run that it corrects, the newest first."""
    found, earlier = [run.id], run.corrects_id
    while earlier is not None:
        found.append(earlier)
        earlier = session().scalar(select(PayRun.corrects_id).where(PayRun.id == earlier))
    return found


def inputs_of_run(
    run: PayRun, members: Collection[UUID] | None = None
) -> dict[UUID, dict[str, str]]:
    """Give the figures that hold in a run; those of the runs that it corrects hold on."""
    asked = (
        select(PayInput.member_id, PayInput.code, PayInput.value)
        .join(PayRun, PayRun.id == PayInput.run_id)
        .where(PayInput.run_id.in_(chain_of(run)))
        .order_by(PayRun.revision, PayInput.keyed_at, PayInput.id)
    )
    if members is not None:
        asked = asked.where(PayInput.member_id.in_(list(members)))
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    for member_id, code, value in session().execute(asked):
        found[member_id][code] = value
    return found


def statements_before(run: PayRun, members: Collection[UUID] | None = None) -> dict[UUID, Before]:
    """Give each member’s newest statement among the runs that this one corrects."""
    earlier = chain_of(run)[1:]
    if not earlier:
        return {}
    asked = (
        select(Statement.member_id, Statement.document, Statement.digest, Statement.revision)
        .where(Statement.run_id.in_(earlier))
        .order_by(Statement.revision)
    )
    if members is not None:
        asked = asked.where(Statement.member_id.in_(list(members)))
    return {
        row.member_id: Before(canonical.read(row.document) or {}, row.digest, row.revision)
        for row in session().execute(asked)
    }


def _known(run: PayRun, members: Sequence[UUID]) -> _Known:
    ways = ways_up_to(run.pays_on, members)
    return _Known(
        called=called(members),
        terms=terms_up_to(run.last_on, members),
        ways={member_id: held_on(dated, run.pays_on) for member_id, dated in ways.items()},
        places={
            member_id: [(one.since, one.establishment_id) for one in lived]
            for member_id, lived in stays_up_to(run.last_on, members).items()
        },
        hours=_hours(run, members),
        inputs=inputs_of_run(run, members),
        owed=owed_to(members),
        instalments=instalments_for(members),
        last=_last_gross(run, members),
        years=_years(run, members),
        before=statements_before(run, members),
    )


def _facts(member_id: UUID, known: _Known, *, is_unpaid: bool) -> MemberFacts:
    owed = known.owed.get(member_id, {})
    hours = tuple(known.hours.get(member_id, ()))
    return MemberFacts(
        number=known.called[member_id].number,
        name=known.called[member_id].name,
        terms=known.terms.get(member_id, ()),
        places=known.places.get(member_id, ()),
        hours=hours,
        inputs=known.inputs.get(member_id, {}),
        balances={
            code.removeprefix(PURSE): amount
            for code, amount in owed.items()
            if code.startswith(PURSE)
        },
        overpaid=max(0, -owed.get("overpaid", 0)),
        instalment=known.instalments.get(member_id, 0),
        has_way=_has_way(known.ways.get(member_id)),
        last_gross=known.last.get(member_id),
        year=known.years.get(member_id),
        before=known.before.get(member_id),
        unpaid_minutes=_volunteered(hours) if is_unpaid else 0,
    )


def _has_way(way: PaidBy | None) -> bool:
    return way is not None and way.way is not Way.HOLD


def _volunteered(hours: Sequence[Fallen]) -> int:
    return sum(one.worked.minutes for one in hours if one.worked.kind == VOLUNTEER)


def _hours(run: PayRun, members: Sequence[UUID]) -> dict[UUID, list[Fallen]]:
    found: dict[UUID, list[Fallen]] = defaultdict(list)
    for line in approved_lines(run.first_on, run.last_on, members):
        worked = Worked(line.day, line.area, line.kind, line.minutes, line.is_paid, line.is_late)
        found[line.member_id].append(Fallen(line.falls_on, worked))
    return found


def _last_gross(run: PayRun, members: Sequence[UUID]) -> dict[UUID, Amount]:
    """Give the gross pay of each member’s last statement of an earlier period."""
    asked = (
        select(Statement.member_id, Statement.gross_minor)
        .join(PayRun, PayRun.id == Statement.run_id)
        .where(Statement.member_id.in_(list(members)), PayRun.last_on < run.first_on)
        .order_by(PayRun.last_on, Statement.revision)
    )
    return {row.member_id: row.gross_minor for row in session().execute(asked)}


def _years(run: PayRun, members: Sequence[UUID]) -> dict[UUID, Year]:
    """Give what the statements of the pay year came to so far, corrected ones as corrected."""
    first, last = date(run.pays_on.year, 1, 1), date(run.pays_on.year, 12, 31)
    later = aliased(Statement)
    corrected = select(later.id).where(later.corrects_id == Statement.id)
    asked = (
        select(
            Statement.member_id,
            func.sum(Statement.gross_minor).label("gross"),
            func.sum(Statement.net_minor).label("net"),
        )
        .join(PayRun, PayRun.id == Statement.run_id)
        .where(
            Statement.member_id.in_(list(members)),
            PayRun.pays_on.between(first, last),
            ~corrected.exists(),
        )
        .group_by(Statement.member_id)
    )
    found = {member_id: Year(first) for member_id in members}
    for row in session().execute(asked):
        gross, net = int(row.gross), int(row.net)
        found[row.member_id] = Year(first, gross, gross - net, net)
    return found
