"""One’s own sign-ins, password and PIN."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coop.core import clock
from coop.core.accounts import SignInSession
from coop.core.credentials.sessions import sessions_of
from coop.core.db import session
from tests.conftest import MORNING
from tests.signin.visitor import PASSWORD, Town, Visitor

NEXT = "eight kettles in the snow"


def test_people_see_where_they_are_signed_in_without_addresses(
    town: Town, visitor: Visitor
) -> None:
    town.member("1001")
    with clock.at(MORNING + timedelta(minutes=7, seconds=31)):
        visitor.sign_in("1001")
        town.visitor().sign_in("1001")
        shown = visitor.get("/me/sign-ins").text

    assert shown.count("<time") >= 4
    assert "T09:05" in shown
    assert "T09:07" not in shown
    assert "127.0.0.1" not in shown


def test_another_sign_in_can_be_ended_at_once(town: Town, visitor: Visitor) -> None:
    town.member("1001")
    lost = town.visitor()
    visitor.sign_in("1001")
    lost.sign_in("1001")
    shown = visitor.get("/me/sign-ins").text
    other = next(id_ for id_ in session().scalars(select(SignInSession.id)) if str(id_) in shown)

    visitor.send(f"/me/sign-ins/{other}/end", at="/me/sign-ins")

    assert not lost.is_in()
    assert visitor.is_in()


def test_nobody_can_end_the_sign_in_of_another(town: Town, visitor: Visitor) -> None:
    town.member("1001")
    other = town.member("1003")
    neighbour = town.visitor()
    visitor.sign_in("1001")
    neighbour.sign_in("1003")

    theirs = sessions_of(other)[0].id
    answer = visitor.send(f"/me/sign-ins/{theirs}/end", at="/me/sign-ins")

    assert answer.status_code == 404
    assert neighbour.is_in()


def test_all_the_others_can_be_ended(town: Town, visitor: Visitor) -> None:
    town.member("1001")
    others = [town.visitor() for _ in range(3)]
    for browser in (visitor, *others):
        browser.sign_in("1001")

    visitor.send("/me/sign-ins/end-others", at="/me/sign-ins")

    assert visitor.is_in()
    assert not any(other.is_in() for other in others)


@pytest.mark.parametrize(
    ("officer", "idle", "inside"),
    [
        pytest.param(False, timedelta(hours=11, minutes=58), True, id="a member within 12 hours"),
        pytest.param(False, timedelta(hours=12), False, id="a member after 12 hours"),
        pytest.param(True, timedelta(minutes=28), True, id="an officer within 30 minutes"),
        pytest.param(True, timedelta(minutes=30), False, id="an officer after 30 minutes"),
    ],
)
def test_a_sign_in_left_alone_runs_out(
    town: Town, officer: bool, idle: timedelta, inside: bool
) -> None:
    if officer:
        browser = town.officer_inside()
    else:
        town.member("1001")
        browser = town.visitor()
        browser.sign_in("1001")

    with clock.at(MORNING + idle):
        assert browser.is_in() is inside


def test_a_sign_in_in_use_lives_on(town: Town) -> None:
    officer = town.officer_inside()

    for minutes in range(0, 120, 25):
        with clock.at(MORNING + timedelta(minutes=minutes)):
            assert officer.is_in()


def test_a_password_is_changed_with_the_old_one_and_ends_every_other_sign_in(
    town: Town, visitor: Visitor
) -> None:
    town.member("1001")
    other = town.visitor()
    other.sign_in("1001")
    visitor.sign_in("1001")
    before = visitor.cookie()

    wrong = visitor.send("/me/password", current="wrong", password=NEXT)
    visitor.send("/me/password", current=PASSWORD, password=NEXT)
    thief = town.visitor()
    thief.client.set_cookie("session", before)

    assert wrong.status_code == 422
    assert visitor.is_in()
    assert not other.is_in()
    assert not thief.is_in()
    assert town.visitor().sign_in("1001", PASSWORD).status_code == 422
    assert town.visitor().sign_in("1001", NEXT).status_code == 302


def test_a_weak_password_is_refused_with_advice(town: Town, visitor: Visitor) -> None:
    town.member("1001")
    visitor.sign_in("1001")

    answer = visitor.send("/me/password", current=PASSWORD, password="short")

    assert answer.status_code == 422
    assert "at least 12 letters" in answer.text
    assert "Three or four words" in answer.text


def test_a_browser_left_open_cannot_be_used_to_guess_the_password(
    town: Town, visitor: Visitor
) -> None:
    town.member("1001")
    visitor.sign_in("1001")
    for _ in range(5):
        visitor.send("/me/password", current="guess", password=NEXT)

    assert visitor.send("/me/password", current=PASSWORD, password=NEXT).status_code == 429


@pytest.mark.parametrize(
    ("pin", "status"),
    [
        pytest.param("193856", 302, id="six digits"),
        pytest.param("12345", 422, id="five digits"),
        pytest.param("12a456", 422, id="a letter"),
        pytest.param("111111", 422, id="all the same"),
        pytest.param("654321", 422, id="running down"),
        pytest.param("١٩٣٨٥٦", 422, id="digits that the keyboard there has not"),
    ],
)
def test_a_pin_has_six_digits_that_are_hard_to_guess(
    town: Town, visitor: Visitor, pin: str, status: int
) -> None:
    town.member("1001")
    visitor.sign_in("1001")

    assert visitor.send("/me/pin", current=PASSWORD, pin=pin).status_code == status
