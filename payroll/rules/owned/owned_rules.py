"""Rule sets of ownership: notice, interest, surplus and asset lock, read from TOML (PAY-72)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from coop.core.errors import N_, Refusal
from payroll.rules.owned.interest import Cap
from payroll.rules.owned.owned_reading import Cited, Reading, Table, WrongOwnedRules

SHIPPED = Path(__file__).parents[2] / "surplus"
USUAL = "plain"
MONTHS, YEARS = 60, 10
RESERVES = ("reserve:legal", "reserve:indivisible", "mutual_fund")
RESIDUES = ("mutual_fund", "common_ownership", "co_ownership", "general_interest")
"""Who may have what is left when the co-operative ends: see the asset lock (PAY-77)."""


@dataclass(frozen=True, slots=True)
class Reserve:
    """A share of every surplus that the law sets aside before anybody gets anything."""

    account: str
    says: str
    share: Fraction
    source: str


@dataclass(frozen=True, slots=True)
class Switch:
    """What nobody could confirm: the co-operative chooses, and nothing is chosen for it."""

    code: str
    says: str
    choices: Mapping[str, str]
    """What may be chosen, and what it means."""


@dataclass(frozen=True, slots=True)
class OwnedRules:
    """One rule set, dated, with a source for every number."""

    code: str
    title: str
    of: date
    digest: str
    notice_months: int
    leavers_years: int
    cap: Cap
    reserves: tuple[Reserve, ...]
    dividend_is_capped: bool
    residue: str
    """Who gets the rest when the co-operative ends; empty when a switch says."""
    switches: tuple[Switch, ...]
    cited: tuple[Cited, ...]
    notes: tuple[str, ...]


def shipped() -> tuple[str, ...]:
    """Name every rule set that comes with Evenhand, the usual one first."""
    codes = sorted(path.stem for path in SHIPPED.glob("*.toml"))
    return tuple(sorted(codes, key=lambda code: code != USUAL))


@lru_cache(maxsize=8)
def owned_rules(code: str = USUAL) -> OwnedRules:
    """Give a rule set that comes with Evenhand; an unknown code is `KeyError`."""
    if code not in shipped():
        raise KeyError(code)
    return read_owned_rules(shipped_text(code))


def shipped_text(code: str) -> str:
    """Give the text of a rule set that comes with Evenhand."""
    return (SHIPPED / f"{code}.toml").read_text(encoding="utf-8")


def read_owned_rules(text: str) -> OwnedRules:
    """Read a rule set from its text; `WrongOwnedRules` carries every fault at once (PAY-72)."""
    try:
        found: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise WrongOwnedRules((f"The file is not TOML: {wrong}",)) from wrong
    reading = Reading()
    rules = _read(Table(reading, "", found), reading, sha256(text.encode()).hexdigest())
    if reading.faults:
        raise WrongOwnedRules(tuple(reading.faults))
    return rules


def refusals_of_switches(rules: OwnedRules, chosen: Mapping[str, str]) -> list[Refusal]:
    """Say which switches are not set, or not to something that may be chosen (PAY-72)."""
    return [
        Refusal(
            "PAY-72",
            N_("This was not confirmed, so choose: %(what)s"),
            {"what": switch.says},
            N_("Choose one of those offered."),
        )
        for switch in rules.switches
        if chosen.get(switch.code) not in switch.choices
    ]


def _read(top: Table, reading: Reading, digest: str) -> OwnedRules:
    # Every other table names a source, so these are read first.
    sources = top.table("sources")
    reading.sources = {key: sources.text(key) for key in sources.names()}
    if not reading.sources:
        top.fault("sources", "must name at least one source")
    switches = _switches(top)
    leaving, reserves = top.table("withdrawal"), top.table("reserves")
    rules = OwnedRules(
        code=top.text("code"), title=top.text("title"), of=top.day("of"), digest=digest,
        notice_months=leaving.whole("notice_months", most=MONTHS),
        leavers_years=leaving.whole("leavers_years", most=YEARS),
        cap=_cap(top.table("interest")),
        reserves=tuple(_reserve(*one) for one in reserves.tables()),
        dividend_is_capped=_dividend(top.table("dividend")),
        residue=_residue(top.table("lock"), switches),
        switches=switches, cited=tuple(reading.cited), notes=top.texts("notes"),
    )  # fmt: skip
    leaving.close()
    top.close()
    if sum(one.share for one in rules.reserves) > 1:
        top.fault("reserves", "together they are more than the whole surplus")
    return rules


def _switches(top: Table) -> tuple[Switch, ...]:
    found = []
    for code, table in top.table("switches").tables():
        says, choices = table.text("says"), table.table("choices")
        told = {key: choices.text(key) for key in choices.names()}
        if len(told) < 2:  # noqa: PLR2004 - a choice is between two things at least
            table.fault("choices", "must offer two at least")
        table.close()
        found.append(Switch(code, says, told))
    return tuple(found)


def _cap(table: Table) -> Cap:
    asked = table.text("asked", may_be_missing=True)
    if asked:
        table.close()
        return Cap(asked=asked)
    cap = Cap(
        at_least=table.share("at_least"),
        above=table.share("above"),
        reference=table.text("reference"),
    )
    table.close()
    return cap


def _reserve(name: str, table: Table) -> Reserve:
    account = table.text("account")
    if account not in RESERVES:
        table.fault("account", f"must be one of {', '.join(RESERVES)}")
    says, share = table.text("says"), table.share("share")
    table.close()
    cited = [one for one in table.reading.cited if one.key == f"reserves.{name}.share"]
    return Reserve(account, says, share, cited[0].source if cited else "")


def _dividend(table: Table) -> bool:
    capped = table.yes("capped_as_interest")
    table.close()
    return capped


def _residue(table: Table, switches: tuple[Switch, ...]) -> str:
    if not table.has("residue"):
        switch = next((one for one in switches if one.code == "residue"), None)
        if switch is None or not set(switch.choices) <= set(RESIDUES):
            table.fault("residue", "is missing, and no switch offers who may have it")
        return ""
    residue = table.word("residue", RESIDUES)
    table.close()
    return residue
