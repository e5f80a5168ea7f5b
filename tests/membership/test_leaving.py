"""Whoever leaves can sign in no more: at once, or from the day on which they leave."""

from datetime import timedelta

import pytest

from coop.core import clock
from coop.core.accounts import account_named
from coop.core.audit import Hand
from coop.core.db import session, transaction
from coop.core.jobbook import Job, State
from coop.core.jobs import run
from coop.membership import actions, queries
from coop.membership.queries import today
from tests.builders.membership import a_cooperative, a_member, an_application, an_opinion

DAY = timedelta(days=1)


def promised() -> list[Job]:
    return list(session().query(Job).filter_by(name="membership.close_way_in"))


def leave(how: str, who, from_on) -> None:
    with transaction():
        if how == "expelled":
            actions.expel(who.id, from_on=from_on, motion_number="2026-1", hand=Hand.system())
        else:
            actions.resign(who.id, from_on=from_on, hand=who.hand)


@pytest.mark.parametrize("how", ["resigned", "expelled"])
def test_the_account_is_closed_at_once_when_the_day_has_come(app, how):
    a_cooperative()
    fern = a_member(signs_in=True)

    leave(how, fern, today())

    assert account_named(fern.account_name) is None
    assert promised() == []


@pytest.mark.parametrize("how", ["resigned", "expelled"])
def test_the_account_of_who_leaves_later_is_closed_on_that_day(app, how):
    a_cooperative()
    fern = a_member(signs_in=True)

    leave(how, fern, today() + 3 * DAY)

    (job,) = promised()
    assert account_named(fern.account_name)
    assert clock.local(job.due_at, queries.the_cooperative().timezone).date() == today() + 3 * DAY
    with clock.at(job.due_at):
        assert run(str(job.id)) is State.DONE
        assert run(str(job.id)) is State.DONE
        assert account_named(fern.account_name) is None


def test_a_job_that_comes_too_early_closes_nothing(app):
    a_cooperative()
    fern = a_member(signs_in=True)
    leave("resigned", fern, today() + 3 * DAY)

    run(str(promised()[0].id))

    assert account_named(fern.account_name)


def test_a_member_again_before_the_job_runs_keeps_the_way_in(app):
    house = a_cooperative()
    fern = a_member(signs_in=True)
    leave("resigned", fern, today() + 3 * DAY)
    with clock.at(clock.now() + 5 * DAY):
        with transaction():
            actions.readmit(fern.id, from_on=today(), hand=house.secretary.hand)
        run(str(promised()[0].id))

        assert account_named(fern.account_name)


def test_resigning_on_the_page_ends_the_sign_in_and_says_so(page):
    a_cooperative()
    fern = a_member(signs_in=True)
    page.signed_in_as(fern).get("membership.resign")
    page.send("", from_on=today())

    done = page.send("", sure="yes")

    assert "Recorded. The membership ends on that day." in done.text
    assert page.get("membership.me").heading != "My page"


def test_who_comes_back_gets_a_new_code_and_the_old_password_stays_shut(app):
    house = a_cooperative()
    fern = a_member(signs_in=True)
    leave("resigned", fern, today())
    wish = an_application(name=fern.name, former_number=fern.number)
    for decider in (house.board, house.secretary):
        an_opinion(wish, by=decider)

    with transaction():
        actions.admit(wish, hand=house.secretary.hand)
        way_in = actions.invite(fern.id, hand=house.secretary.hand)

    account = account_named(fern.account_name)
    assert way_in.code
    assert account
    assert account.password_hash is None
