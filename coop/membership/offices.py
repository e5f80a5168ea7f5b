"""The offices of a co-operative and the powers that each one gives."""

from coop.core.access import Permission
from coop.membership.office_names import OFFICES, TASKS

__all__ = ["OFFICES", "POWERS", "TASKS", "powers_of"]

POWERS: dict[str, frozenset[Permission]] = {
    "secretary": frozenset(
        {
            Permission.KEEP_REGISTER,
            Permission.READ_REGISTER,
            Permission.DECIDE_APPLICATIONS,
            Permission.GRANT_OFFICES,
        }
    ),
    "returning_officer": frozenset({Permission.RUN_BALLOTS}),
    "teller": frozenset({Permission.TELL}),
    "clerk": frozenset({Permission.KEY_PAPER}),
    "co_ordinator": frozenset({Permission.PLAN_WORK}),
    "separation_officer": frozenset({Permission.KEEP_APART}),
    "payroll_officer": frozenset({Permission.RUN_PAY}),
    "treasurer": frozenset({Permission.APPROVE_PAY, Permission.KEEP_BOOKS}),
    "auditor": frozenset({Permission.AUDIT, Permission.READ_REGISTER}),
    "board": frozenset(
        {Permission.DECIDE_APPLICATIONS, Permission.GRANT_OFFICES, Permission.READ_REGISTER}
    ),
}
"""The permissions of each office; no class gives any."""


def powers_of(offices: frozenset[str]) -> frozenset[Permission]:
    """Give every permission that these offices bring together."""
    return frozenset(power for office in offices for power in POWERS.get(office, ()))
