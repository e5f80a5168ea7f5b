"""The acts of governance that the log records; none says how anybody voted.

No act carries a class, a place, a mark on a paper or the words of a paper.
"""

from coop.core.audit import act
from coop.core.errors import N_

RULES_ADOPTED = act("governance.rules_adopted", N_("Rules adopted"), "version", "code", "digest")

DRAFTED = act("governance.drafted", N_("Motion drafted"), "number")
EDITED = act("governance.edited", N_("Draft changed"), "number")
ATTACHED = act("governance.attached", N_("Paper attached to a motion"), "number", "sha256")
PROPOSED = act("governance.proposed", N_("Motion proposed"), "number")
SECONDED = act("governance.seconded", N_("Motion seconded"), "number")
SUPPORTED = act("governance.supported", N_("Motion has all its seconders"), "number")
CONTRIBUTED = act("governance.contributed", N_("Spoke on a motion"), "number")
WITHDRAWN = act("governance.withdrawn", N_("Motion withdrawn"), "number")
LAPSED = act("governance.lapsed", N_("Motion lapsed"), "number")
HEARD = act("governance.heard", N_("Hearing recorded"), "number")

NOTICE_GIVEN = act(
    "governance.notice_given", N_("Notice of a vote given"), "number", "opens_at", "closes_at"
)
OPENED = act("governance.opened", N_("Voting opened"), "number", "roll", "rules_version")
LEFT_OUT = act(
    "governance.opened_leaving_out", N_("Voting opened though the post is too slow"), "number"
)
VOTED = act("governance.voted", N_("Vote received"), "number")
VOTE_CHANGED = act("governance.vote_changed", N_("Vote changed before the close"), "number")
ENVELOPE = act("governance.envelope", N_("Voting envelope received"), "number", "outcome")
CLOSED = act("governance.closed", N_("Voting closed"), "number", "turnout")

BATCH_MADE = act("governance.batch_made", N_("Papers stacked to be keyed"), "number", "batch")
BATCH_KEYED = act("governance.batch_keyed", N_("Papers keyed"), "number", "batch", "turn")
BATCH_SETTLED = act("governance.batch_settled", N_("Two keyings settled"), "number", "batch")
BATCH_BOXED = act("governance.batch_boxed", N_("Papers put in the box"), "number", "batch")
EMPTY_COUNTED = act("governance.empty_counted", N_("Empty envelopes recorded"), "number", "empty")
COUNT_CLOSED = act("governance.count_closed", N_("Papers reconciled; count closed"), "number")
DECLARED = act("governance.declared", N_("Result declared"), "number", "digest")

FOLLOW_UP = act("governance.follow_up", N_("Follow-up agreed"), "number")
REPORTED = act("governance.reported", N_("Follow-up reported"), "number", "is_done")
CARRIED_OUT = act("governance.carried_out", N_("Decision carried out"), "number")
