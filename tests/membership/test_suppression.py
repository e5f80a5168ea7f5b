"""No published count tells how many are in a small class, not even by subtraction (MEM-7).

The reader here knows the rules of suppression and the total. The tests list every table
that would be published in exactly the same way, and look what they have in common.
"""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.membership.suppression import suppress, suppress_with_places

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
