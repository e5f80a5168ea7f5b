"""The front door of what can be done about membership.

The rooms behind it are in `coop.membership.deeds`, one file a noun.
"""

from coop.membership.deeds.admission import (
    Applicant,
    admit,
    apply,
    give_opinion,
    refuse,
    withdraw_application,
)
from coop.membership.deeds.house import (
    NewClass,
    NewEstablishment,
    add_class,
    add_establishment,
    move_clock,
)
from coop.membership.deeds.leaving import expel, readmit, record_death, resign
from coop.membership.deeds.moving import (
    recall,
    release,
    return_member,
    temporary_release,
    transfer_member,
)
from coop.membership.deeds.offices import confirm_office, end_office, propose_office
from coop.membership.deeds.particulars import (
    Reached,
    change_reach,
    change_service_address,
    consent,
    move_class,
    rename,
    withdraw_consent,
)
from coop.membership.deeds.shares import buy_shares, transfer_shares, withdraw_shares
from coop.membership.deeds.turns import hold_establishment, hold_member, take_turns
from coop.membership.deeds.ways_in import WayIn, close_way_in, invite, open_way_in

__all__ = [
    "Applicant",
    "NewClass",
    "NewEstablishment",
    "Reached",
    "WayIn",
    "add_class",
    "add_establishment",
    "admit",
    "apply",
    "buy_shares",
    "change_reach",
    "change_service_address",
    "close_way_in",
    "confirm_office",
    "consent",
    "end_office",
    "expel",
    "give_opinion",
    "hold_establishment",
    "hold_member",
    "invite",
    "move_class",
    "move_clock",
    "open_way_in",
    "propose_office",
    "readmit",
    "recall",
    "record_death",
    "refuse",
    "release",
    "rename",
    "resign",
    "return_member",
    "take_turns",
    "temporary_release",
    "transfer_member",
    "transfer_shares",
    "withdraw_application",
    "withdraw_consent",
    "withdraw_shares",
]
