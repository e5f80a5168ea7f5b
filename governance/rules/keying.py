"""Papers keyed twice: how a mark is written, and where two tellers differ (GOV-29)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from coop.core.errors import N_, Refusal
from governance.counting.majority import Choice


@dataclass(frozen=True, slots=True)
class Mark:
    """What one paper says; an open paper also carries the code of its letter."""

    choice: Choice
    code: str = ""

    def __str__(self) -> str:
        """Write it on one line, as it is kept."""
        return f"{self.choice} {self.code}".rstrip()


def written(marks: Sequence[Mark]) -> str:
    """Write a stack’s marks, one line a paper, in the order of the stack."""
    return "\n".join(map(str, marks))


def read(lines: str) -> tuple[Mark, ...]:
    """Read what `written` wrote."""
    parts = (line.partition(" ") for line in lines.splitlines())
    return tuple(Mark(Choice(choice), code) for choice, _, code in parts)


def differences(first: Sequence[Mark], second: Sequence[Mark]) -> tuple[int, ...]:
    """Give the places, counted from 1, at which the two keyings differ."""
    pairs = zip(first, second, strict=True)
    return tuple(place for place, (one, other) in enumerate(pairs, start=1) if one != other)


def agreed(
    first: Sequence[Mark], second: Sequence[Mark], settled: Mapping[int, Mark]
) -> tuple[Mark, ...]:
    """Give the stack as both tellers keyed it, or as it was settled where they differed."""
    pairs = zip(first, second, strict=True)
    return tuple(
        one if one == other else settled[place] for place, (one, other) in enumerate(pairs, 1)
    )


def refusals_to_key(
    marks: Sequence[Mark], *, papers: int, teller: UUID, tellers: Collection[UUID], secret: bool
) -> list[Refusal]:
    """Say everything that stands in the way of this keying of a stack (GOV-29)."""
    found = []
    if teller in tellers:
        found.append(_same_teller())
    if len(tellers) > 1:
        found.append(Refusal("GOV-29", N_("Two tellers have keyed these papers already.")))
    if len(marks) != papers:
        wrong = N_("The stack has %(papers)s papers, but %(keyed)s were keyed.")
        found.append(Refusal("GOV-29", wrong, {"papers": papers, "keyed": len(marks)}))
    codes = [mark.code for mark in marks if mark.code]
    if not secret and len(codes) != len(marks):
        found.append(Refusal("GOV-29", N_("Every paper of an open vote has a code. Key it too.")))
    if len(set(codes)) != len(codes):
        found.append(Refusal("GOV-29", N_("One code was keyed for two papers.")))
    return found


def _same_teller() -> Refusal:
    return Refusal(
        "GOV-29",
        N_("You have keyed these papers once. Another teller must key them the second time."),
    )
