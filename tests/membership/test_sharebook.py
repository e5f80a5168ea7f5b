"""Whoever keeps the books is told of every movement of shares, in the transaction that wrote it."""

from datetime import timedelta

import pytest

from coop.core.audit import Hand
from coop.core.db import transaction
from coop.core.errors import Refused
from coop.membership import actions, queries, sharebook
from coop.membership.queries import today
from coop.membership.sharebook import SharesMoved
from tests.builders.membership import a_cooperative, a_member

DAY = timedelta(days=1)


@pytest.fixture
def told(monkeypatch) -> list[SharesMoved]:
    """Give what a listener of this test’s own is told."""
    heard: list[SharesMoved] = []
    monkeypatch.setattr(sharebook, "_listeners", [heard.append])
    return heard


def said(moved):
    """Give what a movement says, but for its id."""
    return moved.kind, moved.member_id, moved.shares, moved.paid_minor, moved.through


def test_every_way_that_shares_move_is_told_once(app, told):
    house = a_cooperative()
    fern, robin = a_member(shares=5), a_member(shares=1)
    told.clear()

    with transaction():
        actions.buy_shares(fern.id, shares=2, from_on=today(), hand=fern.hand, through="bank")
        actions.transfer_shares(
            fern.id, taker_id=robin.id, shares=3, from_on=today(), hand=fern.hand
        )
        actions.withdraw_shares(
            fern.id, shares=1, from_on=today(), hand=house.board.hand, through="cash"
        )
        actions.resign(fern.id, from_on=today() + DAY, hand=fern.hand)

    assert [said(each) for each in told] == [
        ("bought", fern.id, 2, 200, "bank"),
        ("transferred", fern.id, 3, 300, ""),
        ("withdrawn", fern.id, 1, 100, "cash"),
        ("withdrawn", fern.id, 3, 300, ""),
    ]
    assert told[1].to_member_id == robin.id
    assert {each.id for each in told} <= {each.id for each in queries.share_moves(fern.id)}


def test_what_was_told_is_what_the_register_holds(app, told):
    a_cooperative()
    fern = a_member(shares=4)

    with transaction():
        actions.withdraw_shares(
            fern.id, shares=3, from_on=today() + DAY, hand=Hand.system(), through="bank"
        )

    assert queries.shares_of(fern.id, today()) == queries.Held(4, 400)
    assert queries.shares_of(fern.id, today() + DAY) == queries.Held(1, 100)
    assert queries.shares_of(fern.id, today() - DAY) == queries.Held(0, 0)
    assert queries.holdings_on(today())[fern.id].shares == 4


def test_shares_bought_at_several_prices_are_given_back_at_the_same_part(app, told):
    a_cooperative()
    fern = a_member(shares=3)
    given = []

    for _ in range(2):
        with transaction():
            given.append(
                actions.withdraw_shares(
                    fern.id, shares=1, from_on=today(), hand=Hand.system(), through="bank"
                )
            )

    assert given == [100, 100]
    assert queries.shares_of(fern.id, today()) == queries.Held(1, 100)


@pytest.mark.parametrize("shares", [0, -1, 4])
def test_a_member_who_stays_keeps_the_fewest_shares(app, told, shares):
    a_cooperative()
    fern = a_member(shares=4)

    with pytest.raises(Refused, match="share"), transaction():
        actions.withdraw_shares(
            fern.id, shares=shares, from_on=today(), hand=Hand.system(), through="bank"
        )


def test_if_the_books_refuse_the_register_does_not_change(app, monkeypatch):
    a_cooperative()
    fern = a_member(shares=4)

    def refuse(_moved):
        raise Refused

    monkeypatch.setattr(sharebook, "_listeners", [refuse])
    with pytest.raises(Refused), transaction():
        actions.buy_shares(fern.id, shares=1, from_on=today(), hand=fern.hand)

    assert queries.shares_of(fern.id, today()).shares == 4
