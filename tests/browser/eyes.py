"""Looking at a page as people do: narrow and wide, by day and by night, in large print.

    with open_browser() as browser, a_tab(browser, script=False) as tab:
        tab.goto(address)
        look_at(tab, name="motion")        # fails on what a person could not see, read or press

Pictures go to the folder that EVENHAND_PICTURES names, if it names one.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTHS = (360, 1280)
NARROWEST = 320
TARGET = 44
PATIENCE = 20_000.0  # milliseconds
SERIOUS = {"serious", "critical"}
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
# By night a page has other colours and the same everything else, so only these look again.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

# Links inside a sentence may be as high as their line (WCAG 2.5.8); all else is a target.
_SMALL_TARGETS = """wanted => {
  const inSentence = 'p:not(.acts):not(.back), dd, li:not(:has(> a:only-child))';
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter(it => it.type !== 'hidden' && it.offsetParent !== null && !it.closest('.skip'))
    .filter(it => !(it.tagName === 'A' && it.closest(inSentence)))
    .map(it => [it.outerHTML.slice(0, 90), it.closest('.tick, .box') || it])
    .map(([html, it]) => [html, it.getBoundingClientRect()])
    .filter(([, box]) => box.height > 0 && (box.height < wanted - 1 || box.width < 24))
    .map(([html, box]) => `${html} is ${Math.round(box.width)} by ${Math.round(box.height)}`);
}"""
_SPILL = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class NoBrowser(RuntimeError):
    """There is no Chromium on this machine."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen of one page: the pictures, and everything that was wrong."""

    pictures: tuple[Path, ...]
    faults: tuple[str, ...]


def chromium() -> str:
    """Find the system's Chromium; EVENHAND_CHROMIUM names another."""
    named = os.environ.get("EVENHAND_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        message = "No Chromium was found. Install the package “chromium”."
        raise NoBrowser(message)
    return found


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start a real Chromium without a window."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    arguments = ["--no-sandbox"] if as_root else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def a_tab(browser: Browser, *, script: bool = True, width: int = 1280) -> Iterator[Page]:
    """Open a fresh profile with one tab; it may only speak to this machine."""
    context = browser.new_context(
        java_script_enabled=script, viewport={"width": width, "height": 900}, locale="en-GB"
    )
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    strays: list[str] = []
    tab.on("request", lambda asked: strays.append(asked.url) if _is_outside(asked.url) else None)
    tab.on("console", lambda said: strays.append(said.text) if _is_breach(said.text) else None)
    try:
        yield tab
        assert not strays, f"the browser was led astray: {strays}"
    finally:
        context.close()


def look_at(tab: Page, address: str | None = None, *, name: str = "page") -> Sight:
    """Look at the page in every way; fail with all that is wrong, else give the pictures."""
    if address:
        tab.goto(address)
    sight = seen(tab, name=name)
    assert not sight.faults, f"{tab.url}:\n" + "\n".join(sight.faults)
    return sight


def seen(tab: Page, *, name: str = "page") -> Sight:
    """Look at the page in every way and give what was found."""
    before = tab.viewport_size
    pictures: list[Path] = []
    faults: list[str] = []
    for width in WIDTHS:
        for scheme in SCHEMES:
            _set(tab, width, scheme)
            where = f"{width} {scheme}"
            wrong = _axe(tab, only=COLOURS if scheme == "dark" else None) + _spill(tab)
            faults += [f"{where}: {fault}" for fault in wrong]
            pictures += _picture(tab, f"{name}-{width}-{scheme}")
    _set(tab, NARROWEST, "light")
    faults += [f"narrowest: {fault}" for fault in _spill(tab) + _small_targets(tab)]
    faults += [f"large print: {fault}" for fault in _large_print(tab, name, pictures)]
    tab.emulate_media(color_scheme=None)
    if before:
        tab.set_viewport_size(before)
    return Sight(tuple(pictures), tuple(faults))


def glance(tab: Page) -> None:
    """Look at the page once, as it stands; fail with what is serious."""
    faults = _axe(tab) + _spill(tab)
    assert not faults, f"{tab.url}:\n" + "\n".join(faults)


def _set(tab: Page, width: int, scheme: Scheme) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)


def _axe(tab: Page, *, only: dict[str, object] | None = None) -> list[str]:
    options = {"resultTypes": ["violations"], **(only or {})}
    found = Axe().run(tab, options=options).response["violations"]
    return [
        f"{each['id']}: {node['html'][:160]}"
        for each in found
        if each["impact"] in SERIOUS
        for node in each["nodes"]
    ]


def _spill(tab: Page) -> list[str]:
    wide = int(tab.evaluate(_SPILL))
    return [f"the page is {wide} px wider than the screen"] if wide > 0 else []


def _small_targets(tab: Page) -> list[str]:
    return [str(each) for each in tab.evaluate(_SMALL_TARGETS, TARGET)]


def _large_print(tab: Page, name: str, pictures: list[Path]) -> list[str]:
    had = bool(tab.evaluate("document.documentElement.classList.contains('large')"))
    tab.evaluate("document.documentElement.classList.add('large')")
    faults = _spill(tab)
    pictures += _picture(tab, f"{name}-{NARROWEST}-large")
    tab.evaluate("had => document.documentElement.classList.toggle('large', had)", had)
    return faults


def _picture(tab: Page, name: str) -> list[Path]:
    folder = os.environ.get("EVENHAND_PICTURES")
    if not folder:
        return []
    path = Path(folder) / f"{name}.png"
    tab.screenshot(path=path, full_page=True)
    return [path]


def _is_outside(url: str) -> bool:
    return url.startswith(("http://", "https://", "ws:", "wss:")) and "//127.0.0.1" not in url


def _is_breach(text: str) -> bool:
    return "Content Security Policy" in text
