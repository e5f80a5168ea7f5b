"""The front door of what can be read about membership.

The rooms behind it are in `coop.membership.reading`, one file a noun.
"""

from coop.membership.reading.applications import (
    ApplicationLine,
    ApplicationView,
    application,
    applications,
    open_applications,
    waiting_for,
)
from coop.membership.reading.cooperative import (
    ClassView,
    CooperativeView,
    EstablishmentView,
    class_of_id,
    classes,
    cooperative,
    demonstration_offset,
    establishment,
    establishments,
    open_classes,
    the_cooperative,
    today,
)
from coop.membership.reading.counts import class_counts, counts_on
from coop.membership.reading.members import (
    MemberRow,
    everyone_on,
    is_member_on,
    member,
    members_on,
    paper_members_on,
    person,
    voters_on,
)
from coop.membership.reading.names import (
    account_of,
    member_numbered,
    member_of_account,
    name_of,
    names_on,
)
from coop.membership.reading.offices import (
    OfficeView,
    every_office,
    history_of_offices,
    office,
    office_holders,
    offices_of,
    offices_on,
)
from coop.membership.reading.own import (
    ConsentView,
    Event,
    Look,
    consents_of,
    history_of,
    looks_at,
)
from coop.membership.reading.register import RegisterRow, officers_on, register_on
from coop.membership.reading.signed_in import reader_of

__all__ = [
    "ApplicationLine",
    "ApplicationView",
    "ClassView",
    "ConsentView",
    "CooperativeView",
    "EstablishmentView",
    "Event",
    "Look",
    "MemberRow",
    "OfficeView",
    "RegisterRow",
    "account_of",
    "application",
    "applications",
    "class_counts",
    "class_of_id",
    "classes",
    "consents_of",
    "cooperative",
    "counts_on",
    "demonstration_offset",
    "establishment",
    "establishments",
    "every_office",
    "everyone_on",
    "history_of",
    "history_of_offices",
    "is_member_on",
    "looks_at",
    "member",
    "member_numbered",
    "member_of_account",
    "members_on",
    "name_of",
    "names_on",
    "office",
    "office_holders",
    "officers_on",
    "offices_of",
    "offices_on",
    "open_applications",
    "open_classes",
    "paper_members_on",
    "person",
    "reader_of",
    "register_on",
    "the_cooperative",
    "today",
    "voters_on",
    "waiting_for",
]
