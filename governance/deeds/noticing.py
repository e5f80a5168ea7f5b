"""Give notice of a vote: its hours are fixed, and the letters can be made."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import Refusal, refuse_if
from coop.core.jobs import promise
from coop.membership.queries import MemberRow, today, voters_on
from coop.post.actions import Recipient, prepare_runs
from governance import acts
from governance.deeds.steps import ballot_of, locked_motion, take_step
from governance.models.ballots import Ballot
from governance.models.motions import Motion
from governance.reading.postal import local_day, paper_members, plan_for, zone
from governance.reading.rules import rules_in_force
from governance.rules.ballots import refusals_to_give_notice
from governance.rules.notice import Delivery, served_on
from governance.rules.nouns import RuleSet
from governance.rules.post import Calendar, PostalPlan, too_soon
from governance.rules.states import State


@dataclass(frozen=True, slots=True)
class Hours:
    """When voting is to open and close, as aware moments, and why if paper is left out."""

    opens_at: datetime
    closes_at: datetime
    because: str = ""


def give_notice(motion_id: UUID, hours: Hours, *, hand: Hand) -> Ballot:
    """Give every member notice of the vote (GOV-2, GOV-18, GOV-21).

    Members on paper get their notice with the voting pack, so the slower of the two
    doors decides how soon voting may open.
    """
    motion = locked_motion(motion_id)
    rules = rules_in_force(today())
    on_paper = paper_members(today())
    refuse_if(_refusals(motion, hours, rules, on_paper))
    ballot = Ballot(
        motion_id=motion.id,
        notice_at=clock.now(),
        opens_at=hours.opens_at,
        closes_at=hours.closes_at,
        left_out_because=hours.because.strip(),
    )
    session().add(ballot)
    take_step(motion, State.IN_NOTICE)
    promise("governance.open", str(ballot.id), due=hours.opens_at)
    _prepare(ballot, on_paper, hand)
    said = {"opens_at": hours.opens_at.isoformat(), "closes_at": hours.closes_at.isoformat()}
    audit.record(acts.NOTICE_GIVEN, motion.id, hand=hand, number=motion.number, **said)
    return ballot


def prepare_packs(motion_id: UUID, *, hand: Hand) -> int:
    """Make voting packs for members on paper who have none yet; give the runs made."""
    ballot = ballot_of(locked_motion(motion_id))
    return _prepare(ballot, paper_members(today()), hand)


def _prepare(ballot: Ballot, people: tuple[MemberRow, ...], hand: Hand) -> int:
    letters = [
        Recipient(row.id, "\n".join(row.address_lines), row.establishment_id) for row in people
    ]
    return len(prepare_runs("ballot", ballot.id, letters, hand=hand)) if letters else 0


def _refusals(
    motion: Motion, hours: Hours, rules: RuleSet, on_paper: tuple[MemberRow, ...]
) -> list[Refusal]:
    opens, closes = local_day(hours.opens_at), local_day(hours.closes_at)
    plan = _plan(rules, opens, closes, on_paper)
    found = refusals_to_give_notice(
        State(motion.state),
        served=_last_served(rules, on_paper),
        opens_on=opens,
        closes_on=closes,
        rules=rules,
    )
    if plan is not None and not hours.because.strip():
        found += too_soon(plan, today())
    return found


def _plan(
    rules: RuleSet, opens: date, closes: date, on_paper: tuple[MemberRow, ...]
) -> PostalPlan | None:
    if not on_paper:
        return None
    places = [row.establishment_id for row in on_paper]
    return plan_for(rules, opens=opens, closes=closes, places=places)


def _last_served(rules: RuleSet, on_paper: tuple[MemberRow, ...]) -> date:
    """Give the day on which the slowest notice counts as served, if posted without delay."""
    days = []
    if on_paper:
        ready = Calendar().on(Calendar().on(today(), 0), rules.post.print_days)
        posted = datetime.combine(ready, time(12), tzinfo=zone()).astimezone(UTC)
        days.append(served_on(posted, Delivery.POSTED, rules, zone()))
    if len(on_paper) < len(voters_on(today())):
        days.append(served_on(clock.now(), Delivery.ELECTRONIC, rules, zone()))
    return max(days, default=today())
