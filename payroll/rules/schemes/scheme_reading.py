"""Read the parts that the tables of a scheme share: cited values, limits, measures (PAY-1)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from coop.core.cited import Citation, Reading, Section
from coop.core.money import minor
from payroll.rules.schemes.scheme import Band, Limit, Measure, Per, Step, Term, Value, When

_SHARE = re.compile(r"(\d{1,6})(?:/([1-9]\d{0,5}))?|(\d{1,3}(?:\.\d{1,4})?) ?%")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
_SLUG = re.compile(r"[a-z][a-z0-9-]{0,30}")
RESERVED = "own"
LONGEST_TEXT = 400
LAST_VERSION = 9999
_CITED = {"is", "source", "from", "per", "of", "when"}
ALWAYS = date(1900, 1, 1)


@dataclass(slots=True)
class SchemeReading(Reading):
    """A reading that also knows the currency in which amounts are written."""

    currency: str = "GBP"


class Table(Section):
    """One table of a scheme’s file."""

    def text(self, key: str) -> str:
        """Read a plain text of one line, which needs no source."""
        found = super().text(key)
        if found and (not found.isprintable() or len(found) > LONGEST_TEXT):
            self.fault(key, f"must be one line of at most {LONGEST_TEXT} characters")
            return ""
        return found

    def version(self) -> int:
        """Read which version of its file this is."""
        found = self.plain_whole("version")
        if found > LAST_VERSION:
            self.fault("version", f"must be a whole number from 1 to {LAST_VERSION}")
        return found

    def name(self, key: str = "code") -> str:
        """Read a name in small letters, which needs no source."""
        found = self._take(key)
        if isinstance(found, str) and _NAME.fullmatch(found):
            return found
        self._wrong(key, found, "must be one name in small letters")
        return ""

    def slug(self, key: str) -> str:
        """Read the code of a scheme, which stands in addresses and file names."""
        found = self._take(key)
        if isinstance(found, str) and _SLUG.fullmatch(found) and found != RESERVED:
            return found
        self._wrong(key, found, "must be small letters, figures and dashes, at most 31; not “own”")
        return ""

    def maybe_name(self, key: str) -> str:
        """Read a name if one is written."""
        return self.name(key) if self.has(key) else ""

    def maybe_text(self, key: str) -> str:
        """Read a text if one is written."""
        return self.text(key) if self.has(key) else ""

    def names(self, key: str) -> tuple[str, ...]:
        """Read a list of names, each perhaps with a minus before it; none is an empty one."""
        found = self._take(key)
        if found is None:
            return ()
        if isinstance(found, list) and all(
            isinstance(one, str) and _NAME.fullmatch(one.removeprefix("-")) for one in found
        ):
            return tuple(found)
        self.fault(key, "must be a list of names")
        return ()

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of plain texts; none is an empty one."""
        found = self._take(key)
        if found is None:
            return ()
        if isinstance(found, list) and all(isinstance(one, str) and one.strip() for one in found):
            return tuple(found)
        self.fault(key, "must be a list of texts")
        return ()

    def flag(self, key: str) -> bool:
        """Read true or false, which needs no source; not written is false."""
        found = self._take(key)
        if found is None or isinstance(found, bool):
            return bool(found)
        self.fault(key, "must be true or false")
        return False

    def source(self, key: str = "source") -> str:
        """Read the name of a source, and give its text."""
        found = self._take(key)
        sources = self._reading.sources
        if isinstance(found, str) and found in sources:
            return sources[found]
        self._wrong(key, found, "is not among [sources]")
        return ""

    def when(self, key: str = "when") -> When:
        """Read under which choices something holds."""
        return self._when(key, self._take(key))

    def portion(self, key: str) -> Value:
        """Read a dated share from 0 to 1."""
        value = self.factor(key)
        if any(step.number > 1 for step in value.steps):
            self.fault(key, "is more than the whole: a share is at most “1” or “100 %”")
        return value

    def factor(self, key: str) -> Value:
        """Read a dated fraction or percentage of any size."""
        return self.limit(key, money=False).value

    def amount(self, key: str) -> Value:
        """Read a dated amount of money."""
        return self.limit(key, money=True).value

    def limit(self, key: str, *, money: bool | None = None) -> Limit:
        """Read a dated number: an amount alone, or a share of something that is named."""
        return self._limit(key, self._take(key), money=money)

    def limits(self, key: str) -> tuple[Limit, ...]:
        """Read one limit or a list of them; none is an empty list."""
        found = self._take(key)
        rows = found if isinstance(found, list) else [found]
        return tuple(
            self._limit(f"{key}.{place}" if isinstance(found, list) else key, row, money=None)
            for place, row in enumerate(rows, start=1)
            if found is not None
        )

    def measure(self) -> Measure:
        """Read how an amount is found."""
        return Measure(
            base=tuple(Term(one.lstrip("-"), one.startswith("-")) for one in self.names("base")),
            rate=self.portion("rate") if self.has("rate") else None,
            rate_input=self.maybe_name("rate_input"),
            less=self.limit("less") if self.has("less") else None,
            bands=self._bands(),
            since=self.maybe_name("since"),
            given=self.maybe_name("input"),
            at_least=self.limits("at_least"),
            at_most=self.limits("at_most"),
        )

    def _bands(self) -> tuple[Band, ...]:
        bands = []
        for one in self.tables("bands"):
            bands.append(Band(one.amount("over"), one.portion("rate")))
            one.close()
        return tuple(bands)

    def _when(self, key: str, found: object) -> When:
        if found is None:
            return {}
        if not isinstance(found, dict) or not found:
            self.fault(key, "must name switches or inputs, each with its choices")
            return {}
        known = {}
        for name, choices in found.items():
            several = choices if isinstance(choices, list) else [choices]
            if not several or not all(isinstance(one, str) for one in several):
                self.fault(f"{key}.{name}", "must be a choice, or a list of choices")
                continue
            known[name] = tuple(several)
        return known

    def _limit(self, key: str, found: object, *, money: bool | None) -> Limit:
        rows = found if isinstance(found, list) else [found]
        tables = [row for row in rows if isinstance(row, dict)]
        if found is None or len(tables) < len(rows) or not tables:
            self._wrong(key, found, "must be written { is = …, source = … }, or as a list of these")
            return Limit(Value(self.at(key), ()))
        of = tables[0].get("of", "")
        if not isinstance(of, str):
            self.fault(key, "“of” must be a name")
            of = ""
        is_money = (not of) if money is None else money
        steps = [step for row in tables for step in self._step(key, row, is_money=is_money)]
        self._check_order(key, steps)
        return Limit(
            Value(self.at(key), tuple(steps), self._per(key, tables[0])),
            of,
            self._when(key, tables[0].get("when")) or None,
        )

    def _check_order(self, key: str, steps: list[Step]) -> None:
        days = [step.from_on for step in steps]
        if days != sorted(set(days)):
            self.fault(key, "its “from” days must be different and in order")

    def _per(self, key: str, row: Mapping[str, object]) -> Per:
        found = row.get("per", Per.ONCE)
        if isinstance(found, str) and found in set(Per):
            return Per(found)
        self.fault(key, "“per” must be one of: " + ", ".join(Per))
        return Per.ONCE

    def _step(self, key: str, row: Mapping[str, object], *, is_money: bool) -> list[Step]:
        for unknown in sorted(set(row) - _CITED):
            self.fault(f"{key}.{unknown}", "is not a known key")
        begins = row.get("from", ALWAYS)
        if type(begins) is not date:
            self.fault(f"{key}.from", "must be a date such as 2026-01-31")
            begins = ALWAYS
        number = self._number(key, row.get("is"), is_money=is_money)
        source = row.get("source")
        if not isinstance(source, str) or source not in self._reading.sources:
            self.fault(key, "its source is not among [sources]")
            source = ""
        if number is None:
            return []
        cited = self._reading.sources.get(source, "")
        self._reading.citations.append(Citation(self.at(key), str(row.get("is")), cited))
        return [Step(begins, number, _spaced(str(row.get("is"))), cited)]

    def _number(self, key: str, found: object, *, is_money: bool) -> Fraction | None:
        number = _money(found, self._currency) if is_money else _fraction(found)
        if number is None:
            wanted = (
                f"must be an amount in quotes, such as “20.00”, in {self._currency}"
                if is_money
                else "must be a fraction or a percentage in quotes, such as “3/4” or “22 %”"
            )
            self._wrong(key, found, wanted)
        return number

    @property
    def _currency(self) -> str:
        reading = self._reading
        return reading.currency if isinstance(reading, SchemeReading) else "GBP"


def _fraction(found: object) -> Fraction | None:
    parts = _SHARE.fullmatch(found) if isinstance(found, str) else None
    if parts is None:
        return None
    if parts[3] is not None:
        return Fraction(parts[3]) / 100
    return Fraction(int(parts[1]), int(parts[2] or 1))


def _money(found: object, currency: str) -> Fraction | None:
    try:
        amount = minor(found, currency) if isinstance(found, str) else -1
    except ValueError:
        return None
    return Fraction(amount) if amount >= 0 else None


def _spaced(written: str) -> str:
    """Write every percentage alike, with a space before its sign."""
    return re.sub(r"\s*%", " %", written)
