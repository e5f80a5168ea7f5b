"""The front door of deeds about decisions.

The rooms behind it are in `governance.deeds`, one file a matter.
"""

from governance.deeds.adopting import adopt_rules, shipped_text
from governance.deeds.attaching import attach
from governance.deeds.batches import box_batch, key_batch, make_batch, settle
from governance.deeds.casting import Receipt, cast_vote
from governance.deeds.closing import close_ballot
from governance.deeds.declaring import close_count, declare_result, record_empty
from governance.deeds.drafting import MotionWords, draft_motion, edit_motion, propose_motion
from governance.deeds.envelopes import EnvelopeOutcome, accept_envelope
from governance.deeds.following import (
    Heard,
    agree_follow_up,
    carry_out_expulsion,
    record_hearing,
    report_follow_up,
)
from governance.deeds.noticing import Hours, give_notice, prepare_packs
from governance.deeds.opening import open_ballot
from governance.deeds.supporting import contribute, lapse_motion, second_motion, withdraw_motion

__all__ = [
    "EnvelopeOutcome",
    "Heard",
    "Hours",
    "MotionWords",
    "Receipt",
    "accept_envelope",
    "adopt_rules",
    "agree_follow_up",
    "attach",
    "box_batch",
    "carry_out_expulsion",
    "cast_vote",
    "close_ballot",
    "close_count",
    "contribute",
    "declare_result",
    "draft_motion",
    "edit_motion",
    "give_notice",
    "key_batch",
    "lapse_motion",
    "make_batch",
    "open_ballot",
    "prepare_packs",
    "propose_motion",
    "record_empty",
    "record_hearing",
    "report_follow_up",
    "second_motion",
    "settle",
    "shipped_text",
    "withdraw_motion",
]
