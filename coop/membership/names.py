"""Names: how they are tidied, and how people sort them."""

import unicodedata

# Marks that turn the direction of writing could make one name look like another.
TURNING_MARKS = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
)
# Nobody sees these at all; joiners stay, for some writing and some pictures need them.
UNSEEN_MARKS = frozenset("\u00ad\u200b\u2060\ufeff")
NEVER_KEPT = TURNING_MARKS | UNSEEN_MARKS


def sort_key(sort_name: str) -> tuple[str, str]:
    """Give the key by which names stand in order: no accents, no capitals, then as written."""
    parted = unicodedata.normalize("NFKD", sort_name)
    bare = "".join(mark for mark in parted if not unicodedata.combining(mark))
    return bare.casefold().strip(), sort_name


def tidy(name: str) -> str:
    """Give a name on one line, with single spaces and without invisible marks."""
    composed = unicodedata.normalize("NFC", name)
    seen = (" " if mark.isspace() else mark for mark in composed if mark not in NEVER_KEPT)
    kept = (mark for mark in seen if unicodedata.category(mark) != "Cc")
    return " ".join("".join(kept).split())


def usual_sort_name(name: str) -> str:
    """Guess how a name sorts when nobody said: the last word first."""
    first, _, last = tidy(name).rpartition(" ")
    return f"{last}, {first}" if first else last
