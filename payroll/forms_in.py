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
)


def paper_forms() -> tuple[PaperForm, ...]:
    """List the paper forms that members may send about pay and what they own."""
    return FORMS
