"""The board in a real browser: by keyboard, by hand, and looked at in every way."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urljoin

import pytest
from flask import Flask
from playwright.sync_api import Page

from coop.app import create_app
from coop.core import clock
from coop.core.db import db
from coop.core.settings import Settings
from coop.rostering.reading.rosters import draft_places
from tests import services
from tests.browser.eyes import a_tab, look_at
from tests.browser.served import served
from tests.builders.rosters import Working, a_roster, kept_apart, put
from tests.page import Page as Reader

pytestmark = pytest.mark.browser


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Flask]:
    """Give the application by the running clock, as it is served."""
    with services.fresh_database("sqlite") as url:
        settings = {"EVENHAND_DATA": str(tmp_path), "EVENHAND_DATABASE_URL": url}
        app = create_app(Settings.from_environ(settings))
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def work(live: Flask) -> Working:
    day = clock.today("Europe/London")
    monday = day + timedelta(days=7 - day.weekday())
    return a_roster(people=8, areas=("Laundry", "Print shop"), first=monday)


@pytest.fixture
def address(live: Flask, work: Working) -> Iterator[str]:
    """Give the address of the board."""
    with served(live) as base:
        yield f"{base}/rosters/{work.roster_id}"


def signed_in(app: Flask, work: Working, tab: Page, address: str) -> Page:
    """Let a tab be the co-ordinator’s, who signed in before."""
    reader = Reader(app).signed_in_as(work.co_ordinator)
    cookie = reader._client.get_cookie("session")
    tab.context.add_cookies(
        [{"name": "session", "value": cookie.value, "url": urljoin(address, "/")}]
    )
    tab.goto(address)
    assert "/sign-in" not in tab.url
    return tab


def places(work: Working) -> set[tuple[object, object]]:
    db.session.rollback()
    return {(one.shift, one.person) for one in draft_places(work.roster_id)}


def card(work: Working, shift, person) -> str:
    return f"a.place[data-shift='{shift}'][data-person='{person.id}']"


def test_a_place_is_picked_up_and_put_down_with_the_keyboard_alone(live, work, browser, address):
    ada, ben = work.people[:2]
    put(work, work.shift(0), ada)
    with a_tab(browser) as tab:
        signed_in(live, work, tab, address)
        tab.focus(card(work, work.shift(0), ada))
        tab.keyboard.press("m")
        tab.wait_for_selector("tr[data-person] th.can")
        tab.keyboard.press("ArrowDown")
        assert tab.inner_text("#board-says") == "Fits here."
        with tab.expect_navigation():
            tab.keyboard.press("Enter")

    assert places(work) == {(work.shift(0), ben.id)}


def test_refusals_are_said_while_moving_and_nothing_is_put_down(live, work, browser, address):
    ada, ben, cleo = work.people[:3]
    kept_apart(ben, cleo)
    put(work, work.shift(0), ada)
    put(work, work.shift(0), cleo)
    with a_tab(browser) as tab:
        signed_in(live, work, tab, address)
        tab.focus(card(work, work.shift(0), ada))
        tab.keyboard.press("m")
        tab.wait_for_selector("tr[data-person] th.cannot")
        tab.keyboard.press("ArrowDown")
        tab.keyboard.press("Enter")
        said = tab.inner_text("#board-says")
        tab.keyboard.press("Escape")

    assert said == "Not available for this shift."
    assert places(work) == {(work.shift(0), ada.id), (work.shift(0), cleo.id)}


def test_a_place_is_dragged_to_another_shift(live, work, browser, address):
    ada = work.people[0]
    put(work, work.shift(0), ada)
    with a_tab(browser) as tab:
        signed_in(live, work, tab, address)
        here = tab.locator(card(work, work.shift(0), ada))
        chip = tab.locator(f"a.chip[data-shift='{work.shift(1, area=1)}']")
        here.hover()
        tab.mouse.down()
        chip.hover()
        tab.wait_for_selector("a.chip.can")
        chip.hover()
        with tab.expect_navigation():
            tab.mouse.up()

    assert places(work) == {(work.shift(1, area=1), ada.id)}


def test_the_board_and_its_pages_are_seen_and_pressed_by_everybody(live, work, browser, address):
    ada, ben = work.people[:2]
    put(work, work.shift(0), ada)
    put(work, work.shift(0), ben)
    kept_apart(ada, ben)
    shift = work.shift(0)
    ways = {
        "board": "", "board-gaps": "/gaps", "board-shift": f"/shifts/{shift}",
        "board-place": f"/shifts/{shift}/people/{ada.id}", "board-person": f"/people/{ada.id}",
        "board-gap": f"/gaps/{shift}", "board-edits": "/edits", "board-publish": "/publish",
        "board-versions": "/versions", "board-compare": "/compare", "board-search": "/solve",
    }  # fmt: skip
    with a_tab(browser) as tab:
        signed_in(live, work, tab, address)
        for name, way in ways.items():
            look_at(tab, address + way, name=name)
