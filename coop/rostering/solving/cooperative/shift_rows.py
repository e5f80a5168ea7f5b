"""What each shift and site can take: room, certificates, supervisors (ROS-2, 11, 12, 30)."""

from collections import defaultdict
from uuid import UUID

import numpy as np

from coop.rostering.rules.nouns import Shift
from coop.rostering.solving.cooperative.rows import Rows
from coop.rostering.solving.cooperative.times import Flags
from coop.rostering.solving.table import Numbers


class ShiftRows:
    """Writes the rows of shifts and sites."""

    def __init__(self, rows: Rows) -> None:
        self._rows, self._sheet, self._pairs = rows, rows.sheet, rows.pairs
        self._held: dict[UUID, Flags] = {}

    def write(self) -> None:
        """Write the rows of every shift, and of every site that can be too full."""
        for column, shift in enumerate(self._sheet.shifts):
            unknowns = self._pairs.of_column(column)
            self._rows.one_of(unknowns.tolist(), shift.most)
            self._needs(shift, unknowns)
            self._supervision(shift, unknowns)
        for site, most in self._sheet.facts.capacity.items():
            for columns in self._crowds(site, most):
                here = [one for c in columns for one in self._pairs.of_column(c).tolist()]
                self._rows.one_of(here, most)

    def holders(self, skill: UUID, unknowns: Numbers) -> Flags:
        """Say which pairs bring a certificate of a skill that is good for their shift."""
        if skill not in self._held:
            held = np.array(
                [self._pairs.fitting.holding(person, skill) for person in self._sheet.people]
            )
            self._held[skill] = held[self._pairs.rows, self._pairs.columns]
        return np.asarray(self._held[skill][unknowns], dtype=np.bool_)

    def _needs(self, shift: Shift, unknowns: Numbers) -> None:
        """Keep the last places for those who hold what is needed (ROS-30)."""
        for need in shift.needs:
            others = unknowns[~self.holders(need.skill, unknowns)]
            self._rows.one_of(others.tolist(), max(0, shift.most - need.count))

    def _supervision(self, shift: Shift, unknowns: Numbers) -> None:
        rule = shift.supervision
        if rule is None:
            return
        trained = self.holders(rule.skill, unknowns)
        others, leaders = unknowns[~trained].tolist(), unknowns[trained].tolist()
        terms = [(unknown, 1) for unknown in others] + [(one, -rule.ratio) for one in leaders]
        self._rows.at_most(terms, 0)
        if rule.least > 1:
            for unknown in others:
                self._rows.at_most([(unknown, rule.least), *((one, -1) for one in leaders)], 0)

    def _crowds(self, site: UUID, most: int) -> list[list[int]]:
        """Give the sets of shifts at a site at one moment that can be too many people."""
        here = [c for c, shift in enumerate(self._sheet.shifts) if shift.site == site]
        here.sort(key=lambda column: int(self._sheet.starts[column]))
        by_start: dict[int, list[int]] = defaultdict(list)
        for column in here:
            by_start[int(self._sheet.starts[column])].append(column)
        crowds: list[list[int]] = []
        now: list[int] = []
        for moment, starting in by_start.items():
            now = [c for c in now if self._sheet.ends[c] > moment] + starting
            if sum(self._sheet.shifts[column].most for column in now) > most:
                crowds.append(now)
        return crowds
