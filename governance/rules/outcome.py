"""Decide a motion from its tally: the verdict and what may be shown of it (GOV-4 to GOV-11)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from coop.core.errors import N_
from governance.counting.majority import Tally
from governance.rules.colleges import College, withheld
from governance.rules.majorities import (
    base_of,
    is_reached,
    quorum_needed,
    turnout_needed,
    votes_needed,
)
from governance.rules.nouns import Base, Kind, Majority, RuleSet
from governance.rules.words import Said


class Verdict(StrEnum):
    """Why a motion is carried, or is not."""

    CARRIED = "carried"
    NO_QUORUM = "no_quorum"
    LOW_TURNOUT = "low_turnout"
    TIED = "tied"
    NOT_ENOUGH = "not_enough"
    NOT_EVERY_CLASS = "not_every_class"


SENTENCES = {
    Verdict.CARRIED: N_("The motion is carried."),
    Verdict.NO_QUORUM: N_("There was no quorum, so nothing is decided."),
    Verdict.LOW_TURNOUT: N_("Too few members voted for a decision of this kind."),
    Verdict.TIED: N_("The votes are equal, and a tie falls. The motion is not carried."),
    Verdict.NOT_ENOUGH: N_("There were not enough votes for. The motion is not carried."),
    Verdict.NOT_EVERY_CLASS: N_("Not every class agreed. The motion is not carried."),
}
UNDECIDED = (Verdict.NO_QUORUM, Verdict.LOW_TURNOUT)


@dataclass(frozen=True, slots=True)
class CollegeResult:
    """What a college said, when its numbers may be shown.

    `roll` is told only where the majority is a share of it; else it is None, since the
    numbers of a class on the day of a vote are nobody’s business (MEM-8).
    """

    code: str
    name: str
    tally: Tally
    roll: int | None
    base: int
    needed: int
    reached: bool


@dataclass(frozen=True, slots=True)
class Pool:
    """Colleges whose own numbers are withheld, with their papers in one pile (GOV-11).

    `all_agreed` is told only where the outcome hangs on it; else it is None.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    tally: Tally
    all_agreed: bool | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision; it holds nothing that may not be published."""

    verdict: Verdict
    majority: Majority
    tally: Tally
    roll: int
    quorum: int
    turnout: int
    base: int
    needed: int
    colleges: tuple[CollegeResult, ...]
    pool: Pool | None

    @property
    def carried(self) -> bool:
        """Say whether the motion is carried."""
        return self.verdict is Verdict.CARRIED

    @property
    def quorate(self) -> bool:
        """Say whether enough members voted for a quorum (GOV-4)."""
        return self.tally.voting >= self.quorum

    @property
    def defeated(self) -> bool:
        """Say whether the members decided against it, so that the bar begins (GOV-17)."""
        return not self.carried and self.verdict not in UNDECIDED

    @property
    def why(self) -> Said:
        """Give the verdict as a sentence."""
        return Said(SENTENCES[self.verdict])


def decide(
    tally: Tally,
    *,
    roll: int,
    kind: Kind,
    rules: RuleSet,
    colleges: Sequence[College] = (),
) -> Outcome:
    """Decide a motion (GOV-4 to GOV-11); `working.working` writes the decision out in words.

    `roll` is the number of members who may vote, `tally` all their papers. For a vote
    by class give each college with its own roll and tally: together they must be the
    whole, or `ValueError` is raised. One college alone is no more than the head-count.
    """
    _must_add_up(tally, roll, colleges)
    apart = colleges if len(colleges) > 1 else ()
    hidden = withheld(apart, rules.membership.smallest_cell)
    pool = _pool([one for one in apart if one.code in hidden], rules.majority(kind))
    shown = [one for one in apart if one.code not in hidden]
    return conclude(tally, roll=roll, kind=kind, rules=rules, colleges=shown, pool=pool)


def conclude(
    tally: Tally,
    *,
    roll: int,
    kind: Kind,
    rules: RuleSet,
    colleges: Sequence[College],
    pool: Pool | None,
) -> Outcome:
    """Decide from what is published alone, so that anybody can check a declaration (GOV-25)."""
    majority = rules.majority(kind)
    shown = tuple(_result(one, majority) for one in colleges)
    verdict = _verdict(tally, roll, rules, majority)
    hangs_on_pool = verdict is Verdict.CARRIED and all(one.reached for one in shown)
    if verdict is Verdict.CARRIED and not hangs_on_pool:
        verdict = Verdict.NOT_EVERY_CLASS
    if hangs_on_pool and pool is not None and not pool.all_agreed:
        verdict = Verdict.NOT_EVERY_CLASS
    base = base_of(majority, tally, roll)
    return Outcome(
        verdict=verdict,
        majority=majority,
        tally=tally,
        roll=roll,
        quorum=quorum_needed(rules.quorum, roll),
        turnout=turnout_needed(majority, roll),
        base=base,
        needed=votes_needed(majority, base),
        colleges=shown,
        pool=_told(pool, hangs_on_pool=hangs_on_pool),
    )


def _told(pool: Pool | None, *, hangs_on_pool: bool) -> Pool | None:
    """Keep to ourselves whether withheld colleges agreed, unless the outcome says it anyhow."""
    if pool is None:
        return None
    return replace(pool, all_agreed=bool(pool.all_agreed) if hangs_on_pool else None)


def _verdict(tally: Tally, roll: int, rules: RuleSet, majority: Majority) -> Verdict:
    """Decide by heads alone."""
    if tally.voting < quorum_needed(rules.quorum, roll):
        return Verdict.NO_QUORUM
    if tally.voting < turnout_needed(majority, roll):
        return Verdict.LOW_TURNOUT
    if tally.votes_for == tally.against:
        return Verdict.TIED
    return Verdict.CARRIED if is_reached(majority, tally, roll) else Verdict.NOT_ENOUGH


def _must_add_up(tally: Tally, roll: int, colleges: Sequence[College]) -> None:
    if tally.voting > roll:
        message = "There are more papers than members on the roll."
        raise ValueError(message)
    if not colleges:
        return
    together = sum((one.tally for one in colleges), Tally())
    if together != tally or sum(one.roll for one in colleges) != roll:
        message = "The colleges do not add up to the whole."
        raise ValueError(message)


def _agrees(college: College, majority: Majority) -> bool:
    return is_reached(majority, college.tally, college.roll)


def _result(college: College, majority: Majority) -> CollegeResult:
    base = base_of(majority, college.tally, college.roll)
    return CollegeResult(
        code=college.code,
        name=college.name,
        tally=college.tally,
        roll=college.roll if majority.base is Base.ALL_MEMBERS else None,
        base=base,
        needed=votes_needed(majority, base),
        reached=_agrees(college, majority),
    )


def _pool(hidden: Sequence[College], majority: Majority) -> Pool | None:
    if not hidden:
        return None
    return Pool(
        codes=tuple(one.code for one in hidden),
        names=tuple(one.name for one in hidden),
        tally=sum((one.tally for one in hidden), Tally()),
        all_agreed=all(_agrees(one, majority) for one in hidden),
    )
