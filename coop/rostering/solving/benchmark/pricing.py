"""The cheapest legal line of one person over a stretch of days, found exactly.

A line is a path through states: the kind of the last shift, the length of the run, the
weekends and the minutes worked so far. Arrays hold the least cost of every state, day by
day; the line is then read backwards. How many of one shift there may be is left aside
here and mended by the caller, so the value is a bound and the line may need mending.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from coop.rostering.solving.benchmark.edges import SATURDAY, SUNDAY, WEEK, Left, Side
from coop.rostering.solving.benchmark.kinds import Group, Kinds
from coop.rostering.solving.benchmark.nouns import OFF, Instance, Person

Costs = npt.NDArray[np.int32]
NEVER = 2**29


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of days for one person, with what stands around it and what is left."""

    days: range
    before: Side
    after: Side
    left: Left
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """Where a line stands at the end of a day; OFF as kind means a day off."""

    kind: int
    run: int
    weekends: int
    minutes: int


class BrokenPathError(AssertionError):
    """A cost has no state that it came from: the arrays contradict each other."""


class Pricing:
    """The lines that one person may work in a stretch, ready to be priced again and again."""

    def __init__(self, instance: Instance, person: Person, kinds: Kinds, stretch: Stretch) -> None:
        self._person, self._kinds, self._stretch = person, kinds, stretch
        self._count, self._first = len(stretch.days), stretch.days.start
        self._most = min(
            stretch.left.most_minutes // kinds.unit,
            self._count * max((group.length for group in kinds.groups), default=0),
        )
        self._least = max(0, -(-stretch.left.least_minutes // kinds.unit))
        self._running = max(1, min(person.most_running, instance.days))
        self._offs = max(1, person.least_off)
        self._shortest = max(0, person.least_running - 1)
        saturdays = sum(1 for day in stretch.days if day % WEEK == SATURDAY)
        self._weekends = min(stretch.left.weekends, saturdays)
        self.is_possible = self._most >= self._least and self._weekends >= 0
        self._closed = np.ones((self._count, len(instance.shifts)), dtype=np.bool_)
        self._closed[:, kinds.allowed] = False
        for day in person.days_off:
            if day in stretch.days:
                self._closed[day - self._first] = True
        self._shape = (kinds.count, self._running, self._weekends + 1, max(0, self._most) + 1)

    def size(self) -> int:
        """Count the states, to know beforehand what a pricing costs."""
        return self._count * int(np.prod(self._shape))

    def best(self, costs: Costs) -> tuple[int, list[int]] | None:
        """Give the least cost of a line and that line, by shift number for each day."""
        if not self.is_possible:
            return None
        cost = np.where(self._closed, NEVER, costs).astype(np.int32)
        work = np.full((self._count + 1, *self._shape), NEVER, dtype=np.int32)
        off = np.full((self._count + 1, self._offs, *self._shape[2:]), NEVER, dtype=np.int32)
        self._begin(work[0], off[0])
        cheapest = [cost[:, group.shifts].min(axis=1).tolist() for group in self._kinds.groups]
        before = np.full((len(self._kinds.befores), *self._shape[1:]), NEVER, dtype=np.int32)
        for day in range(self._count):
            self._stand_before(before, work[day], off[day])
            for group, prices in zip(self._kinds.groups, cheapest, strict=True):
                self._work(work[day + 1], before, group, prices[day])
            self._count_weekend(work[day + 1], self._first + day)
            self._rest(off[day + 1], work[day], off[day], self._first + day)
        return self._read(work, off, cost)

    def _begin(self, work: Costs, off: Costs) -> None:
        """Put the one state in which the stretch begins."""
        side = self._stretch.before
        if side.shift != OFF:
            work[self._kinds.of[side.shift], side.run - 1, 0, 0] = 0
        else:
            run = self._offs if side.long_enough else side.run
            off[run - 1, 0, 0] = 0

    def _stand_before(self, before: Costs, work: Costs, off: Costs) -> None:
        """Gather, for each set of kinds that may stand before a shift, the cheapest."""
        before[:, 0] = off[-1]
        for number, kinds in enumerate(self._kinds.befores):
            if self._running > 1 and kinds:
                chosen = work if len(kinds) == self._kinds.count else work[list(kinds)]
                np.min(chosen[:, :-1], axis=0, out=before[number, 1:])

    def _work(self, work: Costs, before: Costs, group: Group, price: int) -> None:
        if price < NEVER and group.length <= self._most:
            there = work[group.kind, :, :, group.length :]
            come = before[group.befores, :, :, : self._most + 1 - group.length] + np.int32(price)
            np.minimum(there, come, out=there)

    def _count_weekend(self, work: Costs, day: int) -> None:
        """Count a weekend on its first day worked."""
        if day % WEEK not in {SATURDAY, SUNDAY}:
            return
        new = work if day % WEEK == SATURDAY else work[:, :1]
        new[:, :, 1:] = new[:, :, :-1].copy()
        new[:, :, 0] = NEVER

    def _rest(self, rest: Costs, work: Costs, off: Costs, day: int) -> None:
        """Go into a day off: from a run that is long enough, or from a day off."""
        ended = work[:, self._shortest :].min(axis=(0, 1), initial=NEVER)
        if self._whole_run(day):
            np.minimum(ended, work[:, day - 1].min(axis=0), out=ended)
        rest[0] = ended
        if self._offs > 1:
            rest[1:] = off[:-1]
        np.minimum(rest[-1], off[-1], out=rest[-1])

    def _whole_run(self, day: int) -> bool:
        """Say whether a run from the first day of the horizon, still short, ends here."""
        return 0 < day <= min(self._shortest, self._running)

    def _read(self, work: Costs, off: Costs, cost: Costs) -> tuple[int, list[int]] | None:
        """Read the cheapest line backwards."""
        found = self._end(work[-1], off[-1])
        if found is None:
            return None
        value, state = found
        line = [OFF] * self._count
        for day in range(self._count, 0, -1):
            if state.kind == OFF:
                state = self._before_rest(
                    work[day - 1],
                    off[day - 1],
                    int(off[day][state.run, state.weekends, state.minutes]),
                    day,
                    state,
                )
            else:
                line[day - 1], state = self._before_work(work, off, cost, day, state)
        return value, line

    def _end(self, work: Costs, off: Costs) -> tuple[int, State] | None:
        """Find the cheapest state that fits what stands after the stretch."""
        end = self._first + self._count
        at_work = (
            self._least_state(work[kind, run], kind, run)
            for kind in range(self._kinds.count)
            for run in range(self._running)
            if self._may_end_at_work(kind, run + 1, end)
        )
        at_rest = (
            self._least_state(off[run], OFF, run)
            for run in range(self._offs)
            if self._may_end_off(run + 1)
        )
        found = [*at_work, *at_rest]
        best = min(found, key=lambda one: one[0], default=None)
        return best if best and best[0] < NEVER // 2 else None

    def _least_state(self, costs: Costs, kind: int, run: int) -> tuple[int, State]:
        enough = costs[:, self._least :]
        place = int(enough.argmin())
        weekends, minutes = divmod(place, enough.shape[1])
        state = State(kind, run, weekends, minutes + self._least)
        return int(enough[weekends, minutes]), state

    def _may_end_at_work(self, kind: int, run: int, end: int) -> bool:
        after = self._stretch.after
        long_enough = run > self._shortest or run == end
        if after.run == 0:
            return long_enough or not self._stretch.open_end
        if after.shift == OFF:
            return long_enough and after.long_enough
        joined = run + after.run
        long_enough = long_enough or after.long_enough or joined > self._shortest
        follows = after.shift not in self._kinds.followers[kind]
        return follows and joined <= self._person.most_running and long_enough

    def _may_end_off(self, run: int) -> bool:
        after = self._stretch.after
        if after.run == 0:
            return True
        if after.shift == OFF:
            return after.long_enough or run + after.run >= self._offs
        return run == self._offs and after.long_enough

    def _before_rest(self, work: Costs, off: Costs, value: int, day: int, state: State) -> State:
        """Find the state before a day off."""
        at = state.weekends, state.minutes
        if state.run == self._offs - 1 and int(off[(state.run, *at)]) == value:
            return state
        if state.run > 0:
            return replace(state, run=state.run - 1)
        for kind, run in np.argwhere(work[(slice(None), slice(None), *at)] == value).tolist():
            if run >= self._shortest or run + 1 == self._first + day - 1:
                return State(kind, run, *at)
        raise BrokenPathError

    def _before_work(
        self, work: Costs, off: Costs, cost: Costs, day: int, state: State
    ) -> tuple[int, State]:
        """Find the shift of a day, and the state before it."""
        value = int(work[(day, state.kind, state.run, state.weekends, state.minutes)])
        weekday = (self._first + day - 1) % WEEK
        counted = weekday == SATURDAY or (weekday == SUNDAY and state.run == 0)
        weekends = state.weekends - counted
        for group in self._kinds.groups:
            minutes = state.minutes - group.length
            if group.kind != state.kind or minutes < 0:
                continue
            come = self._came_from(
                work[day - 1], off[day - 1], group, state.run, (weekends, minutes)
            )
            for shift in group.shifts:
                before = come.get(value - int(cost[day - 1, shift]))
                if before is not None:
                    return shift, before
        raise BrokenPathError

    def _came_from(
        self, work: Costs, off: Costs, group: Group, run: int, at: tuple[int, int]
    ) -> dict[int, State]:
        """Give what may stand before a shift of a group, by its cost."""
        if run == 0:
            return {int(off[(-1, *at)]): State(OFF, self._offs - 1, *at)}
        return {
            int(work[(kind, run - 1, *at)]): State(kind, run - 1, *at)
            for kind in self._kinds.befores[group.befores]
        }
