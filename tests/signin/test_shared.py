"""Shared terminals: a number and a PIN, a short sign-in, and no powers of any office."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coop.core import clock
from coop.core.accounts import Terminal
from coop.core.auditbook import AuditEntry
from coop.core.db import session
from tests.conftest import MORNING
from tests.signin.visitor import Town, Visitor

PIN = "193856"


@pytest.fixture
def officer(town: Town) -> Visitor:
    """Give the register’s keeper, signed in at a desk."""
    return town.officer_inside("1002")


@pytest.fixture
def device(town: Town, officer: Visitor) -> Visitor:
    """Give a device that the keeper has made a shared terminal."""
    there = town.visitor()
    there.client.set_cookie("session", officer.cookie())
    there.send("/terminals", place_name="Reading room")
    return there


def test_registering_signs_the_officer_out_of_the_device(town: Town, device: Visitor) -> None:
    assert not device.is_in()
    assert device.cookie("evenhand_terminal")
    assert device.get("/terminal").status_code == 200


def test_a_member_signs_in_with_number_and_pin_and_sees_finish(town: Town, device: Visitor) -> None:
    town.member("1001", pin=PIN)

    device.send("/terminal", name="1001", pin=PIN)

    assert device.is_in()
    assert "Finish" in device.get("/me/sign-ins").text


def test_a_membership_number_does_as_well_as_a_chosen_name(town: Town, device: Visitor) -> None:
    town.numbers[12] = town.member("ash@example.org", pin=PIN)

    device.send("/terminal", name="12", pin=PIN)

    assert device.is_in()


def test_a_name_and_a_number_share_one_count_of_tries(town: Town, device: Visitor) -> None:
    town.numbers[12] = town.member("ash", pin=PIN)
    for name in ("12", "ash", "12", "ash", "12"):
        device.send("/terminal", name=name, pin="000000")

    assert device.send("/terminal", name="ash", pin=PIN).status_code == 429


def test_nobody_shadows_a_number_with_a_chosen_name(town: Town, device: Visitor) -> None:
    town.member("12", pin="520741")
    town.numbers[12] = town.member("ash", pin=PIN)

    assert device.send("/terminal", name="12", pin="520741").status_code == 422


def test_finish_leaves_the_terminal_ready_for_the_next_person(town: Town, device: Visitor) -> None:
    town.member("1001", pin=PIN)
    device.send("/terminal", name="1001", pin=PIN)

    answer = device.send("/sign-out", at="/me/sign-ins")

    assert answer.location == "/terminal"
    assert not device.is_in()


def test_an_office_has_no_power_at_a_terminal_by_pin_or_by_password(
    town: Town, device: Visitor
) -> None:
    town.officer("1003", pin=PIN)

    device.send("/terminal", name="1003", pin=PIN)
    by_pin = device.get("/terminals").status_code
    device.send("/sign-out", at="/me/sign-ins")
    device.sign_in("1003")
    by_password = device.get("/terminals").status_code

    assert by_pin == by_password == 403
    assert device.is_in()


def test_a_terminal_signs_out_after_ten_minutes(town: Town, device: Visitor) -> None:
    town.member("1001", pin=PIN)
    device.send("/terminal", name="1001", pin=PIN)

    with clock.at(MORNING + timedelta(minutes=9)):
        assert device.is_in()
    with clock.at(MORNING + timedelta(minutes=19)):
        assert not device.is_in()


def test_a_pin_works_on_no_other_device(town: Town, visitor: Visitor) -> None:
    town.member("1001", pin=PIN)

    assert visitor.get("/terminal").status_code == 403
    assert visitor.sign_in("1001", PIN).status_code == 422


@pytest.mark.parametrize("card", ["forged", "ImZvcmdlZCI.AAAA", ""])
def test_a_forged_card_makes_no_terminal(town: Town, visitor: Visitor, card: str) -> None:
    visitor.client.set_cookie("evenhand_terminal", card)

    assert visitor.get("/terminal").status_code == 403


def test_a_retired_terminal_is_closed_at_once(
    town: Town, officer: Visitor, device: Visitor
) -> None:
    town.member("1001", pin=PIN)
    device.send("/terminal", name="1001", pin=PIN)
    keeper = town.officer_inside("1004")
    terminal_id = session().scalars(select(Terminal.id)).one()

    keeper.send(f"/terminals/{terminal_id}/retire", at="/terminals")

    assert not device.is_in()
    assert device.get("/terminal").status_code == 403
    with town.app.app_context():
        deeds = set(session().scalars(select(AuditEntry.act)))
    assert {"accounts.terminal_registered", "accounts.terminal_retired"} <= deeds


def test_five_wrong_pins_lock_the_pin_for_a_quarter_of_an_hour(town: Town, device: Visitor) -> None:
    town.member("1001", pin=PIN)
    for _ in range(5):
        assert device.send("/terminal", name="1001", pin="000000").status_code == 422

    locked = device.send("/terminal", name="1001", pin=PIN)

    assert locked.status_code == 429
    assert "Wait 15 minutes." in locked.text
    with clock.at(MORNING + timedelta(minutes=15)):
        device.send("/terminal", name="1001", pin=PIN)
        assert device.is_in()


def test_a_locked_pin_does_not_lock_the_password(town: Town, device: Visitor) -> None:
    town.member("1001", pin=PIN)
    for _ in range(6):
        device.send("/terminal", name="1001", pin="000000")

    desk = town.visitor()
    desk.sign_in("1001")

    assert desk.is_in()


def test_only_the_register_keeper_registers_terminals(town: Town, visitor: Visitor) -> None:
    town.member("1001")
    visitor.sign_in("1001")

    assert visitor.get("/terminals").status_code == 403


def test_a_device_leaves_its_duty_only_in_a_demonstration(town: Town, device: Visitor) -> None:
    refused = device.send("/terminal/leave", at="/terminal")
    town.is_demonstration = True
    device.send("/terminal/leave", at="/terminal")

    assert refused.status_code == 403
    assert not device.cookie("evenhand_terminal")
