"""What browsers are told, and what a person sees when something fails."""

import logging
import re

import pytest

from tests.pages.gallery import gallery

REFERENCE = re.compile(r"Reference: ([0-9A-F]{4}-[0-9A-F]{4})")


def test_a_page_may_run_nothing_and_load_nothing_from_elsewhere(shown):
    policy = shown.get("home.home").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ],
)
def test_every_answer_carries_the_safety_headers(shown, header, value):
    for path in ("/", "/gone", "/refused", "/stopped/403"):
        assert shown.open(path, expect=None).headers[header] == value


def test_browsers_are_told_to_stay_on_tls_only_where_there_is_tls(told):
    app = gallery()
    assert "Strict-Transport-Security" not in app.test_client().get("/").headers

    app.config["SESSION_COOKIE_SECURE"] = True

    assert "Strict-Transport-Security" in app.test_client().get("/").headers


def test_our_own_files_are_kept_until_they_change(shown):
    sheet = next(
        link.get("href", "")
        for link in shown.get("home.home").root.iter("link")
        if link.get("rel") == "stylesheet"
    )

    assert "immutable" in shown.open(sheet).headers["Cache-Control"]
    assert shown.open("/static/evenhand.css").headers["Cache-Control"] == "no-store"


def test_a_refusal_says_every_reason_and_what_to_do(shown):
    fetched = shown.get("gallery.refused", expect=409)

    roll, late = fetched.refusals
    assert roll.startswith("The roll was fixed on 1 November, before you joined.")
    assert "You can vote on every motion that opens from now on." in roll
    assert late == "Voting closed at noon. Rule GOV-4"
    assert fetched.links["Go back"] == "/refused"


@pytest.mark.parametrize(
    ("code", "heading"),
    [
        (400, "Please send that again"),
        (401, "Please sign in first"),
        (403, "This page is not open to you"),
        (404, "We cannot find that page"),
        (405, "That cannot be done here"),
        (410, "That did not work"),
        (413, "That file is too big"),
        (429, "Too many tries"),
        (500, "Something broke on our side"),
        (503, "We are closed for a moment"),
    ],
)
def test_every_error_has_its_own_words_and_a_reference(shown, code, heading):
    fetched = shown.get("gallery.stopped", code=code, expect=code)

    assert fetched.heading == heading
    assert REFERENCE.search(fetched.text)


def test_what_is_not_here_and_what_is_not_for_you_look_the_same(shown):
    assert (
        shown.open("/nowhere", expect=404).main.partition("Reference")[0]
        == (shown.get("gallery.gone", expect=404).main.partition("Reference")[0])
    )


def test_a_broken_page_shows_no_trace_but_a_reference_that_is_in_the_log(shown, caplog):
    with caplog.at_level(logging.ERROR):
        fetched = shown.get("gallery.broken", expect=500)

    reference = REFERENCE.search(fetched.text)
    assert reference
    assert reference.group(1) in caplog.text
    assert "stood in the trace" not in fetched.body.decode()
    assert "Traceback" not in fetched.body.decode()
