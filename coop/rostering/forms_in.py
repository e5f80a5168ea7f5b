"""The paper forms of rostering: each is keyed into the same deed as the page."""

from coop.core.access import Permission
from coop.core.errors import N_
from coop.core.paperforms import Blank, PaperForm
from coop.rostering.forms.people_paper import PEOPLE_FORMS

NUMBER = Blank(N_("Your member number"))

FORMS: tuple[PaperForm, ...] = (
    *PEOPLE_FORMS,
    PaperForm(
        "W7",
        N_("My hours are wrong"),
        N_("Say what should stand there. A co-ordinator looks and answers you."),
        "rostering.key_hours_wrong",
        Permission.KEY_PAPER,
        (
            NUMBER,
            Blank(N_("The day it is about")),
            Blank(N_("What is wrong"), "text", 8),
        ),
    ),
    # The sheet of a shift is printed with the names on it, so there is no blank one.
    PaperForm(
        "W8",
        N_("Signed sheet of a shift"),
        N_("Everybody signs when they come and when they leave."),
        "rostering.key_sheets",
        Permission.KEY_PAPER,
    ),
)


def paper_forms() -> tuple[PaperForm, ...]:
    """Give every paper form of this room."""
    return FORMS
