"""A town of people to sign in, on the real application and both engines."""

import pytest
from argon2 import PasswordHasher
from flask import Flask

from coop.core import accounts
from tests.signin.visitor import Town, Visitor


@pytest.fixture
def town(app: Flask) -> Town:
    """Give people with accounts; hashing is cheap, for what it guards is made up."""
    accounts.use_hasher(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    return Town(app)


@pytest.fixture
def visitor(town: Town) -> Visitor:
    """Give a browser that has been nowhere yet."""
    return town.visitor()
