"""The second step: asked of every office-holder, good once, and survivable without a telephone."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from coop.core import accounts, clock
from coop.core.accounts import Account, RecoveryCode
from coop.core.auditbook import AuditEntry
from coop.core.credentials.second_factor import current_code, proposed_secret
from coop.core.db import session
from tests.conftest import MORNING
from tests.signin.visitor import PASSWORD, SECRET, Town, Visitor

CODES = re.compile(r"<code>([0-9A-Z-]{14})</code>")


def key_on(page: str) -> str:
    found = re.search(r'<code class="digest">([A-Z2-7 ]+)</code>', page)
    assert found
    return found.group(1).replace(" ", "")


def enrol(officer: Visitor) -> list[str]:
    secret = key_on(officer.get("/sign-in/second-step").text)
    answer = officer.send("/sign-in/second-step", code=current_code(secret))
    return CODES.findall(answer.text)


def test_a_member_without_an_office_needs_no_second_step(town: Town, visitor: Visitor) -> None:
    town.member("1001")

    assert visitor.sign_in("1001").location == "/"


def test_an_officer_stops_at_setting_up_the_second_step(town: Town, visitor: Visitor) -> None:
    town.officer("1002", enrolled=False)

    answer = visitor.sign_in("1002", to="/terminals")

    assert answer.location == "/sign-in/second-step?next=/terminals"
    assert visitor.get("/terminals").status_code == 302
    assert visitor.get("/me/sign-ins").status_code == 302


def test_the_key_is_shown_as_text_and_as_a_picture_inside_the_page(
    town: Town, visitor: Visitor
) -> None:
    town.officer("1002", enrolled=False)
    visitor.sign_in("1002")

    shown = visitor.get("/sign-in/second-step").text

    assert "<svg" in shown
    assert "data:" not in shown
    assert key_on(shown) == key_on(visitor.get("/sign-in/second-step").text)


def test_setting_up_takes_one_right_code_and_gives_ten_recovery_codes_once(
    town: Town, visitor: Visitor
) -> None:
    town.officer("1002", enrolled=False)
    visitor.sign_in("1002")

    assert visitor.send("/sign-in/second-step", code="000000").status_code == 422
    codes = enrol(visitor)

    assert len(set(codes)) == 10
    assert visitor.get("/terminals").status_code == 200
    assert "accounts.second_factor" in session().scalars(select(AuditEntry.act))


def test_keys_and_recovery_codes_are_never_kept_in_clear(town: Town, visitor: Visitor) -> None:
    account_id = town.officer("1002", enrolled=False)
    visitor.sign_in("1002")
    secret = key_on(visitor.get("/sign-in/second-step").text)

    codes = enrol(visitor)
    sealed = session().scalar(select(Account.totp_sealed).where(Account.id == account_id))
    kept = set(session().scalars(select(RecoveryCode.code_hash)))

    assert sealed
    assert secret not in sealed
    assert len(kept) == 10
    assert not kept & set(codes)


def test_two_sign_ins_never_share_a_proposed_key(app) -> None:
    assert proposed_secret("one") != proposed_secret("two")


def test_the_right_code_lets_an_officer_in(town: Town) -> None:
    officer = town.officer_inside()

    assert officer.get("/terminals").status_code == 200


def test_a_code_cannot_be_used_twice(town: Town) -> None:
    town.officer_inside("1002")
    thief = town.visitor()
    thief.sign_in("1002")

    again = thief.send("/sign-in/code", code=current_code(SECRET))

    assert again.status_code == 422
    assert not thief.is_in()


@pytest.mark.parametrize(
    ("seconds", "right"),
    [
        pytest.param(-60, False, id="two steps ago"),
        pytest.param(-30, True, id="one step ago"),
        pytest.param(0, True, id="now"),
        pytest.param(30, True, id="a clock that is fast"),
        pytest.param(60, False, id="two steps ahead"),
    ],
)
def test_a_code_is_good_for_one_step_to_either_side(
    town: Town, visitor: Visitor, seconds: int, right: bool
) -> None:
    town.officer("1002")
    visitor.sign_in("1002")
    with clock.at(MORNING + timedelta(seconds=seconds)):
        code = current_code(SECRET)

    visitor.send("/sign-in/code", code=code)

    assert visitor.is_in() is right


def test_an_earlier_code_is_refused_after_a_later_one(town: Town) -> None:
    with clock.at(MORNING - timedelta(seconds=30)):
        earlier = current_code(SECRET)
    town.officer_inside("1002")
    thief = town.visitor()
    thief.sign_in("1002")

    assert thief.send("/sign-in/code", code=earlier).status_code == 422


def test_five_wrong_codes_make_the_second_step_wait(town: Town, visitor: Visitor) -> None:
    town.officer("1002")
    visitor.sign_in("1002")
    for _ in range(5):
        assert visitor.send("/sign-in/code", code="000000").status_code == 422

    assert visitor.send("/sign-in/code", code=current_code(SECRET)).status_code == 429
    assert visitor.send("/sign-in/recovery", code="AAAA-AAAA-AAAA").status_code == 429


def test_a_recovery_code_works_once_however_it_is_typed(town: Town, visitor: Visitor) -> None:
    town.officer("1002", enrolled=False)
    visitor.sign_in("1002")
    code = enrol(visitor)[0]
    lost, thief = town.visitor(), town.visitor()
    lost.sign_in("1002")
    thief.sign_in("1002")

    lost.send("/sign-in/recovery", code=code.lower().replace("-", " "))
    again = thief.send("/sign-in/recovery", code=code)

    assert lost.is_in()
    assert again.status_code == 422


def test_one_persons_recovery_code_is_nothing_to_another(town: Town, visitor: Visitor) -> None:
    town.officer("1002", enrolled=False)
    town.officer("1003")
    visitor.sign_in("1002")
    code = enrol(visitor)[0]
    other = town.visitor()
    other.sign_in("1003")

    assert other.send("/sign-in/recovery", code=code).status_code == 422


def test_the_second_step_gives_a_fresh_cookie(town: Town, visitor: Visitor) -> None:
    town.officer("1002")
    visitor.sign_in("1002")
    half_way = visitor.cookie()

    visitor.send("/sign-in/code", code=current_code(SECRET))
    thief = town.visitor()
    thief.client.set_cookie("session", half_way)

    assert visitor.is_in()
    assert not thief.is_in()
    assert thief.get("/sign-in/code").location == "/sign-in"


def test_whoever_is_given_an_office_is_asked_at_the_next_page(town: Town, visitor: Visitor) -> None:
    account_id = town.member("1001")
    visitor.sign_in("1001")
    assert visitor.is_in()

    town.officers.add(account_id)

    assert visitor.get("/terminals").status_code == 302
    assert visitor.get("/sign-in").location == "/sign-in/second-step"


def test_moving_to_another_telephone_takes_the_password(town: Town) -> None:
    officer = town.officer_inside("1002")
    fresh = key_on(officer.get("/sign-in/second-step").text)
    code = current_code(fresh)

    wrong = officer.send("/sign-in/second-step", code=code, current="wrong")
    moved = officer.send("/sign-in/second-step", code=code, current=PASSWORD)
    again = town.visitor()
    again.sign_in("1002")

    assert wrong.status_code == 422
    assert len(CODES.findall(moved.text)) == 10
    assert again.send("/sign-in/code", code=current_code(SECRET)).status_code == 422
    with clock.at(MORNING + timedelta(seconds=30)):
        again.send("/sign-in/code", code=current_code(fresh))
        assert again.is_in()


def test_an_enrolled_officer_cannot_enrol_another_telephone_half_way(
    town: Town, visitor: Visitor
) -> None:
    town.officer("1002")
    visitor.sign_in("1002")

    assert visitor.get("/sign-in/second-step").location == "/sign-in/code"


def test_only_a_demonstration_shows_the_code(town: Town, visitor: Visitor) -> None:
    town.officer("1002")
    visitor.sign_in("1002")
    hidden = visitor.get("/sign-in/code").text

    town.is_demonstration = True
    shown = visitor.get("/sign-in/code").text

    assert current_code(SECRET) not in hidden
    assert "This is a demonstration, so here is your code" in shown
    assert current_code(SECRET) in shown


def test_a_demonstration_shows_a_code_that_is_still_unused(town: Town) -> None:
    town.is_demonstration = True
    town.officer_inside("1002")
    again = town.visitor()
    again.sign_in("1002")
    found = re.search(r'class="code">(\d{6})<', again.get("/sign-in/code").text)
    assert found

    again.send("/sign-in/code", code=found.group(1))

    assert again.is_in()


def test_without_a_password_nobody_sees_the_second_step(town: Town, visitor: Visitor) -> None:
    for path in ("/sign-in/code", "/sign-in/recovery", "/sign-in/second-step"):
        assert visitor.get(path).location == "/sign-in"


def test_an_account_says_whether_it_has_a_second_step(town: Town) -> None:
    assert accounts.has_second_factor(town.officer("1002"))
    assert not accounts.has_second_factor(town.member("1001"))
