"""A browser without a screen: it speaks in endpoints, and inspects every page it fetches.

    page.signed_in_as(robin).get("governance.motion", motion_id=motion.id)
    page.post("governance.vote", motion_id=motion.id, choice="for", expect=409)
    page.follow("Read and vote");  page.send(choice="for");  page.send("Cast my vote")

What stands in the endpoint's address goes there; every other value is a field of the form.
Redirects are followed, as a browser follows them; `expect` is the status at the end.
"""

import re
from dataclasses import dataclass
from typing import Protocol, Self
from urllib.parse import urljoin

import pyotp
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from werkzeug.test import Cookie, TestResponse

from coop.core import clock
from coop.core.db import session
from tests.fetched import Fetched, Form
from tests.inspection import OUTSIDE, complaints
from tests.remembered import once

PASSWORD = "seven warm loaves on Tuesday"
SHOWN_SECRET = re.compile(r"\b(?:[A-Z2-7]{4} ?){7}[A-Z2-7]{4}\b")
REDIRECTS = {301, 302, 303, 307, 308}
SAFETY = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy")


class Person(Protocol):
    """Whoever can sign in: a name, a password, and the telephone's secret if there is one."""

    account_name: str
    password: str
    totp_secret: str


@dataclass(frozen=True, slots=True)
class _Arrived:
    """What a browser holds once somebody has signed in."""

    now: Fetched
    secret: str
    cookies: dict[tuple[str, str, str], Cookie]


