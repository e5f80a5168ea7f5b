"""Words that the pages of pay runs share: states, steps, odd lines, figures, ways."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from flask_babel import format_currency, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from coop.core import pages
from coop.core.money import decimals
from coop.core.wording import short_day
from coop.membership.queries import name_of, the_cooperative
from payroll.rules.runs.life import Calendar, State
from payroll.rules.runs.oddities import Odd, Oddity
from payroll.rules.runs.pay_facts import LEAVE_OUT, TAKE_BACK
from payroll.rules.runs.terms import Employer, Way
from payroll.wording import hours_said, period_of_days

LIFE = (_l("Draft"), _l("Checked"), _l("Approved"), _l("Issued"), _l("Paid"))
PLACE = {
    State.DRAFTING: 0,
    State.DRAFT: 0,
    State.CHECKED: 1,
    State.APPROVED: 2,
    State.ISSUING: 3,
    State.ISSUED: 3,
    State.PAID: 4,
}
STATES: Mapping[str, tuple[str, str]] = {
    State.DRAFTING: (_l("Being drafted"), "open"),
    State.DRAFT: (_l("Draft"), "open"),
    State.CHECKED: (_l("Waits for approval"), "wait"),
    State.APPROVED: (_l("Approved"), "open"),
    State.ISSUING: (_l("Being issued"), "open"),
    State.ISSUED: (_l("Issued"), "done"),
    State.PAID: (_l("Paid"), "done"),
    State.DROPPED: (_l("Dropped"), "stop"),
}
STEPS: Mapping[str, str] = {
    "begin": _l("Begun"),
    "drafting": _l("The facts were read"),
    "drafted": _l("Drafted"),
    "redraft": _l("To be drafted again"),
    "check": _l("Checked"),
    "send_back": _l("Sent back"),
    "approve": _l("Approved"),
    "issue": _l("Ordered to be issued"),
    "issued": _l("Issued"),
    "paid": _l("Paid"),
    "drop": _l("Dropped"),
}
CALENDARS: Mapping[str, str] = {
    Calendar.WEEK: _l("By the week, Monday to Sunday"),
    Calendar.MONTH: _l("By the month"),
    Calendar.OTHER: _l("Other days"),
}
EMPLOYERS: Mapping[str, str] = {
    Employer.CO_OPERATIVE: _l("The co-operative"),
    Employer.PRISON: _l("The prison"),
    Employer.OUTSIDE: _l("An employer outside"),
}
WAYS: Mapping[str, str] = {
    Way.BANK: _l("To a bank account"),
    Way.OFFICE: _l("Through the finance office of their establishment"),
    Way.CASH: _l("In cash"),
    Way.HOLD: _l("Kept until they say how"),
}
OWN_FIGURES: Mapping[str, str] = {
    LEAVE_OUT: _l("Leave this member out of the run"),
    TAKE_BACK: _l("Take back what was paid too much"),
}
HEADINGS: Mapping[str, str] = {
    Oddity.NO_TERMS: _l("No terms"),
    Oddity.CANNOT: _l("Cannot be worked out"),
    Oddity.LEFT_OUT: _l("Left out"),
    Oddity.NEGATIVE: _l("Nothing left"),
    Oddity.NO_PAY: _l("Hours, but no pay"),
    Oddity.NO_HOURS: _l("Pay, but no hours"),
    Oddity.NO_WAY: _l("No way to pay"),
    Oddity.VARIANCE: _l("Very different from last time"),
    Oddity.OVERPAID: _l("Was paid too much"),
    Oddity.NOT_TAKEN: _l("Could not all be kept"),
    Oddity.MINIMUM: _l("Made up to the minimum"),
    Oddity.UNPLACED: _l("A figure without a day"),
    Oddity.SPLIT: _l("A change in the period"),
    Oddity.FIRST: _l("First pay"),
    Oddity.LATE: _l("Late hours"),
    Oddity.UNPAID: _l("Unpaid work that should be paid"),
}


def money(amount: int) -> str:
    """Write minor units with the currency of the house."""
    currency = the_cooperative().currency
    return format_currency(Decimal(amount).scaleb(-decimals(currency)), currency)


def odd_said(odd: Odd) -> str:
    """Say what is odd, in one or two short sentences."""
    return _SAID[odd.kind](odd.values)


Values = Mapping[str, str | int]


def _days(values: Values) -> str:
    first, last = (date.fromisoformat(str(values[key])) for key in ("first", "last"))
    return period_of_days(first, last)


def _no_terms(values: Values) -> str:
    return _(
        "There are %(hours)s of paid work, but no terms of pay: %(days)s.",
        hours=hours_said(int(values["minutes"])),
        days=_days(values),
    )


def _cannot(values: Values) -> str:
    return _("%(days)s: %(because)s", days=_days(values), because=values["because"])


def _variance(values: Values) -> str:
    return _(
        "%(now)s this time, %(before)s last time.",
        now=money(int(values["now"])),
        before=money(int(values["before"])),
    )


def _split(values: Values) -> str:
    return ngettext(
        "The period is in %(num)d part.",
        "The period is in %(num)d parts, each worked out on its own.",
        int(values["stretches"]),
    )


def _hours(sentence: str) -> Callable[[Values], str]:
    return lambda values: _(sentence, hours=hours_said(int(values["minutes"])))


def _amount(sentence: str) -> Callable[[Values], str]:
    return lambda values: _(sentence, amount=money(int(values["amount"])))


def _plainly(sentence: str) -> Callable[[Values], str]:
    return lambda _values: _(sentence)


_SAID: Mapping[Oddity, Callable[[Values], str]] = {
    Oddity.NO_TERMS: _no_terms,
    Oddity.CANNOT: _cannot,
    Oddity.LEFT_OUT: _plainly("This member is left out of the run."),
    Oddity.NEGATIVE: _plainly("Nothing is left of this pay."),
    Oddity.NO_PAY: _hours("%(hours)s are approved, and nothing is paid for them."),
    Oddity.NO_HOURS: _plainly("There is pay, although no paid hours are approved."),
    Oddity.NO_WAY: _plainly("Nobody has said how this money reaches the member."),
    Oddity.VARIANCE: _variance,
    Oddity.OVERPAID: _amount("%(amount)s were paid too much. The member now owes them."),
    Oddity.NOT_TAKEN: _amount("%(amount)s could not be kept: too little pay is left."),
    Oddity.MINIMUM: _plainly("The pay was made up to the least that is allowed."),
    Oddity.UNPLACED: lambda values: _(
        "“%(code)s” names no day, so it was put in the last part.", code=values["code"]
    ),
    Oddity.SPLIT: _split,
    Oddity.FIRST: _plainly("This is the member’s first pay."),
    Oddity.LATE: _hours("%(hours)s belong to an earlier period and were approved late."),
    Oddity.UNPAID: _hours("%(hours)s of unpaid work. The rules of work say it should be paid."),
}


def run_page(template: str, *, status: int = 200, **values: object) -> Response:
    """Answer with a page about pay runs, which sees these words too."""
    words = {
        "life": LIFE,
        "place": PLACE,
        "states": STATES,
        "step_names": STEPS,
        "headings": HEADINGS,
        "odd_said": odd_said,
        "coin": money,
        "hours_said": hours_said,
        "period_said": period_of_days,
        "who": name_of,
        "own_figures": OWN_FIGURES,
        "ways": WAYS,
        "calendars": CALENDARS,
        "employers": EMPLOYERS,
    }
    return pages.page(f"payroll/{template}", status=status, **values, **words)


def days_said(first: date, last: date) -> str:
    """Say the days of a period shortly."""
    return _("%(first)s to %(last)s", first=short_day(first), last=short_day(last))
