"""Declarations to test with, and a careful forger of them."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from coop.core.canonical import canonical
from governance.counting.majority import Choice, Paper
from governance.rules.declaration import (
    Declaration,
    Electorate,
    Facts,
    Question,
    Times,
    check_declaration,
    declare,
)
from governance.rules.reconciliation import PaperAccount
from governance.rules.ruleset import Kind
from tests.governance.rulebook import the_rules

OPENED = datetime(2026, 6, 1, 8, tzinfo=UTC)
WRITTEN = {"f": Choice.FOR, "a": Choice.AGAINST, "x": Choice.ABSTAIN, "s": Choice.SPOILED}
CLASSES = ("ash", "birch", "cedar")


def box(marks: str, college: str = "") -> list[Paper]:
    return [Paper(WRITTEN[mark], college) for mark in marks]


def a_declaration(
    papers: list[Paper],
    *,
    roll: int = 40,
    by_class: bool = False,
    secret: bool = True,
    kind: Kind = Kind.ORDINARY,
) -> Declaration:
    """Declare a vote in which only the spoiled papers and two others came by post."""
    spoiled = sum(1 for paper in papers if paper.choice is Choice.SPOILED)
    posted = min(2, len(papers) - spoiled)
    rolls = [Electorate(code, code.title(), roll // 3) for code in CLASSES]
    rest = Electorate("cedar", "Cedar", roll - 2 * (roll // 3))
    return declare(
        Facts(
            cooperative="Level Ground",
            question=Question("2026-7", "A shed", "We build “it”.", kind, secret, by_class),
            times=Times(OPENED, OPENED + timedelta(15), OPENED + timedelta(15, 60)),
            rules=the_rules(),
            roll=roll,
            doors={
                "web": len(papers) - posted - spoiled,
                "terminal": 0,
                "paper": posted + spoiled + 1,
            },
            account=PaperAccount(
                issued=25,
                counted=posted,
                spoiled=spoiled,
                unused=1,
                outstanding=23 - posted - spoiled,
                envelopes=posted + spoiled + 1,
                empty=1,
            ),
            papers=papers,
            colleges=[*rolls[:2], rest] if by_class else [],
            log_head={"number": 7, "hash": "c0ffee"},
        )
    )


PLAIN = a_declaration(box("f" * 12 + "a" * 5 + "xxs"))
BY_CLASS = a_declaration(
    box("f" * 9 + "a", "ash") + box("ffa", "birch") + box("f" * 7 + "xs", "cedar"), by_class=True
)


def edited(declaration: Declaration, **changes: object) -> str:
    """Edit a declaration as a careful forger would: the digest is put right again."""
    document = json.loads(declaration.text)
    del document["digest"]
    document.update(changes)
    seal = sha256(canonical(document).encode()).hexdigest()
    return canonical({**document, "digest": seal})


def places(content: str | bytes) -> list[str]:
    return [fault.place for fault in check_declaration(content)]
