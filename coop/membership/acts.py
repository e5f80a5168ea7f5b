"""The acts of membership that the log records; none says class, address or whereabouts."""

from coop.core.audit import act
from coop.core.errors import N_

FOUNDED = act("membership.founded", N_("Co-operative founded"), "members")
CLASS_OPENED = act("membership.class_opened", N_("Class of members opened"))
CLASS_RENAMED = act("membership.class_renamed", N_("Class of members renamed"))
ESTABLISHMENT_ADDED = act("membership.establishment_added", N_("Establishment added"))
CLOCK_MOVED = act("membership.clock_moved", N_("Demonstration clock moved"), "hours")

APPLIED = act("membership.applied", N_("Application received"), "reference")
OPINION_GIVEN = act("membership.opinion_given", N_("Opinion given on an application"), "reference")
ADMITTED = act("membership.admitted", N_("Admitted as a member"), "number", "reference")
REFUSED = act("membership.refused", N_("Application refused"), "reference")
WITHDRAWN = act("membership.withdrawn", N_("Application withdrawn"), "reference")

RESIGNED = act("membership.resigned", N_("Resigned"), "number", "from_on")
DIED = act("membership.died", N_("Death recorded"), "number", "from_on")
EXPELLED = act("membership.expelled", N_("Expelled by resolution"), "number", "from_on", "motion")
READMITTED = act("membership.readmitted", N_("Readmitted"), "number", "from_on", "motion")

# A move of any kind is one act: which kind it was would say where the member lives.
MOVED = act("membership.moved", N_("Move recorded"), "number", "from_on")
CLASS_MOVED = act("membership.class_moved", N_("Moved class by own wish"), "number", "from_on")
RENAMED = act("membership.renamed", N_("Name changed"), "number", "from_on")
ADDRESS_CHANGED = act(
    "membership.address_changed", N_("Service address changed"), "number", "from_on"
)
REACH_CHANGED = act("membership.reach_changed", N_("How to be reached changed"), "number")
CONSENTED = act("membership.consented", N_("Allowed something to be known"), "number")
CONSENT_WITHDRAWN = act("membership.consent_withdrawn", N_("Withdrew a permission"), "number")

SHARES_BOUGHT = act("membership.shares_bought", N_("Shares bought"), "number", "shares")
SHARES_WITHDRAWN = act("membership.shares_withdrawn", N_("Shares paid out"), "number", "shares")
SHARES_TRANSFERRED = act(
    "membership.shares_transferred", N_("Shares transferred"), "number", "to_number", "shares"
)

OFFICE_PROPOSED = act("membership.office_proposed", N_("Office proposed"), "office", "number")
OFFICE_CONFIRMED = act("membership.office_confirmed", N_("Office confirmed"), "office", "number")
OFFICE_ENDED = act("membership.office_ended", N_("Office ended"), "office", "number")

INVITED = act("membership.invited", N_("Way in opened for a member"), "number")
SEEN = act("membership.seen", N_("Member’s page read"), "number")
SHEET_PRINTED = act("membership.sheet_printed", N_("Member’s own sheet printed"), "number")
APPLICATION_SEEN = act("membership.application_seen", N_("Application read"), "reference")
REGISTER_DOWNLOADED = act("membership.register_downloaded", N_("Register downloaded"), "on", "form")
