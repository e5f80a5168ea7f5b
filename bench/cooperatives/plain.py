"""A programme as one plain CP-SAT model, written as its handbook shows: the peer to beat."""

from itertools import accumulate, pairwise

from ortools.sat.python import cp_model

from coop.rostering.solving.programme import NO_LEAST, NO_MOST, Miss, Programme
from coop.rostering.solving.table import Table


def as_model(programme: Programme) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    """Give the model, and its unknowns in the order of the programme."""
    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in range(programme.size)]
    for unknown, value in programme.fixed.items():
        model.add(chosen[unknown] == int(value))
    least, most = (bound.tolist() for bound in programme.bounds())
    for number, (total, reach) in enumerate(_sums(programme.limits, chosen)):
        low = reach[0] if least[number] == NO_LEAST else least[number]
        high = reach[1] if most[number] == NO_MOST else most[number]
        model.add_linear_constraint(total, low, high)
    costs: list[cp_model.LinearExprT] = [
        cp_model.LinearExpr.weighted_sum(chosen, programme.costs().tolist())
    ]
    for miss, (total, reach) in zip(programme.aims, _sums(programme.misses, chosen), strict=True):
        costs += _priced(model, miss, total, reach)
    model.minimize(sum(costs))
    return model, chosen


def _sums(
    table: Table, chosen: list[cp_model.IntVar]
) -> list[tuple[cp_model.LinearExprT, tuple[int, int]]]:
    starts, unknowns, weights = (column.tolist() for column in table.columns())
    found: list[tuple[cp_model.LinearExprT, tuple[int, int]]] = []
    for begin, end in pairwise(starts):
        terms, amounts = [chosen[one] for one in unknowns[begin:end]], weights[begin:end]
        low, high = sum(min(0, one) for one in amounts), sum(max(0, one) for one in amounts)
        found.append((cp_model.LinearExpr.weighted_sum(terms, amounts), (low, high)))
    return found


def _priced(
    model: cp_model.CpModel, miss: Miss, total: cp_model.LinearExprT, reach: tuple[int, int]
) -> list[cp_model.LinearExprT]:
    """Give the price of a miss as tiers, each a whole number of its own."""
    costs: list[cp_model.LinearExprT] = []
    sides = ((miss.under, miss.aim - reach[0], 1), (miss.over, reach[1] - miss.aim, -1))
    for tiers, most, sign in sides:
        if not tiers or most <= 0:
            continue
        widths = [most if tier.width is None else min(most, tier.width) for tier in tiers]
        before = [0, *accumulate(widths[:-1])]
        parts = [
            model.new_int_var(0, max(0, min(width, most - start)), "")
            for width, start in zip(widths, before, strict=True)
        ]
        filled = cp_model.LinearExpr.sum([sign * total, *parts])
        model.add_linear_constraint(filled, sign * miss.aim, NO_MOST)
        costs += [tier.weight * part for tier, part in zip(tiers, parts, strict=True)]
    return costs
