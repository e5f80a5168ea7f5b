"""The paper forms of rostering: each is keyed into the same deed as the page."""

from coop.core.access import Permission
from coop.core.errors import N_
from coop.core.paperforms import Blank, PaperForm
from coop.rostering.forms.people_paper import PEOPLE_FORMS

NUMBER = Blank(N_("Your membership number"))

SHIFT_DAY = Blank(N_("Day of the shift, and when it begins"))

FORMS: tuple[PaperForm, ...] = (
    PaperForm(
        "W4",
        N_("Somebody else should come for me"),
        N_("A colleague comes for you, or you swap. You need not say why."),
        "rostering.key_swap",
        Permission.KEY_PAPER,
        (
            NUMBER,
            SHIFT_DAY,
            Blank(
                N_("What you want"),
                "choice",
                1,
                (
                    N_("Somebody should come for me"),
                    N_("I take my request back"),
                    N_("I agree to what my colleague asks"),
                    N_("I do not agree"),
                ),
            ),
            Blank(N_("Membership number of your colleague. Leave it empty for anybody who fits")),
            Blank(N_("If you swap: the colleague’s shift, its day and when it begins")),
            Blank(N_("Your colleague’s signature, if you both agree")),
        ),
    ),
    PaperForm(
        "W5",
        N_("I could take more work"),
        N_("Whoever has the fewest hours comes first. You may also stand by."),
        "rostering.key_offer",
        Permission.KEY_PAPER,
        (
            NUMBER,
            Blank(N_("The open shift: its day, when it begins, and the work")),
            Blank(N_("Or: the day on which you can be called")),
            Blank(
                N_("When on that day"),
                "choice",
                1,
                (N_("Morning"), N_("Afternoon"), N_("Evening")),
            ),
        ),
    ),
    PaperForm(
        "W6",
        N_("Do I come to my shift?"),
        N_("Tell us as early as you can. You need not say why."),
        "rostering.key_reply",
        Permission.KEY_PAPER,
        (
            NUMBER,
            SHIFT_DAY,
            Blank(N_("Your answer"), "choice", 1, (N_("I cannot come"), N_("I come"))),
        ),
    ),
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
            Blank(N_("What is wrong"), "text", 4),
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
