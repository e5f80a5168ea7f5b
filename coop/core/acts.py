"""What the log can say: the register of acts, the channels, and whose hand it was."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Self
from uuid import UUID

# Whatever a detail under one of these names would say is nobody’s business to read in a log.
NEVER_SAID = frozenset(
    {
        "address",
        "choice",
        "class",
        "class_code",
        "class_name",
        "conviction",
        "establishment",
        "kind_of_member",
        "offence",
        "password",
        "pin",
        "place",
        "reason",
        "reasons",
        "secret",
        "sentence",
        "stakeholder",
        "vote",
        "whereabouts",
        "why",
    }
)


class Channel(StrEnum):
    """The door that a deed came through."""

    WEB = "web"
    TERMINAL = "terminal"
    PAPER = "paper"
    MEETING = "meeting"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose deed it is, through which door, who keyed it, and on what evidence."""

    by: UUID | None
    via: Channel = Channel.WEB
    keyed_by: UUID | None = None
    evidence: str = ""

    @classmethod
    def system(cls) -> Self:
        """Give the hand of the co-operative’s own clockwork."""
        return cls(by=None, via=Channel.SYSTEM)


@dataclass(frozen=True, slots=True)
class Act:
    """A kind of deed, its sentence for people, and the details that it may carry."""

    code: str
    sentence: str
    details: frozenset[str]


_acts: dict[str, Act] = {}


def act(code: str, sentence: str, *details: str) -> Act:
    """Register an act; a code is used once, and no act may say what is private."""
    if code in _acts:
        raise ValueError(f"The act {code} is registered twice.")
    private = NEVER_SAID.intersection(details)
    if private:
        raise ValueError(f"The act {code} may not say {', '.join(sorted(private))}.")
    _acts[code] = made = Act(code, sentence, frozenset(details))
    return made


def acts() -> MappingProxyType[str, Act]:
    """Give every registered act by its code."""
    return MappingProxyType(_acts)


def sentence_of(code: str) -> str:
    """Give the sentence of an act; an act that is no longer known keeps its code."""
    known = _acts.get(code)
    return known.sentence if known else code
