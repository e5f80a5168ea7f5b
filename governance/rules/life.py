"""How long what is written may be, when it may be said, and what makes a question the same."""

import re
import unicodedata
from collections.abc import Sequence
from hashlib import sha256

from coop.core.errors import N_, Refusal
from governance.rules.states import NAMES, State

LONGEST_TITLE = 120
LONGEST_TEXT = 20_000
LONGEST_SUMMARY = 1_500
DISCUSSED = frozenset({State.PROPOSED, State.SECONDED, State.IN_NOTICE, State.OPEN})


def refusals_to_write(title: str, text: str, summary: str) -> list[Refusal]:
    """Say what is missing from a draft, or too long in it (GOV-12)."""
    found = []
    if not title.strip():
        found.append(Refusal("GOV-12", N_("The motion has no title.")))
    limits = (
        (title, LONGEST_TITLE, N_("The title is longer than %(longest)s letters.")),
        (text, LONGEST_TEXT, N_("The text is longer than %(longest)s letters.")),
        (summary, LONGEST_SUMMARY, N_("The summary is longer than %(longest)s letters.")),
    )
    todo = N_("Say it shortly, and attach the rest as a paper.")
    found += [
        Refusal("GOV-12", sentence, {"longest": longest}, todo)
        for words, longest, sentence in limits
        if len(words) > longest
    ]
    return found


def refusals_to_speak(state: State, words: str) -> Sequence[Refusal]:
    """Say what stops somebody speaking on a motion: from proposing until the close."""
    found = []
    if state not in DISCUSSED:
        closed = N_("This motion is %(state)s, so its discussion is closed.")
        found.append(Refusal("GOV-23", closed, {"state": NAMES[state]}))
    if not words.strip():
        found.append(Refusal("GOV-12", N_("Nothing has been written yet.")))
    if len(words) > LONGEST_TEXT:
        found.append(Refusal("GOV-12", N_("That is too long for one contribution.")))
    return found


def question_digest(title: str, text: str) -> str:
    """Give the digest of a question: capitals, spaces and stops make no difference (GOV-17)."""
    return sha256(f"{_plain(title)}\n{_plain(text)}".encode()).hexdigest()


def _plain(words: str) -> str:
    composed = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(re.sub(r"[^\w]+", " ", composed).split())
