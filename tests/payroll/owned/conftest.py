"""The ground of these tests: a co-operative with open books and one carried motion."""

import pytest

from tests.builders.owned import Owners, owners


@pytest.fixture
def coop(app) -> Owners:
    """Found it."""
    return owners()
