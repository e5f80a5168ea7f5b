"""What the post does to the record."""

from coop.core.audit import act
from coop.core.errors import N_

RUN_PREPARED = act("post.run_prepared", N_("Letters prepared"), "letters")
RUN_PRINTED = act("post.run_printed", N_("Letters printed"))
DISPATCHED = act("post.dispatched", N_("Letters sent"), "sent_on", "way")
LETTER_REPLACED = act("post.letter_replaced", N_("A letter replaced by a new one"))
LETTER_BACK = act("post.letter_back", N_("A letter or envelope came back"), "outcome")
