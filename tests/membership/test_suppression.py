"""No published count tells how many are in a small class, or in which class somebody is.

The reader here knows everything that a reader can: the rules of suppression, the total,
the open register with its dates, and every earlier publication. The tests list every
co-operative that would have published exactly the same, and look what they have in common.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coop.membership.suppression import (
    Published,
    Quarter,
    publications,
    suppress,
    suppress_with_places,
)

NAMES = "abcd"


def shown(*numbers: int, minimum: int = 5) -> list[int | None]:
    return list(suppress(dict(zip(NAMES, numbers, strict=False)), minimum).cells.values())


@pytest.mark.parametrize(
    ("numbers", "cells"),
    [
        pytest.param([20, 15, 9, 5], [20, 15, 9, 5], id="no small class, nothing withheld"),
        pytest.param([20, 15, 9, 4], [20, 15, None, None], id="a second hides the small one"),
        pytest.param([20, 15, 3, 4], [20, 15, None, None], id="two small ones hide each other"),
        pytest.param([20, 15, 1, 2], [20, None, None, None], id="three, if two are too few"),
        pytest.param([20, 15, 0, 9], [20, 15, None, None], id="nobody at all is small too"),
        pytest.param([20, 9, 9, 4], [20, None, None, None], id="equals are withheld together"),
        pytest.param([4, 4, 5, 20], [None, None, None, 20], id="two fours would be forced"),
        pytest.param([30, 2], [None, None], id="of two classes both"),
        pytest.param([2], [None], id="one class"),
        pytest.param([], [], id="no class"),
    ],
)
def test_small_classes_are_withheld_with_another(numbers, cells):
    assert shown(*numbers) == cells


def test_the_total_is_always_shown():
    table = suppress({"a": 3, "b": 9})

    assert table.total == 12
    assert not table.complete
    assert suppress({"a": 5, "b": 9}).complete


@pytest.mark.parametrize(
    ("classes", "minimum", "most"),
    [
        pytest.param(2, 3, 14, id="two classes, cells of three"),
        pytest.param(2, 5, 20, id="two classes, cells of five"),
        pytest.param(3, 3, 14, id="three classes, cells of three"),
        pytest.param(3, 5, 18, id="three classes, cells of five"),
        pytest.param(4, 3, 13, id="four classes, cells of three"),
    ],
)
def test_nobody_can_work_out_a_withheld_cell(classes, minimum, most):
    """Every table there is, put together with all others that look the same."""
    alike = defaultdict(list)
    for numbers in product(range(most + 1), repeat=classes):
        # Up to this total the list holds every table that there is.
        if 0 < sum(numbers) <= most:
            alike[sum(numbers), tuple(shown(*numbers, minimum=minimum))].append(numbers)

    found = [
        (view, place)
        for view, tables in alike.items()
        for place, cell in enumerate(view[1])
        if cell is None and len({table[place] for table in tables}) < 2
    ]

    assert found == []
    assert any(None in cells for _, cells in alike)
    assert any(None not in cells for _, cells in alike)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=6))
def test_what_is_shown_is_true_and_what_is_withheld_is_many(numbers):
    table = {str(place): number for place, number in enumerate(numbers)}

    found = suppress(table)

    hidden = [name for name, cell in found.cells.items() if cell is None]
    assert all(cell is None or cell == table[name] >= 5 for name, cell in found.cells.items())
    assert len(hidden) != 1
    together = sum(table[name] for name in hidden)
    assert not hidden or len(hidden) == len(table) or together >= 5


@given(st.lists(st.integers(0, 20), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_names_do_not_tell_which_cell_is_small(numbers, shuffler):
    order = list(range(len(numbers)))
    shuffler.shuffle(order)

    plain = suppress({str(place): number for place, number in enumerate(numbers)})
    mixed = suppress({str(place): numbers[place] for place in order})

    assert plain == mixed


@pytest.mark.parametrize(
    ("cross", "has_places"),
    [
        pytest.param({("a", "x"): 9, ("b", "y"): 8}, True, id="one class in each place"),
        pytest.param({("a", "x"): 9, ("a", "y"): 4, ("b", "y"): 8}, False, id="four of a class"),
        pytest.param({("a", "x"): 9, ("a", "y"): 0, ("b", "y"): 8}, True, id="none of a class"),
        pytest.param({("a", "x"): 9, ("b", "y"): 0}, False, id="a class that is withheld"),
        pytest.param(
            {("a", "x"): 9, ("b", "x"): 8, ("a", "y"): 0}, False, id="a place with nobody"
        ),
    ],
)
def test_places_are_counted_only_where_no_class_in_any_place_is_small(cross, has_places):
    found = suppress_with_places(cross)

    assert (found.places is not None) is has_places
    assert found.classes.total == sum(cross.values())


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), st.integers(0, 12), min_size=1
    )
)
def test_where_places_are_counted_the_whole_cross_table_has_no_small_cell(cross):
    found = suppress_with_places(cross)

    if found.places is not None:
        assert all(number == 0 or number >= 5 for number in cross.values())
        assert None not in [*found.places.cells.values(), *found.classes.cells.values()]
        assert sum(found.places.cells.values()) == found.classes.total


MINIMUM = 3


def quarters(start: Mapping[str, int], moves: Iterable[Sequence[tuple[str, str]]]) -> list[Quarter]:
    """Make a register from who came (+) and went (-), quarter by quarter."""
    members = dict(start)
    history = [Quarter(date(2026, 1, 1), dict(members), {}, {})]
    for number, quarter in enumerate(moves, start=1):
        joined: dict[str, int] = defaultdict(int)
        left: dict[str, int] = defaultdict(int)
        for sign, name in quarter:
            (joined if sign == "+" else left)[name] += 1
            members[name] += 1 if sign == "+" else -1
        on = date(2026 + number // 4, 1 + 3 * (number % 4), 1)
        history.append(Quarter(on, dict(members), joined, left))
    return history


def days(made: list[Published]) -> list[tuple[int, int]]:
    return [(one.on.year, one.on.month) for one in made]


@pytest.mark.parametrize(
    ("moves", "made"),
    [
        pytest.param([], 1, id="the first count is made at once"),
        pytest.param([[("+", "a")]], 1, id="one who came is not told"),
        pytest.param([[("+", "a")] * 3 + [("+", "b")] * 3], 2, id="six in two classes are"),
        pytest.param([[("+", "a")] * 3 + [("+", "b")] * 2], 1, id="five are too few"),
        pytest.param([[("+", "a")] * 6], 1, id="six of one class would tell each one’s class"),
        pytest.param([[("+", "a")] * 5 + [("+", "b")]], 1, id="so would one alone among six"),
        pytest.param([[("-", "a")] * 3 + [("+", "b")] * 3], 1, id="or three who came and went"),
        pytest.param([[("+", "a")] * 3, [("+", "b")] * 3], 2, id="quarters are taken together"),
        pytest.param(
            [[("+", "a")] * 4 + [("+", "b")] * 2, [("+", "b")]],
            1,
            id="after a count was thought of, one more does not make it",
        ),
        pytest.param(
            [[("+", "a")] * 4 + [("+", "b")] * 2, [("+", "b")] * 6],
            2,
            id="but six more do",
        ),
    ],
)
def test_a_new_count_waits_until_it_tells_of_nobody(moves, made):
    history = quarters({"a": 20, "b": 20}, moves)

    assert len(publications(history, MINIMUM)) == made


def test_until_then_the_old_count_stands_with_its_day():
    history = quarters({"a": 20, "b": 20}, [[("+", "a")], [("+", "a")] * 2 + [("+", "b")] * 3])

    made = publications(history, MINIMUM)

    assert days(made) == [(2026, 1), (2026, 7)]
    assert made[0].table.cells == {"a": 20, "b": 20}
    assert made[1].table.cells == {"a": 23, "b": 23}


patterns = st.lists(
    st.lists(st.sampled_from(["comes", "goes", "goes again"]), min_size=1, max_size=3),
    min_size=1,
    max_size=6,
)


def register_of(pattern: list[list[str]]) -> list[list[tuple[str, int]]]:
    """Give each quarter’s comings and goings as the open register has them: sign and person.

    Whoever “goes” was a member from the start; whoever “goes again” came not long ago.
    """
    people, inside, register = 0, [], []
    for quarter in pattern:
        moves = []
        for what in quarter:
            if what == "goes again" and inside:
                moves.append(("-", inside.pop(0)))
                continue
            moves.append(("+" if what == "comes" else "-", people))
            inside += [people] if what == "comes" else []
            people += 1
        register.append(moves)
    return register


@settings(max_examples=40, deadline=None)
@given(patterns)
def test_no_row_of_publications_tells_in_which_class_anybody_is(pattern):
    """The open register says who came and who went, and when; the classes are to be hidden."""
    register = register_of(pattern)
    people = {person for quarter in register for _, person in quarter}
    assume(len(people) <= 9)
    alike = defaultdict(list)
    for classes in product("ab", repeat=len(people)):
        moves = [[(sign, classes[person]) for sign, person in quarter] for quarter in register]
        made = publications(quarters({"a": 20, "b": 20}, moves), 2)
        view = tuple((one.on, tuple(one.table.cells.values())) for one in made)
        alike[view].append(classes)

    told = [
        (view, person)
        for view, ways in alike.items()
        for person in people
        if len({way[person] for way in ways}) < 2
    ]

    assert told == []


def test_counts_published_at_every_change_would_tell():
    """The reader above is no straw man: without MEM-8 each class is found at once."""
    history = quarters({"a": 20, "b": 20}, [[("+", "a")]])
    before, after = (suppress(quarter.members) for quarter in history)

    assert (before.cells["a"], after.cells["a"]) == (20, 21)
