"""Sentences that a rule says: English here, any language at the edge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from coop.core.errors import N_


@dataclass(frozen=True, slots=True)
class Said:
    """A message with %(name)s places and what fills them; a filling may be `Said` too."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def told(self, translate: Callable[[str], str]) -> str:
        """Give the sentence in the reader’s language."""
        values = {
            name: value.told(translate) if isinstance(value, Said) else value
            for name, value in self.values.items()
        }
        return translate(self.text) % values if values else translate(self.text)

    def __str__(self) -> str:
        """Give the sentence in English."""
        return self.told(str)


NAMES = {
    Fraction(1, 4): N_("a quarter"),
    Fraction(1, 3): N_("a third"),
    Fraction(1, 2): N_("half"),
    Fraction(2, 3): N_("two thirds"),
    Fraction(3, 4): N_("three quarters"),
    Fraction(4, 5): N_("four fifths"),
    Fraction(1, 1): N_("all"),
}


def share_in_words(share: Fraction) -> Said:
    """Write a share as a person says it: three quarters, or 51/100 where there is no word."""
    return Said(NAMES.get(share, str(share)))


def counted(many: int, one: str, more: str) -> Said:
    """Say how many: `one` for exactly one, else `more`, which has a place %(many)s."""
    return Said(one if many == 1 else more, {"many": many})
