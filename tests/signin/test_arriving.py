"""Signing in with a password: who gets in, who waits, and what a stranger can learn."""

import logging
import re
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from coop.core import accounts, clock
from coop.core.accounts import SignInTries
from coop.core.audit import Hand
from coop.core.auditbook import AuditEntry
from coop.core.db import session, transaction
from tests.conftest import MORNING
from tests.signin.visitor import MARK, PASSWORD, Town, Visitor


def deeds() -> list[str]:
    return list(session().scalars(select(AuditEntry.act)))


def test_the_right_password_opens_the_door(town: Town, visitor: Visitor) -> None:
    town.member("1001")

    answer = visitor.sign_in("1001", to="/me/password")

    assert answer.location == "/me/password"
    assert visitor.is_in()


def test_a_name_is_read_in_either_case_and_with_spaces(town: Town, visitor: Visitor) -> None:
    town.member("ash@example.org")

    visitor.sign_in("  Ash@Example.org ")

    assert visitor.is_in()


def test_a_stranger_cannot_tell_whether_a_name_exists(town: Town, visitor: Visitor) -> None:
    town.member("1001")

    known = visitor.sign_in("1001", "not the password")
    unknown = visitor.sign_in("1999", "not the password")

    assert known.status_code == unknown.status_code == 422
    assert MARK.sub("", known.text) == MARK.sub("", unknown.text).replace("1999", "1001")
    assert "not the password" not in known.text


def test_an_account_without_a_password_or_closed_cannot_be_entered(
    town: Town, visitor: Visitor
) -> None:
    closed = town.member("1001")
    with transaction():
        accounts.close_account(closed, hand=Hand.system())
        accounts.open_account("1003")

    assert visitor.sign_in("1001").status_code == 422
    assert visitor.sign_in("1003", "").status_code == 422
    assert visitor.sign_in("1003", "None").status_code == 422


def test_five_wrong_tries_make_everybody_wait(town: Town, visitor: Visitor) -> None:
    town.member("1001")
    for _ in range(5):
        assert visitor.sign_in("1001", "wrong").status_code == 422

    locked = town.visitor().sign_in("1001")

    assert locked.status_code == 429
    assert "Wait 5 minutes." in locked.text
    assert locked.headers["Retry-After"] == "300"


def test_the_wait_ends_and_grows(town: Town, visitor: Visitor) -> None:
    town.member("1001")
    for _ in range(5):
        visitor.sign_in("1001", "wrong")

    with clock.at(MORNING + timedelta(minutes=5)):
        assert visitor.sign_in("1001", "wrong").status_code == 422
        assert "Wait 10 minutes." in visitor.sign_in("1001").text
    with clock.at(MORNING + timedelta(minutes=15)):
        visitor.sign_in("1001")
        assert visitor.is_in()


def test_a_right_password_wipes_the_slate(town: Town, visitor: Visitor) -> None:
    town.member("1001")
    for _ in range(4):
        visitor.sign_in("1001", "wrong")
    visitor.sign_in("1001")

    again = town.visitor()
    for _ in range(4):
        assert again.sign_in("1001", "wrong").status_code == 422


def test_a_lock_is_in_the_log_once_and_an_unknown_name_never(town: Town, visitor: Visitor) -> None:
    town.member("1001")
    for name in ("1001", "1999"):
        for _ in range(8):
            visitor.sign_in(name, "wrong")

    assert deeds().count("accounts.locked") == 1


def test_one_network_cannot_try_many_names(town: Town, visitor: Visitor) -> None:
    answers = [visitor.sign_in(f"x{number}", "wrong").status_code for number in range(62)]

    assert answers[:60] == [422] * 60
    assert set(answers[60:]) == {429}


def test_the_tries_are_kept_without_names_or_addresses(town: Town, visitor: Visitor) -> None:
    visitor.sign_in("1999", "wrong")

    marks = list(session().scalars(select(SignInTries.mark)))

    assert len(marks) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", mark) for mark in marks)


def test_old_tries_are_forgotten(town: Town, visitor: Visitor) -> None:
    visitor.sign_in("1999", "wrong")

    with clock.at(MORNING + timedelta(days=1, seconds=1)), transaction():
        assert accounts.forget_attempts() == 2


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "evil.example",
        "",
    ],
)
def test_nobody_is_sent_to_another_site(town: Town, visitor: Visitor, elsewhere: str) -> None:
    town.member("1001")
    visitor.get("/sign-in")

    answer = visitor.sign_in("1001", to=elsewhere)

    assert answer.status_code == 302
    assert answer.location == "/"


def test_a_stranger_is_asked_to_sign_in_and_comes_back(town: Town, visitor: Visitor) -> None:
    town.member("1001")

    asked = visitor.get("/me/password?x=1")

    assert asked.location == "/sign-in?next=/me/password?x%3D1"
    assert (
        visitor.send(asked.location, name="1001", password=PASSWORD).location == "/me/password?x=1"
    )


def test_a_form_without_its_mark_is_refused(town: Town, visitor: Visitor) -> None:
    town.member("1001")
    visitor.get("/sign-in")

    answer = visitor.post("/sign-in", name="1001", password=PASSWORD)

    assert answer.status_code == 400
    assert not visitor.is_in()


def test_a_cookie_planted_before_sign_in_is_worth_nothing_after(
    town: Town, visitor: Visitor
) -> None:
    town.member("1001")
    visitor.get("/sign-in")
    planted = visitor.cookie()

    visitor.sign_in("1001")
    thief = town.visitor()
    thief.client.set_cookie("session", planted)

    assert visitor.cookie() != planted
    assert not thief.is_in()


def test_signing_in_again_ends_the_sign_in_before(town: Town, visitor: Visitor) -> None:
    town.member("1001")
    town.member("1003")
    visitor.sign_in("1001")
    before = visitor.cookie()

    visitor.send("/sign-in", at="/me/sign-ins", name="1003", password=PASSWORD)
    thief = town.visitor()
    thief.client.set_cookie("session", before)

    assert not thief.is_in()
    assert visitor.is_in()


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    town: Town, visitor: Visitor
) -> None:
    town.member("1001")

    cookie = visitor.sign_in("1001").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_sign_out_ends_the_sign_in_on_the_server(town: Town, visitor: Visitor) -> None:
    town.member("1001")
    visitor.sign_in("1001")
    kept = visitor.cookie()

    visitor.send("/sign-out", at="/me/sign-ins")
    visitor.client.set_cookie("session", kept)

    assert not visitor.is_in()


def test_sign_out_is_never_a_link(town: Town, visitor: Visitor) -> None:
    assert visitor.get("/sign-out").status_code == 405


def test_a_password_is_hashed_again_when_the_parameters_change(
    town: Town, visitor: Visitor
) -> None:
    account_id = town.member("1001")
    accounts.use_hasher(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))

    visitor.sign_in("1001")

    session().expire_all()
    assert "m=16,t=2" in str(accounts.the_account(account_id).password_hash)


def test_no_password_is_ever_logged(
    town: Town, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    town.member("1001")
    caplog.set_level(logging.DEBUG)

    visitor.sign_in("1001", "a wrong secret sentence")
    visitor.sign_in("1001")

    assert PASSWORD not in caplog.text
    assert "wrong secret" not in caplog.text
