"""The sixty at work behind a real address: made once for all stories, then copied."""

import atexit
import contextlib
import functools
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from flask import Flask
from playwright.sync_api import Page

from coop.app import create_app
from coop.core import accounts
from coop.core.db import db, transaction
from coop.core.settings import Settings
from coop.rostering import actions, queries
from coop.rostering.deeds.roster_steps import desk_of
from coop.rostering.deeds.roster_weeks import fill
from coop.rostering.solving.cooperative.solve import solve
from coop.rostering.solving.search import Limits
from tests import services
from tests.browser.served import served
from tests.builders.membership import QUICK, Person
from tests.page import Page as Reader
from tests.stories.sixty import Sixty, sixty

_until_the_end = contextlib.ExitStack()
atexit.register(_until_the_end.close)
A_GLANCE = Limits(seconds=0.1, workers=1, seed=1, repeatable=True)


@dataclass(slots=True)
class Scene:
    """One tab at the sixty’s address, in the hands of one person at a time."""

    app: Flask
    address: str
    house: Sixty
    tab: Page
    reader: Reader
    names: dict[UUID, Person] = field(default_factory=dict)

    def person(self, member_id: UUID) -> Person:
        """Give a member a way in, once."""
        if member_id not in self.names:
            self.names[member_id] = self.house.let_in(member_id)
        return self.names[member_id]

    def as_(self, who: Person, at: str = "/") -> None:
        """Hand the tab to somebody who has signed in, at a page."""
        db.session.rollback()
        cookie = self.reader.signed_in_as(who)._client.get_cookie("session")
        assert cookie is not None
        self.tab.context.clear_cookies()
        self.tab.context.add_cookies(
            [{"name": "session", "value": cookie.value, "url": f"{self.address}/"}]
        )
        self.goto(at)

    def goto(self, at: str) -> None:
        """Open a page by what follows the address."""
        self.tab.goto(self.address + at)
        assert "/sign-in" not in self.tab.url

    def text(self) -> str:
        """Give the words of the page."""
        return self.tab.locator("main").inner_text()

    def press(self, words: str) -> None:
        """Press the first button of the page with these words."""
        self.tab.locator("main").get_by_role("button", name=words).first.click()

    def follow(self, words: str) -> None:
        """Press the first link of the page with these words."""
        self.tab.locator("main").get_by_role("link", name=words).first.click()

    def keyed(self, who: Person | None = None, **fields: object) -> None:
        """Fill the fields of the page’s form, by their names; a day, a time, or words."""
        form = self.tab.locator("main form")
        given = {"member_number": who.number} if who else {}
        for name, value in (given | fields).items():
            form.locator(f"[name='{name}']").fill(str(value))

    def move_on(self, days: int) -> None:
        """Move the demonstration’s clock, as anybody may who tries it."""
        self.tab.fill(".clock [name=days]", str(days))
        self.tab.click(".clock button")
        db.session.rollback()


@contextmanager
def a_scene(folder: Path, tab: Page) -> Iterator[Scene]:
    """Serve a copy of the sixty to a tab."""
    file, house = _written_once()
    copy = folder / "work.sqlite3"
    shutil.copyfile(file, copy)
    with _opened(f"sqlite:///{copy}", folder) as app, served(app) as address:
        yield Scene(app, address, house, tab, Reader(app))


def drafted(house: Sixty) -> UUID:
    """Make the shifts of four weeks, search for a glance, and fill the draft."""
    hand = house.planner.hand
    with transaction():
        actions.make_shifts(*house.days, hand=hand)
        roster_id = actions.start_roster(*house.days, hand=hand)
    found = solve(queries.facts_for(*house.days), A_GLANCE)
    with transaction():
        fill(desk_of(roster_id), [(one.shift, one.person) for one in found.places], hand=hand)
    return roster_id


def told(house: Sixty) -> UUID:
    """Draft four weeks and publish them."""
    roster_id = drafted(house)
    with transaction():
        actions.publish(roster_id, "", hand=house.planner.hand)
    return roster_id


@functools.cache
def _written_once() -> tuple[Path, Sixty]:
    """Write the sixty into a file that every story copies."""
    accounts.use_hasher(QUICK)
    folder = Path(_until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="evenhand-")))
    url = _until_the_end.enter_context(services.fresh_database("sqlite"))
    with _opened(url, folder):
        house = sixty()
    return _settled(url), house


@contextmanager
def _opened(url: str, folder: Path) -> Iterator[Flask]:
    app = create_app(
        Settings.from_environ({"EVENHAND_DATA": str(folder), "EVENHAND_DATABASE_URL": url})
    )
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def _settled(url: str) -> Path:
    """Bring everything into the one file that is copied."""
    file = Path(url.removeprefix("sqlite:///"))
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file
