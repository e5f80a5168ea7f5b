"""One real browser for all stories; a fresh profile for each."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.eyes import a_tab, open_browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the browser of this run."""
    with open_browser() as opened:
        yield opened


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """Give a tab that may run scripts; our pages have none."""
    with a_tab(browser) as opened:
        yield opened


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """Give a tab of a browser with JavaScript off."""
    with a_tab(browser, script=False) as opened:
        yield opened
