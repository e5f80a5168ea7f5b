"""A mixture of lines: for each person shares of lines that add up to one, at least cost.

It is a linear programme, and its floats only guide the search: what they lead to is
priced again in whole numbers before anybody sees it.
"""

from datetime import timedelta

import numpy as np
from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]  # It has none.

from coop.rostering.solving.benchmark.nouns import OFF
from coop.rostering.solving.benchmark.task import Line, Prices, Task

# ortools 9.15 stumbles over its own report of an abnormal end, hence the AttributeError.
BROKE_OFF = (AttributeError, RuntimeError)


class Mix:
    """The linear programme over the lines known so far; it grows, and people get fixed."""

    def __init__(self, task: Task) -> None:
        self._task, self._model = task, mathopt.Model()
        self._cover: dict[tuple[int, int], mathopt.LinearConstraint] = {}
        self._one = {
            person: self._model.add_linear_constraint(lb=1, ub=1) for person in task.people
        }
        self.lines: dict[int, dict[Line, mathopt.Variable]] = {p: {} for p in task.people}
        for day, shift in np.argwhere((task.under > 0) | (task.over > 0)).tolist():
            self._aim(day, shift)
        self._solver = mathopt.IncrementalSolver(self._model, mathopt.SolverType.GLOP)

    def _aim(self, day: int, shift: int) -> None:
        task, model = self._task, self._model
        wanted = float(task.wanted[day, shift])
        row = model.add_linear_constraint(lb=wanted, ub=wanted)
        for sign, weights in ((1.0, task.under), (-1.0, task.over)):
            miss = model.add_variable(lb=0)
            row.set_coefficient(miss, sign)
            model.objective.set_linear_coefficient(miss, float(weights[day, shift]))
        self._cover[day, shift] = row

    def add(self, person: int, line: Line) -> bool:
        """Add a line; say whether it is new."""
        if line in self.lines[person]:
            return False
        share = self._model.add_variable(lb=0)
        cost = self._task.wish_cost(person, line)
        self._model.objective.set_linear_coefficient(share, float(cost))
        self._one[person].set_coefficient(share, 1.0)
        for cell in enumerate(line):
            if cell[1] != OFF and cell in self._cover:
                self._cover[cell].set_coefficient(share, 1.0)
        self.lines[person][line] = share
        return True

    def fix(self, person: int, line: Line) -> None:
        """Give a person this line for good, and forget their others."""
        for other, share in self.lines[person].items():
            if other != line:
                self._model.delete_variable(share)
        self.lines[person] = {line: self.lines[person][line]}

    def solve(self, seconds: float) -> "Solved | None":
        """Find the cheapest mixture of the lines known so far, if there is time for it."""
        limit = mathopt.SolveParameters(time_limit=timedelta(seconds=max(0.01, seconds)))
        try:
            result = self._solver.solve(params=limit)
        except BROKE_OFF:
            # Now and then the simplex loses its way; then it begins again from the start.
            self._solver = mathopt.IncrementalSolver(self._model, mathopt.SolverType.GLOP)
            return self._solve_anew(limit)
        return self._read(result)

    def _solve_anew(self, limit: mathopt.SolveParameters) -> "Solved | None":
        try:
            return self._read(self._solver.solve(params=limit))
        except BROKE_OFF:
            return None

    def _read(self, result: mathopt.SolveResult) -> "Solved | None":
        optimal = result.termination.reason == mathopt.TerminationReason.OPTIMAL
        return Solved(result, self) if optimal else None

    def prices(self, result: mathopt.SolveResult) -> Prices:
        """Read what one more person in each cell is worth."""
        prices = np.zeros(self._task.wanted.shape)
        duals = result.dual_values()
        for cell, row in self._cover.items():
            prices[cell] = duals[row]
        return prices


class Solved:
    """The cheapest mixture: its cost, its prices, and the share of each line."""

    def __init__(self, result: mathopt.SolveResult, mix: Mix) -> None:
        self.cost = result.objective_value()
        self.prices = mix.prices(result)
        self._values = result.variable_values()
        self._lines = mix.lines

    def surest(self, person: int) -> tuple[float, Line]:
        """Give the line of a person with the greatest share, and that share."""
        shares = (
            (self._values.get(share, 0.0), line) for line, share in self._lines[person].items()
        )
        return max(shares)
