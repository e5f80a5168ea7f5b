"""Credentials: the rules as tables, and what two requests at once can never do."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from coop.core import accounts
from coop.core.accounts import open_account
from coop.core.audit import Hand
from coop.core.credentials import keys, rules
from coop.core.credentials.passwords import account_with_password
from coop.core.credentials.rules import Proof
from coop.core.credentials.second_factor import current_code, enrol_second_factor, use_code
from coop.core.credentials.throttle import NO_WAIT, take_a_try
from coop.core.db import transaction
from coop.core.errors import Refused

PASSWORD = "seven kettles in the rain"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("password", "reasons"),
    [
        pytest.param("seven kettles in the rain", 0, id="words"),
        pytest.param("elevenchars", 1, id="one letter short"),
        pytest.param("aaaaaaaaaaaa", 1, id="one letter again and again"),
        pytest.param("ash", 3, id="every reason is given"),
        pytest.param("long enough but ash is in it", 1, id="holds the name"),
        pytest.param("abcdef" * 40, 1, id="too long"),
    ],
)
def test_a_password_is_refused_with_every_reason(password: str, reasons: int) -> None:
    assert len(rules.password_refusals(password, name="ash")) == reasons


@pytest.mark.parametrize(
    ("proof", "tries", "minutes"),
    [
        (Proof.PASSWORD, 4, 0),
        (Proof.PASSWORD, 5, 5),
        (Proof.PASSWORD, 6, 10),
        (Proof.PASSWORD, 7, 20),
        (Proof.PASSWORD, 99, 60),
        (Proof.PIN, 4, 0),
        (Proof.PIN, 5, 15),
        (Proof.PIN, 6, 0),
        (Proof.PIN, 10, 30),
        (Proof.ADDRESS, 59, 0),
        (Proof.ADDRESS, 60, 5),
    ],
)
def test_each_pause_is_longer_than_the_last(proof: Proof, tries: int, minutes: int) -> None:
    assert rules.pause_after(proof, tries) == timedelta(minutes=minutes)


@given(st.integers(5, 10_000))
def test_more_wrong_passwords_never_shorten_the_pause(tries: int) -> None:
    assert rules.pause_after(Proof.PASSWORD, tries + 1) >= rules.pause_after(Proof.PASSWORD, tries)


@pytest.mark.parametrize(
    ("proof", "later", "kept"),
    [
        (Proof.PASSWORD, timedelta(hours=23), 7),
        (Proof.PASSWORD, timedelta(hours=24), 0),
        (Proof.ADDRESS, timedelta(minutes=4), 7),
        (Proof.ADDRESS, timedelta(minutes=15), 4),
        (Proof.ADDRESS, timedelta(hours=2), 0),
    ],
)
def test_tries_fade(proof: Proof, later: timedelta, kept: int) -> None:
    assert rules.tries_remembered(proof, 7, NOON, NOON + later) == kept


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("unknown", "unknown"),
    ],
)
def test_an_address_is_known_by_its_network_only(address: str, prefix: str) -> None:
    assert rules.address_prefix(address) == prefix


@pytest.mark.parametrize(("seconds", "minutes"), [(1, 1), (60, 1), (61, 2), (300, 5), (0, 1)])
def test_a_wait_is_said_in_whole_minutes(seconds: int, minutes: int) -> None:
    assert rules.whole_minutes(timedelta(seconds=seconds)) == minutes


def test_moments_are_kept_to_five_minutes() -> None:
    assert rules.coarse(datetime(2026, 3, 2, 12, 9, 59, 1, tzinfo=UTC)) == NOON + timedelta(
        minutes=5
    )


def test_each_purpose_has_a_key_of_its_own() -> None:
    one, other = keys.derive("one", secret=b"s" * 32), keys.derive("other", secret=b"s" * 32)

    assert one != other
    assert len(one) == len(other) == 32


@pytest.fixture
def account(app: Flask) -> accounts.Account:
    """Give an account with a password."""
    accounts.use_hasher(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    with transaction():
        return open_account("1001", PASSWORD)


@pytest.mark.parametrize("name", ["1001", " 1001 ", "two words", "", "x" * 81])
def test_a_name_is_one_word_and_used_once(account: accounts.Account, name: str) -> None:
    with pytest.raises(Refused), transaction():
        open_account(name, PASSWORD)


def test_what_is_sealed_opens_only_for_its_purpose(account: accounts.Account) -> None:
    sealed = keys.seal("one purpose", "the key")

    assert keys.unseal("one purpose", sealed) == "the key"
    with pytest.raises(keys.BrokenSeal):
        keys.unseal("another purpose", sealed)


def test_a_wrong_name_costs_as_much_work_as_a_wrong_password(
    account: accounts.Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []

    class Watching(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes):  # noqa: A002
            checked.append(str(password))
            return super().verify(hash, password)

    accounts.use_hasher(Watching(time_cost=1, memory_cost=8, parallelism=1))

    assert account_with_password("1001", "wrong") is None
    assert account_with_password("nobody", "wrong") is None
    assert checked == ["wrong", "wrong"]


def at_once(app: Flask, times: int, deed: Callable[[], bool]) -> int:
    """Do a deed in many threads at once, each in its own transaction; count the successes."""

    def one() -> bool:
        with app.app_context(), transaction():
            return deed()

    with ThreadPoolExecutor(times) as pool:
        going = [pool.submit(copy_context().run, one) for _ in range(times)]
        return sum(done.result() for done in going)


def test_a_code_sent_many_times_at_once_works_once(app: Flask, account: accounts.Account) -> None:
    account_id, secret = account.id, accounts.new_secret()
    with transaction():
        enrol_second_factor(account_id, secret, hand=Hand.system())
    code = current_code(secret)

    assert at_once(app, 12, lambda: use_code(account_id, code)) == 1


def test_tries_sent_at_once_cannot_outrun_the_count(app: Flask, account: accounts.Account) -> None:
    def a_try() -> bool:
        return take_a_try(Proof.PASSWORD, "1001", "192.0.2.7") == NO_WAIT

    assert at_once(app, 12, a_try) == 5
