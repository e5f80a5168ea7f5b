"""Rule sets: dated, versioned, cited numbers, read from TOML and refused when wrong (GOV-26)."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from coop.core.cited import Citation, Reading, RuleFault, Section, WrongRules
from governance.rules.nouns import (
    BallotRules,
    Base,
    ByClass,
    Confirmation,
    Kind,
    Majority,
    MotionRules,
    Notice,
    PaperAfterWeb,
    PostTimes,
    Quorum,
    RuleSet,
)
from governance.rules.sections import read_ruleset

__all__ = [
    "BallotRules",
    "Base",
    "ByClass",
    "Citation",
    "Confirmation",
    "Kind",
    "Majority",
    "MotionRules",
    "Notice",
    "PaperAfterWeb",
    "PostTimes",
    "Quorum",
    "RuleFault",
    "RuleSet",
    "WrongRules",
    "load",
    "shipped",
]

SHIPPED = Path(__file__).parent.parent / "rulesets"


def load(source: str | Path, *, file: str = "") -> RuleSet:
    """Read a rule set from its text or path; `WrongRules` carries every fault (GOV-26)."""
    text = source.read_text(encoding="utf-8") if isinstance(source, Path) else source
    return _read(text, file or (source.name if isinstance(source, Path) else "rules.toml"))


def shipped() -> list[RuleSet]:
    """Load every rule set that comes with Evenhand, in order of their codes."""
    return [load(path) for path in sorted(SHIPPED.glob("*.toml"))]


@lru_cache(maxsize=64)
def _read(text: str, file: str) -> RuleSet:
    """Read a text once: the same text always gives the same rules, which nobody can change."""
    reading = Reading(file)
    try:
        table: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise WrongRules((RuleFault(reading.file, "", f"is not TOML: {wrong}"),)) from wrong
    rules = read_ruleset(Section(reading, "", _sourced(reading, table)), reading, text)
    if reading.faults:
        raise WrongRules(tuple(reading.faults))
    return rules


def _sourced(reading: Reading, table: Mapping[str, object]) -> dict[str, object]:
    """Take the sources out first, since every other key names one of them."""
    rest = dict(table)
    sources = rest.pop("sources", None)
    if not isinstance(sources, dict) or not sources:
        reading.fault("sources", "must be a table that names at least one source")
        return rest
    for key, text in sources.items():
        if isinstance(text, str) and text.strip():
            reading.sources[key] = text
        else:
            reading.fault(f"sources.{key}", "must be a text")
    return rest
