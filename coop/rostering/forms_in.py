"""The paper forms of rostering: each is keyed into the same deed as the page."""

from coop.core.paperforms import PaperForm

FORMS: tuple[PaperForm, ...] = ()


def paper_forms() -> tuple[PaperForm, ...]:
    """Give every paper form of this room."""
    return FORMS
