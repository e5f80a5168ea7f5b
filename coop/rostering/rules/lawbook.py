"""Law books: dated, cited numbers of working time, read from TOML, refused if wrong (ROS-28)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from coop.rostering.rules.lawreading import LawFault, LawReading, LawTable, WrongLawbook
from coop.rostering.rules.lawsections import read_absences, read_limits
from coop.rostering.rules.nouns import Limits

__all__ = ["LawFault", "Lawbook", "WrongLawbook", "lawbook", "read_lawbook", "shipped"]

SHIPPED = Path(__file__).parent.parent / "rulesets"


@dataclass(frozen=True, slots=True)
class Lawbook:
    """One book of numbers, of a date, each with its source, and what nobody has confirmed."""

    code: str
    name: str
    of: date
    limits: Limits
    cited: Mapping[str, str]
    """Key of the file -> where its number comes from."""
    unconfirmed: tuple[str, ...] = ()
    absences: Mapping[str, bool] = field(default_factory=dict)
    """Reason for staying away -> whether it is paid as planned (ROS-24)."""

    def is_paid(self, absence: str) -> bool:
        """Say whether the planned hours are paid although the person did not come (ROS-24)."""
        return self.absences.get(absence, False)


def shipped() -> list[str]:
    """Name every law book that comes with Evenhand, by its code, in order."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def lawbook(code: str) -> Lawbook:
    """Give a law book that comes with Evenhand; an unknown code is `KeyError`."""
    if code not in shipped():
        raise KeyError(code)
    return _shipped(code)


def read_lawbook(text: str, *, file: str = "lawbook.toml") -> Lawbook:
    """Read a law book from its text; `WrongLawbook` carries every fault at once (ROS-28)."""
    reading = LawReading(file)
    try:
        table: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise WrongLawbook([LawFault(file, "", f"is not TOML: {wrong}")]) from wrong
    book = _read(LawTable(reading, "", table), reading)
    if reading.faults:
        raise WrongLawbook(reading.faults)
    return book


@lru_cache(maxsize=32)
def _shipped(code: str) -> Lawbook:
    path = SHIPPED / f"{code}.toml"
    book = read_lawbook(path.read_text(encoding="utf-8"), file=path.name)
    if book.code != code:
        raise WrongLawbook([LawFault(path.name, "code", "must be the name of its file")])
    return book


def _read(top: LawTable, reading: LawReading) -> Lawbook:
    # Every other key names a source, so these are read first.
    reading.sources = top.named("sources")
    code, name, of = top.text("code"), top.text("name"), top.day("of")
    open_questions = top.texts("unconfirmed")
    absences = read_absences(top)
    limits = read_limits(top, absences)
    top.close()
    return Lawbook(
        code=code,
        name=name,
        of=of,
        limits=limits,
        cited=dict(reading.cited),
        unconfirmed=(*open_questions, *reading.unconfirmed),
        absences=absences,
    )
