"""Whether a question was defeated lately, so that it may not be put again yet."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from coop.core import clock
from coop.core.db import session
from coop.membership.queries import the_cooperative
from governance.models.ballots import Ballot, Declaration
from governance.models.motions import Motion
from governance.rules.notice import months_after
from governance.rules.outcome import UNDECIDED


@dataclass(frozen=True, slots=True)
class Bar:
    """The motion that was not carried, and the day from which its question is free again."""

    number: str
    until: date


def bar_on(motion: Motion, *, months: int) -> Bar | None:
    """Give the longest bar on this motion’s question; None when it is free (GOV-17).

    Where too few voted nothing was decided, so nothing is barred.
    """
    rows = session().execute(
        select(Motion.number, Declaration.declared_at, Declaration.document)
        .join(Ballot, Ballot.motion_id == Motion.id)
        .join(Declaration, Declaration.ballot_id == Ballot.id)
        .where(
            Declaration.is_carried.is_(False),
            Motion.id != motion.id,
            or_(Motion.question == motion.question, Motion.id == motion.same_as_id),
        )
    )
    zone = the_cooperative().timezone
    bars = [
        Bar(number, months_after(clock.local(declared_at, zone).date(), months))
        for number, declared_at, document in rows
        if json.loads(document)["verdict"] not in UNDECIDED
    ]
    return max(bars, key=lambda bar: bar.until, default=None)
