"""Every part of the pages, looked at in a real browser."""

import pytest

from tests.browser.eyes import look_at
from tests.browser.served import served
from tests.pages.conftest import told as told  # noqa: PLC0414 - a fixture for this room too
from tests.pages.gallery import Reader, gallery

pytestmark = pytest.mark.browser


@pytest.fixture
def address(told):
    with served(gallery(demonstration=True, reader=Reader("Ash Turner"))) as opened:
        yield opened


def test_every_part_can_be_seen_read_and_pressed(tab, address):
    look_at(tab, address, name="parts")

    tab.get_by_role("button", name="Look at it before you send").click()
    look_at(tab, name="parts-refused")


def test_refusals_and_errors_can_be_seen_read_and_pressed(tab, address):
    look_at(tab, f"{address}/refused", name="refused")
    look_at(tab, f"{address}/stopped/500", name="broken")


def test_the_first_press_of_the_tab_key_offers_to_skip_to_the_page(tab, address):
    tab.goto(address)

    tab.keyboard.press("Tab")
    focused = tab.evaluate("document.activeElement.textContent")
    tab.keyboard.press("Enter")

    assert focused == "Skip to the page"
    # The browser goes there a moment after the key: waiting fails if it never does.
    tab.wait_for_url("**#main")


def test_a_choice_can_be_made_and_sent_without_a_script(scriptless, address):
    scriptless.goto(address)

    scriptless.get_by_label("Yes, buy it").check()
    scriptless.get_by_label("Your name").fill("Ash Turner")
    scriptless.get_by_label("Why").fill("We need it.")
    scriptless.get_by_role("button", name="Look at it before you send").click()

    assert scriptless.get_by_role("alert").count() == 1
    assert scriptless.get_by_label("Yes, buy it").is_checked()


def test_what_has_the_focus_is_ringed(tab, address):
    tab.goto(address)

    tab.get_by_label("Your name").focus()
    ring = tab.get_by_label("Your name").evaluate("it => getComputedStyle(it).outlineWidth")

    assert ring == "3px"
