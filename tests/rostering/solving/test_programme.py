"""A programme judges a choice exactly: its price, and every row it breaks."""

import numpy as np
import pytest

from coop.rostering.solving.piece import cut
from coop.rostering.solving.programme import Programme, Tier, as_numbers


def a_programme() -> Programme:
    programme = Programme()
    a, b, c = (programme.choice() for _ in range(3))
    programme.limit([(a, 1), (b, 1)], most=1)
    programme.limit([(b, 2), (c, -3)], least=-1)
    programme.cost(a, -5)
    programme.cost(c, 4)
    programme.miss([(a, 1), (b, 2), (c, 2)], aim=3, under=[Tier(1, 2), Tier(None, 7)])
    return programme


@pytest.mark.parametrize(("values", "objective", "broken"), [
    pytest.param([0, 0, 0], 2 + 7 + 7, [], id="nothing chosen"),
    pytest.param([1, 0, 0], -5 + 2 + 7, [], id="one chosen"),
    pytest.param([1, 1, 0], -5, [0], id="over the most"),
    pytest.param([0, 0, 1], 4 + 2, [1], id="under the least"),
    pytest.param([1, 1, 1], -5 + 4, [0], id="over the aim costs nothing here"),
])  # fmt: skip
def test_a_choice_is_priced_and_its_broken_rows_named(values, objective, broken):
    chosen = [value == 1 for value in values]

    assert a_programme().objective(chosen) == objective
    assert a_programme().broken(chosen) == broken


def test_a_broken_pin_is_named():
    programme = a_programme()
    programme.fix(1, True)

    assert programme.broken([False, False, False]) == [-2]


def test_tiers_that_fall_are_refused():
    programme = Programme()
    first = programme.choice()

    with pytest.raises(ValueError, match="must not fall"):
        programme.miss([(first, 1)], aim=1, under=[Tier(1, 5), Tier(None, 2)])


@pytest.mark.parametrize("free", [[0], [1], [2], [0, 2], [1, 2], [0, 1, 2]], ids=str)
def test_a_piece_prices_a_change_as_the_whole_does(free):
    programme, before = a_programme(), [False, True, True]
    piece = cut(programme, as_numbers(before), np.array(free))

    for number in range(2 ** len(free)):
        chosen = [number >> place & 1 == 1 for place in range(len(free))]
        after = list(before)
        for unknown, value in zip(free, chosen, strict=True):
            after[unknown] = value

        assert piece.price(chosen) - piece.price(piece.now) == (
            programme.objective(after) - programme.objective(before)
        )
        assert piece.keeps(chosen) is (programme.broken(after) == [])
