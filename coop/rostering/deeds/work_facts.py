"""What the deeds on places of work share: rows held so that two hands take turns."""

from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from coop.core import clock
from coop.core.db import session
from coop.core.errors import NotFound, refuse_if
from coop.membership.actions import take_turns
from coop.membership.names import tidy
from coop.rostering.models.work import (
    Demand,
    RegimeChange,
    RegimeHours,
    ShiftRow,
    Site,
    Skill,
    WorkArea,
)
from coop.rostering.rules.work_places import refusals_of_name

Row = TypeVar("Row", Skill, Site, WorkArea, Demand, ShiftRow)
Named = type[Skill] | type[Site] | type[WorkArea]


def held(model: type[Row], row_id: UUID, name: str) -> Row:
    """Fetch a row and hold it until the deed is done; `NotFound` under this name."""
    # A key share lets others still point at the row while it is held.
    asked = select(model).where(model.id == row_id).with_for_update(key_share=True)
    found = session().scalar(asked)
    if found is None:
        raise NotFound(name)
    return found


def free_name(wanted: str, model: Named, *, among: ColumnElement[bool], but: UUID | None) -> str:
    """Give the name tidied; `Refused` when it is empty or another row bears it (ROS-60)."""
    # Two hands that give one name at the same moment take turns here.
    take_turns()
    name = tidy(wanted)
    others = session().scalars(select(model.id).where(among, model.name == name))
    refuse_if(refusals_of_name(name, is_taken=any(other != but for other in others)))
    return name


def recorded_now(model: type[RegimeHours] | type[RegimeChange], establishment_id: UUID) -> datetime:
    """Give the moment to write on a new row: now, but always after the rows before it.

    Which of two facts about a regime was recorded last decides what holds.
    """
    now = clock.now()
    last = session().scalar(
        select(func.max(model.recorded_at)).where(model.establishment_id == establishment_id)
    )
    return now if last is None or last < now else last + timedelta(microseconds=1)
