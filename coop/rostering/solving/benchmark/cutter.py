"""The worker who cuts pieces out of the roster and solves each with CP-SAT."""

from collections.abc import Collection

from coop.rostering.solving import cpsat
from coop.rostering.solving.benchmark.board import Board
from coop.rostering.solving.benchmark.choosing import Choosing
from coop.rostering.solving.benchmark.desk import Desk
from coop.rostering.solving.benchmark.edges import WEEK
from coop.rostering.solving.benchmark.model import Cutting, Free
from coop.rostering.solving.lots import Lots

# A model with no more unknowns than this is tried whole.
WHOLE = 1_600
FIRST_SIZE, LEAST_SIZE = 700.0, 150.0
SECONDS, FIRST_PATIENCE = 4.0, 10.0
LONGEST_LINE = 12 * WEEK
# A strong linear relaxation finds in seconds what plain search misses.
STRATEGIES = ("max_lp",)
# One kind of piece chooses among so many known lines of each person.
LINES, LINES_EACH = "lines", 25


class Cutter:
    """Cuts, solves and lays pieces; each kind of cut finds its own size."""

    def __init__(self, board: Board, seed: int, name: str) -> None:
        self._board, self._lots, self._seed = board, Lots(seed, name), seed
        self._facts = board.desk.facts
        self._everybody = range(len(self._facts.instance.people))
        self._sizes = {
            LINES: FIRST_SIZE,
            "people": FIRST_SIZE,
            "gap": FIRST_SIZE,
            "days": FIRST_SIZE,
        }
        self._turns, self._patience = 0, FIRST_PATIENCE

    def work(self) -> None:
        """Cut until the time is up."""
        while not self._board.is_over():
            self.turn()

    def turn(self) -> None:
        """Try the whole roster, if it is small enough, else a piece of it."""
        if self._unknowns() > WHOLE:
            self._piece()
            return
        self._whole(self._patience)
        self._patience *= 2

    def _unknowns(self) -> int:
        return sum(len(kinds.allowed) for kinds in self._facts.kinds) * self._facts.days

    def _whole(self, seconds: float) -> None:
        """Try the whole roster; its bound holds for all."""
        days = range(self._facts.days)
        free: Free = dict.fromkeys(self._everybody, days)
        seen, desk = self._board.see(self._everybody), self._board.snapshot()
        cutting = Cutting(desk, free)
        aside = desk.objective - cutting.piece.price(cutting.piece.now)
        effort = self._effort(min(seconds, self._board.left()))

        def better(chosen: list[bool], _bound: int | None) -> bool:
            self._board.lay(seen, days, cutting.changes(chosen))
            return not self._board.is_over()

        answer = cpsat.solve(
            cutting.piece, effort, hint=cutting.piece.now, better=better, stop=self._board.is_over
        )
        if answer.bound is not None:
            self._board.prove(answer.bound + aside)

    def _piece(self) -> None:
        """Cut one piece, solve it, lay it."""
        kinds = list(self._sizes)
        kind = self._lots.pick(kinds if any(self._board.known.values()) else kinds[1:])
        with self._board.lock:
            free, days = self._free(kind)
        seen, desk = self._board.see(free), self._board.snapshot()
        cutting = self._choosing(desk, free) if kind == LINES else Cutting(desk, free)
        seconds = min(SECONDS, self._board.left())
        answer = cpsat.solve(
            cutting.piece, self._effort(seconds), hint=cutting.piece.now, stop=self._board.is_over
        )
        if answer.chosen is not None:
            self._board.lay(seen, days, cutting.changes(answer.chosen))
        self._sizes[kind] *= 1.1 if answer.proved else 0.92
        self._sizes[kind] = max(LEAST_SIZE, self._sizes[kind])

    def _choosing(self, desk: Desk, people: Collection[int]) -> Choosing:
        known = self._board.known
        return Choosing(desk, {person: known[person][:LINES_EACH] for person in people})

    def _effort(self, seconds: float) -> cpsat.Effort:
        self._turns += 1
        return cpsat.Effort(
            seconds, seed=self._seed * 1000 + self._turns, strategies=STRATEGIES, linear=2
        )

    def _free(self, kind: str) -> tuple[Free, range]:
        """Choose whose days are set free, up to the size of the kind."""
        days = self._days(kind)
        people = [person for person in self._everybody if person not in self._board.busy]
        people = self._lots.some(people or list(self._everybody), len(self._everybody))
        if kind == "gap":
            people = self._fit_for_gap(people, days)
        free: dict[int, Collection[int]] = {}
        size = 0
        for person in people:
            free[person] = days
            each = LINES_EACH if kind == LINES else len(days) * len(self._facts.allowed[person])
            size += each
            if size >= self._sizes[kind] and len(free) > 1:
                break
        return free, days

    def _days(self, kind: str) -> range:
        """Choose the days: a few weeks for many people, or as many as fit for a few."""
        days = self._facts.days
        longest = LONGEST_LINE if kind != "days" else self._lots.pick([4, 7, 10, 14])
        if days <= longest or kind == LINES:
            return range(days)
        longest = longest if kind == "days" else 4 * WEEK
        first = self._lots.below(days - longest + 1)
        return range(first, first + longest)

    def _fit_for_gap(self, people: list[int], days: range) -> list[int]:
        """Put people first who could fill one gap."""
        present = self._board.desk.present
        gaps = [
            key
            for key, misses in self._facts.aims.items()
            if key[0] in days and any(miss.aim > present.get(key, 0) for miss in misses)
        ]
        if not gaps:
            return people
        _, shift = self._lots.pick(gaps)
        return sorted(people, key=lambda person: shift not in self._facts.kinds[person].of)