class Page:
    """One browser, in the hands of one person at a time."""

    def __init__(self, app: Flask) -> None:
        """Open a browser on the application, signed in as nobody."""
        self.app = app
        self.now: Fetched | None = None
        self._hands: dict[str, FlaskClient] = {}
        self._secrets: dict[str, str] = {}
        self._client = app.test_client()

    def signed_in_as(self, who: Person | str, password: str = PASSWORD) -> Self:
        """Sign in as a person does, through the pages; who signed in before is still there."""
        name = who if isinstance(who, str) else who.account_name
        if name in self._hands:
            self._client = self._hands[name]
            if not self._is_sign_in(self.get("home.home", expect=None)):
                return self
        secret = "" if isinstance(who, str) else who.totp_secret
        known = self._secrets.setdefault(name, secret)
        words = ("signed in", name, password if isinstance(who, str) else who.password, known)
        self._take(name, once(words, lambda: self._come_in(*words[1:3]), app=self.app))
        return self

    def signed_out(self) -> Self:
        """Take a fresh browser, signed in as nobody."""
        self._client = self.app.test_client()
        self.now = None
        return self

    @property
    def here(self) -> Fetched:
        """Give the page that was fetched last."""
        assert self.now is not None, "no page has been fetched yet"
        return self.now

    def get(self, endpoint: str, *, expect: int | None = 200, **values: object) -> Fetched:
        """Open a page by its endpoint."""
        return self.open(self.address(endpoint, values), expect=expect)

    def open(self, url: str, *, expect: int | None = 200) -> Fetched:
        """Open a page by its address."""
        return self._fetch("GET", url, {}, expect)

    def post(self, endpoint: str, *, expect: int | None = 200, **values: object) -> Fetched:
        """Send a form straight to an endpoint, with the CSRF mark of this browser."""
        places = {
            name
            for rule in self.app.url_map.iter_rules(endpoint)
            if "POST" in (rule.methods or ())
            for name in rule.arguments
        }
        url = self.address(endpoint, {k: v for k, v in values.items() if k in places})
        fields = {name: value for name, value in values.items() if name not in places}
        return self._fetch("POST", url, {"csrf_token": self._mark(), **fields}, expect)

    def follow(self, link: str, *, expect: int | None = 200) -> Fetched:
        """Press a link of the page that is open."""
        links = self.here.links
        assert link in links, f"no link “{link}” among {sorted(links)}"
        return self.open(urljoin(self.here.url, links[link]), expect=expect)

    def send(self, button: str = "", *, expect: int | None = 200, **fields: object) -> Fetched:
        """Fill a form of the page that is open and press its button.

        Without a button's words: the one form that has all of the fields.
        """
        form = self._form(button, set(fields))
        url = urljoin(self.here.url, form.action) if form.action else self.here.url
        filled = {**form.fields, **fields}
        if form.method == "get":
            return self._fetch("GET", url.partition("?")[0], filled, expect)
        return self._fetch("POST", url, filled, expect)

    def address(self, endpoint: str, values: dict[str, object]) -> str:
        """Give the address of an endpoint."""
        plain = {name: str(value) for name, value in values.items()}
        with self.app.test_request_context():
            return self.app.url_for(endpoint, **plain)  # type: ignore[arg-type]

    def _fetch(
        self, method: str, url: str, values: dict[str, object], expect: int | None
    ) -> Fetched:
        sent = _sendable(values)
        answer = self._ask(url, method, sent)
        while answer.status_code in REDIRECTS and answer.location:
            assert not OUTSIDE.match(answer.location), f"{url} leads outside: {answer.location}"
            answer = self._ask(urljoin(answer.request.path, answer.location), "GET", {})
        if has_app_context():
            # What the test reads next must be what the request left behind.
            session().rollback()
        fetched = Fetched(
            answer.status_code,
            answer.request.full_path.removesuffix("?"),
            answer.data,
            answer.content_type,
            dict(answer.headers),
        )
        answer.close()
        return self._inspected(fetched, expect)

    def _ask(self, url: str, method: str, sent: dict[str, object]) -> TestResponse:
        # A fresh context for each request: nothing remembered in one may leak into the next.
        with self.app.app_context():
            return self._client.open(
                url,
                method=method,
                query_string=sent if sent and method == "GET" else None,
                data=sent if method == "POST" else None,
            )

    def _inspected(self, fetched: Fetched, expect: int | None) -> Fetched:
        wanted = expect is None or fetched.status == expect
        assert wanted, f"{expect} was wanted, not {fetched}"
        missing = [name for name in SAFETY if name not in fetched.headers]
        assert not missing, f"{fetched.url} lacks {missing}"
        if fetched.is_page:
            found = complaints(fetched.body.decode(), fetched.status)
            assert not found, f"{fetched.url}: " + "; ".join(found)
            self.now = fetched
        return fetched

    def _mark(self) -> str:
        forms = self.now.forms if self.now else []
        marks = [form.fields["csrf_token"] for form in forms if "csrf_token" in form.fields]
        if marks:
            return marks[0]
        kept = self.now
        forms = self.get("signin.sign_in", expect=None).forms
        self.now = kept or self.now
        return next(form.fields["csrf_token"] for form in forms if "csrf_token" in form.fields)

    def _form(self, button: str, names: set[str]) -> Form:
        forms = [f for f in self.here.forms if not button or button in f.buttons]
        fitting = [f for f in forms if names <= f.choices.keys()]
        assert fitting, f"no form with “{button}” and {sorted(names)} on {self.here}"
        own = [f for f in fitting if "sign-out" not in f.action]
        return (own or fitting)[0]

    def _come_in(self, name: str, password: str) -> _Arrived:
        """Go in by the pages; give what the browser then holds."""
        self._client = self.app.test_client()
        self.get("signin.sign_in")
        self.send("", name=name, password=password)
        self._give_a_code(name)
        assert not self._is_sign_in(self.here), f"{name} could not sign in: {self.here}"
        return _Arrived(self.here, self._secrets[name], dict(self._client._cookies))

    def _take(self, name: str, arrived: _Arrived) -> None:
        """Take a browser into the hand that holds what somebody holds who has arrived."""
        self._client = self._hands[name] = self.app.test_client()
        self._client._cookies = dict(arrived.cookies)
        self._secrets[name], self.now = arrived.secret, arrived.now

    @staticmethod
    def _is_sign_in(fetched: Fetched) -> bool:
        kinds = {kind for form in fetched.forms for kind in form.kinds.values()}
        return bool(kinds & {"current-password", "one-time-code"})

    def _give_a_code(self, name: str) -> None:
        """Read the secret when the page shows it for the first time, then give its code."""
        shown = SHOWN_SECRET.search(self.here.text)
        if shown:
            self._secrets[name] = shown.group().replace(" ", "")
        asks = any("one-time-code" in form.kinds.values() for form in self.here.forms)
        if asks:
            code = pyotp.TOTP(self._secrets[name]).at(clock.now())
            self.send("", code=code)


def _sendable(values: dict[str, object]) -> dict[str, object]:
    """Make fields as a browser sends them: text, files as they are, lists as many, None not."""
    return {
        name: _one(value)
        for name, value in values.items()
        if value is not None and value is not False
    }


def _one(value: object) -> object:
    if isinstance(value, list):
        return [str(each) for each in value]
    # A tuple is a file: its stream and its name.
    return value if isinstance(value, tuple) else "y" if value is True else str(value)
