"""The acts of rostering that the log records; none says why somebody cannot come, or where."""

from coop.core.audit import act
from coop.core.errors import N_

SKILL_ADDED = act("rostering.skill_added", N_("Skill named"))
SKILL_RENAMED = act("rostering.skill_renamed", N_("Skill renamed"))
SITE_ADDED = act("rostering.site_added", N_("Site of work added"))
SITE_CHANGED = act("rostering.site_changed", N_("Site of work changed"))
SITE_CLOSED = act("rostering.site_closed", N_("Site of work closed"), "last", "shifts")
SITE_OPENED_AGAIN = act("rostering.site_opened_again", N_("Site of work opened again"))
AREA_ADDED = act("rostering.area_added", N_("Work area added"))
AREA_CHANGED = act("rostering.area_changed", N_("Work area changed"))
AREA_CLOSED = act("rostering.area_closed", N_("Work area closed"), "last", "shifts")
AREA_OPENED_AGAIN = act("rostering.area_opened_again", N_("Work area opened again"))
NEEDS_SET = act("rostering.needs_set", N_("Skills needed in a work area set"), "needs")
TOOLS_SET = act("rostering.tools_set", N_("Tools of a work area set"), "tools")
DEMAND_ADDED = act("rostering.demand_added", N_("Recurring work planned"), "since")
DEMAND_CHANGED = act("rostering.demand_changed", N_("Cover of recurring work changed"), "shifts")
DEMAND_ENDED = act("rostering.demand_ended", N_("Recurring work ended"), "last", "shifts")
SHIFTS_MADE = act(
    "rostering.shifts_made", N_("Shifts made from recurring work"), "first", "last", "shifts"
)
SHIFT_ADDED = act("rostering.shift_added", N_("Shift added"), "day")
COVER_CHANGED = act("rostering.cover_changed", N_("Cover of a shift changed"), "day")
SHIFT_CALLED_OFF = act("rostering.shift_called_off", N_("Shift called off"), "day")
SHIFT_PUT_BACK = act("rostering.shift_put_back", N_("Shift put back"), "day")
REGIME_SET = act("rostering.regime_set", N_("Usual week of an establishment set"), "from_on")
REGIME_DAY_CHANGED = act(
    "rostering.regime_day_changed", N_("Sessions of one day changed in an establishment"), "day"
)
REGIME_DAY_USUAL = act(
    "rostering.regime_day_usual", N_("Sessions of one day as usual again"), "day"
)

ATTENDANCE_MARKED = act("rostering.attendance_marked", N_("Attendance written down"), "people")
ATTENDANCE_CORRECTED = act("rostering.attendance_corrected", N_("Attendance corrected"), "shift")
CAME_UNPLANNED = act(
    "rostering.came_unplanned", N_("Somebody added to a list of attendance"), "shift"
)
SIGNED_IN_AT_WORK = act("rostering.signed_in_at_work", N_("Signed in at work"), "shift")
SIGNED_OUT_AT_WORK = act("rostering.signed_out_at_work", N_("Signed out at work"), "shift")
HOURS_APPROVED = act("rostering.hours_approved", N_("Hours approved"), "lines", "minutes")
PERIOD_CLOSED = act(
    "rostering.period_closed", N_("Period of hours closed"), "first", "last", "left_open"
)
HOURS_QUESTIONED = act("rostering.hours_questioned", N_("Member says hours are wrong"), "day")
HOURS_ANSWERED = act("rostering.hours_answered", N_("Question about hours answered"), "day")
REST_WEEK_SET = act("rostering.rest_week_set", N_("Rest week set"), "monday")
REST_WEEK_LIFTED = act("rostering.rest_week_lifted", N_("Rest week lifted"), "monday")

ROSTER_STARTED = act("rostering.roster_started", N_("Roster begun"), "first", "last")
ROSTER_EDITED = act(
    "rostering.roster_edited", N_("Draft of a roster edited"), "number", "deed", "added", "taken"
)
ROSTER_PUBLISHED = act(
    "rostering.roster_published", N_("Roster published"), "version", "digest", "places"
)
SOLVE_ASKED = act("rostering.solve_asked", N_("Search for a roster asked for"), "seconds", "seed")
SOLVE_STOPPED = act("rostering.solve_stopped", N_("Search for a roster stopped"))
SOLVE_ENDED = act(
    "rostering.solve_ended", N_("Search for a roster ended"), "state", "cost", "places"
)
SOLVE_USED = act(
    "rostering.solve_used", N_("Found roster put into the draft"), "number", "left_out"
)
WHAT_IF_ASKED = act("rostering.what_if_asked", N_("Asked why, or what if"), "question")

# Whatever keeps somebody away or lets them come is one act: a log that told a curfew from a
# changed week would say what nobody may know.
TIMES_TOLD = act("rostering.times_told", N_("Times of a member changed"))
TERMS_AGREED = act("rostering.terms_agreed", N_("Hours agreed with a member"), "from_on")
WISHES_TOLD = act("rostering.wishes_told", N_("Wishes about work changed"))
CERTIFICATE_SEEN = act("rostering.certificate_seen", N_("Certificate seen"), "until")
CERTIFICATE_TAKEN_BACK = act("rostering.certificate_taken_back", N_("Certificate taken back"))
PAIRED = act("rostering.paired", N_("Trainee paired with a mentor"))
PAIR_ENDED = act("rostering.pair_ended", N_("Pair of mentor and trainee ended"))
# No subject names anybody, and adding reads as ending does.
KEEP_APART_CHANGED = act("rostering.keep_apart_changed", N_("Keep-apart list changed"))
RULES_CHOSEN = act(
    "rostering.rules_chosen", N_("Rules of rosters chosen"), "version", "from_on", "motion"
)

PLACE_ACCEPTED = act("rostering.place_accepted", N_("Shift accepted"))
CANNOT_COME = act("rostering.cannot_come", N_("Member cannot come to a shift"))
SWAP_ASKED = act("rostering.swap_asked", N_("Member asks to be replaced, or to swap"))
SWAP_AGREED = act("rostering.swap_agreed", N_("Colleague agrees to come"))
SWAP_DECLINED = act("rostering.swap_declined", N_("Colleague declines to come"))
SWAP_WITHDRAWN = act("rostering.swap_withdrawn", N_("Request about a shift taken back"))
SWAP_APPROVED = act("rostering.swap_approved", N_("Swap approved"))
SWAP_REFUSED = act("rostering.swap_refused", N_("Swap refused"))
SWAP_MADE = act("rostering.swap_made", N_("Swap made"))
SWAP_LAPSED = act("rostering.swap_lapsed", N_("Request about a shift lapsed"))
SHIFT_OFFERED_FOR = act("rostering.shift_offered_for", N_("Member offers to take a shift"))
OFFER_WITHDRAWN = act("rostering.offer_withdrawn", N_("Offer to take a shift taken back"))
SHIFT_GIVEN = act("rostering.shift_given", N_("Open shift given"), "offers", "seed")
STANDBY_OFFERED = act("rostering.standby_offered", N_("Member is on standby"), "day", "session")
STANDBY_ENDED = act("rostering.standby_ended", N_("Standby taken back"), "day", "session")
CALENDAR_MADE = act("rostering.calendar_made", N_("Calendar address made"))
CALENDAR_ENDED = act("rostering.calendar_ended", N_("Calendar address ended"))
SHEET_PRINTED = act("rostering.sheet_printed", N_("Roster sheet printed"))
