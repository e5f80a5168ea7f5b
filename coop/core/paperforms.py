"""What a paper form is, for every room that has some."""

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
