"""Take the pictures of the README anew, from a fresh demonstration and a fresh founding.

    python -m tests.browser.portraits [folder]        (docs/screenshots, if none is named)

It needs Chromium, and `pdftoppm` for the paper. Each run founds its own co-operative.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from playwright.sync_api import Browser, Page

from coop.demo.doorstep import PASSWORD
from coop.demo.stage import NORTH
from tests.browser.eyes import open_browser

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "screenshots"
PORT = 8817
PATIENCE = 240.0
WIDTH, TALLEST = 1120, 880
ROOMY, TALL = 1580, 1250
BALLOT_PAPER = 5  # The fifth page of a pack of secret papers.
DOTS_AN_INCH = 70


@contextmanager
def running(*asked: str) -> Iterator[str]:
    """Run Evenhand in a folder of its own, and give its address once all parts live."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if "EVENHAND_" not in name}
        told = {"EVENHAND_DATA": folder, "EVENHAND_PORT": str(PORT)}
        program = subprocess.Popen(
            [sys.executable, "-m", "coop.cli", "run", *asked], cwd=ROOT, env={**kept, **told}
        )
        try:
            _wait_until_well()
            yield f"http://127.0.0.1:{PORT}"
        finally:
            program.send_signal(signal.SIGTERM)
            program.wait(timeout=60)


def _wait_until_well() -> None:
    deadline = time.monotonic() + PATIENCE
    while not _is_well():
        if time.monotonic() > deadline:
            message = "Evenhand did not start in time."
            raise TimeoutError(message)
        time.sleep(0.5)


def _is_well() -> bool:
    caller = HTTPConnection("127.0.0.1", PORT, timeout=5)
    try:
        caller.request("GET", "/healthz")
        return caller.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        caller.close()


def a_visitor(browser: Browser, address: str) -> Page:
    """Open a tab as somebody who has not signed in."""
    context = browser.new_context(
        base_url=address, viewport={"width": WIDTH, "height": 900}, locale="en-GB",
        java_script_enabled=False, color_scheme="light",
    )  # fmt: skip
    return context.new_page()


def signed_in(browser: Browser, address: str, name: str) -> Page:
    """Open a tab as one of the people of the demonstration, second step and all."""
    tab = a_visitor(browser, address)
    tab.goto("/sign-in")
    tab.fill("main input[type=text]", name)
    tab.fill("main input[type=password]", PASSWORD)
    tab.click("main button[type=submit]")
    shown = re.search(r"\b\d{3} ?\d{3}\b", tab.inner_text("main")) if "code" in tab.url else None
    if shown:
        tab.fill("main input[inputmode=numeric]", shown[0].replace(" ", ""))
        tab.click("main button[type=submit]")
    return tab


def keep(tab: Page, folder: Path, name: str) -> None:
    """Take a picture of the page down to its foot, or to where a picture is tall enough."""
    foot = tab.locator("footer.foot").bounding_box()
    height = min(int(foot["y"]) if foot else TALLEST, TALLEST)
    clip = {"x": 0, "y": 0, "width": WIDTH, "height": height}
    tab.screenshot(path=folder / f"{name}.png", full_page=True, clip=clip)  # type: ignore[arg-type]


def a_members_pages(browser: Browser, address: str, folder: Path) -> None:
    """Show home, a decision that was carried, and the second step of voting."""
    tab = signed_in(browser, address, "member")
    keep(tab, folder, "home")
    tab.goto("/motions?show=declared")
    tab.locator(".card", has_text="Buy the second loom").locator("h2 a").click()
    keep(tab, folder, "declared")
    tab.goto("/")
    tab.click("main a.button:has-text('Vote')")
    tab.locator("[name=choice]").first.check()
    tab.click("main form button[type=submit]")
    keep(tab, folder, "review")


def the_register(browser: Browser, address: str, folder: Path) -> None:
    """Show the register as the secretary reads it."""
    tab = signed_in(browser, address, "secretary")
    tab.goto("/register")
    keep(tab, folder, "register")


