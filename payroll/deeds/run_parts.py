"""Work for many members, cut into parts that any number of workers do side by side (PAY-36).

No part writes to the row of the run. The last parts promise a look at the end, each under
a name of its own: whichever look comes after the last part finds that all is done. So no
part waits for another, and none can be the last without anybody looking.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select

from coop.core.db import session
from coop.core.jobbook import Job, State
from coop.core.jobs import promise
from payroll.rules.runs.life import parts_of

AT_THE_END = 64
"""Parts promise a look once so few are left: more than workers could be at it at once."""


def spread(
    name: str, prefix: str, members: Sequence[UUID], size: int, marked: Collection[UUID] = ()
) -> int:
    """Promise the work for so many members a part; give how many parts there are.

    Each part also learns which of its members are marked.
    """
    parts = parts_of(len(members), size)
    for number, (start, end) in enumerate(parts):
        ids = members[start:end]
        among = [one for one in ids if one in marked]
        promise(name, f"{prefix}:{number}", members=_written(ids), marked=_written(among))
    return len(parts)


def members_in(payload: dict[str, str], which: str = "members") -> list[UUID]:
    """Give the members that a part is for, or those of them that are marked."""
    return [UUID(one) for one in payload[which].split(",") if one]


def _written(ids: Sequence[UUID]) -> str:
    return ",".join(str(one) for one in ids)


def look_for_end(part: str, key: str, end: str) -> None:
    """Promise a look at the end of the work when this part, not marked done yet, is a late one."""
    prefix = key.rpartition(":")[0]
    if _count(part, prefix, State.PROMISED) <= AT_THE_END:
        promise(end, key)


def is_over(part: str, prefix: str) -> bool:
    """Say whether every part is done; one that failed waits to be tried again."""
    return not _count(part, prefix, State.PROMISED, State.FAILED)


def _count(name: str, prefix: str, *states: State) -> int:
    named = Job.key.startswith(f"{prefix}:", autoescape=True)
    asked = (
        select(func.count()).select_from(Job).where(Job.state.in_(states), Job.name == name, named)
    )
    return session().scalar(asked) or 0
