"""Coming in for the first time: a code on paper, good once and for thirty days."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from coop.core import accounts, clock
from coop.core.accounts import Invitation
from coop.core.audit import Hand
from coop.core.db import session, transaction
from coop.core.errors import Refused
from tests.conftest import MORNING
from tests.signin.visitor import Town, Visitor

CHOSEN = "eight kettles in the snow"


def newcomer(name: str = "1005") -> UUID:
    with transaction():
        return accounts.open_account(name).id


def a_code(account_id: UUID) -> str:
    with transaction():
        return accounts.issue_invitation(account_id, hand=Hand.system(), may_replace=True)


def test_a_clerk_issues_a_code_and_the_newcomer_comes_in(town: Town, visitor: Visitor) -> None:
    account_id = newcomer("1005")
    clerk = town.officer_inside("1002")
    letter = clerk.send(f"/accounts/{account_id}/invitation", at="/terminals")
    found = re.search(r"\b(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}\b", letter.text)
    assert found

    visitor.send("/welcome", code=found.group().lower(), password=CHOSEN)

    assert visitor.is_in()
    assert town.visitor().sign_in("1005", CHOSEN).status_code == 302


def test_a_member_cannot_issue_a_code(town: Town, visitor: Visitor) -> None:
    other = newcomer("1005")
    town.member("1001")
    visitor.sign_in("1001")

    answer = visitor.send(f"/accounts/{other}/invitation", at="/me/sign-ins")

    assert answer.status_code == 403


def test_a_code_works_once(town: Town, visitor: Visitor) -> None:
    code = a_code(newcomer())
    visitor.send("/welcome", code=code, password=CHOSEN)

    again = town.visitor().send("/welcome", code=code, password=CHOSEN)

    assert again.status_code == 422


def test_a_code_is_good_for_thirty_days(town: Town, visitor: Visitor) -> None:
    code = a_code(newcomer())

    with clock.at(MORNING + timedelta(days=30)):
        answer = visitor.send("/welcome", code=code, password=CHOSEN)

    assert answer.status_code == 422


def test_a_new_code_takes_the_place_of_the_old(town: Town, visitor: Visitor) -> None:
    account_id = newcomer()
    old, fresh = a_code(account_id), a_code(account_id)

    assert visitor.send("/welcome", code=old, password=CHOSEN).status_code == 422
    assert visitor.send("/welcome", code=fresh, password=CHOSEN).status_code == 302


def test_a_weak_password_does_not_use_up_the_code(town: Town, visitor: Visitor) -> None:
    code = a_code(newcomer())

    weak = visitor.send("/welcome", code=code, password="short")
    visitor.send("/welcome", code=code, password=CHOSEN)

    assert weak.status_code == 422
    assert visitor.is_in()


def test_a_code_does_not_get_round_the_second_step(town: Town, visitor: Visitor) -> None:
    code = a_code(town.officer("1002"))

    answer = visitor.send("/welcome", code=code, password=CHOSEN)

    assert answer.location == "/sign-in/code"
    assert not visitor.is_in()


def test_a_code_ends_the_sign_ins_of_before(town: Town, visitor: Visitor) -> None:
    account_id = town.member("1001")
    before = town.visitor()
    before.sign_in("1001")

    visitor.send("/welcome", code=a_code(account_id), password=CHOSEN)

    assert visitor.is_in()
    assert not before.is_in()


def test_guessing_codes_is_stopped(town: Town, visitor: Visitor) -> None:
    answers = [
        visitor.send("/welcome", code=f"guess{number}", password=CHOSEN).status_code
        for number in range(61)
    ]

    assert answers == [422] * 60 + [429]


def test_codes_are_kept_hashed(town: Town) -> None:
    code = a_code(newcomer())

    kept = session().scalars(select(Invitation.code_hash)).one()

    assert code.replace("-", "") not in kept
    assert len(kept) == 64


def test_only_the_keeper_of_the_register_may_replace_a_password(town: Town) -> None:
    account_id = town.member("1001")

    with pytest.raises(Refused, match="password already"), transaction():
        accounts.issue_invitation(account_id, hand=Hand.system())

    with transaction():
        assert accounts.issue_invitation(account_id, hand=Hand.system(), may_replace=True)
