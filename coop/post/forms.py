"""The paper forms that exist: every act a member can do on the web has one.

Each room tells the composition root its forms; a form names the page where a
clerk keys it, and that page calls the same action as the member’s own page.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from coop.core.access import Permission


@dataclass(frozen=True, slots=True)
class Blank:
    """One line of a printed form: its words and the room to write in.

    `kind` is line, text, box or choice; `options` are the boxes of a choice.
    """

    label: str
    kind: str = "line"
    lines: int = 1
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A paper form: its code, its title, the page where it is keyed, and its blanks."""

    code: str
    title: str
    intro: str
    endpoint: str
    permission: Permission
    blanks: tuple[Blank, ...] = ()


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
