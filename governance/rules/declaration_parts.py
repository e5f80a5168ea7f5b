"""What a declaration is made of: its papers as lines, and all that follows from them."""

from collections.abc import Iterable, Mapping

from governance.counting.majority import Choice, Paper, Tally
from governance.rules.outcome import CollegeResult, Outcome, Pool
from governance.rules.working import working

FORMAT = "evenhand.declaration/1"
FACTS = (
    "format",
    "cooperative",
    "motion",
    "times",
    "rules",
    "roll",
    "doors",
    "paper_account",
    "papers",
    "log_head",
)
DERIVED = (
    "tally",
    "quorum",
    "turnout_needed",
    "base",
    "needed",
    "colleges",
    "pool",
    "verdict",
    "is_carried",
    "why",
    "working",
)


def paper_line(paper: Paper) -> str:
    """Write one paper: its choice, and its college where classes vote apart."""
    return f"{paper.choice} {paper.college}".rstrip()


def read_paper_line(line: str) -> Paper | None:
    """Read one paper; None when the line is no paper."""
    choice, _, college = line.partition(" ")
    paper = Paper(Choice(choice), college) if choice in list(Choice) else None
    return paper if paper is not None and paper_line(paper) == line else None


def paper_lines(papers: Iterable[Paper], hidden: Iterable[str]) -> list[str]:
    """Write all papers in order, so that the list says nothing of how they came in.

    Papers of withheld colleges stand together, without a college (GOV-11).
    """
    pooled = frozenset(hidden)
    return sorted(
        paper_line(Paper(paper.choice) if paper.college in pooled else paper) for paper in papers
    )


def derived(outcome: Outcome) -> dict[str, object]:
    """Give all that follows from the papers, the roll and the rules."""
    return {
        "tally": tally_part(outcome.tally),
        "quorum": outcome.quorum,
        "turnout_needed": outcome.turnout,
        "base": outcome.base,
        "needed": outcome.needed,
        "colleges": [_college_part(one) for one in outcome.colleges],
        "pool": None if outcome.pool is None else _pool_part(outcome.pool),
        "verdict": str(outcome.verdict),
        "is_carried": outcome.carried,
        "why": str(outcome.why),
        "working": [str(sentence) for sentence in working(outcome)],
    }


def tally_part(tally: Tally) -> Mapping[str, int]:
    """Write a tally with its two sums."""
    return {
        "for": tally.votes_for,
        "against": tally.against,
        "abstained": tally.abstained,
        "spoiled": tally.spoiled,
        "cast": tally.cast,
        "voting": tally.voting,
    }


def _college_part(result: CollegeResult) -> Mapping[str, object]:
    return {
        "code": result.code,
        "name": result.name,
        "tally": tally_part(result.tally),
        "roll": result.roll,
        "base": result.base,
        "needed": result.needed,
        "agreed": result.reached,
    }


def _pool_part(pool: Pool) -> Mapping[str, object]:
    return {
        "codes": list(pool.codes),
        "names": list(pool.names),
        "tally": tally_part(pool.tally),
        "all_agreed": pool.all_agreed,
    }
