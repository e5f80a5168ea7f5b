"""Refusals: a rule’s “no”, with every reason and what to do next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


def N_(text: str) -> str:  # noqa: N802 - gettext's usual name for "translate this later"
    """Mark a sentence for translation; the edge translates it when it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason against a deed: the rule, the sentence, and what to do about it.

    `text` and `todo` are messages with %(name)s places, filled from `values`.
    """

    rule: str
    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    todo: str = ""

    def __str__(self) -> str:
        """Give the sentence in English."""
        return self.text % self.values if self.values else self.text

    @property
    def to_do(self) -> str:
        """Give what can be done about it, in English."""
        return self.todo % self.values if self.values else self.todo


class Refused(Exception):
    """A deed was refused; the edge shows every reason."""

    def __init__(self, *refusals: Refusal) -> None:
        """Carry every refusal to the edge."""
        super().__init__("; ".join(map(str, refusals)))
        self.refusals = refusals


class NotFound(Exception):
    """What was asked for is not here, or not for these eyes."""

    def __init__(self, what: str) -> None:
        """Name what was looked for, in the reader’s words."""
        super().__init__(what)
        self.what = what


def refuse_if(refusals: Sequence[Refusal]) -> None:
    """Raise `Refused` with all the reasons, if there are any."""
    if refusals:
        raise Refused(*refusals)
