"""What the members of the demonstration own: shares on order, a request, surpluses shared."""

from datetime import date
from functools import partial

from coop.core.audit import Hand
from coop.core.money import minor
from coop.demo.pay_year import DAY, PayYear
from coop.membership.queries import the_cooperative
from payroll.deeds.share_orders import decide_order, order_shares
from payroll.deeds.share_withdrawals import ask_withdrawal
from payroll.deeds.surpluses import Plan, carry_out_surplus, propose_surplus
from payroll.reading.surpluses import surpluses
from payroll.rules.owned.surplus import Use

SAVERS = (2, 3)
"""Founders who save for more shares out of their pay."""
ASKING, LEAVING = 4, 9
"""One whose order waits for an answer, and one who wants shares paid out."""
SHARES, INSTALMENT = 12, "2.00"
SHARED = {Use.GENERAL: 40, Use.SOCIAL: 10, Use.DIVIDEND: 50}
WANTED = {Use.GENERAL: 50, Use.DIVIDEND: 50}


def plan_owning(year: PayYear) -> None:
    """Plan orders of shares, a request to have some paid out, and two surpluses."""
    told, ends = year.telling.told, year.telling.ends.date()
    told.at(year.moment(year.first + 20 * DAY), partial(_save, year))
    told.at(year.moment(year.first + 90 * DAY), partial(_propose_last, year))
    told.at(year.moment(year.months[5][0] + 3 * DAY), partial(_share_last, year))
    told.at(year.moment(ends - 12 * DAY, 18), partial(_ask, year))
    told.at(year.moment(ends - 2 * DAY, 18), partial(_propose_this, year))


def _own(year: PayYear, place: int) -> Hand:
    return Hand(year.telling.company.members[place])


def _save(year: PayYear) -> None:
    for place in SAVERS:
        instalment = minor(INSTALMENT, the_cooperative().currency)
        order = order_shares(SHARES, instalment=instalment, hand=_own(year, place))
        decide_order(order, agrees=True, hand=year.treasurer)


def _ask(year: PayYear) -> None:
    order_shares(5, instalment=0, hand=_own(year, ASKING))
    ask_withdrawal(2, hand=_own(year, LEAVING))


def _propose_last(year: PayYear) -> None:
    last = year.first - DAY
    first = year.first.replace(year=year.first.year - 1)
    _propose(year, first, last, "4800.00", SHARED)


def _share_last(year: PayYear) -> None:
    """Share last year’s surplus as the members decided."""
    (proposed,) = [one for one in surpluses() if one.last < year.first]
    number = year.number_of("surplus")
    carry_out_surplus(proposed.id, motion_number=number, hand=year.treasurer)


def _propose_this(year: PayYear) -> None:
    """Propose what the open motion asks about: half to each the same, half kept."""
    _propose(year, year.first, year.months[-1][1], "3100.00", WANTED)


def _propose(year: PayYear, first: date, last: date, amount: str, uses: dict[Use, int]) -> None:
    plan = Plan(first=first, last=last, amount=minor(amount, the_cooperative().currency), uses=uses)
    propose_surplus(plan, hand=year.treasurer)
