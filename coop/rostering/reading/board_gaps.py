"""What shifts lack, in sentences: people, certificates and supervisors."""

from collections.abc import Collection, Mapping
from uuid import UUID

from coop.core.errors import N_, Refusal
from coop.rostering.reading.board_nouns import GapView
from coop.rostering.reading.cover import absent_between
from coop.rostering.reading.faults import FaultView, faults_in, unable_in
from coop.rostering.reading.shifts import ShiftView
from coop.rostering.reading.work_sites import skills
from coop.rostering.rules.nouns import Facts, Place
from coop.rostering.rules.roster import Gap, gaps


def gaps_in(
    places: Collection[Place],
    facts: Facts,
    shifts: Mapping[UUID, ShiftView],
    *,
    faults: Collection[FaultView] | None = None,
) -> list[GapView]:
    """List the shifts that lack something, in order of time; only those that are asked about.

    Whoever said that they cannot come is not counted, though their place is still theirs;
    nor is anybody whom a changed fact keeps away. `faults` are the draft’s, if known already.
    """
    names = {each.id: each.name for each in skills()}
    out = absent_between(facts.first, facts.last)
    out |= unable_in(faults_in(places, facts) if faults is None else faults)
    coming = [place for place in places if (place.shift, place.person) not in out]
    there: dict[UUID, int] = {}
    for place in coming:
        there[place.shift] = there.get(place.shift, 0) + 1
    return [
        GapView(
            shifts[gap.shift],
            there.get(gap.shift, 0),
            tuple(lacks(gap, names)),
            is_dire=bool(gap.missing_least or gap.supervisors),
        )
        for gap in gaps(coming, facts)
        if gap.shift in shifts
    ]


def lacks(gap: Gap, skill_names: Mapping[UUID, str]) -> list[Refusal]:
    """Say in short sentences what a shift lacks, the worst first."""
    found = []
    if gap.missing_least:
        found.append(_count(gap.missing_least, N_("%(count)s missing"), "ROS-2"))
    if gap.supervisors:
        found.append(_count(gap.supervisors, N_("supervisors missing: %(count)s"), "ROS-11"))
    found += [
        Refusal(
            "ROS-10",
            N_("%(count)s more with %(skill)s needed"),
            {"skill": skill_names.get(need.skill, ""), "count": need.count},
        )
        for need in gap.needs
    ]
    if gap.missing_wanted:
        found.append(_count(gap.missing_wanted, N_("%(count)s more wanted"), "ROS-2"))
    return found


def _count(count: int, text: str, rule: str) -> Refusal:
    return Refusal(rule, text, {"count": count})
