"""What members own in the year: shares saved out of pay, shares given back, a surplus shared."""

from datetime import date
from fractions import Fraction
from uuid import UUID

from coop.membership.queries import shares_of, today
from payroll.reading.balances import balance, owed_to
from payroll.reading.shares import open_orders, queue
from payroll.reading.surpluses import surpluses
from tests.stories.year.hours import Hour
from tests.stories.year.house import number_of
from tests.stories.year.office import Office
from tests.stories.year.plan import BEGINS, ENDS
from tests.stories.year.sums import pounds
from tests.stories.year.told import SURPLUS, Story

SAVER, LEAVER = 22, 24
"""Places of a member who saves for shares out of pay, and of one who gives shares back."""
WANTED, INSTALMENT = 5, 200
BOUGHT, GIVEN_BACK = 4, 3
PRICE = 100
AMOUNT = 120_000
PARTS = {"general": 40, "social": 10, "rebate": 30, "dividend": 20}


def orders(story: Story) -> None:
    """Let one apply for shares out of pay and one for shares at once; the treasurer agrees."""
    with story.on(date(2026, 4, 20)) as office:
        _ordered(office, SAVER, WANTED, way="pay", instalment=pounds(INSTALMENT))
        order = _ordered(office, LEAVER, BOUGHT, way="once", instalment="")
        office.page.get("payroll.decide_order", order_id=order)
        office.page.send("Write the shares", account="bank")


def _ordered(office: Office, place: int, shares: int, *, way: str, instalment: str) -> UUID:
    """Let a member apply, and the treasurer agree; give the order."""
    page = office.page.signed_in_as(office.house.let_in(place))
    page.get("payroll.bring_order")
    page.send("", shares=shares, way=way, instalment=instalment)
    page.send("Apply for them")
    (order,) = [one for one in open_orders() if one.state == "asked"]
    page.signed_in_as(office.house.treasurer).get("payroll.decide_order", order_id=order.id)
    page.send("Record it", answer="agree")
    return order.id


def saved_in(month: int) -> int:
    """Give what is kept from the saver’s pay in a month of the year, the first being 0."""
    return max(0, min(INSTALMENT, WANTED * PRICE - month * INSTALMENT))


def notice(story: Story) -> None:
    """Give notice to have shares paid out."""
    with story.on(date(2026, 7, 6)) as office:
        page = office.page.signed_in_as(story.house.let_in(LEAVER))
        page.get("payroll.bring_give_back")
        page.send("", shares=GIVEN_BACK)
        page.send("Give notice")
        assert [line.shares for line in queue()] == [GIVEN_BACK]


def paid_out(story: Story) -> None:
    """Pay the first of the queue once the notice is over; register and books go along."""
    before = balance("bank")
    (line,) = queue()
    with story.on(date(2026, 10, 20)) as office:
        page = office.page.signed_in_as(story.house.treasurer)
        page.get("payroll.pay_withdrawal", withdrawal_id=line.id)
        page.send("Look at it once more", account="bank")
        page.send("Pay them out")
        member = story.house.members[LEAVER]
        assert shares_of(member, today()).shares == 1 + BOUGHT - GIVEN_BACK
        assert balance("bank") == before - GIVEN_BACK * PRICE


def shared(story: Story) -> None:
    """Propose how the surplus of the year is used, carry it, and share it to the last penny."""
    with story.on(date(2027, 4, 8)) as office:
        page = office.page.signed_in_as(story.house.treasurer)
        page.get("payroll.new_surplus")
        page.send("", first=BEGINS, last=ENDS, amount="1200.00", basis="work", **PARTS)
        page.send("Propose it")
    with story.on(date(2027, 6, 28)) as office:
        (proposed,) = surpluses()
        page = office.page.signed_in_as(story.house.treasurer)
        page.get("payroll.one_surplus", surplus_id=proposed.id)
        page.send("", motion=number_of(SURPLUS))
        page.send("Share it")
        members = story.house.members
        owed = owed_to(members.values(), today())
        assert {place: owed[member].get("owed", 0) for place, member in members.items()} == _parts(
            story
        )
    assert -balance("reserve:general") == AMOUNT * 40 // 100
    assert -balance("social_purpose") == AMOUNT * 10 // 100


def _parts(story: Story) -> dict[int, int]:
    """Share the rebate by minutes and the dividend equally, the largest remainder first."""
    minutes = _minutes(story)
    rebate = _largest_remainder(AMOUNT * 30 // 100, minutes)
    same = _largest_remainder(AMOUNT * 20 // 100, dict.fromkeys(minutes, 1))
    return {place: rebate[place] + same[place] for place in minutes}


def _minutes(story: Story) -> dict[int, int]:
    every: list[Hour] = [hour for month in story.hours.values() for hour in month]
    return {
        place: sum(hour.minutes for hour in every if hour.place == place)
        for place in story.house.members
    }


def _largest_remainder(total: int, weights: dict[int, int]) -> dict[int, int]:
    whole = sum(weights.values())
    exact = {place: Fraction(total * weight, whole) for place, weight in weights.items()}
    parts = {place: int(part) for place, part in exact.items()}
    left = total - sum(parts.values())
    order = sorted(exact, key=lambda place: (parts[place] - exact[place], place))
    return parts | {place: parts[place] + 1 for place in order[:left]}
