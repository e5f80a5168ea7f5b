"""The paper forms of governance: each is keyed into the same deed as the page."""

from coop.core.access import Permission
from coop.core.errors import N_
from coop.core.paperforms import Blank, PaperForm

NUMBER = Blank(N_("Your member number"))
SIGNATURE = Blank(N_("Your signature"))
DAY = Blank(N_("Date"))


FORMS = (
    PaperForm(
        "G1",
        N_("Propose a motion"),
        N_("Write what you want us all to decide. Another member must second it."),
        "governance.key_motion",
        Permission.KEY_PAPER,
        (
            NUMBER,
            Blank(N_("Title: a few words")),
            Blank(N_("Say it in two or three easy sentences"), "box", 5),
            Blank(N_("The text to be decided"), "box", 10),
            Blank(N_("How members vote"), "choice", 1, (N_("In secret"), N_("Openly"))),
            SIGNATURE,
            DAY,
        ),
    ),
    PaperForm(
        "G2",
        N_("Second a motion"),
        N_("You say that the members should vote on this. You need not agree with it."),
        "governance.key_second",
        Permission.KEY_PAPER,
        (NUMBER, Blank(N_("Number of the motion")), SIGNATURE, DAY),
    ),
    PaperForm(
        "G3",
        N_("Say something about a motion"),
        N_("Every member can read what you write, with your name."),
        "governance.key_contribution",
        Permission.KEY_PAPER,
        (
            NUMBER,
            Blank(N_("Number of the motion")),
            Blank(N_("What you want to say"), "box", 12),
            SIGNATURE,
            DAY,
        ),
    ),
    # A vote has no blank form: the voting pack itself is the form.
    PaperForm(
        "G4",
        N_("Voting envelope"),
        N_("The code on the return slip is keyed; the envelope inside stays closed."),
        "governance.envelope",
        Permission.KEY_PAPER,
    ),
)


def paper_forms() -> tuple[PaperForm, ...]:
    """Give every paper form of this room."""
    return FORMS
