"""What several governance pages show: words for states and kinds, and the way to a motion."""

from collections.abc import Mapping
from uuid import UUID

from flask import url_for
from flask_babel import lazy_gettext as _l
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from coop.core.access import current_member_id
from coop.core.choices import SelectChoice
from coop.core.errors import N_, NotFound
from governance.reading.motions import MotionRow, may_read, motion_row
from governance.rules.nouns import Kind
from governance.rules.purposes import Purpose
from governance.rules.states import State

KINDS: dict[str, str] = {
    Kind.ORDINARY: _l("Ordinary decision"),
    Kind.EXTRAORDINARY: _l("Extraordinary decision"),
    Kind.SPECIAL: _l("Special decision"),
}
PURPOSES: dict[str, str] = {
    Purpose.GENERAL: _l("Decide something"),
    Purpose.RULE_CHANGE: _l("Change our rules"),
    Purpose.EXPULSION: _l("Expel a member"),
}
STATES: dict[str, str] = {
    State.DRAFT: _l("Draft"),
    State.PROPOSED: _l("Needs seconders"),
    State.SECONDED: _l("Waits for notice"),
    State.IN_NOTICE: _l("In notice"),
    State.OPEN: _l("Open for voting"),
    State.CLOSED: _l("Being counted"),
    State.DECLARED: _l("Declared"),
    State.WITHDRAWN: _l("Withdrawn"),
    State.LAPSED: _l("Lapsed"),
}
CHOICES = {
    "for": _l("For"),
    "against": _l("Against"),
    "abstain": _l("I do not want to choose"),
    "spoiled": _l("Spoiled or blank"),
}
DOORS = {
    "paper": _l("On paper, by post or hand"),
    "web": _l("On the web"),
    "terminal": _l("On a shared terminal"),
}


def boxes(words: Mapping[str, str]) -> list[SelectChoice]:
    """Give words as the choices of a form."""
    return [SelectChoice(value, label) for value, label in words.items()]


def readable(motion_id: UUID) -> MotionRow:
    """Give a motion that the signed-in member may read; else it is not here for them."""
    row = motion_row(motion_id)
    if not may_read(row, current_member_id()):
        raise NotFound(N_("motion"))
    return row


def to_motion(motion_id: UUID) -> Response:
    """Go to the motion’s page."""
    return redirect(url_for("governance.motion", motion_id=motion_id))
