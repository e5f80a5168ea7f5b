"""The paper forms that exist: every act a member can do on the web has one.

Each room tells the composition root its forms; a form names the page where a
clerk keys it, and that page calls the same action as the member’s own page.
"""

from collections.abc import Iterable

from coop.core.paperforms import PaperForm

_forms: dict[str, PaperForm] = {}


def register_forms(forms: Iterable[PaperForm]) -> None:
    """Add forms; the same code again replaces the first."""
    _forms.update({form.code: form for form in forms})


def paper_forms() -> tuple[PaperForm, ...]:
    """Give every form in the order of its code."""
    return tuple(_forms[code] for code in sorted(_forms))


def paper_form(code: str) -> PaperForm | None:
    """Give one form by its code."""
    return _forms.get(code)
