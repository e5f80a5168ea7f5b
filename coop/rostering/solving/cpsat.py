"""CP-SAT, behind one door: a piece of a programme in, its best choice out.

This is the only file that imports ortools, which takes half a second: import it late.
The solver’s floats stay in here; what leaves are whole numbers.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

from ortools.sat.python import cp_model, cp_model_helper

from coop.rostering.solving.piece import Aim, Piece, Row
from coop.rostering.solving.programme import NO_LEAST, NO_MOST, Tier

Better = Callable[[list[bool], int | None], bool]
Stop = Callable[[], bool]
POLL_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to try: seconds on the wall, or the solver’s own count of work."""

    seconds: float
    workers: int = 1
    seed: int = 0
    repeatable: bool = False
    strategies: tuple[str, ...] = ()
    linear: int = 1
    presolve: bool = True
    symmetry: int = 2
    probing: int = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """The best choice found, if any; a proved lower bound; the work it took."""

    chosen: list[bool] | None
    bound: int | None
    proved: bool
    work: float


def solve(
    piece: Piece, effort: Effort, *, hint: Sequence[bool] | None = None,
    better: Better | None = None, stop: Stop | None = None,
) -> Answer:  # fmt: skip
    """Look for the cheapest choice of a piece’s free unknowns that keeps its rows."""
    model = cp_model.CpModel()
    _Written(model.proto).write(piece, hint)
    solver = cp_model.CpSolver()
    _tune(solver.parameters, effort)
    told = _Told(len(piece.unknowns), better) if better else None
    with _stopping(solver, stop):
        status = solver.solve(model, told)
    response = solver.response_proto
    has_one = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    return Answer(
        chosen=_choice(response.solution, len(piece.unknowns)) if has_one else None,
        bound=_bound(response, has_one=has_one),
        proved=status in {cp_model.OPTIMAL, cp_model.INFEASIBLE},
        work=float(response.deterministic_time),
    )


class _Written:
    """A model being written; filling the message is twice as quick as building expressions."""

    def __init__(self, proto: cp_model_helper.CpModelProto) -> None:
        self._variables = proto.variables
        self._constraints = proto.constraints
        self._proto = proto
        self._count = 0

    def write(self, piece: Piece, hint: Sequence[bool] | None) -> None:
        """Write the whole piece."""
        for cost in piece.costs:
            self._unknown(1, cost)
        for bound in piece.bounds:
            self._keep(bound.row, (), bound.least, bound.most)
        for aim in piece.aims:
            self._aim(aim)
        if hint is not None:
            self._proto.solution_hint.vars.extend(range(len(hint)))
            self._proto.solution_hint.values.extend([int(value) for value in hint])

    def _unknown(self, most: int, cost: int) -> int:
        self._variables.add().domain.extend([0, most])
        if cost:
            self._proto.objective.vars.append(self._count)
            self._proto.objective.coeffs.append(cost)
        self._count += 1
        return self._count - 1

    def _keep(self, row: Row, misses: Sequence[int], least: int, most: int) -> None:
        """Write a hard row; each miss counts one up if something is short, else one down."""
        linear = self._constraints.add().linear
        linear.vars.extend([*row.places, *misses])
        sign = 1 if most == NO_MOST else -1
        linear.coeffs.extend([*row.weights, *([sign] * len(misses))])
        linear.domain.extend([max(least, NO_LEAST), min(most, NO_MOST)])

    def _aim(self, aim: Aim) -> None:
        wanted = aim.miss.aim - aim.done
        short = wanted - sum(weight for weight in aim.row.weights if weight < 0)
        over = sum(weight for weight in aim.row.weights if weight > 0) - wanted
        if aim.miss.under and short > 0:
            self._keep(aim.row, self._tiers(aim.miss.under, short), wanted, NO_MOST)
        if aim.miss.over and over > 0:
            self._keep(aim.row, self._tiers(aim.miss.over, over), NO_LEAST, wanted)

    def _tiers(self, tiers: Sequence[Tier], most: int) -> list[int]:
        made = []
        for tier in tiers[:-1]:
            width = most if tier.width is None else min(most, tier.width)
            made.append(self._unknown(width, tier.weight))
            most -= width
        return [*made, self._unknown(most, tiers[-1].weight)] if most else made


class _Told(cp_model.CpSolverSolutionCallback):
    """Passes each better choice on, and stops when told that it is enough."""

    def __init__(self, size: int, better: Better) -> None:
        super().__init__()
        self._size = size
        self._better = better

    def on_solution_callback(self) -> None:
        """Pass the choice on with its price and the bound so far."""
        response = self.Response()  # type: ignore[no-untyped-call]  # Untyped in ortools.
        chosen = _choice(response.solution, self._size)
        if not self._better(chosen, _bound(response, has_one=True)):
            self.stop_search()


def _choice(solution: Sequence[int], size: int) -> list[bool]:
    return [value > 0 for value in list(solution)[:size]]


def _bound(response: cp_model_helper.CpSolverResponse, *, has_one: bool) -> int | None:
    bound = int(response.inner_objective_lower_bound)
    # Before the first choice a bound of nought may mean that nothing is known yet.
    return bound if bound > 0 or (has_one and bound > NO_LEAST) else None


def _tune(parameters: cp_model_helper.SatParameters, effort: Effort) -> None:
    parameters.num_workers = effort.workers
    parameters.random_seed = effort.seed % 2**31
    parameters.linearization_level = effort.linear
    parameters.symmetry_level = effort.symmetry
    parameters.cp_model_probing_level = effort.probing
    parameters.cp_model_presolve = effort.presolve
    parameters.subsolvers.extend(effort.strategies)
    if effort.repeatable:
        parameters.interleave_search = effort.workers > 1
        parameters.max_deterministic_time = effort.seconds
    else:
        parameters.max_time_in_seconds = max(0.01, effort.seconds)


@contextmanager
def _stopping(solver: cp_model.CpSolver, stop: Stop | None) -> Iterator[None]:
    """Ask now and then, while the solver works, whether somebody wants it to stop."""
    if stop is None:
        yield
        return
    done = Event()

    def ask() -> None:
        while not done.wait(POLL_SECONDS):
            if stop():
                solver.stop_search()

    asking = Thread(target=ask, daemon=True)
    asking.start()
    try:
        yield
    finally:
        done.set()
        asking.join()
