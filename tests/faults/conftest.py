"""The ground of the faults: a running clock, since what is lost is rung again by the second."""

from collections.abc import Iterator

import pytest
from flask import Flask

from coop.core.db import db
from coop.core.settings import Settings
from tests.core.errands import ground


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """Give an application of the ground alone, with its context; the clock is not held."""
    app = ground(settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
