"""The lines of an instance file, and the faults in them: each with file, line and field."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

SECTIONS = (
    "SECTION_HORIZON",
    "SECTION_SHIFTS",
    "SECTION_STAFF",
    "SECTION_DAYS_OFF",
    "SECTION_SHIFT_ON_REQUESTS",
    "SECTION_SHIFT_OFF_REQUESTS",
    "SECTION_COVER",
)
LARGEST = 10**9
WHOLE = re.compile(r"-?[0-9]{1,12}", re.ASCII)
SHOWN = 40


class Unreadable(Exception):
    """A file is not in the format; `faults` says each reason with its line."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a section: its number and its fields, parted by commas."""

    number: int
    fields: tuple[str, ...]


@dataclass(slots=True)
class Faults:
    """The faults found so far in a file of this name."""

    name: str
    said: list[str] = field(default_factory=list)

    def add(self, line: int | None, what: str, expected: str, found: str) -> None:
        """Say what was expected in a field, and what stands there."""
        where = self.name if line is None else f"{self.name}, line {line}"
        short = found if len(found) <= SHOWN else found[:SHOWN] + "…"
        self.said.append(f"{where}, {what}: expected {expected}, found {short}.")

    def number(
        self, line: Line, place: int, what: str, *, least: int = 0, most: int = LARGEST
    ) -> int:
        """Read a whole number in a field; a faulty one counts as the least."""
        return self.whole(line, line.fields[place], what, least=least, most=most)

    def whole(
        self, line: Line, text: str, what: str, *, least: int = 0, most: int = LARGEST
    ) -> int:
        """Read a whole number that stands in a line."""
        # The published files write nought as “-0” in places.
        if WHOLE.fullmatch(text) and least <= int(text) <= most:
            return int(text)
        self.add(line.number, what, f"a whole number from {least} to {most}", quoted(text))
        return least

    def known(self, line: Line, code: str, what: str, numbers: dict[str, int]) -> int:
        """Find the number of a name that was given before."""
        if code not in numbers:
            self.add(line.number, what, "a name given earlier in the file", quoted(code))
        return numbers.get(code, 0)

    def name_new(self, line: Line, what: str, numbers: dict[str, int]) -> None:
        """Give the first field of a line the next number."""
        code = line.fields[0]
        if not code or code in numbers:
            self.add(line.number, what, "a name that no other line has", quoted(code))
        numbers.setdefault(code, len(numbers))

    def has(self, line: Line, counts: range, what: str) -> bool:
        """Say whether a line has as many fields as it needs."""
        if len(line.fields) in counts:
            return True
        few, many = counts.start, counts.stop - 1
        wanted = f"{few} fields" if few == many else f"{few} to {many} fields"
        self.add(line.number, what, wanted, str(len(line.fields)))
        return False


def quoted(text: str) -> str:
    """Show a text of the file in a sentence."""
    return f"“{text}”" if text else "nothing"


def sections(text: str, faults: Faults) -> dict[str, list[Line]]:
    """Part a file into its sections, without blank lines and comments."""
    found: dict[str, list[Line]] = {}
    here: list[Line] | None = None
    for line in _lines(text):
        if line.fields[0].startswith("SECTION_"):
            here = _begun(found, line, faults)
        elif here is None:
            faults.add(line.number, "start", "a heading such as SECTION_HORIZON", "other text")
            here = []
        else:
            here.append(line)
    for needed in SECTIONS[:3]:
        if not found.get(needed):
            faults.add(None, needed, "at least one line in this section", "none")
    return found


def _lines(text: str) -> Iterator[Line]:
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if line and not line.startswith("#"):
            yield Line(number, tuple(part.strip() for part in line.split(",")))


def _begun(found: dict[str, list[Line]], line: Line, faults: Faults) -> list[Line]:
    heading = line.fields[0]
    if heading not in SECTIONS:
        faults.add(line.number, "heading", f"one of {', '.join(SECTIONS)}", quoted(heading))
        return []
    if heading in found:
        faults.add(line.number, "heading", "each section only once", quoted(heading))
    return found.setdefault(heading, [])
