"""No two counts, side by side, tell in which class anybody is who came or went (MEM-8).

The reader here has the open register with its names, the rules of suppression, and two
publications. The test lists every choice of classes that would have shown the same two,
and looks whether anybody has one class in all of them.
"""

from collections import Counter, defaultdict
from datetime import date
from itertools import count, product

import pytest

from coop.membership.suppression import Published, Quarter, publications

START = {f"{name}{number}": name for name in "ab" for number in range(20)}
ENDS = [date(2026 + number // 4, 3 + 3 * (number % 4), 30) for number in range(12)]


def a_history(*moves: str) -> list[Quarter]:
    """Make a register from who came (+) and went (-) in each quarter, by class: “+aab -b”.

    Whoever goes is the first of that class on the register.
    """
    held, newcomer = dict(START), count()
    history = [Quarter(ENDS[0], dict(held))]
    for end, quarter in zip(ENDS[1:], moves, strict=False):
        for word in quarter.split():
            for name in word[1:]:
                if word[0] == "+":
                    held[f"new{next(newcomer)}"] = name
                else:
                    del held[next(who for who, has in held.items() if has == name)]
        history.append(Quarter(end, dict(held)))
    return history


def made(history: list[Quarter], minimum: int = 3) -> list[Published]:
    return publications(history, ["a", "b"], minimum)


@pytest.mark.parametrize(
    ("moves", "counts"),
    [
        pytest.param([], 1, id="the first count is made at once"),
        pytest.param([""], 1, id="nobody came and nobody went"),
        pytest.param(["+a"], 1, id="one who came is not told"),
        pytest.param(["+aaabbb"], 2, id="six in two classes are"),
        pytest.param(["+aaabb"], 1, id="five are too few"),
        pytest.param(["+aaaaaa"], 1, id="six of one class would tell each one’s class"),
        pytest.param(["+aaaaab"], 1, id="so would one alone among six"),
        pytest.param(["-aaa +bbb"], 1, id="or three who came and three who went"),
        pytest.param(["-aaabbb +aaabbb"], 2, id="unless both are mixed"),
        pytest.param(["-aaabb +aaabbb"], 1, id="and enough of each"),
        pytest.param(["+aaa", "+bbb"], 2, id="quarters are taken together"),
        pytest.param(["+aaaabb", "+b"], 1, id="one more does not make a count that was put off"),
        pytest.param(["+aaaabb", "+bbbbbb"], 2, id="but six more do"),
        pytest.param(["+aaabbb", "-aaabbb"], 3, id="those who go again were there before"),
        pytest.param(["+aaabbb", "+aaabbb"], 3, id="a third count is held beside both others"),
    ],
)
def test_a_new_count_waits_until_it_tells_of_nobody(moves, counts):
    assert len(made(a_history(*moves))) == counts


def test_somebody_left_over_beside_an_older_count_is_not_told():
    first = a_history("+aaabbbb")
    without = {who: name for who, name in first[-1].classes.items() if who in START}
    left_over = {**without, "new0": "a"}

    counts = made([*first, Quarter(ENDS[2], left_over)])

    assert len(counts) == 2


def test_a_move_from_class_to_class_is_a_coming_and_a_going():
    history = a_history("+aaabbb")
    moved = {**history[-1].classes, "a0": "b"}

    counts = made([history[0], Quarter(ENDS[1], moved)])

    assert len(counts) == 1


def test_until_then_the_old_count_stands_with_its_day():
    counts = made(a_history("+a", "+aabbb"))

    assert [one.on for one in counts] == [ENDS[0], ENDS[2]]
    assert counts[0].table.cells == {"a": 20, "b": 20}
    assert counts[1].table.cells == {"a": 23, "b": 23}


def a_young_register(*sizes: tuple[int, int]) -> list[Quarter]:
    """Make a register of two classes that grows to these sizes, quarter by quarter."""
    return [
        Quarter(end, {f"{name}{n}": name for name, most in zip("ab", size, strict=True)
                      for n in range(most)})
        for end, size in zip(ENDS, sizes, strict=False)
    ]  # fmt: skip


def test_a_class_without_members_is_counted_and_withheld():
    history = [Quarter(ENDS[0], {**START, **{f"d{n}": "d" for n in range(6)}})]

    (only,) = publications(history, ["a", "b", "c", "d"], 3)

    assert only.table.cells == {"a": 20, "b": 20, "c": None, "d": None}


@pytest.mark.parametrize(
    ("sizes", "days"),
    [
        pytest.param([(2, 2)], [], id="a count that would withhold everything is not made"),
        pytest.param([(2, 2), (5, 5)], [ENDS[1]], id="a first silence blocks no later count"),
        pytest.param([(2, 2), (4, 4)], [], id="four who came are too few to try again"),
        pytest.param([(2, 9), (9, 9)], [], id="seven of one class would be told by the silence"),
        pytest.param([(2, 2), (2, 8), (5, 9)], [], id="each silence waits for six more"),
        pytest.param([(2, 2), (2, 8), (5, 11)], [ENDS[2]], id="and is followed by a count"),
    ],
)
def test_silence_is_no_count_and_is_kept_as_one(sizes, days):
    assert [one.on for one in made(a_young_register(*sizes))] == days


@pytest.mark.parametrize("came", range(6, 9))
def test_no_count_after_a_silence_tells_in_which_class_anybody_is(came):
    alike = defaultdict(list)
    for classes in product("ab", repeat=came):
        old = {"a0": "a", "b0": "b", "b1": "b"}
        new = {f"new{place}": name for place, name in enumerate(classes)}
        counts = made([Quarter(ENDS[0], old), Quarter(ENDS[1], {**old, **new})])
        if counts:
            alike[tuple(counts[-1].table.cells.values())].append(classes)

    told = [
        (cells, person)
        for cells, ways in alike.items()
        for person in range(came)
        if len({way[person] for way in ways}) < 2
    ]

    assert alike
    assert told == []


def others(went: tuple[str, ...]) -> dict[str, str]:
    """Give the members who stay: whoever went was one of the first twenty of a class."""
    going = Counter(went)
    return {who: name for who, name in START.items() if int(who[1:]) >= going[name]}


@pytest.mark.parametrize("came", range(7))
@pytest.mark.parametrize("went", range(6))
def test_no_two_counts_tell_in_which_class_anybody_is(came, went):
    alike = defaultdict(list)
    for classes in product("ab", repeat=came + went):
        stayed = others(classes[came:])
        old = {f"old{place}": name for place, name in enumerate(classes[came:])}
        new = {f"new{place}": name for place, name in enumerate(classes[:came])}
        history = [Quarter(ENDS[0], {**stayed, **old}), Quarter(ENDS[1], {**stayed, **new})]
        counts = made(history, 2)
        if len(counts) > 1:
            alike[tuple(tuple(one.table.cells.values()) for one in counts)].append(classes)

    told = [
        (counts, person)
        for counts, ways in alike.items()
        for person in range(came + went)
        if len({way[person] for way in ways}) < 2
    ]

    assert told == []
    assert bool(alike) is (came + went >= 4 and came not in (1, 2, 3) and went not in (1, 2, 3))


def test_the_reader_is_no_straw_man():
    """Counts published at every change would tell each class at once."""
    before, after = (Counter(quarter.classes.values()) for quarter in a_history("+a"))

    assert after - before == {"a": 1}
