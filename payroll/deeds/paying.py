"""Pay a run out: by bank, in cash, through finance offices; each payment is entered once (PAY-47).

A finance office gets its money first: that leaves the bank and is on its way. When the office
confirms, it leaves the way and the members’ purses. So what is on its way can be read at any
time, and no member is called paid before the office has said so.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, insert, select

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import new_id, session
from coop.core.errors import N_, Refusal, Refused
from coop.membership.queries import today
from payroll import acts
from payroll.deeds.entering import enter, enter_many
from payroll.deeds.run_steps import locked_run, period_code, take_step
from payroll.deeds.writers import writer_of
from payroll.models.books import LedgerEntry, LedgerLine
from payroll.models.runs import Payment, PayRun
from payroll.reading.dues import dues_of_run
from payroll.rules.books.ledger import Movement, NewEntry
from payroll.rules.nouns import Amount
from payroll.rules.runs.life import OUT, State, Step
from payroll.rules.runs.paying_out import Due, by_office, is_settled, total
from payroll.rules.runs.terms import Way

BANK, CASH, OFFICES = "bank", "cash", "offices"
_FROM = {Way.BANK: BANK, Way.CASH: CASH, Way.OFFICE: OFFICES}
PAYMENT, TRANSFER = "payment", "transfer"


def pay_run(run_id: UUID, *, hand: Hand, on: date | None = None) -> int:
    """Record everything that a run pays as paid and confirmed; give how many payments.

    For a house that does it all on one day; the pages go way by way.
    """
    run, day = _out(run_id), on or today()
    dues = [one for one in dues_of_run(run) if one.waits]
    for office, due in by_office(dues).items():
        if total(due) > sent_to(run.id, office)[0]:
            send_to_office(run_id, office, on=day, hand=hand)
    if not dues:
        close_payment(run_id, hand=hand)
        return 0
    return _paid(run, dues, day, hand)


def pay_way(run_id: UUID, way: Way, *, on: date, hand: Hand) -> int:
    """Record that the bank payments, or the cash, of a run were paid out; give how many."""
    if way not in {Way.BANK, Way.CASH}:
        raise Refused(Refusal("PAY-47", N_("Choose bank or cash.")))
    run = _out(run_id)
    dues = [one for one in dues_of_run(run) if one.way is way and not one.is_paid]
    return _paid(run, dues, on, hand)


def send_to_office(run_id: UUID, establishment_id: UUID, *, on: date, hand: Hand) -> Amount:
    """Record that a run’s money for one finance office left the bank; give how much left now."""
    run = _out(run_id)
    due = by_office(dues_of_run(run)).get(establishment_id, [])
    sent, count = sent_to(run.id, establishment_id)
    amount = total(due) - sent
    if amount <= 0:
        raise Refused(Refusal("PAY-47", N_("Everything for this office has been sent.")))
    enter(
        day=on,
        source=TRANSFER,
        source_id=f"{run.id}:{establishment_id}:{count + 1}",
        says=f"Pay {period_code(run)}: sent to a finance office",
        movements=[Movement(OFFICES, BANK, amount)],
        hand=hand,
    )
    audit.record(acts.PAID_OUT, run.id, hand=hand, period=period_code(run), payments=0)
    return amount


def confirm_office(
    run_id: UUID, establishment_id: UUID, reference: str, *, on: date, hand: Hand
) -> int:
    """Record that a finance office gave each member their money; give how many there were."""
    run = _out(run_id)
    due = by_office(dues_of_run(run)).get(establishment_id, [])
    sent, _ = sent_to(run.id, establishment_id)
    if sent < total(due):
        todo = N_("Record first that it was sent.")
        raise Refused(Refusal("PAY-47", N_("Not all of this money has been sent."), {}, todo))
    return _paid(run, [one for one in due if not one.is_paid], on, hand, reference)


def close_payment(run_id: UUID, *, hand: Hand) -> None:
    """Call a run paid that has nothing left to pay out."""
    run = locked_run(run_id)
    if not is_settled(dues_of_run(run)):
        raise Refused(Refusal("PAY-47", N_("Some members of this run are not paid yet.")))
    _settle(run, hand)


def sent_to(run_id: UUID, establishment_id: UUID) -> tuple[Amount, int]:
    """Give how much of a run was sent to a finance office, and in how many transfers."""
    named = LedgerEntry.source_id.startswith(f"{run_id}:{establishment_id}:", autoescape=True)
    asked = (
        select(func.coalesce(func.sum(LedgerLine.amount_minor), 0), func.count())
        .join(LedgerEntry, LedgerEntry.id == LedgerLine.entry_id)
        .where(LedgerEntry.source == TRANSFER, named)
    )
    amount, count = session().execute(asked).one()
    return int(amount), int(count)


def _out(run_id: UUID) -> PayRun:
    """Hold a run that is issued, so that one hand at a time pays it."""
    run = locked_run(run_id)
    if State(run.state) not in OUT:
        raise Refused(Refusal("PAY-30", N_("Only an issued run can be paid.")))
    return run


def _paid(run: PayRun, dues: Sequence[Due], on: date, hand: Hand, reference: str = "") -> int:
    if not dues:
        todo = N_("Look at the list again.")
        raise Refused(Refusal("PAY-47", N_("Nothing of this kind waits to be paid."), {}, todo))
    writer, now = writer_of(hand), clock.now()
    rows = [
        {
            "id": new_id(),
            "run_id": run.id,
            "member_id": one.member_id,
            "purse": one.purse,
            "way": one.way,
            "amount_minor": one.amount,
            "reference": reference.strip() or one.reference,
            "paid_on": on,
            "recorded_at": now,
            "recorded_by": writer,
        }
        for one in dues
    ]
    session().execute(insert(Payment), rows)
    enter_many([_entry(run, one, on) for one in dues], hand=hand)
    audit.record(acts.PAID_OUT, run.id, hand=hand, period=period_code(run), payments=len(dues))
    if is_settled(dues_of_run(run)):
        _settle(run, hand)
    return len(dues)


def _settle(run: PayRun, hand: Hand) -> None:
    if run.state != State.ISSUED:
        return
    take_step(run, Step.PAID, hand=hand)
    asked = select(func.count()).select_from(Payment).where(Payment.run_id == run.id)
    count = session().scalar(asked) or 0
    audit.record(acts.RUN_PAID, run.id, hand=hand, period=period_code(run), payments=count)


def _entry(run: PayRun, one: Due, on: date) -> NewEntry:
    purse, way = f"purse:{one.purse}", one.way
    if way is None or way is Way.HOLD:
        raise ValueError(one)
    return NewEntry(
        day=on,
        source=PAYMENT,
        source_id=f"{run.id}:{one.member_id}:{one.purse}",
        says=f"Paid: {one.reference}",
        movements=[Movement(purse, _FROM[way], one.amount, one.member_id)],
    )
