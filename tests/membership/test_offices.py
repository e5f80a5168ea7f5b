"""Offices: two people, dated, and never one’s own; they give powers, and leaving ends them."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from coop.core.access import Permission
from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.membership import actions, queries
from coop.membership.access import grants_of
from coop.membership.models.offices import OfficeConfirmation
from coop.membership.offices import OFFICES, POWERS, TASKS
from tests.builders.membership import Person, a_cooperative, a_member

pytestmark = pytest.mark.usefixtures("app")


def proposed(holder: Person, *, by: Person, office: str = "auditor"):
    with transaction():
        return actions.propose_office(
            holder.id, office=office, from_on=queries.today(), hand=by.hand
        )


def test_an_office_holds_once_another_person_has_confirmed_it():
    house = a_cooperative()
    fern = a_member(signs_in=True)
    grant = proposed(fern, by=house.secretary)
    before = queries.offices_of(fern.id, queries.today())

    with transaction():
        actions.confirm_office(grant, hand=house.board.hand)

    assert before == frozenset()
    assert queries.offices_of(fern.id, queries.today()) == {"auditor"}


def test_neither_the_proposer_nor_the_holder_confirms():
    house = a_cooperative()
    grant = proposed(house.board, by=house.secretary, office="payroll_officer")

    for who, why in ((house.secretary, "Whoever proposed"), (house.board, "their own office")):
        with pytest.raises(Refused, match=why), transaction():
            actions.confirm_office(grant, hand=who.hand)


@pytest.mark.parametrize("confirmer", ["proposer", "holder"])
def test_the_database_too_wants_two_people(confirmer):
    house = a_cooperative()
    fern = a_member()
    grant = proposed(fern, by=house.secretary)
    forged = OfficeConfirmation(
        grant_id=grant, member_id=fern.id, granted_by=house.secretary.id,
        confirmed_by=house.secretary.id if confirmer == "proposer" else fern.id,
        confirmed_at=queries.the_cooperative().founded_at,
    )  # fmt: skip

    with pytest.raises(IntegrityError), transaction():
        session().add(forged)


def test_an_office_ends_on_its_day_and_not_before():
    house, day = a_cooperative(), queries.today()
    held = next(each for each in queries.offices_on(day) if each.office == "clerk")

    with transaction():
        actions.end_office(held.grant_id, on=day + timedelta(days=5), hand=house.board.hand)

    assert queries.office_holders("clerk", day + timedelta(days=4))
    assert not queries.office_holders("clerk", day + timedelta(days=5))


def test_leaving_the_cooperative_ends_every_power_at_once():
    house, day = a_cooperative(), queries.today()
    account_id = queries.account_of(house.secretary.id)
    assert Permission.KEEP_REGISTER in grants_of(account_id)

    with transaction():
        actions.resign(house.secretary.id, from_on=day, hand=house.secretary.hand)

    assert grants_of(account_id) == frozenset()


def test_a_member_without_office_has_a_member_s_powers_only():
    a_cooperative()
    fern = a_member(signs_in=True)

    assert grants_of(queries.account_of(fern.id)) == {Permission.MEMBER}


def test_every_office_has_a_name_a_task_and_powers():
    assert OFFICES.keys() == TASKS.keys() == POWERS.keys()
    assert all(POWERS.values())


def test_someone_too_young_for_the_rules_holds_no_office(monkeypatch):
    house = a_cooperative()
    monkeypatch.setattr("tests.builders.membership.BORN", queries.today() - timedelta(days=6300))
    young = a_member()

    with pytest.raises(Refused, match="at least 18 years old"):
        proposed(young, by=house.secretary)
