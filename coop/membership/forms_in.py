"""The paper forms of membership: what is printed, and where a clerk keys it."""

from coop.core.access import Permission
from coop.core.errors import N_
from coop.core.paperforms import Blank, PaperForm
from coop.membership.doors.keyed import endpoint_of
from coop.membership.doors.matters import ON_PAPER

_WHO = (Blank(N_("My name")), Blank(N_("My membership number")))
_DAY = Blank(N_("From which day"))
_HOLDER = Blank(N_("Membership number of whoever is to hold the office"))
_ADDRESSES = (N_("The co-operative’s own"), N_("The one I write here"))
_DOORS = (N_("On the web"), N_("At a shared terminal"), N_("By letter"))
_BLANKS: dict[str, tuple[Blank, ...]] = {
    "reach": (
        Blank(N_("Reach me"), "choice", options=_DOORS),
        Blank(N_("Language")),
        Blank(N_("Size of print"), "choice", options=(N_("Usual"), N_("Large"))),
    ),
    "address": (
        Blank(N_("Address in the register"), "choice", options=_ADDRESSES),
        Blank(N_("Service address"), "text", 3),
        _DAY,
    ),
    "name": (Blank(N_("My name from now on")), _DAY),
    "class": (Blank(N_("The class I wish to move to")), _DAY),
    "shares": (Blank(N_("How many more shares")),),
    "pass-shares": (
        Blank(N_("Membership number of the other member")),
        Blank(N_("How many shares")),
    ),
    "allow": (
        Blank(N_("What may be known"), "text", 2),
        Blank(N_("To whom")),
        Blank(N_("Until which day")),
    ),
    "take-back": (Blank(N_("What may no longer be known"), "text", 2),),
    "opinion": (
        Blank(N_("Reference of the application")),
        Blank(N_("Admit this person?"), "choice", options=(N_("Yes"), N_("No"))),
        Blank(N_("Your reason"), "text", 3),
    ),
    "propose": (_HOLDER, Blank(N_("Office")), _DAY, Blank(N_("By which decision"))),
    "confirm": (_HOLDER, Blank(N_("Office"))),
    "resign": (_DAY, Blank(N_("Why, if I want to say"), "text", 3)),
}
_APPLICATION = PaperForm(
    "M0",
    N_("Application to join"),
    N_("Write in capital letters. Never write about an offence."),
    "membership.key_application",
    Permission.KEY_PAPER,
    (
        Blank(N_("Name")),
        Blank(N_("Date of birth")),
        Blank(N_("Class")),
        Blank(N_("Where you live")),
        Blank(N_("Address in the register"), "choice", options=_ADDRESSES),
        Blank(N_("Service address"), "text", 3),
        Blank(N_("How many shares")),
        Blank(N_("Reach me"), "choice", options=_DOORS),
        Blank(N_("Language")),
        Blank(N_("Size of print"), "choice", options=(N_("Usual"), N_("Large"))),
        Blank(N_("Why you wish to join"), "text", 5),
    ),
)


def paper_forms() -> tuple[PaperForm, ...]:
    """Give every paper form of membership: all that a member or a decider does on the web."""
    return (
        _APPLICATION,
        *(
            PaperForm(
                matter.paper_code,
                matter.title,
                matter.lead,
                endpoint_of(matter),
                Permission.KEY_PAPER,
                (*_WHO, *_BLANKS[matter.slug]),
            )
            for matter in ON_PAPER.values()
        ),
    )
