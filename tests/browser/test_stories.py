"""Whole stories in a real browser: by keyboard alone, without scripts, on a telephone."""

from datetime import timedelta

import pytest

from coop.app import create_app
from coop.core import accounts, clock
from coop.core.db import db, transaction
from coop.core.settings import Settings
from coop.membership.queries import cooperative, today
from governance.actions import accept_envelope
from governance.models.motions import Motion
from tests import services
from tests.browser.eyes import glance
from tests.browser.people import (
    enter,
    follow,
    press,
    sign_in,
    tab_to,
    with_a_telephone,
    without_scripts,
)
from tests.browser.served import served
from tests.builders.governance import a_cooperative, a_motion, an_elector, code_of, turnout_of
from tests.builders.membership import QUICK
from tests.page import PASSWORD
from tests.stories.telling import work_due

pytestmark = pytest.mark.browser
DAY = timedelta(days=1)


@pytest.fixture
def live(tmp_path):
    """Give the application by the running clock, as it is served."""
    accounts.use_hasher(QUICK)
    with services.fresh_database("sqlite") as url:
        settings = {"EVENHAND_DATA": str(tmp_path), "EVENHAND_DATABASE_URL": url}
        app = create_app(Settings.from_environ(settings))
        with app.app_context(), served(app) as address:
            yield address
            db.session.remove()
            db.engine.dispose()


def test_a_member_votes_with_the_keyboard_alone(live, tab):
    a_cooperative(sign_in=True)
    motion = a_motion()
    voter = an_elector(of=motion)
    db.session.rollback()

    tab.goto(f"{live}/sign-in")
    glance(tab)
    tab_to(tab, "Membership number or sign-in name")
    tab.keyboard.type(voter.account_name)
    tab_to(tab, "Password")
    tab.keyboard.type(PASSWORD)
    enter(tab)
    tab.goto(f"{live}/motions/{motion.id}")
    glance(tab)
    tab_to(tab, "Vote")
    enter(tab)
    tab_to(tab, "For")
    tab.keyboard.press("Space")
    tab_to(tab, "Go on")
    enter(tab)
    tab_to(tab, "Cast my vote")
    enter(tab)

    assert tab.get_by_role("heading", level=1).inner_text() == "We have your vote"
    db.session.rollback()
    assert turnout_of(motion) == 1


def test_a_count_is_run_without_any_script(live, scriptless):  # noqa: PLR0915 - a story
    with clock.at(clock.now() - 25 * DAY):
        house = a_cooperative(paper=3, sign_in=True)
        motion = a_motion(house=house)
    with clock.at(clock.now() - 20 * DAY):
        envelopes_taken_in(motion, house)
    work_due()
    officer, (one, two) = house.returning_officer, house.tellers
    with_a_telephone(officer, one, two)
    db.session.rollback()
    without_scripts(scriptless)
    count = f"{live}/motions/{motion.id}/count"

    sign_in(scriptless, live, one)
    scriptless.goto(count)
    scriptless.get_by_label("How many papers are in the stack").fill("2")
    press(scriptless, "Note the stack")
    stack = scriptless.url
    key(scriptless, "for", "against")
    as_another(scriptless, live, two)
    scriptless.goto(stack)
    key(scriptless, "for", "for")
    as_another(scriptless, live, officer)
    scriptless.goto(stack)
    scriptless.locator("[name=mark][value=for]").check()
    scriptless.get_by_label("What can be seen on it").fill("The cross is in the upper box.")
    press(scriptless, "Settle it")
    press(scriptless, "Put the papers in the box")
    assert "Every paper is accounted for." in scriptless.locator("main").inner_text()
    # Wiping what the box left behind waits for whoever still reads, such as this test.
    declaration = f"{live}/motions/{motion.id}/declaration"
    db.session.rollback()
    press(scriptless, "Close the count")
    scriptless.goto(declaration)

    assert "2 for and 0 against" in scriptless.locator("main").inner_text()


def envelopes_taken_in(motion: Motion, house) -> None:
    """Take in two of the three envelopes."""
    for sender in house.paper[:2]:
        with transaction():
            accept_envelope(code_of(motion, sender), today(), hand=house.clerk.hand)


def key(tab, *choices: str) -> None:
    """Key the papers of a stack."""
    for place, choice in enumerate(choices, start=1):
        tab.locator(f"[name=paper-{place}][value={choice}]").check()
    press(tab, "Keep my keying")


def as_another(tab, address: str, who) -> None:
    """Sign out, and let the next person sign in."""
    tab.context.clear_cookies()
    sign_in(tab, address, who)


def test_a_cooperative_is_founded_on_a_telephone(live, telephone):  # noqa: PLR0915 - a story
    tab = telephone
    tab.goto(live)
    glance(tab)
    tab.locator("main a.button, main button").first.click()
    glance(tab)
    tab.locator("[name=name]").fill("Level Hands")
    tab.locator("[name=address]").fill("1 Mill Street\nAlderton")
    press(tab, "Save and go on")
    tab.locator("[name=rule_set][value=plain]").check()
    press(tab, "Save and go on")
    press(tab, "Save and go on")
    press(tab, "Save and go on")
    for place, name in enumerate(("Ash Rowan", "Bo Ek", "Zoë Åberg")):
        tab.locator(f"[name=row-{place}-name]").fill(name)
        tab.locator(f"[name=row-{place}-born_on]").fill("1980-01-01")
        tab.locator(f"[name=row-{place}-to_class]").select_option(index=1)
        tab.locator(f"[name=row-{place}-channel]").select_option("web")
    press(tab, "Save and go on")
    for office, places in OFFICERS.items():
        for place in places:
            tab.locator(f"[name={office}][value='{place}']").check()
    press(tab, "Save and go on")
    tab.locator("[name=sign_in_name]").fill("ash")
    tab.locator("[name=password]").fill(PASSWORD)
    tab.locator("main button[type=submit]").last.click()
    glance(tab)

    assert tab.get_by_role("heading", level=1).inner_text() == "Your co-operative has begun"
    db.session.rollback()
    assert cooperative() is not None
    follow(tab, "Sign in and put the first motion")


OFFICERS = {
    "secretary": (0,), "returning_officer": (2,), "teller": (1, 2), "clerk": (0,), "board": (0, 1),
}  # fmt: skip
