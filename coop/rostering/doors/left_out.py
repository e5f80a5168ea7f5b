"""Say which places did not fit when many went in at once."""

from collections.abc import Sequence

from flask import flash
from flask_babel import gettext as _

from coop.core.error_pages import say
from coop.membership.queries import name_of
from coop.rostering.doors.roster_shared import told_shift
from coop.rostering.reading.shifts import shift
from coop.rostering.rules.edits import Unfit

NAMED = 6
"""So many are named one by one; what is said travels in a small cookie."""


def say_left_out(left_out: Sequence[Unfit]) -> None:
    """Name the places that were left out, with every reason."""
    for one in left_out[:NAMED]:
        shift_id, person_id = one.pair
        flash(
            _(
                "Left out: %(who)s, %(work)s. %(why)s",
                who=name_of(person_id),
                work=told_shift(shift(shift_id)),
                why=" ".join(say(refusal) for refusal in one.refusals),
            )
        )
    if len(left_out) > NAMED:
        flash(_("Left out besides: %(count)s. The gaps show where.", count=len(left_out) - NAMED))
