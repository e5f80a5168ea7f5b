"""The paper forms of pay: each is keyed into the same deed as the page."""

from coop.core.access import Permission
from coop.core.errors import N_
from coop.core.paperforms import Blank, PaperForm

NUMBER = Blank(N_("Your membership number"))

FORMS: tuple[PaperForm, ...] = (
    PaperForm(
        "P1",
        N_("My pay is wrong"),
        N_("Say what should stand there. Somebody who runs pay looks and answers you."),
        "payroll.key_pay_wrong",
        Permission.KEY_PAPER,
        (
            NUMBER,
            Blank(N_("A day of the period it is about")),
            Blank(N_("What is wrong"), "text", 4),
        ),
    ),
    PaperForm(
        "P2",
        N_("Apply for shares"),
        N_("Pay at once, or let each pay give a part. There are whole shares only."),
        "payroll.key_order",
        Permission.KEY_PAPER,
        (
            NUMBER,
            Blank(N_("How many more shares")),
            Blank(
                N_("How you pay for them"),
                "choice",
                1,
                (N_("All at once"), N_("Out of my pay, a part each time")),
            ),
            Blank(N_("How much of each pay, if you pay out of your pay")),
        ),
    ),
    PaperForm(
        "P3",
        N_("Have shares paid out"),
        N_("You give notice now, and are paid in the order of the requests."),
        "payroll.key_give_back",
        Permission.KEY_PAPER,
        (NUMBER, Blank(N_("How many shares are to be paid out"))),
    ),
    PaperForm(
        "P4",
        N_("Who has my shares if I die"),
        N_("You may name one person. Leave it empty to take a name back."),
        "payroll.key_nominee",
        Permission.KEY_PAPER,
        (NUMBER, Blank(N_("Name")), Blank(N_("How they can be found"), "text", 3)),
    ),
    PaperForm(
        "P5",
        N_("Ask for money that is kept for me"),
        N_("Such as your savings at your release. Somebody looks at it and answers you."),
        "payroll.key_purse",
        Permission.KEY_PAPER,
        (
            NUMBER,
            Blank(N_("From which purse, as your statement of pay names it")),
            Blank(N_("How much")),
            Blank(
                N_("What shall be done with it"),
                "choice",
                1,
                (N_("Pay it to me"), N_("Put it into another purse of mine")),
            ),
            Blank(N_("Into which purse, if it is not to be paid to you")),
            Blank(N_("What you want to say about it"), "text", 3),
        ),
    ),
)


def paper_forms() -> tuple[PaperForm, ...]:
    """List the paper forms that members may send about pay and what they own."""
    return FORMS
