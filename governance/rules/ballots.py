"""What stands in the way of a ballot: notice, open, vote, close the count (GOV-2, 18 to 22)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coop.core.errors import N_, Refusal
from governance.rules.notice import clear_days_between, earliest_close
from governance.rules.nouns import PaperAfterWeb, RuleSet
from governance.rules.states import State, Step, refusals_to_step


class VoteDoor(StrEnum):
    """The door by which a vote comes in; a shared terminal counts as the web."""

    WEB = "web"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Hours:
    """When a ballot opens and closes, as moments with a zone."""

    opens: datetime
    closes: datetime


def refusals_to_give_notice(
    state: State, *, served: date, opens_on: date, closes_on: date, rules: RuleSet
) -> list[Refusal]:
    """Say everything that stands in the way of giving notice (GOV-2, GOV-18).

    `served` is the last day on which the slowest notice will count as served.
    """
    found = refusals_to_step(state, Step.GIVE_NOTICE)
    found += _clear_days(served, opens_on, rules)
    if closes_on < earliest_close(opens_on, rules):
        found.append(
            Refusal(
                "GOV-18",
                N_("A ballot stays open for %(days)s clear days at least."),
                {"days": rules.ballot.days_open, "first": earliest_close(opens_on, rules)},
                N_("Close it on %(first)s or later."),
            )
        )
    return found


def refusals_to_open(  # noqa: PLR0913 - each is a fact of its own
    state: State,
    *,
    served: Iterable[date],
    unserved: int,
    left_out: Iterable[Refusal],
    reason: str,
    hours: Hours,
    roll: int,
    now: datetime,
    today: date,
    rules: RuleSet,
) -> list[Refusal]:
    """Say everything that stands in the way of opening (GOV-2, GOV-18, GOV-21).

    `served` holds the days on which notices counted as served, `unserved` the members
    on the roll who were sent none, `left_out` what `post.left_out` found. A recorded
    `reason` answers `left_out` and nothing else.
    """
    found = refusals_to_step(state, Step.OPEN)
    found += _clear_days(max(served, default=date.max), today, rules)
    found += _unserved(unserved)
    found += [] if reason.strip() else list(left_out)
    found += _too_early(hours.opens, now)
    if now >= hours.closes:
        found.append(Refusal("GOV-18", N_("The time for voting is already over.")))
    if not roll:
        found.append(Refusal("GOV-1", N_("Nobody is on the roll.")))
    return found


def refusals_before_hour(state: State, opens: datetime | None, now: datetime) -> list[Refusal]:
    """Refuse to think of opening by hand before voting could have opened by itself (GOV-18)."""
    found = refusals_to_step(state, Step.OPEN)
    return found or (_too_early(opens, now) if opens else [])


def refusals_to_vote(
    state: State, *, on_roll: bool, hours: Hours, now: datetime, earlier: Iterable[Refusal]
) -> list[Refusal]:
    """Say everything that stands in the way of a vote (GOV-1, GOV-19).

    `earlier` is what `refusals_to_vote_again` says when the member has voted already.
    """
    found = list(earlier)
    if state is not State.OPEN or not hours.opens <= now < hours.closes:
        found.append(Refusal("GOV-19", N_("Voting is not open.")))
    if not on_roll:
        found.append(
            Refusal(
                "GOV-1",
                N_("This member is not on the roll for this vote."),
                todo=N_("The roll was fixed when voting opened."),
            )
        )
    return found


def refusals_to_vote_again(
    *, secret: bool, earlier: VoteDoor, door: VoteDoor, rules: RuleSet
) -> list[Refusal]:
    """Refuse a second vote, unless an open ballot’s rules let it replace the first (GOV-20)."""
    if secret:
        return [
            Refusal(
                "GOV-20",
                N_("This member has already voted."),
                todo=N_("A secret vote cannot be changed, since nobody can find it again."),
            )
        ]
    if door is VoteDoor.PAPER and earlier is VoteDoor.WEB:
        allowed = rules.ballot.paper_after_web is PaperAfterWeb.REPLACES
    else:
        allowed = rules.ballot.change_of_vote
    if allowed:
        return []
    return [
        Refusal(
            "GOV-20",
            N_("This member has already voted."),
            todo=N_("The rules do not let a vote be changed."),
        )
    ]


def _too_early(opens: datetime, now: datetime) -> list[Refusal]:
    if now >= opens:
        return []
    return [Refusal("GOV-18", N_("Voting opens on %(opens)s."), {"opens": opens.date()})]


def _clear_days(served: date, opens_on: date, rules: RuleSet) -> list[Refusal]:
    days = clear_days_between(served, opens_on)
    if days >= rules.notice.clear_days:
        return []
    return [
        Refusal(
            "GOV-2",
            N_("Members need %(needed)s clear days of notice, and would have %(days)s."),
            {"needed": rules.notice.clear_days, "days": days},
            N_("Choose a later day to open."),
        )
    ]


def _unserved(unserved: int) -> list[Refusal]:
    if not unserved:
        return []
    return [
        Refusal(
            "GOV-2",
            N_("Notice has not gone to every member: %(unserved)s still wait for it."),
            {"unserved": unserved},
            N_("Send or post the notices that are left."),
        )
    ]
