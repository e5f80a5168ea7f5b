"""Work for many members, cut into parts that any number of workers do side by side (PAY-36).

No part writes to the row of the run. The last parts promise a look at the end, each under
a name of its own: whichever look comes after the last part finds that all is done. So no
part waits for another, and none can be the last without anybody looking.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from coop.core.db import session
from coop.core.jobbook import Job, State
from coop.core.jobs import promise
from payroll.rules.runs import parts_of

AT_THE_END = 64
"""Parts promise a look once so few are left: more than workers could be at it at once."""


def spread(name: str, prefix: str, members: Sequence[UUID], size: int, at: str = "") -> int:
    """Promise the work for so many members a part; give how many parts there are."""
    parts = parts_of(len(members), size)
    for number, (start, end) in enumerate(parts):
        ids = ",".join(str(one) for one in members[start:end])
        promise(name, f"{prefix}:{number}", members=ids, at=at)
    return len(parts)


def members_in(payload: dict[str, str]) -> list[UUID]:
    """Give the members that a part is for."""
    return [UUID(one) for one in payload["members"].split(",") if one]


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
