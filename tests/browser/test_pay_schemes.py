"""Pay schemes in a real browser: read, tried and adopted, wide and narrow, by day and by night."""

from datetime import date

import pytest

from coop.app import create_app
from coop.core import accounts
from coop.core.db import db
from coop.core.settings import Settings
from payroll import told
from payroll.reading.schemes import scheme_on
from payroll.rules.schemes.scheme_file import shipped_text
from tests import services
from tests.browser.eyes import look_at
from tests.browser.people import follow, press, sign_in, with_a_telephone
from tests.browser.served import served
from tests.builders.membership import QUICK, a_cooperative, a_member
from tests.builders.schemes import CARRIED

OWN = shipped_text("plain").replace('code = "plain"', 'code = "ours"')
pytestmark = pytest.mark.browser


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


@pytest.fixture
def signed_in(live, tab):
    """Sign in whoever runs pay, in a co-operative that has carried one motion."""
    a_cooperative()
    told.set_carried(lambda number: number == CARRIED)
    officer = a_member(office="payroll_officer")
    with_a_telephone(officer)
    db.session.rollback()
    sign_in(tab, live, officer)
    return tab


def test_a_scheme_is_read_tried_and_adopted_in_a_browser(live, signed_in):
    tab = signed_in
    look_at(tab, f"{live}/pay/schemes", name="pay-schemes")
    follow(tab, "England and Wales: outside work")
    tab.get_by_label("Gross pay").fill("220.00")
    press(tab, "Work it out")
    assert "80.00" in tab.locator("main").inner_text()
    look_at(tab, name="pay-scheme")

    follow(tab, "Adopt this scheme")
    look_at(tab, name="pay-scheme-adopt")
    tab.get_by_label("pay is made up to the minimum wage of an hour").check()
    tab.get_by_label("Rate, line 1", exact=True).fill("12.50")
    tab.get_by_label("From which day it holds").fill("2026-03-02")
    tab.get_by_label("Number of the motion").fill(CARRIED)
    press(tab, "Look at it once more")
    look_at(tab, name="pay-scheme-review")
    press(tab, "Adopt it")

    assert "The scheme is adopted." in tab.locator("body").inner_text()


def test_a_file_of_ones_own_comes_through_the_browser_unchanged(live, signed_in):
    tab = signed_in
    look_at(tab, f"{live}/pay/schemes/own", name="pay-scheme-own")

    file = {"name": "ours.toml", "mimeType": "text/plain", "buffer": OWN.encode()}
    tab.get_by_label("The scheme’s file").set_input_files(files=[file])
    press(tab, "Read the file")
    tab.get_by_label("From which day it holds").fill("2026-03-02")
    tab.get_by_label("Number of the motion").fill(CARRIED)
    press(tab, "Look at it once more")
    press(tab, "Adopt it")
    db.session.rollback()
    assert scheme_on("ours", date(2026, 3, 2)).scheme.text == OWN
