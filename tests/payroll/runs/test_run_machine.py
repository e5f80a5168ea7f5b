"""A pay run’s life as a machine: whatever is tried in whatever order, deeds and table agree."""

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from coop.core.db import db, session, transaction
from coop.core.errors import Refused
from payroll.deeds.issuing import issue_run
from payroll.deeds.paying import pay_run
from payroll.deeds.runs import (
    approve_run,
    begin_run,
    check_run,
    correct_run,
    drop_run,
    redraft_run,
    send_back,
)
from payroll.models.runs import PayDraft, PayRun, Statement
from payroll.reading.balances import trial_balance
from payroll.rules.runs.figures import Figure
from payroll.rules.runs.life import OUT, State, Step, after, may_step
from tests.builders.pay import (
    MONDAY,
    PAYDAY,
    SUNDAY,
    PayHouse,
    a_pay_house,
    done_by_worker,
    figures,
    hours_closed,
    worked,
)

HELD = {State.CHECKED, State.APPROVED, State.ISSUING, State.ISSUED, State.PAID}
"""Where a run stands still: these drafts and no others."""


class Life(RuleBasedStateMachine):
    """One run at a time; the model is the table of steps. The worker comes when it is called."""

    pay: PayHouse

    def __init__(self) -> None:
        """Begin the run of the week, anew if an earlier machine’s was dropped or is out."""
        super().__init__()
        newest = (
            select(PayRun).where(PayRun.state != State.DROPPED).order_by(PayRun.revision.desc())
        )
        db.session.rollback()
        found = session().scalars(newest).first()
        with transaction():
            self.id: UUID = found.id if found else self.begin()
        self.state = State(session().get_one(PayRun, self.id).state)

    def begin(self) -> UUID:
        """Begin the run of the week."""
        hand = self.pay.officer.hand
        return begin_run("week", MONDAY, SUNDAY, pays_on=PAYDAY, hand=hand)

    def tried(self, step: Step, deed: Callable[[], object], *, other: bool = True) -> None:
        """Try a deed: it is done exactly where the table, and nothing `other`, lets it be."""
        allowed, done = may_step(self.state, step) and other, False
        with suppress(Refused), transaction():
            deed()
            done = True
        assert done is allowed, f"{step} while {self.state}: done {done}, allowed {allowed}"
        self.state = after(self.state, step) if done else self.state

    @rule()
    def let_the_worker_work(self):
        """Let the worker do what it was promised."""
        done_by_worker()
        for step in (Step.DRAFTED, Step.ISSUED):
            if may_step(self.state, step):
                self.state = after(self.state, step)

    @rule()
    def redraft(self):
        """Draft it again."""
        self.tried(Step.REDRAFT, lambda: redraft_run(self.id, hand=self.pay.officer.hand))

    @rule()
    def check(self):
        """Check it; a correction that changes nothing is refused."""
        drafts = select(func.count()).select_from(PayDraft).where(PayDraft.run_id == self.id)
        is_empty = self.revision > 1 and not session().scalar(drafts)
        deed = lambda: check_run(self.id, hand=self.pay.officer.hand)  # noqa: E731
        self.tried(Step.CHECK, deed, other=not is_empty)

    @rule()
    def approve(self):
        """Let the treasurer approve what was pinned."""
        digest = self.run.digest
        deed = lambda: approve_run(self.id, digest, hand=self.pay.treasurer.hand)  # noqa: E731
        self.tried(Step.APPROVE, deed)

    @rule()
    def approve_ones_own_check(self):
        """Let whoever checked it approve it: never."""
        digest = self.run.digest
        with transaction(), pytest.raises(Refused):
            approve_run(self.id, digest, hand=self.pay.officer.hand)

    @rule()
    def approve_something_else(self):
        """Approve other drafts than those that were checked: never."""
        with transaction(), pytest.raises(Refused):
            approve_run(self.id, "0" * 64, hand=self.pay.treasurer.hand)

    @rule()
    def send_it_back(self):
        """Send it back."""
        hand = self.pay.treasurer.hand
        self.tried(Step.SEND_BACK, lambda: send_back(self.id, "Look again.", hand=hand))

    @rule()
    def issue(self):
        """Order the issue."""
        self.tried(Step.ISSUE, lambda: issue_run(self.id, hand=self.pay.officer.hand))

    @rule()
    def pay_it(self):
        """Pay it out."""
        if self.state is State.PAID:
            return
        self.tried(Step.PAID, lambda: pay_run(self.id, hand=self.pay.officer.hand))

    @rule()
    def drop(self):
        """Drop it; if it is dropped, go on with the one before or begin anew."""
        hand = self.pay.officer.hand
        self.tried(Step.DROP, lambda: drop_run(self.id, "Not this one.", hand=hand))
        if self.state is State.DROPPED:
            earlier = self.run.corrects_id
            with transaction():
                self.id = earlier or self.begin()
            self.state = State(self.run.state)

    @rule()
    def correct(self):
        """Work an issued run out again, with a bonus more."""
        hand = self.pay.officer.hand
        if self.state not in OUT:
            with transaction(), pytest.raises(Refused):
                correct_run(self.id, "Too early.", hand=hand)
            return
        with transaction():
            self.id = correct_run(self.id, "A bonus was forgotten.", hand=hand)
        told = Figure(self.pay.members[0].number, "bonus", f"{self.revision}.00")
        figures(self.pay, self.id, [told])
        self.state = State.DRAFTING

    @property
    def run(self) -> PayRun:
        """Give the run as the table has it."""
        db.session.rollback()
        return session().get_one(PayRun, self.id)

    @property
    def revision(self) -> int:
        """Give its revision."""
        return self.run.revision

    @invariant()
    def the_table_says_what_the_model_says(self):
        """Compare the table with the model."""
        assert self.run.state == self.state
        assert bool(self.run.digest) is (self.state in HELD)

    @invariant()
    def statements_are_there_once_it_is_issued_and_not_before(self):
        """Count the statements of the run."""
        of_run = select(func.count()).select_from(Statement).where(Statement.run_id == self.id)
        count = session().scalar(of_run) or 0
        assert (count > 0) is (self.state in OUT)
        assert self.revision > 1 or count in {0, 2}

    @invariant()
    def the_books_balance(self):
        """Add up the trial balance."""
        assert sum(one.balance for one in trial_balance()) == 0


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_run_goes_only_where_the_table_lets_it_go(app, engine):
    class Told(Life):
        pay = a_pay_house(members=2)

    worked(Told.pay, *Told.pay.members)
    hours_closed(Told.pay)

    run_state_machine_as_test(
        Told,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
