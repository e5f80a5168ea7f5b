"""A surplus is proposed, decided and shared once, and its document proves itself (PAY-73 to 76)."""

import copy
import json
from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from coop.core import canonical, clock
from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.membership.actions import resign
from coop.membership.queries import today
from coop.verify import check_path
from payroll.deeds.surpluses import Plan, carry_out_surplus, drop_surplus, propose_surplus
from payroll.models.owned import Surplus
from payroll.reading.balances import balance, trial_balance
from payroll.reading.surpluses import Basis, claims_for, surplus
from payroll.rules.owned.surplus import Use
from payroll.rules.owned.surplus_document import faults_in_surplus, own_part
from tests.builders.membership import a_member as any_member
from tests.builders.owned import CARRIED, owed
from tests.conftest import MORNING
from tests.governance.crowd import all_at_once

YEAR = timedelta(days=365)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
USES = {Use.GENERAL: 40, Use.SOCIAL: 10, Use.REBATE: 30, Use.DIVIDEND: 20}


@pytest.fixture
def next_year(coop):
    """Hold the clock in the next year, when the surplus is known."""
    with clock.at(MORNING + YEAR):
        yield coop


def a_member(**named):
    """Write somebody into the register on the last day of the year."""
    return any_member(from_on=LAST, **named)


def a_plan(people, amount=1_000_00, uses=None, **named):
    """Plan to share by trade: the first traded once as much as the second’s half, and so on."""
    trade = {one.number: 100 * place for place, one in enumerate(people, start=1)}
    chosen = USES if uses is None else uses
    return Plan(
        first=FIRST, last=LAST, amount=amount, uses=chosen, basis=Basis.TRADE, trade=trade, **named
    )


def proposed(coop, people, **named):
    """Propose a plan in a transaction of its own."""
    with transaction():
        return propose_surplus(a_plan(people, **named), hand=coop.hand)


def carry_out(surplus_id, coop, motion=CARRIED):
    """Share it in a transaction of its own."""
    with transaction():
        carry_out_surplus(surplus_id, motion_number=motion, hand=coop.hand)


def test_nothing_moves_until_the_members_have_decided(next_year):
    people = [a_member() for _ in range(2)]
    before = balance("result")

    surplus_id = proposed(next_year, people)

    assert (surplus(surplus_id).state, balance("result")) == ("proposed", before)
    with pytest.raises(Refused, match="no carried motion"):
        carry_out(surplus_id, next_year, motion="2026-9")


def test_what_was_proposed_is_what_is_shared_to_the_last_unit(next_year):
    fern, robin = a_member(), a_member()
    surplus_id = proposed(next_year, (fern, robin), amount=1_000_01)

    carry_out(surplus_id, next_year)

    shared = surplus(surplus_id).shared
    assert balance("result") == 1_000_01
    # The odd unit goes to the largest remainder: 400.004 has more of it than 100.001.
    assert -balance("reserve:general") == 400_01
    assert -balance("social_purpose") == 100_00
    assert -balance("owed") == 1_000_01 - 500_01
    for who in (fern, robin):
        rebate, dividend = own_part(surplus(surplus_id).document, who.number)
        assert owed("owed", who) == rebate + dividend > 0
    assert sum(part.amount for part in shared.parts) == 1_000_01
    lines = trial_balance()
    assert sum(one.debited for one in lines) == sum(one.credited for one in lines)


def test_a_surplus_is_shared_once_whoever_presses(next_year, app):
    people = [a_member() for _ in range(2)]
    one, other = proposed(next_year, people), proposed(next_year, people, amount=500_00)
    hands = (next_year.treasurer, next_year.second)

    ends = all_at_once(
        app,
        [
            lambda which=which, by=by: carry_out_surplus(which, motion_number=CARRIED, hand=by.hand)
            for which in (one, other)
            for by in hands * 2
        ],
    )

    assert ends.count("done") == 1
    assert {surplus(each).state for each in (one, other)} == {"shared", "proposed"}
    assert balance("result") in {1_000_00, 500_00}


def test_the_days_of_two_surpluses_may_not_overlap(next_year):
    people = [a_member() for _ in range(2)]
    carry_out(proposed(next_year, people), next_year)
    with transaction():
        half = propose_surplus(
            Plan(first=date(2026, 7, 1), last=LAST, amount=100, uses={Use.GENERAL: 100}),
            hand=next_year.hand,
        )

    with pytest.raises(Refused, match="shared already"):
        carry_out(half, next_year)


