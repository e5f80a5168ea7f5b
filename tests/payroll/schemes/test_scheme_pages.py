"""The pages of pay schemes: read in plain words, tried, and adopted after a second look."""

import io
from datetime import date

import pytest

from payroll.reading.schemes import scheme_history, scheme_on
from payroll.rules.schemes.scheme import Per
from payroll.rules.schemes.scheme_file import read_scheme, shipped, shipped_text
from tests.builders.membership import a_member
from tests.builders.schemes import CARRIED

TODAY = date(2026, 3, 2)
OWN = shipped_text("plain").replace('code = "plain"', 'code = "ours"')
ONE_RATE = {"rate0_amount": "12.50", "rate0_grade": "senior"}


@pytest.fixture
def pages(officer, page):
    """Give the pages to somebody who runs pay."""
    return page.signed_in_as(officer)


def fill(pages, code="plain", *, expect=200, **more):
    """Open the page of adopting, fill it in, and send it to be looked at."""
    pages.get("payroll.adopt_scheme", code=code)
    filled = {"from_on": TODAY.isoformat(), "motion_number": CARRIED, **more}
    return pages.send("Look at it once more", expect=expect, **filled)


def test_the_list_shows_every_shipped_scheme_and_says_what_pay_is_not(pages):
    shown = pages.get("payroll.schemes")

    for code in shipped():
        assert read_scheme(shipped_text(code)).title in shown
    assert "not a statutory payroll" in shown
    assert "No scheme is in use yet" in shown


@pytest.mark.parametrize("code", shipped())
def test_every_scheme_reads_in_plain_words_with_its_sources(pages, code):
    shown = pages.get("payroll.scheme", code=code)
    scheme = read_scheme(shipped_text(code))

    for line in scheme.lines:
        assert line.says in shown
        assert line.reason in shown
    for purse in scheme.purses:
        assert purse.says in shown
    for switch in scheme.switches:
        assert switch.why in shown


def test_the_levy_is_told_as_a_sentence(pages):
    shown = pages.get("payroll.scheme", code="ew-levy")

    assert "40 % of gross pay less Income tax, National Insurance" in shown
    assert "over 20.00 a week" in shown


def test_a_scheme_is_tried_without_anybodys_name(pages):
    shown = pages.open("/pay/schemes/ew-levy?gross=220.00")

    assert "40 % × (220.00 − 20.00) = 80.00" in shown
    assert "140.00" in shown

    wrong = pages.open("/pay/schemes/ew-levy?gross=ten")
    assert "gross must be an amount" in wrong


def test_a_scheme_is_adopted_after_a_second_look(pages):
    looked = fill(pages, **ONE_RATE)

    assert "12.50 an hour" in looked
    assert scheme_history() == ()

    done = pages.send("Adopt it")
    assert "The scheme is adopted." in done
    held = scheme_on("plain", TODAY)
    assert (held.rates[0].amount, held.rates[0].grade, held.rates[0].per) == (
        1250,
        "senior",
        Per.HOUR,
    )
    assert held.motion_number == CARRIED
    assert "Plain pay" in pages.get("payroll.schemes")


def test_what_was_sent_can_still_be_changed_before_it_is_final(pages):
    fill(pages, **ONE_RATE)

    back = pages.send("Change something")

    assert 'value="12.50"' in back.body.decode()
    assert scheme_history() == ()


def test_nobody_may_leave_open_what_no_source_settles(pages):
    refused = fill(pages, "ew-levy", expect=422)
    assert "Choose one." in refused

    fill(pages, "ew-levy", switch_minimum_wage="holds")
    pages.send("Adopt it")
    shown = pages.get("payroll.scheme", code="ew-levy")
    assert "The members chose: pay is made up to the minimum wage of an hour." in shown


def test_a_motion_that_was_not_carried_adopts_nothing(pages):
    fill(pages, motion_number="2026-404")

    refused = pages.send("Adopt it", expect=409)

    assert "There is no carried motion 2026-404." in refused
    assert scheme_history() == ()


def test_the_next_version_begins_with_the_rates_that_hold(pages):
    fill(pages, **ONE_RATE)
    pages.send("Adopt it")

    again = pages.get("payroll.adopt_scheme", code="plain")
    assert 'value="12.50"' in again.body.decode()

    fill(pages, rate0_amount="13.00", from_on="2026-04-06")
    pages.send("Adopt it")
    assert [one.version for one in scheme_history("plain")] == [2, 1]
    assert "12.50 an hour" in pages.open("/pay/schemes/plain?on=2026-03-20")
    assert "13.00 an hour" in pages.open("/pay/schemes/plain?on=2026-04-06")


def test_a_scheme_in_another_currency_can_be_read_and_not_adopted(pages):
    shown = pages.get("payroll.scheme", code="at")

    assert "It counts in EUR" in shown
    assert "Adopt this scheme" not in shown


def test_a_file_of_ones_own_is_read_looked_at_and_adopted(pages):
    pages.get("payroll.own_scheme")
    pages.post("payroll.own_scheme", file=(io.BytesIO(OWN.encode()), "ours.toml"))
    assert "nothing in it is wrong" in pages.here

    pages.send("Look at it once more", from_on="2026-03-02", motion_number=CARRIED)
    pages.send("Adopt it")

    assert scheme_on("ours", TODAY).scheme.title == "Plain pay"
    assert pages.get("payroll.scheme_file", code="ours").body.decode() == OWN


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(OWN.replace("facts_of", "fcts_of"), "facts_of: is missing", id="a key"),
        pytest.param(OWN.replace('"ours"', '"own"'), "not “own”", id="a word of ours"),
        pytest.param(shipped_text("plain") + "\n", "comes with Evenhand", id="a shipped code"),
        pytest.param(b"\xff\xfe\x00", "The file is not a text.", id="no text"),
    ],
)
def test_a_wrong_file_comes_back_with_its_faults(pages, text, fault):
    content = text if isinstance(text, bytes) else text.encode()

    pages.get("payroll.own_scheme")
    refused = pages.post("payroll.own_scheme", file=(io.BytesIO(content), "x.toml"), expect=422)

    assert fault in refused
    assert scheme_history() == ()


def test_what_is_no_scheme_is_not_found(pages):
    pages.get("payroll.scheme", code="elsewhere", expect=404)
    pages.get("payroll.adopt_scheme", code="elsewhere", expect=404)
    pages.get("payroll.scheme_file", code="elsewhere", expect=404)
    pages.post("payroll.adopt_scheme", code="other", text=OWN, expect=404)


def test_only_who_runs_or_approves_pay_reads_schemes(officer, page):
    member, treasurer = a_member(signs_in=True), a_member(office="treasurer")

    page.signed_in_as(member).get("payroll.schemes", expect=403)
    page.signed_in_as(member).get("payroll.scheme", code="plain", expect=403)
    page.signed_in_as(treasurer).get("payroll.scheme", code="plain")
    page.signed_in_as(treasurer).get("payroll.adopt_scheme", code="plain", expect=403)
