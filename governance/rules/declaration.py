"""A declaration: the official result as one document that proves itself (GOV-25)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from coop.core.canonical import canonical, digest
from governance.counting.majority import Paper, Tally, count, count_by_college
from governance.rules.colleges import College
from governance.rules.declaration_check import check_declaration
from governance.rules.declaration_parts import FORMAT, derived, paper_lines
from governance.rules.document import Fault
from governance.rules.nouns import Kind, RuleSet
from governance.rules.outcome import Outcome, decide
from governance.rules.reconciliation import PaperAccount

__all__ = [
    "FORMAT",
    "Declaration",
    "Electorate",
    "Facts",
    "Fault",
    "Question",
    "Times",
    "check_declaration",
    "declare",
]


@dataclass(frozen=True, slots=True)
class Question:
    """What was put, and how it was voted on."""

    number: str
    title: str
    text: str
    kind: Kind
    is_secret: bool
    is_by_class: bool


@dataclass(frozen=True, slots=True)
class Times:
    """When voting opened and closed, and when the result was declared; aware moments."""

    opened: datetime
    closed: datetime
    declared: datetime


@dataclass(frozen=True, slots=True)
class Electorate:
    """One college on the roll: its code without spaces, its name, its number of members."""

    code: str
    name: str
    roll: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a declaration is made from.

    `doors` counts the members marked as voting, by door; `papers` are all the papers out
    of the box, with their colleges for a vote by class; `log_head` is where the log stood.
    """

    cooperative: str
    question: Question
    times: Times
    rules: RuleSet
    roll: int
    doors: Mapping[str, int]
    account: PaperAccount
    papers: Sequence[Paper]
    colleges: Sequence[Electorate]
    log_head: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Declaration:
    """The outcome, and the document that says it: canonical text and its digest."""

    outcome: Outcome
    text: str
    digest: str


def declare(facts: Facts) -> Declaration:
    """Count, decide and write the declaration; nothing withheld is in it (GOV-11, GOV-25)."""
    apart = facts.colleges if len(facts.colleges) > 1 else ()
    papers = facts.papers if apart else [Paper(paper.choice) for paper in facts.papers]
    outcome = decide(
        count(papers),
        roll=facts.roll,
        kind=facts.question.kind,
        rules=facts.rules,
        colleges=_colleges(apart, papers),
    )
    document = {**_facts(facts, papers, outcome), **derived(outcome)}
    seal = digest(document)
    return Declaration(outcome, canonical({**document, "digest": seal}), seal)


def _colleges(apart: Sequence[Electorate], papers: Sequence[Paper]) -> list[College]:
    tallies = count_by_college(papers)
    return [College(one.code, one.name, one.roll, tallies.get(one.code, Tally())) for one in apart]


def _facts(facts: Facts, papers: Sequence[Paper], outcome: Outcome) -> dict[str, object]:
    return {
        "format": FORMAT,
        "cooperative": facts.cooperative,
        "motion": {**asdict(facts.question), "kind": str(facts.question.kind)},
        "times": {
            "opened": _utc(facts.times.opened),
            "closed": _utc(facts.times.closed),
            "declared": _utc(facts.times.declared),
        },
        "rules": {
            "code": facts.rules.code,
            "version": facts.rules.version,
            "digest": facts.rules.digest,
            "text": facts.rules.text,
        },
        "roll": facts.roll,
        "doors": dict(facts.doors),
        "paper_account": asdict(facts.account),
        "papers": paper_lines(papers, outcome.pool.codes if outcome.pool else ()),
        "log_head": dict(facts.log_head),
    }


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