def test_a_dropped_proposal_stays_to_be_read_and_is_never_shared(next_year):
    surplus_id = proposed(next_year, [a_member()])
    with transaction():
        drop_surplus(surplus_id, hand=next_year.hand)

    with pytest.raises(Refused, match="shared or dropped"):
        carry_out(surplus_id, next_year)
    with pytest.raises(Refused, match="shared or dropped"), transaction():
        drop_surplus(surplus_id, hand=next_year.hand)


def test_a_year_that_is_not_over_has_no_surplus(coop):
    plan = a_plan([any_member()])

    with pytest.raises(Refused, match="not over yet"), transaction():
        propose_surplus(plan, hand=coop.hand)


def test_whoever_left_has_a_rebate_for_their_work_and_no_dividend(next_year):
    fern, robin = a_member(), a_member()
    with transaction():
        resign(fern.id, from_on=LAST, hand=fern.hand)
    trade = {fern.number: 100, robin.number: 100}

    claims = {one.number: one for one in claims_for(FIRST, LAST, Basis.TRADE, trade)}

    assert (claims[fern.number].did, claims[fern.number].has_dividend) == (100, False)
    assert (claims[robin.number].did, claims[robin.number].has_dividend) == (100, True)


def test_the_document_names_members_by_number_alone_and_proves_itself(next_year):
    people = [a_member(name="Juniper Vale"), a_member()]

    row = surplus(proposed(next_year, people))

    text = canonical.canonical(row.document)
    assert "Juniper" not in text
    assert str(people[0].id) not in text
    assert canonical.digest(row.document) == row.digest
    assert faults_in_surplus(row.document) == []


@pytest.mark.parametrize("table", ["parts", "members", "claims", "uses", "reserves", "amount"])
def test_any_change_of_the_document_is_found(next_year, table):
    row = surplus(proposed(next_year, [a_member() for _ in range(3)]))
    changed = copy.deepcopy(row.document)
    if table == "amount":
        changed["amount"] += 1
    elif table == "uses":
        changed["uses"] = {"dividend": 100}
    elif table == "reserves":
        changed["reserves"] = [
            {"to": "reserve:legal", "says": "Legal", "share": "3/10", "source": "Law"}
        ]
    elif table == "claims":
        changed["claims"][-1]["did"] = "999999"
    else:
        changed[table][-1]["amount" if table == "parts" else "rebate"] += 1

    assert faults_in_surplus(changed)


@pytest.mark.parametrize("did", ["1e999999999", "-5", "1/0", "9" * 40, 7, None])
def test_a_file_of_a_stranger_cannot_make_it_count_for_ever(did):
    told = {
        "amount": 100, "currency": "GBP", "reserves": [], "uses": {"rebate": 100},
        "claims": [{"number": 1, "did": did, "dividend": False}],
    }  # fmt: skip

    assert faults_in_surplus(told) == ["This is no proposal for a surplus: ValueError"]


@pytest.mark.parametrize("text", ["{}", '{"amount": 1.5, "uses": {}}', '{"uses": [], "amount": 1}'])
def test_what_is_no_proposal_is_said_to_be_none(text):
    assert len(faults_in_surplus(json.loads(text))) == 1


def test_verify_works_a_proposal_out_again_and_gives_its_digest(next_year, tmp_path):
    row = surplus(proposed(next_year, [a_member() for _ in range(3)]))
    told = canonical.canonical(row.document)
    kept = tmp_path / "surplus.json"

    kept.write_text(told)
    (good,) = check_path(kept)
    kept.write_text(told.replace('"amount":100000', '"amount":100001', 1))
    (changed,) = check_path(kept)
    kept.write_text(told.replace(",", ", "))
    (respelt,) = check_path(kept)

    assert good.ok
    assert row.digest in " ".join(good.sentences)
    assert (changed.ok, respelt.ok) == (False, False)


def test_the_kept_proposal_cannot_be_changed(next_year):
    surplus_id = proposed(next_year, [a_member()])

    changed = update(Surplus).where(Surplus.id == surplus_id).values(document="{}")
    with pytest.raises(DBAPIError), transaction():
        session().execute(changed)


def test_pay_of_the_year_may_be_what_a_rebate_follows(next_year):
    assert claims_for(FIRST, LAST, Basis.PAY) is not None
    with pytest.raises(Refused, match="No member did anything"), transaction():
        propose_surplus(
            Plan(first=FIRST, last=LAST, amount=100, uses={Use.REBATE: 100}, basis=Basis.PAY),
            hand=next_year.hand,
        )
    assert today() > LAST
