"""The ground of every test: a real database on both engines, a real queue, a held clock."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from flask import Flask

from coop.app import create_app
from coop.core import accounts, clock
from coop.core.db import db
from coop.core.settings import Settings
from tests import remembered, services, warm
from tests.builders.membership import QUICK
from tests.page import Page

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECRET = "5e" * 32
FIRST = {"browser", "demo", "law", "stories"}
LOOPBACK = {"127.0.0.1", "::1", "localhost"}

# Properties take the time they need: the machine that runs them may be busy with others.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the folders in which many tests share one long set-up.

    Tests are handed out in ever smaller lots: at the end of a run two programs would each
    set up the same again, and at its beginning one of them does it for all.
    """
    items.sort(key=lambda item: not FIRST & set(item.path.parts))


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            message = f"A test tried to reach {address[0]}."
            raise AssertionError(message)
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def quick_hashes() -> None:
    """Hash cheaply in every test: what the passwords guard is made up."""
    accounts.use_hasher(QUICK)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    """Name the engine; every test of stored facts runs on both."""
    return str(request.param)


@pytest.fixture
def settings(engine: str, tmp_path: Path) -> Iterator[Settings]:
    """Give settings around a fresh migrated database and the real queue."""
    with services.fresh_database(engine) as database_url, services.queue() as redis_url:
        yield Settings.from_environ(
            {
                "EVENHAND_DATA": str(tmp_path),
                "EVENHAND_DATABASE_URL": database_url,
                "EVENHAND_REDIS_URL": redis_url,
                # What is laid down again must be read with the key that it was written with.
                "EVENHAND_SECRET": SECRET,
            }
        )


@pytest.fixture
def app(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """Give the application with its context, its clock held on a Monday morning."""
    app = create_app(settings)
    app.config["TESTING"] = True
    with app.app_context(), clock.at(MORNING):
        warm.keep_warm(app)
        remembered.begin(app, settings, monkeypatch)
        yield app
        remembered.end()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def page(app: Flask) -> Page:
    """Give a browser without a screen that inspects every page it fetches."""
    return Page(app)
