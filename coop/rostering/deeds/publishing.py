"""Publish a roster: what members are told from then on, version by version."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import func, select

from coop.core import audit, clock, jobs
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import N_, Refusal, refuse_if
from coop.rostering import acts
from coop.rostering.deeds.roster_steps import Desk, desk_of, keep
from coop.rostering.models.rosters import PublishedPlace, RosterVersion
from coop.rostering.reading.faults import refusals_to_publish
from coop.rostering.reading.published import digest_of
from coop.rostering.rules.edits import (
    Pair,
    difference,
    fitting,
    once,
    pairs_of,
    rebased,
)


def publish(roster_id: UUID, because: str = "", *, hand: Hand) -> int:
    """Publish the draft as the next version; give its number (ROS-46).

    A roster in which any place breaks a rule is refused, with every fault said. So is a
    draft that says what members were told already.
    """
    desk = desk_of(roster_id)
    last = _last_version(roster_id)
    refuse_if([*_no_change(desk, last), *_unsaid(last, because), *refusals_to_publish(desk.facts)])
    return _write(desk, last, pairs_of(desk.facts.places), because, hand=hand)


def change_published(
    roster_id: UUID,
    added: Collection[Pair],
    taken: Collection[Pair],
    because: str,
    *,
    hand: Hand,
) -> int:
    """Change what members were told, as by a swap or an absence; give the new version (ROS-48).

    What is added is checked against the published roster; taking is never refused. The
    draft follows: its own edits stay as far as they still fit beside the change.
    """
    desk = desk_of(roster_id)
    last = _last_version(roster_id)
    told = pairs_of(desk.facts.published)
    refuse_if([*_unpublished(last), *_not_told(told, taken)])
    kept = {pair: False for pair in told if pair not in set(taken)}
    unfit = fitting(kept, list(added), desk.facts).unfit
    refuse_if(once(refusal for one in unfit for refusal in one.refusals))
    after = kept | dict.fromkeys(added, False)
    changes = difference(desk.draft, rebased(desk.draft, told.keys(), after.keys(), desk.facts))
    if not changes.is_empty:
        keep(desk, _deed(added, taken), changes, hand=hand)
    return _write(desk, last, after, because, hand=hand)


def _write(desk: Desk, last: int, places: Iterable[Pair], because: str, *, hand: Hand) -> int:
    pairs = sorted(places)
    row = RosterVersion(
        id=new_id(),
        roster_id=desk.roster.id,
        number=last + 1,
        published_at=clock.now(),
        published_by=hand.by,
        because=because.strip(),
        edit_number=desk.roster.edits,
        digest=digest_of(pairs),
    )
    session().add(row)
    session().flush()
    session().add_all(
        PublishedPlace(version_id=row.id, shift_id=shift, member_id=member)
        for shift, member in pairs
    )
    session().flush()
    audit.record(
        acts.ROSTER_PUBLISHED,
        desk.roster.id,
        hand=hand,
        version=row.number,
        digest=row.digest,
        places=len(pairs),
    )
    jobs.promise("rostering.tell", str(row.id))
    return row.number


def _last_version(roster_id: UUID) -> int:
    newest = select(func.max(RosterVersion.number)).where(RosterVersion.roster_id == roster_id)
    return session().scalar(newest) or 0


def _no_change(desk: Desk, last: int) -> list[Refusal]:
    if not last or pairs_of(desk.facts.published).keys() != pairs_of(desk.facts.places).keys():
        return []
    return [Refusal("ROS-46", N_("Members were told exactly this already."))]


def _unsaid(last: int, because: str) -> list[Refusal]:
    if not last or because.strip():
        return []
    return [Refusal("ROS-46", N_("Say why the published roster changes."))]


def _unpublished(last: int) -> list[Refusal]:
    return [] if last else [Refusal("ROS-48", N_("This roster is not published yet."))]


def _not_told(told: Collection[Pair], taken: Collection[Pair]) -> list[Refusal]:
    if all(pair in told for pair in taken):
        return []
    return [
        Refusal(
            "ROS-48",
            N_("This place is not in the published roster any more."),
            todo=N_("It may have changed meanwhile. Look at the roster again."),
        )
    ]


def _deed(added: Collection[Pair], taken: Collection[Pair]) -> str:
    if added and taken:
        return "move"
    return "put" if added else "take"
