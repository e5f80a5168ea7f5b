"""The two searches: exact prices, hard rows kept, pins kept, the same again for a seed."""

import pytest

from coop.rostering.solving.programme import Programme, Tier
from coop.rostering.solving.search import Limits, improve, solve_whole

DEAR = (Tier(1, 10), Tier(None, 30))


def a_rota(*, people: int = 4, days: int = 6, wanted: int = 2) -> Programme:
    """Make a rota: so many people wanted a day, and nobody may work two days running."""
    programme = Programme()
    places = [[programme.choice() for _ in range(days)] for _ in range(people)]
    for person, row in enumerate(places):
        for day in range(days - 1):
            programme.limit([(row[day], 1), (row[day + 1], 1)], most=1)
        programme.cost(row[0], 1 + person)
    for day in range(days):
        programme.miss([(row[day], 1) for row in places], aim=wanted, under=DEAR, over=DEAR)
    return programme


def test_a_whole_programme_is_solved_and_proved():
    found = solve_whole(a_rota(), Limits(seconds=10))

    assert found.proved
    assert found.objective == found.bound == 3
    assert found.objective == a_rota().objective(found.values)
    assert a_rota().broken(found.values) == []


def test_pins_stay_and_their_cost_counts():
    programme = a_rota()
    programme.fix(18, True)
    programme.fix(0, False)

    found = solve_whole(programme, Limits(seconds=10))

    assert found.values[18] is True
    assert found.values[0] is False
    assert found.objective == found.bound == 4 + 2
    assert programme.broken(found.values) == []


def test_what_cannot_be_is_proved_so():
    programme = a_rota()
    programme.limit([(0, 1), (1, 1)], least=2)

    found = solve_whole(programme, Limits(seconds=10))

    assert found.proved
    assert found.values is None
    assert found.objective is None


def test_pieces_better_a_roster_and_never_break_a_row():
    programme = a_rota()
    seen = []

    def two_people(number, _values):
        first, second = number % 4, (number + 1 + number // 4) % 4
        return [*range(first * 6, first * 6 + 6), *range(second * 6, second * 6 + 6)]

    found = improve(
        programme, [False] * programme.size, two_people, Limits(seconds=1.5),
        watch=lambda progress, values: seen.append((progress.objective, values)) or True,
    )  # fmt: skip

    assert found.objective == programme.objective(found.values) == 3
    assert [price for price, _ in seen] == sorted({price for price, _ in seen}, reverse=True)
    assert all(programme.objective(values) == price for price, values in seen)
    assert all(programme.broken(values) == [] for _, values in seen)


def test_a_watcher_ends_the_search_with_what_there_is():
    programme = a_rota()

    found = improve(
        programme, [False] * programme.size, lambda _n, _v: range(6), Limits(seconds=60),
        watch=lambda _progress, _values: False,
    )  # fmt: skip

    assert found.seconds < 30
    assert found.objective < programme.objective([False] * programme.size)


def test_somebody_who_stops_it_gets_the_roster_as_it_is():
    programme = a_rota()
    start = [False] * programme.size

    found = improve(programme, start, lambda _n, _v: [], Limits(seconds=60), stop=lambda: True)

    assert found.values == start


def test_a_start_that_breaks_a_row_is_refused():
    programme = a_rota()

    with pytest.raises(ValueError, match="keeps every hard row"):
        improve(programme, [True] * programme.size, lambda _n, _v: [], Limits(seconds=1))


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "pieces"])
def test_the_same_seed_gives_the_same_roster(whole):
    limits = Limits(seconds=0.2, seed=7, repeatable=True)

    def once():
        programme = a_rota(people=8, days=10, wanted=3)
        if whole:
            return solve_whole(programme, limits).values
        start = [False] * programme.size
        return improve(
            programme, start, lambda n, _v: range(n % 5 * 10, n % 5 * 10 + 30), limits
        ).values

    assert once() == once()
