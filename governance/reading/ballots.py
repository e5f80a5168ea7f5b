"""The vote on a motion as pages show it: its hours, its rules, and the dates for paper."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from coop.core.db import session
from coop.core.errors import N_, NotFound
from coop.membership.queries import member, today
from governance.models.ballots import Ballot
from governance.reading.postal import ballot_plan, local_day, paper_members
from governance.reading.rules import Adoption, adoption_of, rules_in_force
from governance.reading.turnout import roll_of
from governance.rules.notice import clear_days_between
from governance.rules.nouns import RuleSet
from governance.rules.post import PostalPlan


@dataclass(frozen=True, slots=True)
class BallotView:
    """One ballot; `adoption` and `roll` only from the day voting opened."""

    id: UUID
    notice_at: datetime
    opens_at: datetime
    closes_at: datetime
    adoption: Adoption | None
    roll: int
    clear_days: int
    left_out_because: str
    plan: PostalPlan | None
    """The dates for paper, when somebody is reached by it."""

    @property
    def rules(self) -> RuleSet | None:
        """Give the rules pinned at the opening."""
        return self.adoption.rules if self.adoption else None


def ballot_view(ballot_id: UUID) -> BallotView:
    """Give one ballot; `NotFound` when there is none."""
    ballot = session().get(Ballot, ballot_id)
    if ballot is None:
        raise NotFound(N_("ballot"))
    adoption = adoption_of(ballot.rules_id) if ballot.rules_id else None
    noticed, opens = local_day(ballot.notice_at), local_day(ballot.opens_at)
    rules = adoption.rules if adoption else rules_in_force(noticed)
    return BallotView(
        id=ballot.id,
        notice_at=ballot.notice_at,
        opens_at=ballot.opens_at,
        closes_at=ballot.closes_at,
        adoption=adoption,
        roll=sum(roll_of(ballot.id).values()),
        clear_days=clear_days_between(noticed, opens),
        left_out_because=ballot.left_out_because,
        plan=ballot_plan(ballot, rules) if paper_members(noticed) else None,
    )


def own_day(ballot_id: UUID, member_id: UUID) -> date:
    """Give the last day on which this member can act by the door they are reached by."""
    ballot = session().get_one(Ballot, ballot_id)
    person = member(member_id, today())
    if not person.is_on_paper:
        return local_day(ballot.closes_at)
    rules = adoption_of(ballot.rules_id).rules if ballot.rules_id else rules_in_force(today())
    return ballot_plan(ballot, rules, place=person.establishment_id).last_answer
