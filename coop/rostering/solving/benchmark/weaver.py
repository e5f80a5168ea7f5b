"""The worker who weaves: first the whole roster, then groups of people again and again."""

import time

from coop.rostering.solving.benchmark.board import Board
from coop.rostering.solving.benchmark.edges import WEEK
from coop.rostering.solving.benchmark.start import BLOCK, fits
from coop.rostering.solving.benchmark.task import Task
from coop.rostering.solving.benchmark.weaving import Weaving
from coop.rostering.solving.lots import Lots

WINDOW = 4 * WEEK
# How many lines are remembered for each person.
REMEMBERED = 40
QUICK, SLOW = 4.0, 9.0
FEWEST, FIRST_GROUP = 3, 20
RESPONSES = 3
# Every so many turns everybody is woven again, with all lines found since.
FOR_ALL = 6


class Weaver:
    """Weaves tasks and lays them on the board."""

    def __init__(self, board: Board, seed: int, *, whole_lines: bool) -> None:
        self._board, self._lots = board, Lots(seed, "weaver")
        self._facts = board.desk.facts
        self._everybody = range(len(self._facts.instance.people))
        self._whole_lines = whole_lines
        is_light = whole_lines or fits(board.desk, range(min(WINDOW, self._facts.days)))
        self._length = WINDOW if is_light else BLOCK
        self._known = board.known
        self._known.update({person: [] for person in self._everybody})
        self._turns, self._longest = 0, 0.0
        self._size = float(min(FIRST_GROUP, max(FEWEST, len(self._everybody) * 2 // 3)))

    def work(self) -> None:
        """Weave until the time is up."""
        self.begin()
        while not self._board.is_over():
            self.turn()

    def begin(self) -> None:
        """Weave everybody at once, where whole lines can be priced."""
        if self._whole_lines:
            self._weave_all()

    def _weave_all(self) -> None:
        """Weave everybody in shares of the time that is left."""
        board, days = self._board, range(self._facts.days)
        seconds = min(board.left(), 240.0)
        marks = [time.monotonic() + seconds * share for share in (0.2, 0.55, 0.92)]
        seen, task = board.see(self._everybody), Task(board.snapshot(), self._everybody, days)
        weaving = Weaving(task, marks[0], board)
        for _ in range(RESPONSES):
            weaving.respond(self._everybody)
            board.lay(seen, days, task.changes(weaving.lines))
        weaving.auction(8)
        weaving.until(marks[1])
        solved = weaving.generate(40)
        if weaving.bound is not None and self._facts.is_plain:
            board.prove(weaving.bound + self._facts.unmet)
        self._remember(weaving)
        weaving.until(marks[2])
        if solved is not None:
            weaving.dive(solved, 0.1)
        self._lay(weaving, seen)

    def turn(self) -> None:
        """Weave one group of people anew, around what stays."""
        board, began = self._board, time.monotonic()
        days = range(self._facts.days) if self._whole_lines else self._window()
        people = self._group(days)
        is_for_all = len(people) == len(self._everybody)
        with board.lock:
            board.busy = set(people)
        seen, task = board.see(people), Task(board.snapshot(), people, days)
        weaving = Weaving(task, board.until, board)
        for person in people if self._whole_lines else ():
            weaving.know(person, self._known[person])
        if min(len(self._known[person]) for person in people) < REMEMBERED // 2:
            weaving.auction(4)
        solved = weaving.generate(30 if is_for_all else 12)
        if self._whole_lines:
            self._remember(weaving)
        if solved is not None:
            weaving.dive(solved, 0.15)
        self._lay(weaving, seen)
        spent = time.monotonic() - began
        if is_for_all:
            self._longest = max(self._longest, spent)
        else:
            self._size *= 1.2 if spent < QUICK else 0.8 if spent > SLOW else 1.0
            self._size = min(max(FEWEST, self._size), len(self._everybody) * 0.8)

    def _lay(self, weaving: Weaving, seen: dict[int, tuple[int, ...]]) -> None:
        task, board = weaving.task, self._board
        weaving.until(board.until)
        while weaving.respond(task.people):
            pass
        board.lay(seen, task.days, task.changes(weaving.lines))
        if self._whole_lines:
            for person, line in weaving.lines.items():
                self._known[person] = [line, *self._known[person]]

    def _remember(self, weaving: Weaving) -> None:
        """Keep the lines that are cheapest at the latest prices."""
        for person in weaving.task.people:
            self._known[person] = weaving.cheapest(person, REMEMBERED)

    def _window(self) -> range:
        weeks = max(1, -(-self._facts.days // WEEK) - self._length // WEEK + 1)
        first = self._lots.below(weeks) * WEEK
        return range(first, min(first + self._length, self._facts.days))

    def _group(self, days: range) -> list[int]:
        """Choose people: every other time some who could fill a dear gap."""
        self._turns += 1
        if (
            self._whole_lines
            and self._turns % FOR_ALL == 0
            and self._longest * 1.5 < self._board.left()
        ):
            return list(self._everybody)
        count = max(2, round(self._size))
        chosen: list[int] = []
        gaps = self._gaps(days)
        if gaps and self._lots.below(2):
            _, shift = self._lots.pick(gaps)
            able = [p for p in self._everybody if shift in self._facts.kinds[p].of]
            chosen = self._lots.some(able, count // 2)
        others = [person for person in self._everybody if person not in set(chosen)]
        return sorted(chosen + self._lots.some(others, count - len(chosen)))

    def _gaps(self, days: range) -> list[tuple[int, int]]:
        present = self._board.desk.present
        return [
            key
            for key, misses in self._facts.aims.items()
            if key[0] in days and any(miss.aim > present.get(key, 0) for miss in misses)
        ]
