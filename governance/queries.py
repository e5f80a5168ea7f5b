"""The front door of what can be read about decisions.

The rooms behind it are in `governance.reading`, one file a noun.
"""

from governance.reading.declarations import (
    Declared,
    DeclaredRow,
    declaration_documents,
    declared,
    declared_rows,
)
from governance.reading.motions import (
    MotionRow,
    carried_motion,
    motion_row,
    motion_rows,
    motion_whole,
)
from governance.reading.papers import account, batches
from governance.reading.rules import Adoption, adoption_in_force, adoptions, rules_in_force
from governance.reading.turnout import doors_of, has_voted, turnout_of

__all__ = [
    "Adoption",
    "Declared",
    "DeclaredRow",
    "MotionRow",
    "account",
    "adoption_in_force",
    "adoptions",
    "batches",
    "carried_motion",
    "declaration_documents",
    "declared",
    "declared_rows",
    "doors_of",
    "has_voted",
    "motion_row",
    "motion_rows",
    "motion_whole",
    "rules_in_force",
    "turnout_of",
]
