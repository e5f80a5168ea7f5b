"""Tiny instances of the benchmark, written for these tests."""

from coop.rostering.solving.benchmark.nouns import Instance
from coop.rostering.solving.benchmark.reader import parse

# Nobody may have E after L. Two weeks; Ash may not work on day 2 and wishes for days 0 and 1.
TWO_WEEKS = """\
# Two weeks for four people.
SECTION_HORIZON
14

SECTION_SHIFTS
E,480,
L,600,E

SECTION_STAFF
Ash,E=14|L=2,4800,1920,4,2,2,1
Birch,E=14|L=14,3000,1920,4,2,2,1
Cedar,E=0|L=14,4800,1920,4,2,2,1
Dale,E=14|L=14,4800,960,3,1,2,2

SECTION_DAYS_OFF
Ash,2
Cedar,9,10

SECTION_SHIFT_ON_REQUESTS
Ash,0,E,4
Ash,1,E,4
Birch,6,L,3

SECTION_SHIFT_OFF_REQUESTS
Dale,8,E,2

SECTION_COVER
"""


def cover(days: int, shift: str, wanted: int) -> str:
    """Write the cover of a shift on each of the first days."""
    return "".join(f"{day},{shift},{wanted},100,1\n" for day in range(days))


def two_weeks() -> Instance:
    """Read the tiny instance with one E and one L wanted each day."""
    return parse(TWO_WEEKS + cover(14, "E", 1) + cover(14, "L", 1), "tiny.txt")
