"""The books follow the register: whatever moves shares, both say the same on every day (PAY-79)."""

from datetime import timedelta

import pytest

from coop.core import clock
from coop.core.audit import Hand
from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.core.jobbook import Job
from coop.core.jobs import run
from coop.membership import actions, queries
from coop.membership.queries import holdings_on, today
from payroll.deeds.chart import open_books
from payroll.deeds.share_books import enter_register
from payroll.models.books import BooksLocked, LedgerEntry
from payroll.reading.balances import balance, owed_to, trial_balance
from tests.builders.books import an_entry
from tests.builders.membership import a_cooperative, a_member, an_application, an_opinion
from tests.builders.owned import owed
from tests.conftest import MORNING

DAY = timedelta(days=1)


def agree_on(day):
    """Say whether register and books hold the same shares of everybody on a day."""
    people = {row.id for row in queries.everyone_on(day + 1000 * DAY)}
    register = {who: held.paid_minor for who, held in holdings_on(day).items()}
    books = {who: owes.get("shares", 0) for who, owes in owed_to(people, day).items()}
    return register == {who: amount for who, amount in books.items() if amount}


def bring_in():
    """Let the worker do what was promised when the books began."""
    run(str(session().query(Job).filter_by(name="payroll.enter_register", key="books").one().id))


def test_books_that_begin_hold_what_the_register_holds(app):
    house = a_cooperative()
    fern = a_member(shares=7)
    with clock.at(MORNING + DAY):
        with transaction():
            actions.transfer_shares(
                fern.id, taker_id=house.board.id, shares=2, from_on=today(), hand=fern.hand
            )
        with transaction():
            open_books(today(), hand=house.secretary.hand)
        with transaction():
            entered = enter_register()

        assert entered == len(
            [one for one in queries.share_moves() if one.kind != "transferred_in"]
        )
        assert agree_on(today())
        assert agree_on(today() - DAY)
        assert balance("cash") == 0
        assert balance("opening") == balance("shares") * -1


def test_bringing_the_register_in_again_changes_nothing(coop):
    a_member(shares=3)
    before = session().query(LedgerEntry).count()

    for _ in range(2):
        with transaction():
            enter_register()

    assert session().query(LedgerEntry).count() == before


def test_opening_the_books_promises_to_bring_the_register_in(app):
    house = a_cooperative()
    with transaction():
        open_books(today(), hand=house.secretary.hand)

    bring_in()

    assert agree_on(today())


def test_before_the_books_begin_nothing_is_entered(app):
    a_cooperative()
    fern = a_member(shares=3)

    with transaction():
        actions.buy_shares(fern.id, shares=1, from_on=today(), hand=fern.hand)

    assert session().query(LedgerEntry).count() == 0


def test_an_admission_brings_its_shares_into_the_cash_box(coop):
    before = balance("cash")
    application = an_application(shares=4)
    for who in coop.house.people:
        an_opinion(application, by=who)

    with transaction():
        member_id = actions.admit(application, hand=coop.house.secretary.hand)

    assert balance("cash") - before == 400
    assert -balance("shares", member_id=member_id) == 400


def test_whoever_leaves_is_owed_their_shares_from_that_day(coop):
    fern = a_member(shares=4)
    leaves = today() + 10 * DAY

    with transaction():
        actions.resign(fern.id, from_on=leaves, hand=fern.hand)

    assert (owed("shares", fern, today()), owed("shares_leaving", fern, today())) == (400, 0)
    assert (owed("shares", fern, leaves), owed("shares_leaving", fern, leaves)) == (0, 400)


@pytest.mark.parametrize("end", ["resigned", "expelled", "died"])
def test_every_end_and_a_return_keep_register_and_books_the_same(coop, end):
    fern = a_member(shares=4)
    hand = Hand.system()
    with transaction():
        if end == "resigned":
            actions.resign(fern.id, from_on=today(), hand=fern.hand)
        elif end == "expelled":
            actions.expel(fern.id, from_on=today(), motion_number="2026-1", hand=hand)
        else:
            actions.record_death(fern.id, on=today(), hand=hand)

    assert agree_on(today())
    if end != "died":
        with clock.at(MORNING + DAY), transaction():
            actions.readmit(fern.id, from_on=today(), motion_number="2026-1", hand=hand)
        assert agree_on(today() + DAY)
        assert owed("shares", fern) == 100


def test_a_transfer_moves_shares_from_member_to_member_and_no_money(coop):
    fern, robin = a_member(shares=4), a_member()
    before = balance("cash"), balance("bank")

    with transaction():
        actions.transfer_shares(
            fern.id, taker_id=robin.id, shares=3, from_on=today(), hand=fern.hand
        )

    assert (owed("shares", fern), owed("shares", robin)) == (100, 400)
    assert (balance("cash"), balance("bank")) == before


def test_a_row_for_a_locked_day_is_entered_on_the_first_that_is_not(coop):
    fern = a_member(shares=4)
    with clock.at(MORNING + 30 * DAY):
        lock_until = today() - 10 * DAY
        with transaction():
            session().add(
                BooksLocked(
                    until_on=lock_until, because="Year end", locked_at=clock.now(),
                    locked_by=coop.treasurer.id,
                )
            )  # fmt: skip

        with transaction():
            actions.record_death(fern.id, on=lock_until - 5 * DAY, hand=Hand.system())

        entry = session().query(LedgerEntry).order_by(LedgerEntry.entered_at.desc()).first()
        assert entry.day == lock_until + DAY
        assert (lock_until - 5 * DAY).isoformat() in entry.says
        assert owed("shares_leaving", fern) == 400


def test_if_the_books_refuse_the_register_does_not_change(coop, monkeypatch):
    fern = a_member()

    def refuse(*_args, **_named):
        raise Refused

    monkeypatch.setattr("payroll.deeds.share_books.enter_many", refuse)
    with pytest.raises(Refused), transaction():
        actions.buy_shares(fern.id, shares=1, from_on=today(), hand=fern.hand)

    assert queries.shares_of(fern.id, today()).shares == 1


def test_any_order_of_deeds_keeps_register_and_books_the_same(coop):
    people = [a_member(shares=2 + place) for place in range(4)]
    for turn in range(12):
        who, other = people[turn % 4], people[(turn * 3 + 1) % 4]
        with clock.at(MORNING + turn * DAY), transaction():
            if turn % 3 == 0:
                actions.buy_shares(who.id, shares=1 + turn % 2, from_on=today(), hand=who.hand)
            elif turn % 3 == 1 and who is not other:
                actions.transfer_shares(
                    who.id, taker_id=other.id, shares=1, from_on=today(), hand=who.hand
                )
            else:
                actions.withdraw_shares(
                    who.id, shares=1, from_on=today(), hand=who.hand, through="bank"
                )

    assert all(agree_on(MORNING.date() + day * DAY) for day in range(14))
    lines = trial_balance()
    assert sum(one.debited for one in lines) == sum(one.credited for one in lines)


def test_books_that_open_by_themselves_bring_the_register_in_too(app):
    a_cooperative()
    fern = a_member(shares=5)
    an_entry()

    bring_in()

    assert owed("shares", fern) == 500
