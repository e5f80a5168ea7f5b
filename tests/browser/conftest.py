"""One real browser for all stories; a fresh profile for each, and a picture when one fails."""

import os
import re
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.eyes import a_tab, open_browser

FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note whether the story failed, for whoever closes its tab."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the browser of this run."""
    with open_browser() as opened:
        yield opened


@pytest.fixture
def tab(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    """Give a tab that may run scripts; our pages have none."""
    with a_tab(browser) as opened:
        yield opened
        _keep_if_failed(opened, request, tmp_path)


@pytest.fixture
def scriptless(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    """Give a tab of a browser with JavaScript off."""
    with a_tab(browser, script=False) as opened:
        yield opened
        _keep_if_failed(opened, request, tmp_path)


@pytest.fixture
def telephone(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    """Give a tab as narrow as a telephone."""
    with a_tab(browser, width=360) as opened:
        yield opened
        _keep_if_failed(opened, request, tmp_path)


def _keep_if_failed(tab: Page, request: pytest.FixtureRequest, folder: Path) -> None:
    if request.node.stash.get(FAILED, False):
        name = re.sub(r"\W+", "-", request.node.name)
        kept = Path(os.environ.get("EVENHAND_PICTURES") or folder) / f"failed-{name}.png"
        tab.screenshot(path=kept, full_page=True)
        print(f"The page as it was: {kept}")  # noqa: T201 - for whoever reads the failure
