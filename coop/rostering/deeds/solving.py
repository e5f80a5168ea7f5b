"""Ask for a search, stop it, write down how it stands, and put what it found into the draft."""

from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from coop.core import audit, canonical, clock
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.doorbell import bell
from coop.core.errors import N_, NotFound, Refusal, Refused, refuse_if
from coop.core.jobs import promise
from coop.rostering import acts
from coop.rostering.deeds.roster_steps import Edited, begun_shifts, desk_of, locked_roster
from coop.rostering.deeds.roster_weeks import fill
from coop.rostering.models.rosters import Solve
from coop.rostering.reading.published import last_places
from coop.rostering.reading.solves import absent_text, read_best
from coop.rostering.rules.nouns import Facts, Span
from coop.rostering.solving.cooperative.nouns import Better, Roster

LONGEST, SHORTEST_WAIT = 3600, 5
"""In seconds; without a queue the page itself waits for the search, so it stays short."""
SILENCE = timedelta(minutes=2)
"""A search that gave no sign of life for so long may be given up by hand."""
OPEN = ("waiting", "running")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to search for; with people who are away, as few published places as possible change."""

    seconds: int = 60
    absent: tuple[tuple[UUID, Span], ...] = ()


def ask_solve(roster_id: UUID, wanted: Wanted, *, hand: Hand) -> UUID:
    """Promise a search for a roster; one at a time for each roster (ROS-45)."""
    roster = locked_roster(roster_id)
    refuse_if([*_another(roster_id), *_untold(roster_id, wanted)])
    seconds = max(1, min(wanted.seconds, LONGEST if bell().is_wired else SHORTEST_WAIT))
    before = select(func.count()).where(Solve.roster_id == roster_id)
    row = Solve(
        id=new_id(),
        roster_id=roster.id,
        purpose="replan" if wanted.absent else "fill",
        state="waiting",
        seconds=seconds,
        seed=(session().scalar(before) or 0) + 1,
        asked_by=hand.by,
        asked_at=clock.now(),
        is_to_stop=False,
        facts_digest="",
        best="",
        absent=absent_text(wanted.absent),
        is_proved=False,
        fault="",
    )
    session().add(row)
    session().flush()
    audit.record(acts.SOLVE_ASKED, roster_id, hand=hand, seconds=seconds, seed=row.seed)
    promise("rostering.solve", str(row.id))
    return row.id


def stop_solve(solve_id: UUID, *, hand: Hand) -> None:
    """Stop a search; the best that it found so far is kept (ROS-45)."""
    row = _locked(solve_id)
    if row.state not in OPEN or row.is_to_stop:
        return
    row.is_to_stop = True
    if _is_silent(row):
        row.state, row.done_at = "stopped", clock.now()
    audit.record(acts.SOLVE_STOPPED, row.roster_id, hand=hand)


def use_solve(solve_id: UUID, *, hand: Hand) -> Edited:
    """Make the draft what a search found, in one edit, as far as it still fits (ROS-45)."""
    row = _locked(solve_id)
    best = read_best(row.best)
    if best is None:
        raise Refused(Refusal("ROS-45", N_("This search has found nothing yet.")))
    made = fill(desk_of(row.roster_id), best.pairs, hand=hand)
    audit.record(
        acts.SOLVE_USED, row.roster_id, hand=hand, number=made.number, left_out=len(made.left_out)
    )
    return made


def begin_solve(solve_id: UUID) -> tuple[Solve, Facts] | None:
    """Mark a search as running and read its facts; None when it is over or to be stopped.

    What has begun is pinned: the past is no matter for a search.
    """
    row = _locked(solve_id)
    if row.state not in OPEN or row.is_to_stop:
        return None
    desk = desk_of(row.roster_id)
    row.state, row.beat_at, row.edit_number = "running", clock.now(), desk.roster.edits
    begun = begun_shifts({shift.id for shift in desk.facts.shifts})
    places = (replace(one, pinned=one.pinned or one.shift in begun) for one in desk.facts.places)
    return row, replace(desk.facts, places=tuple(places))


def note_better(solve_id: UUID, better: Better) -> None:
    """Keep the best roster so far while the search goes on."""
    row = _locked(solve_id)
    row.beat_at, row.cost, row.bound = clock.now(), better.cost.total, better.bound
    row.best = _best(better)


def note_found(solve_id: UUID, found: Roster, changed: int | None) -> None:
    """Keep what a search ended with: audited and priced anew."""
    row = _locked(solve_id)
    row.beat_at, row.cost, row.bound = clock.now(), found.cost.total, found.bound
    row.best, row.facts_digest = _best(found), found.digest
    row.is_proved, row.changed = found.proved, changed


def note_alive(solve_id: UUID) -> bool:
    """Give a sign of life; say whether the search is to stop."""
    row = _locked(solve_id)
    row.beat_at = clock.now()
    return row.is_to_stop or row.state not in OPEN


def note_failed(solve_id: UUID, fault: str) -> None:
    """Write down that a search came to nothing."""
    row = _locked(solve_id)
    row.state, row.fault, row.done_at = "failed", fault, clock.now()


def end_solve(solve_id: UUID) -> None:
    """Mark a search as over: done, or stopped with the best so far; a second time is nothing."""
    row = _locked(solve_id)
    if row.state not in OPEN:
        return
    row.state = "stopped" if row.is_to_stop else "done"
    row.done_at = clock.now()
    best = read_best(row.best)
    audit.record(
        acts.SOLVE_ENDED,
        row.roster_id,
        hand=Hand.system(),
        state=row.state,
        cost=row.cost or 0,
        places=len(best.pairs) if best else 0,
    )


def _locked(solve_id: UUID) -> Solve:
    wanted = select(Solve).where(Solve.id == solve_id).with_for_update()
    row = session().scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFound(N_("search"))
    return row


def _another(roster_id: UUID) -> list[Refusal]:
    rows = session().scalars(
        select(Solve).where(Solve.roster_id == roster_id, Solve.state.in_(OPEN))
    )
    if all(_is_silent(row) for row in rows):
        return []
    return [
        Refusal(
            "ROS-45",
            N_("A search for this roster is going on already."),
            todo=N_("Wait until it ends, or stop it."),
        )
    ]


def _untold(roster_id: UUID, wanted: Wanted) -> list[Refusal]:
    if not wanted.absent or last_places(roster_id) is not None:
        return []
    return [
        Refusal(
            "ROS-48",
            N_("This roster is not published yet."),
            todo=N_("Take the people who are away out of the draft, and search again."),
        )
    ]


def _is_silent(row: Solve) -> bool:
    return (row.beat_at or row.asked_at) + SILENCE < clock.now()


def _best(found: Better | Roster) -> str:
    return canonical.canonical(
        {
            "places": sorted([str(one.shift), str(one.person)] for one in found.places),
            "cost": asdict(found.cost),
            "cover": asdict(found.cover),
            "seconds": round(found.seconds),
        }
    )
