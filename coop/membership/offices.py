"""The offices of a co-operative and the powers that each one gives."""

from coop.core.access import Permission
from coop.core.errors import N_

OFFICES: dict[str, str] = {
    "secretary": N_("Secretary"),
    "returning_officer": N_("Returning officer"),
    "teller": N_("Teller"),
    "clerk": N_("Clerk"),
    "co_ordinator": N_("Co-ordinator"),
    "payroll_officer": N_("Payroll officer"),
    "auditor": N_("Auditor"),
    "board": N_("Board member"),
}
"""Each office and what people call it."""

TASKS: dict[str, str] = {
    "secretary": N_("Keeps the register, records decisions and looks after offices."),
    "returning_officer": N_("Gives notice, opens and closes votes, and answers for the count."),
    "teller": N_("Counts and keys the papers, always with a second teller."),
    "clerk": N_("Keys in what members send on paper, and sends letters."),
    "co_ordinator": N_("Plans work and records attendance."),
    "payroll_officer": N_("Runs the pay."),
    "auditor": N_("Checks the register, the log and the declarations."),
    "board": N_("Decides on applications and confirms offices."),
}
"""What each office is for, in one sentence."""

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
    "payroll_officer": frozenset({Permission.RUN_PAY}),
    "auditor": frozenset({Permission.AUDIT, Permission.READ_REGISTER}),
    "board": frozenset(
        {Permission.DECIDE_APPLICATIONS, Permission.GRANT_OFFICES, Permission.READ_REGISTER}
    ),
}
"""The permissions of each office; no class gives any."""


def powers_of(offices: frozenset[str]) -> frozenset[Permission]:
    """Give every permission that these offices bring together."""
    return frozenset(power for office in offices for power in POWERS.get(office, ()))
