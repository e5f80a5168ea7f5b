"""Charts of accounts: TOML that names each account, what it is, and by what right it is there."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from payroll.rules.books.ledger import Account, AccountKind

SHIPPED = Path(__file__).parents[2] / "charts"
DEFAULT = "plain"
ACCOUNT_KEYS = {"code", "title", "kind", "of_members", "because"}


class WrongChart(ValueError):
    """A chart that cannot be read; it carries every fault at once."""

    def __init__(self, faults: list[str]) -> None:
        """Keep the faults, each with its place in the file."""
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Chart:
    """The accounts that books begin with, and the families whose accounts open when first used."""

    code: str
    title: str
    accounts: tuple[Account, ...]
    families: Mapping[str, Account]
    """Prefix -> what each of its accounts is like; the title holds {name}."""
    reasons: Mapping[str, str]
    """Code, or prefix with “:*” -> by what right it is there, or where it comes from."""

    def account(self, code: str) -> Account | None:
        """Give the account of a code: listed, or made from its family; None when there is none."""
        listed = next((each for each in self.accounts if each.code == code), None)
        prefix, _, name = code.partition(":")
        family = self.families.get(prefix)
        if listed is not None or family is None or not name:
            return listed
        title = family.title.replace("{name}", name.replace("-", " ").replace("_", " "))
        return Account(code, title[:1].upper() + title[1:], family.kind, family.is_of_members)


def slug(name: str) -> str:
    """Write a name as it stands in a code: “Bus fares” is “bus-fares”."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", bare.lower()))


def shipped() -> list[str]:
    """Name every chart that comes with Evenhand, by its code, in order."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


@lru_cache(maxsize=8)
def chart(code: str = DEFAULT) -> Chart:
    """Give a chart that comes with Evenhand; an unknown code is `KeyError`."""
    if code not in shipped():
        raise KeyError(code)
    return read_chart((SHIPPED / f"{code}.toml").read_text(encoding="utf-8"))


def read_chart(text: str) -> Chart:
    """Read a chart from its text; `WrongChart` carries every fault at once (PAY-81)."""
    try:
        top: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise WrongChart([f"The file is not TOML: {wrong}"]) from wrong
    faults: list[str] = []
    accounts = [_account(row, where, faults) for where, row in _rows(top, "account", faults)]
    families = [_account(row, where, faults) for where, row in _rows(top, "family", faults)]
    faults += [f"{key}: is not known here" for key in sorted(top.keys() - _TOP)]
    faults += [f"{key}: must be a text" for key in ("code", "title") if not _is_text(top.get(key))]
    codes = [each.code for each, _ in (*accounts, *families)]
    faults += [f"{code}: is there twice" for code in sorted(set(codes)) if codes.count(code) > 1]
    faults += [
        f"{each.code}: the title must hold {{name}}"
        for each, _ in families
        if "{name}" not in each.title
    ]
    if faults:
        raise WrongChart(faults)
    return Chart(
        code=str(top["code"]),
        title=str(top["title"]),
        accounts=tuple(each for each, _ in accounts),
        families={each.code: each for each, _ in families},
        reasons={each.code: why for each, why in accounts}
        | {f"{each.code}:*": why for each, why in families},
    )


_TOP = {"code", "title", "account", "family"}


def _rows(
    top: dict[str, object], key: str, faults: list[str]
) -> list[tuple[str, dict[str, object]]]:
    rows = top.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        faults.append(f"{key}: must be a list of tables")
        return []
    return [(f"{key}[{number}]", row) for number, row in enumerate(rows)]


def _account(row: dict[str, object], where: str, faults: list[str]) -> tuple[Account, str]:
    faults += [f"{where}.{key}: is not known here" for key in sorted(row.keys() - ACCOUNT_KEYS)]
    for key in ("code", "title", "because"):
        if not _is_text(row.get(key)):
            faults.append(f"{where}.{key}: must be a text")
    if row.get("kind") not in set(AccountKind):
        faults.append(f"{where}.kind: must be one of {', '.join(AccountKind)}")
        return Account(str(row.get("code")), "{name}", AccountKind.ASSET), ""
    if not isinstance(row.get("of_members", False), bool):
        faults.append(f"{where}.of_members: must be true or false")
    made = Account(
        str(row.get("code")),
        str(row.get("title")),
        AccountKind(str(row["kind"])),
        is_of_members=row.get("of_members", False) is True,
    )
    return made, str(row.get("because"))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""