def the_ballot_paper(browser: Browser, address: str, folder: Path) -> None:
    """Show the page of a pack that a member on paper marks."""
    tab = signed_in(browser, address, "clerk")
    tab.goto("/desk/mail")
    rows = tab.locator("main tr", has_text="surplus equally").filter(has_text=NORTH)
    run = rows.first.locator("a").first.get_attribute("href")
    keep_paper(tab, f"{run}/letters.pdf", folder / "ballot-paper", page=BALLOT_PAPER)


def keep_paper(tab: Page, address: str, kept: Path, *, page: int = 1) -> None:
    """Draw one page of a paper as it comes out of the printer."""
    with tempfile.TemporaryDirectory() as room:
        paper = Path(room) / "paper.pdf"
        paper.write_bytes(tab.request.get(address).body())
        chosen = ["-f", str(page), "-l", str(page), "-singlefile"]
        drawn = ["-png", "-gray", "-r", str(DOTS_AN_INCH)]
        subprocess.run(["pdftoppm", *chosen, *drawn, paper, kept], check=True, timeout=60)


def the_work(browser: Browser, address: str, folder: Path) -> None:
    """Show the board of the roster that has begun, and its printed week; then a member’s own."""
    tab = signed_in(browser, address, "coordinator")
    tab.goto("/rosters")
    tab.locator("main .card h2 a").first.click()
    board = tab.url
    tab.set_viewport_size({"width": ROOMY, "height": TALL})
    tab.locator("main .board-scroll").screenshot(path=folder / "board.png")
    tab.set_viewport_size({"width": WIDTH, "height": 900})
    tab.goto(f"{board.partition('?')[0]}/sheets")
    sheet = tab.locator("main a", has_text=f"Unlock list: {NORTH}").first.get_attribute("href")
    keep_paper(tab, str(sheet), folder / "week-sheet")
    tab = signed_in(browser, address, "member")
    tab.goto("/my-shifts")
    keep(tab, folder, "my-shifts")


def the_pay(browser: Browser, address: str, folder: Path) -> None:
    """Show a run in draft, a member’s statement on screen and on paper, and the budget."""
    tab = signed_in(browser, address, "payroll")
    tab.goto("/pay")
    tab.locator("main tbody th a").first.click()
    keep(tab, folder, "pay-run")
    tab = signed_in(browser, address, "member")
    tab.goto("/me/pay")
    tab.locator("main tbody a").first.click()
    keep(tab, folder, "payslip")
    keep_paper(tab, f"{tab.url}.pdf", folder / "statement")
    tab.goto("/books/budget")
    keep(tab, folder, "budget")


def the_count(browser: Browser, address: str, folder: Path) -> None:
    """Show a count on which two tellers are at work, some days later."""
    tab = signed_in(browser, address, "teller1")
    tab.fill(".clock [name=days]", "12")
    tab.click(".clock button")
    time.sleep(8)  # The worker closes what has come to its close.
    tab.goto("/counts")
    tab.locator("main .need", has_text="surplus equally").locator("a").click()
    accepted = tab.locator("tr", has_text="Envelopes accepted").first.locator("td").inner_text()
    tab.fill("[name=papers]", accepted)
    tab.click("button:has-text('Note the stack')")
    for box in tab.locator("input[type=radio][value=for]").all():
        box.check()
    tab.click("button:has-text('Keep my keying')")
    tab.wait_for_selector("main .done")
    tab.click("main .back a")
    keep(tab, folder, "count")


def main() -> None:
    """Take every picture."""
    if not shutil.which("pdftoppm"):
        sys.exit("Please install pdftoppm (in the package poppler-utils).")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with open_browser() as browser:
        with running() as address:
            parts = (
                a_members_pages, the_register, the_ballot_paper, the_work, the_pay, the_count,
            )  # fmt: skip
            for part in parts:
                part(browser, address, folder)
        with running("--empty") as address:
            tab = a_visitor(browser, address)
            tab.goto("/found")
            keep(tab, folder, "founding")


if __name__ == "__main__":
    main()
