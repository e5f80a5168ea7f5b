"""Coming in: applications, opinions that count once and never for oneself, and the decision."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.membership import actions, queries
from coop.membership.models.applications import ApplicationOpinion
from coop.membership.names import tidy
from tests.builders.membership import (
    a_class,
    a_cooperative,
    a_member,
    an_application,
    an_opinion,
)

pytestmark = pytest.mark.usefixtures("app")


def test_enough_deciders_admit_an_applicant_with_the_shares_bought():
    house = a_cooperative()
    application = an_application(name="Fern Hollis", shares=3)
    an_opinion(application, by=house.secretary)
    an_opinion(application, by=house.board)

    with transaction():
        member_id = actions.admit(application, hand=house.secretary.hand)

    row = queries.member(member_id, queries.today())
    assert (row.number, row.name, row.shares, row.paid_minor) == (4, "Fern Hollis", 3, 300)
    assert queries.application(application).outcome == "admitted"


def test_one_decider_is_not_enough_and_cannot_speak_twice():
    house = a_cooperative()
    application = an_application()
    an_opinion(application, by=house.secretary)

    with pytest.raises(Refused, match="given your opinion already"):
        an_opinion(application, by=house.secretary)
    with pytest.raises(Refused, match="ask for 2 approvals; 1 were given"), transaction():
        actions.admit(application, hand=house.secretary.hand)


def test_the_database_too_counts_each_decider_once():
    house = a_cooperative()
    application = an_application()
    an_opinion(application, by=house.secretary)
    again = ApplicationOpinion(
        application_id=application, member_id=house.secretary.id, approves=True, reason="",
        given_at=queries.the_cooperative().founded_at,
    )  # fmt: skip

    with pytest.raises(IntegrityError), transaction():
        session().add(again)


def test_only_those_whom_the_rules_name_decide():
    a_cooperative()
    application = an_application()
    teller = a_member(office="teller")

    with pytest.raises(Refused, match="Only those whom the rules name"):
        an_opinion(application, by=teller)


def test_a_refusal_needs_a_no_and_its_reasons():
    house = a_cooperative()
    application = an_application()

    with pytest.raises(Refused) as refused, transaction():
        actions.refuse(application, reasons=" ", hand=house.secretary.hand)

    assert len(refused.value.refusals) == 2


def test_nothing_is_decided_twice():
    house = a_cooperative()
    application = an_application()
    with transaction():
        actions.withdraw_application(application, hand=house.secretary.hand)

    with pytest.raises(Refused, match="decided already"):
        an_opinion(application, by=house.board)


@pytest.mark.parametrize(("wish", "why"), [
    pytest.param({"shares": 0}, "at least 1 and at most 100", id="no share"),
    pytest.param({"born_on": date(2012, 1, 1)}, "at least 16 years old", id="too young"),
    pytest.param({"born_on": date(2190, 1, 1)}, "still to come", id="not born yet"),
    pytest.param({"born_on": date(150, 1, 1)}, "more than 120 years", id="a slip in the year"),
    pytest.param({"name": "\u202e \t"}, "name is missing", id="invisible name"),
    pytest.param({"address": "  \n "}, "service address is missing", id="no address"),
])  # fmt: skip
def test_an_application_that_cannot_be_is_refused_with_its_reason(wish, why):
    a_cooperative()

    with pytest.raises(Refused, match=why):
        an_application(**wish)


def test_marks_that_nobody_sees_are_left_out_of_a_name():
    assert tidy("Fern\u200b \u202eHollis\u2069\x07\ufeff") == "Fern Hollis"


def test_a_class_may_ask_for_more_years_than_the_rules():
    a_cooperative()
    a_class(name="Elders", minimum_age=60)

    with pytest.raises(Refused, match="at least 60 years old"):
        an_application(class_="Elders", born_on=date(1980, 1, 1))


def test_whoever_was_a_member_before_is_admitted_under_the_old_number():
    house, day = a_cooperative(), queries.today()
    fern = a_member(name="Fern Hollis")
    with transaction():
        actions.resign(fern.id, from_on=day, hand=fern.hand)
    application = an_application(name="Fern Vale", former_number=fern.number)
    for decider in (house.secretary, house.board):
        an_opinion(application, by=decider)

    with transaction():
        back = actions.admit(
            application, hand=house.secretary.hand, from_on=day + timedelta(days=1)
        )

    assert back == fern.id
    assert queries.member(back, day + timedelta(days=1)).name == "Fern Vale"


def test_a_former_number_with_another_date_of_birth_is_nobody_s():
    house = a_cooperative()
    fern = a_member()
    application = an_application(former_number=fern.number, born_on=date(1971, 2, 3))
    for decider in (house.secretary, house.board):
        an_opinion(application, by=decider)

    with transaction():
        admitted = actions.admit(application, hand=house.secretary.hand)

    assert admitted != fern.id
