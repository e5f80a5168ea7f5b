"""People in front of a real browser: they sign in, and each page they meet is looked at."""

import re

import pyotp
from playwright.sync_api import Page

from coop.core.accounts import enrol_second_factor
from coop.core.db import transaction
from coop.membership.queries import account_of
from tests.browser.eyes import glance
from tests.builders.governance import Someone
from tests.page import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MOST_TABS = 80
# Axe is a script itself, so these tabs cannot be looked at; other stories look at their pages.
_scriptless: list[Page] = []
FOCUSED = """() => {
  const it = document.activeElement;
  const label = it.labels && it.labels.length ? it.labels[0].textContent : it.textContent;
  return label.trim();
}"""


def without_scripts(tab: Page) -> Page:
    """Note that a tab runs no scripts."""
    _scriptless[:] = [tab]
    return tab


def meet(tab: Page) -> None:
    """Look at the page that has come, where a script may run."""
    if tab not in _scriptless:
        glance(tab)


def enter(tab: Page) -> None:
    """Press Enter, and look at the page that comes."""
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    meet(tab)


def with_a_telephone(*officers: Someone) -> None:
    """Give officers the second step that they need, with a secret that the test knows."""
    with transaction():
        for one in officers:
            enrol_second_factor(account_of(one.id), SECRET, hand=one.hand)


def sign_in(tab: Page, address: str, who: Someone) -> None:
    """Sign in through the pages, by pointing and pressing."""
    tab.goto(f"{address}/sign-in")
    meet(tab)
    tab.get_by_label(re.compile("sign-in name")).fill(who.account_name)
    tab.get_by_label("Password").fill(PASSWORD)
    press(tab, "Sign in")
    code = tab.locator("main input[autocomplete=one-time-code]")
    if code.count():
        meet(tab)
        code.fill(pyotp.TOTP(SECRET).now())
        tab.locator("main button[type=submit]").first.click()
    meet(tab)


def press(tab: Page, words: str) -> None:
    """Press a button of the page itself, and look at what comes."""
    tab.locator("main").get_by_role("button", name=words, exact=True).click()
    meet(tab)


def follow(tab: Page, words: str) -> None:
    """Press a link of the page itself, and look at what comes."""
    tab.locator("main").get_by_role("link", name=words).first.click()
    meet(tab)


def tab_to(tab: Page, words: str) -> None:
    """Press the Tab key until something with these words has the focus."""
    for _ in range(MOST_TABS):
        tab.keyboard.press("Tab")
        if str(tab.evaluate(FOCUSED)).startswith(words):
            return
    raise AssertionError(f"The Tab key never reached “{words}” on {tab.url}.")
