"""Regimes: an establishment’s usual week from a day on, and single days that differ."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from coop.core import audit
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import Refusal, refuse_if
from coop.membership.actions import hold_establishment
from coop.rostering import acts
from coop.rostering.deeds.work_facts import recorded_now
from coop.rostering.models.work import RegimeChange, RegimeHours
from coop.rostering.rules.calendar import Hours
from coop.rostering.rules.nouns import Session
from coop.rostering.rules.work_places import WEEKDAYS, refusals_of_sessions, refusals_of_week

Week = Mapping[tuple[int, Session], Hours | None]
"""(Weekday from Monday 0, session) -> its hours; None or missing: it is not held."""
EVERY_SESSION = frozenset(Session)


def set_regime(establishment_id: UUID, from_on: date, week: Week, *, hand: Hand) -> None:
    """Write an establishment’s usual week as it runs from a day on (ROS-66)."""
    hold_establishment(establishment_id)
    refuse_if(_refusals(week))
    at = recorded_now(RegimeHours, establishment_id)
    for weekday in sorted(WEEKDAYS):
        for part in Session:
            hours = week.get((weekday, part))
            session().add(
                RegimeHours(
                    establishment_id=establishment_id,
                    from_on=from_on,
                    weekday=weekday,
                    session=part,
                    starts=hours.starts if hours else None,
                    ends=hours.ends if hours else None,
                    recorded_at=at,
                )
            )
    session().flush()
    audit.record(acts.REGIME_SET, establishment_id, hand=hand, from_on=from_on.isoformat())


def change_regime_day(
    establishment_id: UUID, day: date, sessions: Mapping[Session, Hours | None], *, hand: Hand
) -> None:
    """Give sessions of one day other hours; None is locked all through it (ROS-66)."""
    hold_establishment(establishment_id)
    refuse_if(refusals_of_sessions(sessions))
    _write(establishment_id, day, sessions, is_usual_again=False)
    audit.record(acts.REGIME_DAY_CHANGED, establishment_id, hand=hand, day=day.isoformat())


def lock_down(
    establishment_id: UUID,
    day: date,
    *,
    sessions: Collection[Session] = EVERY_SESSION,
    hand: Hand,
) -> None:
    """Record that sessions of one day are not held, by default none of them (ROS-66)."""
    change_regime_day(establishment_id, day, dict.fromkeys(sessions), hand=hand)


def take_back_change(
    establishment_id: UUID,
    day: date,
    *,
    sessions: Collection[Session] = EVERY_SESSION,
    hand: Hand,
) -> None:
    """Let sessions of one day run as usual again after all; the change stays on record."""
    hold_establishment(establishment_id)
    _write(establishment_id, day, dict.fromkeys(sessions), is_usual_again=True)
    audit.record(acts.REGIME_DAY_USUAL, establishment_id, hand=hand, day=day.isoformat())


def _write(
    establishment_id: UUID,
    day: date,
    sessions: Mapping[Session, Hours | None],
    *,
    is_usual_again: bool,
) -> None:
    at = recorded_now(RegimeChange, establishment_id)
    session().add_all(
        RegimeChange(
            establishment_id=establishment_id,
            day=day,
            session=part,
            starts=hours.starts if hours else None,
            ends=hours.ends if hours else None,
            is_usual_again=is_usual_again,
            recorded_at=at,
        )
        for part, hours in sessions.items()
    )
    session().flush()


def _refusals(week: Week) -> list[Refusal]:
    days = [{part: week.get((weekday, part)) for part in Session} for weekday in sorted(WEEKDAYS)]
    return refusals_of_week(days)
