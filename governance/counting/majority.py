"""Count a motion’s papers: for, against, abstentions and spoiled, in any order (GOV-5)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Choice(StrEnum):
    """What a paper says; only tellers may find a paper spoiled."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    SPOILED = "spoiled"


CHOICES = (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)
"""What a member may choose; a spoiled paper is found, never chosen."""


@dataclass(frozen=True, slots=True, order=True)
class Paper:
    """One ballot paper: its choice, and its college when the vote is by class."""

    choice: Choice
    college: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """The papers counted, by what they say."""

    votes_for: int = 0
    against: int = 0
    abstained: int = 0
    spoiled: int = 0

    @property
    def cast(self) -> int:
        """Votes cast: for and against only (GOV-5)."""
        return self.votes_for + self.against

    @property
    def voting(self) -> int:
        """Members who voted: every paper, spoiled ones too (GOV-5)."""
        return self.cast + self.abstained + self.spoiled

    def __add__(self, other: "Tally") -> "Tally":
        """Put two piles together."""
        return Tally(
            votes_for=self.votes_for + other.votes_for,
            against=self.against + other.against,
            abstained=self.abstained + other.abstained,
            spoiled=self.spoiled + other.spoiled,
        )


def count(papers: Iterable[Paper]) -> Tally:
    """Count every paper once; the order of the papers never matters."""
    piles = Counter(paper.choice for paper in papers)
    return Tally(
        votes_for=piles[Choice.FOR],
        against=piles[Choice.AGAINST],
        abstained=piles[Choice.ABSTAIN],
        spoiled=piles[Choice.SPOILED],
    )


def count_by_college(papers: Iterable[Paper]) -> Mapping[str, Tally]:
    """Count each college’s papers apart; colleges come in order of their codes."""
    piles: defaultdict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        piles[paper.college].append(paper)
    return {college: count(piles[college]) for college in sorted(piles)}


def transcript(papers: Iterable[Paper]) -> tuple[str, ...]:
    """Give the count as lines that a person can follow: each pile and the sums."""
    tally = count(papers)
    return (
        f"for: {tally.votes_for}",
        f"against: {tally.against}",
        f"votes cast: {tally.votes_for} + {tally.against} = {tally.cast}",
        f"abstained: {tally.abstained}",
        f"spoiled: {tally.spoiled}",
        f"members voting: {tally.cast} + {tally.abstained} + {tally.spoiled} = {tally.voting}",
    )
