"""The paper forms of pay: each is keyed into the same deed as the page."""

from coop.core.paperforms import PaperForm

FORMS: tuple[PaperForm, ...] = ()


def paper_forms() -> tuple[PaperForm, ...]:
    """List the paper forms that members may send about pay and what they own."""
    return FORMS
