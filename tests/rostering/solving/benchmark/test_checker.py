"""The independent check: each hard rule broken once, and every part of the price."""

import pytest

from coop.rostering.solving.benchmark.checker import check
from coop.rostering.solving.benchmark.reader import parse
from tests.rostering.solving.benchmark.tiny import TWO_WEEKS, two_weeks

GOOD = {
    "Ash": "EE...EE.......",
    "Birch": "..LL.....EE...",
    "Cedar": "LL....LL......",
    "Dale": "....LE...L....",
}


def lines(**changed: str) -> dict[str, list[str]]:
    """Write a legal roster with some lines changed; a dot is a day off."""
    return {
        person: ["" if code == "." else code for code in changed.get(person, line)]
        for person, line in (GOOD | {"Dale": "....EL...L...."}).items()
    }


def test_a_legal_roster_breaks_nothing():
    assert check(two_weeks(), lines()).broken == []


@pytest.mark.parametrize(("changed", "said"), [
    pytest.param({"Ash": "LL...LL......."}, "4 of L, over 2", id="too many of one shift"),
    pytest.param({"Cedar": "EE....LL......"}, "2 of E, over 0", id="a shift that is not theirs"),
    pytest.param({"Birch": "LLLL..LL......"}, "3600 minutes, over 3000", id="too long in all"),
    pytest.param({"Birch": "..LL.........."}, "1200 minutes, under 1920", id="too short in all"),
    pytest.param({"Ash": "EEE..EE......."}, "works on day 2, a day off", id="on a day off"),
    pytest.param({"Ash": "EE...EE....EE."}, "works 2 weekends, over 1", id="too many weekends"),
    pytest.param({"Dale": "....LE...L...."}, "E after L on day 5", id="a forbidden follower"),
    pytest.param({"Dale": "...EEEE......."}, "works 4 days in a row", id="too long a run"),
    pytest.param({"Birch": "..L..LL..EE..."}, "works only 1 days in a row", id="short run"),
    pytest.param({"Birch": "..LL.EE......."}, "is off only 1 days in a row", id="short rest"),
    pytest.param({"Dale": "....XX........"}, "shifts that there are not: X", id="an unknown shift"),
    pytest.param({"Dale": "....EE"}, "has 6 days, not 14", id="days missing"),
])  # fmt: skip
def test_each_broken_rule_is_said(changed, said):
    broken = check(two_weeks(), lines(**changed)).broken

    assert len(broken) == 1
    assert said in broken[0]


def test_a_run_at_either_end_may_go_on_outside():
    birch = "L..EE........L"

    assert check(two_weeks(), lines(Birch=birch)).broken == []


@pytest.mark.parametrize(("cover", "price"), [
    pytest.param("", 2, id="only a wish is not met"),
    pytest.param("0,E,1,100,1\n", 2, id="as many as wanted"),
    pytest.param("0,E,3,100,1\n", 2 + 200, id="two too few"),
    pytest.param("0,E,0,100,7\n", 2 + 7, id="one too many"),
    pytest.param("0,E,3,100,1\n0,E,2,10,1\n", 2 + 200 + 10, id="two covers of one cell"),
])  # fmt: skip
def test_wishes_and_cover_are_priced(cover, price):
    wishes = "Birch,6,L,3\n"
    instance = parse(TWO_WEEKS.replace(wishes, "") + cover, "tiny.txt")

    assert check(instance, lines(Dale="........EE....")).objective == price
