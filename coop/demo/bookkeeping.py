"""How the demonstration keeps its books: an opening, each month’s entries, the bank, a budget."""

from datetime import date
from functools import partial

from coop.core.money import minor
from coop.demo.pay_year import DAY, PayYear
from coop.membership.queries import the_cooperative, today
from payroll.deeds.banking import import_bank
from payroll.deeds.budgeting import set_budget
from payroll.deeds.by_hand import ByHand, enter_by_hand
from payroll.deeds.chart import open_books
from payroll.deeds.locking import lock_books
from payroll.reading.balances import trial_balance
from payroll.rules.books.budget import Year

OPENING = (
    ("bank", "opening", "18400.00", "What lay in the bank when the books began"),
    ("opening", "result", "4800.00", "What last year left over"),
    ("opening", "reserve:general", "9600.00", "What the members kept in earlier years"),
)
TAKEN = "taken:"
PASSED_ON = 25 * DAY
"""So many days after a month what was taken from its pay is paid over."""
LOCKED, LOCKED_IN = 5, 7
"""The books of the sixth month and before are locked in the eighth."""


def plan_books(year: PayYear) -> None:
    """Plan the books from their opening to the bank’s lines that wait."""
    told = year.telling.told
    told.at(year.moment(year.first, 8), partial(_open, year))
    for first, last in year.months:
        for row in year.book.monthly:
            day = first.replace(day=min(row[0], last.day))
            told.at(year.moment(day, 17), partial(_enter, year, day, *row[1:]))
        told.at(year.moment(last + PASSED_ON), partial(_pass_on, year))
    told.at(year.moment(year.months[LOCKED_IN][0] + 20 * DAY), partial(_lock, year))
    told.at(year.moment(year.telling.ends.date() - DAY, 20), partial(_import, year))


def _open(year: PayYear) -> None:
    """Open the books, write what was there, and the budget that the members decided."""
    open_books(year.first, hand=year.treasurer)
    for receives, gives, amount, says in OPENING:
        _enter(year, year.first, receives, gives, amount, says)
    currency = the_cooperative().currency
    lines = {code: minor(amount, currency) for code, amount in year.book.budget.items()}
    span = Year(year.first, year.months[-1][1])
    set_budget(span, lines, motion_number=year.number_of("budget"), hand=year.treasurer)


def _enter(year: PayYear, day: date, receives: str, gives: str, amount: str, says: str) -> None:
    what = ByHand(day, receives, gives, minor(amount, the_cooperative().currency), says)
    enter_by_hand(what, source_id=f"{day}:{says}", hand=year.treasurer)


def _pass_on(year: PayYear) -> None:
    """Pay over what was taken from pay: tax, insurance, the levy, what goes to people harmed."""
    for line in trial_balance():
        code, owed = line.account.code, line.in_words
        if code.startswith(TAKEN) and owed > 0:
            what = ByHand(today(), code, "bank", owed, "Passed on: what was taken from pay")
            source_id = f"{today()}:{code}"
            enter_by_hand(what, source_id=source_id, hand=year.treasurer)


def _lock(year: PayYear) -> None:
    until = year.months[LOCKED][1]
    lock_books(until, "Looked through by the treasurer and the auditor", hand=year.treasurer)


def _import(year: PayYear) -> None:
    """Take in the last lines of the bank’s statement; nobody has looked at them yet."""
    last = year.telling.ends.date()
    rows = [f"{last + back * DAY},{amount},{text}" for back, amount, text in year.book.bank]
    content = "\n".join(["day,amount,text", *rows]) + "\n"
    import_bank(content.encode(), hand=year.treasurer)
