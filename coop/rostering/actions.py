"""The front door of what can be done about work; the rooms are in `coop.rostering.deeds`."""

from coop.rostering.deeds.apart import end_keep_apart, keep_apart
from coop.rostering.deeds.approving import approve_hours
from coop.rostering.deeds.asking import ask_what_if
from coop.rostering.deeds.attending import (
    add_to_list,
    correct_attendance,
    mark_all_as_planned,
    mark_attendance,
)
from coop.rostering.deeds.certificates import (
    end_pair,
    pair_with_mentor,
    see_certificate,
    take_back_certificate,
)
from coop.rostering.deeds.clocking import sign_in_at_work, sign_out_at_work
from coop.rostering.deeds.closing_hours import close_period
from coop.rostering.deeds.feeds import end_feed, make_feed
from coop.rostering.deeds.offers import give_shift, offer_for, settle_offers, withdraw_offer
from coop.rostering.deeds.publishing import change_published, publish
from coop.rostering.deeds.questioning import answer_question, question_hours
from coop.rostering.deeds.regimes import (
    change_regime_day,
    lock_down,
    set_regime,
    take_back_change,
)
from coop.rostering.deeds.replies import accept_places, say_cannot
from coop.rostering.deeds.resting import lift_rest_week, set_rest_week
from coop.rostering.deeds.restraints import (
    HomeHours,
    end_avoided_site,
    end_home_hours,
    free_day,
    record_avoided_site,
    record_home_hours,
    record_release,
)
from coop.rostering.deeds.roster_edits import (
    change_places,
    hand_over,
    move_place,
    pin_place,
    put_place,
    take_place,
    unpin_place,
)
from coop.rostering.deeds.roster_rules import choose_roster_rules
from coop.rostering.deeds.roster_steps import Edited
from coop.rostering.deeds.roster_undo import undo_edit
from coop.rostering.deeds.roster_weeks import clear_week, copy_week
from coop.rostering.deeds.rosters import start_roster
from coop.rostering.deeds.shifts import (
    NewShift,
    add_shift,
    call_off_shift,
    change_cover,
    make_shifts,
    put_shift_back,
)
from coop.rostering.deeds.solving import Wanted, ask_solve, stop_solve, use_solve
from coop.rostering.deeds.standby import stand_by, stop_standing_by
from coop.rostering.deeds.swaps import (
    agree_swap,
    approve_swap,
    ask_swap,
    decline_swap,
    refuse_swap,
    withdraw_swap,
)
from coop.rostering.deeds.terms import HoursWished, agree_terms, wish_areas, wish_hours
from coop.rostering.deeds.times import can_come, cannot_come, set_usual_week, take_back_time
from coop.rostering.deeds.work_areas import (
    NewArea,
    add_area,
    change_area,
    close_area,
    open_area_again,
    set_needs,
    set_tools,
)
from coop.rostering.deeds.work_demand import (
    NewDemand,
    add_demand,
    change_demand,
    end_demand,
)
from coop.rostering.deeds.work_sites import (
    NewSite,
    add_site,
    add_skill,
    change_site,
    close_site,
    open_site_again,
    rename_skill,
)

__all__ = [
    "Edited",
    "HomeHours",
    "HoursWished",
    "NewArea",
    "NewDemand",
    "NewShift",
    "NewSite",
    "Wanted",
    "accept_places",
    "add_area",
    "add_demand",
    "add_shift",
    "add_site",
    "add_skill",
    "add_to_list",
    "agree_swap",
    "agree_terms",
    "answer_question",
    "approve_hours",
    "approve_swap",
    "ask_solve",
    "ask_swap",
    "ask_what_if",
    "call_off_shift",
    "can_come",
    "cannot_come",
    "change_area",
    "change_cover",
    "change_demand",
    "change_places",
    "change_published",
    "change_regime_day",
    "change_site",
    "choose_roster_rules",
    "clear_week",
    "close_area",
    "close_period",
    "close_site",
    "copy_week",
    "correct_attendance",
    "decline_swap",
    "end_avoided_site",
    "end_demand",
    "end_feed",
    "end_home_hours",
    "end_keep_apart",
    "end_pair",
    "free_day",
    "give_shift",
    "hand_over",
    "keep_apart",
    "lift_rest_week",
    "lock_down",
    "make_feed",
    "make_shifts",
    "mark_all_as_planned",
    "mark_attendance",
    "move_place",
    "offer_for",
    "open_area_again",
    "open_site_again",
    "pair_with_mentor",
    "pin_place",
    "publish",
    "put_place",
    "put_shift_back",
    "question_hours",
    "record_avoided_site",
    "record_home_hours",
    "record_release",
    "refuse_swap",
    "rename_skill",
    "say_cannot",
    "see_certificate",
    "set_needs",
    "set_regime",
    "set_rest_week",
    "set_tools",
    "set_usual_week",
    "settle_offers",
    "sign_in_at_work",
    "sign_out_at_work",
    "stand_by",
    "start_roster",
    "stop_solve",
    "stop_standing_by",
    "take_back_certificate",
    "take_back_change",
    "take_back_time",
    "take_place",
    "undo_edit",
    "unpin_place",
    "use_solve",
    "wish_areas",
    "wish_hours",
    "withdraw_offer",
    "withdraw_swap",
]
