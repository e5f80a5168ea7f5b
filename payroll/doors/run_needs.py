"""What needs whoever runs or approves pay now."""

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from coop.core.access import Permission, may
from coop.core.errors import N_
from coop.core.pages import Need, register_needs
from coop.core.wording import short_day
from payroll import queries
from payroll.queries import RunView
from payroll.rules.runs.life import State


def needs_of_runs(member_id: UUID) -> list[Need]:
    """Say which runs wait for this member: to be checked, approved, issued or paid."""
    if not (may(Permission.RUN_PAY) or may(Permission.APPROVE_PAY)):
        return []
    return [need for run in queries.runs() for need in _of_run(run, member_id)]


def _of_run(run: RunView, member_id: UUID) -> list[Need]:
    url = url_for("payroll.run", run_id=run.id)
    days = {"first": short_day(run.first), "last": short_day(run.last)}
    if may(Permission.RUN_PAY) and run.state in _TO_RUN:
        sentence, act = _TO_RUN[run.state]
        return [Need(_(sentence, **days), _(act), url, run.pays_on)]
    if run.state is State.CHECKED and may(Permission.APPROVE_PAY) and run.checked_by != member_id:
        said = _("Pay for %(first)s to %(last)s waits for your approval.", **days)
        return [Need(said, _("Look at it"), url, run.pays_on)]
    return []


_TO_RUN = {
    State.DRAFT: (
        N_("Pay for %(first)s to %(last)s is drafted. Look it through."),
        N_("Look at the draft"),
    ),
    State.APPROVED: (
        N_("Pay for %(first)s to %(last)s is approved. Issue the statements."),
        N_("Issue them"),
    ),
    State.ISSUED: (
        N_("Statements for %(first)s to %(last)s are issued. Pay them out."),
        N_("Pay them out"),
    ),
}

register_needs(needs_of_runs)
