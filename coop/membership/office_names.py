"""What the offices are called and what each is for: words alone, so that rules may read them."""

from coop.core.errors import N_

OFFICES: dict[str, str] = {
    "secretary": N_("Secretary"),
    "returning_officer": N_("Returning officer"),
    "teller": N_("Teller"),
    "clerk": N_("Clerk"),
    "co_ordinator": N_("Co-ordinator"),
    "separation_officer": N_("Keep-apart officer"),
    "payroll_officer": N_("Payroll officer"),
    "treasurer": N_("Treasurer"),
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
    "separation_officer": N_("Keeps the list of members who must not meet at work."),
    "payroll_officer": N_("Makes the pay ready and pays it out."),
    "treasurer": N_("Keeps the books, and approves the pay that another person made ready."),
    "auditor": N_("Checks the register, the log and the declarations."),
    "board": N_("Decides on applications and confirms offices."),
}
"""What each office is for, in one sentence."""
