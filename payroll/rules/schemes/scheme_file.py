"""Pay schemes: dated, cited files, refused with every fault at once (PAY-1)."""

import hashlib
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from coop.core.cited import RuleFault
from payroll.rules.schemes.scheme import Scheme
from payroll.rules.schemes.scheme_checks import faults_between
from payroll.rules.schemes.scheme_reading import SchemeReading, Table
from payroll.rules.schemes.scheme_sections import read_whole

SHIPPED = Path(__file__).parents[2] / "schemes"
LONGEST = 200_000
_CURRENCY_LETTERS = 3


class WrongScheme(ValueError):
    """A scheme that may not be used; it carries every fault, not only the first."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        """Carry the faults, each with the file, the key and what was expected there."""
        super().__init__("\n".join(faults))
        self.faults = faults


def shipped() -> tuple[str, ...]:
    """Name every scheme that comes with Evenhand, by its code, in order."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


def shipped_text(code: str) -> str:
    """Give the file of a scheme that comes with Evenhand; an unknown code is `KeyError`."""
    if code not in shipped():
        raise KeyError(code)
    return (SHIPPED / f"{code}.toml").read_text(encoding="utf-8")


@lru_cache(maxsize=128)
def read_scheme(text: str, file: str = "scheme.toml") -> Scheme:
    """Read a scheme from its text; `WrongScheme` carries every fault at once (PAY-1)."""
    if len(text) > LONGEST:
        raise WrongScheme((f"{file}: is longer than {LONGEST} characters",))
    reading = SchemeReading(file)
    try:
        table: dict[str, object] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as wrong:
        raise WrongScheme((str(RuleFault(file, "", f"is not TOML: {wrong}")),)) from wrong
    rest = _sourced(reading, table)
    digest = hashlib.sha256(text.encode()).hexdigest()
    scheme = read_whole(Table(reading, "", rest), reading, text, digest)
    for key, reason in dict.fromkeys(faults_between(scheme)):
        reading.fault(key, reason)
    if reading.faults:
        raise WrongScheme(tuple(map(str, reading.faults)))
    return scheme


def _sourced(reading: SchemeReading, table: Mapping[str, object]) -> dict[str, object]:
    """Take the sources and the currency out first, since every other key needs them."""
    rest = dict(table)
    currency = rest.pop("currency", None)
    if isinstance(currency, str) and len(currency) == _CURRENCY_LETTERS and currency.isupper():
        reading.currency = currency
    else:
        reading.fault("currency", "must be three capital letters, such as “GBP”")
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
