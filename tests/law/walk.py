"""Every door tried by everybody: each answer is kept, for the laws to read."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient

from coop.core.access import GuardedRule, every_rule
from coop.core.credentials.terminals import card_for
from coop.entrance.threshold import CARD
from coop.membership.doors.matters import MATTERS
from coop.membership.forms.founding_book import STEPS
from coop.post.forms import paper_forms
from tests.documents import reader
from tests.law.at_pay import SCHEME
from tests.law.household import PIN, Household, number_of
from tests.page import Page

# These see most; the others try the first and the last of each kind.
WIDE = ("member", "secretary", "returning_officer", "clerk", "co_ordinator")
MARK = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
VISITOR = "visitor"
ROLES = (
    "member", "terminal", "secretary", "returning_officer", "teller", "clerk", "co_ordinator",
    "separation_officer", "payroll_officer", "treasurer", "auditor", "board", "robin",
)  # fmt: skip
# Whoever ends their own sign-in can try no further door.
LAST = ("signin.",)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one door answered to one person."""

    role: str
    endpoint: str
    method: str
    url: str
    status: int
    headers: Mapping[str, str]
    words: str
    is_made_up: bool = False

    def __str__(self) -> str:
        """Give it on one line, for a failing test."""
        return f"{self.role}: {self.method} {self.url} -> {self.status} {self.location}"

    @property
    def location(self) -> str:
        """Give where it leads on to, if it does."""
        return self.headers.get("Location", "")

    @property
    def is_refused(self) -> bool:
        """Say whether the door turned this person away, by a page or to the sign-in page."""
        return self.status == 403 or self.location.startswith("/sign-in")


class Walk:
    """Everybody’s browser in front of one household."""

    def __init__(self, app: Flask, household: Household) -> None:
        self.app = app
        self.household = household
        self.browsers = {VISITOR: app.test_client()}
        self._marks: dict[str, str] = {}
        page = Page(app)
        for role in ROLES:
            if role == "terminal":
                self.browsers[role] = self._at_a_terminal()
            else:
                self.browsers[role] = page.signed_in_as(household.people[role])._client

    def reads(self) -> Iterator[Answer]:
        """Let everybody open every address: all that exist behind an open door, and one made up."""
        for role, rule in product(self.browsers, self.rules("GET")):
            first, *others = self._values(rule)
            answer = self.tried(role, rule, "GET", first)
            yield answer
            if answer.is_refused:
                # The guard stands before the view, whatever the id is.
                continue
            wanted = others if role in WIDE else others[-1:]
            yield from (self.tried(role, rule, "GET", values) for values in wanted)
            if self._has_an_id(rule):
                yield self.tried(role, rule, "GET", self._made_up(rule), is_made_up=True)

    def sends(self) -> Iterator[Answer]:
        """Let everybody send an empty form to every address, made up and existing."""
        rules = sorted(self.rules("POST"), key=lambda rule: rule.endpoint.startswith(LAST))
        for role, rule in product(self.browsers, rules):
            answer = self.tried(role, rule, "POST", next(self._values(rule)))
            yield answer
            if self._has_an_id(rule) and role in WIDE and not answer.is_refused:
                yield self.tried(role, rule, "POST", self._made_up(rule), is_made_up=True)

    def unmarked(self) -> Iterator[Answer]:
        """Send every form without its mark against forgery, as one who may do much."""
        for role, rule in product((VISITOR, "secretary"), self.rules("POST")):
            yield self.tried(role, rule, "POST", next(self._values(rule)), is_marked=False)

    def rules(self, method: str) -> list[GuardedRule]:
        """Give every rule with this method."""
        return [rule for rule in every_rule(self.app) if method in rule.methods]

    def tried(
        self,
        role: str,
        rule: GuardedRule,
        method: str,
        values: Mapping[str, object],
        *,
        is_made_up: bool = False,
        is_marked: bool = True,
    ) -> Answer:
        """Try one door as one person, each time with a fresh context."""
        if rule.endpoint == "signin.sign_out":
            self._marks.pop(role, None)
        with self.app.test_request_context():
            url = self.app.url_for(rule.endpoint, **values)
        fields = {"csrf_token": self._mark(role)} if method == "POST" and is_marked else {}
        with self.app.app_context():
            answer = self.browsers[role].open(url, method=method, data=fields or None)
        found = Answer(
            role, rule.endpoint, method, url, answer.status_code, dict(answer.headers),
            _words(answer.content_type or "", answer.data), is_made_up,
        )  # fmt: skip
        answer.close()
        return found

    def _values(self, rule: GuardedRule) -> Iterator[dict[str, object]]:
        names = re.findall(r"<(?:\w+:)?(\w+)>", rule.rule)
        known = [self._known(name) for name in names]
        for found in product(*known):
            yield dict(zip(names, found, strict=True))

    def _known(self, name: str) -> tuple[object, ...]:
        words: dict[str, tuple[object, ...]] = {
            "step": tuple(STEPS)[:1],
            "what": tuple(MATTERS)[:4],
            "code": (*tuple(form.code for form in paper_forms())[:1], SCHEME),
            "position": (1,),
            "filename": ("evenhand.css",),
            "session_id": (uuid4(),),
            "job_id": (uuid4(),),
        }
        return self.household.ids.get(name) or words[name]

    def _made_up(self, rule: GuardedRule) -> dict[str, object]:
        values = next(self._values(rule))
        made_up = {name for kind, name in re.findall(r"<(\w+):(\w+)>", rule.rule) if kind == "uuid"}
        return {name: uuid4() if name in made_up else kept for name, kept in values.items()}

    @staticmethod
    def _has_an_id(rule: GuardedRule) -> bool:
        return "<uuid:" in rule.rule

    def _mark(self, role: str) -> str:
        if role not in self._marks:
            self._marks[role] = self._new_mark(self.browsers[role])
        return self._marks[role]

    def _new_mark(self, client: FlaskClient) -> str:
        for path in ("/rules", "/sign-in"):
            with self.app.app_context():
                found = MARK.search(client.get(path).text)
            if found:
                return found[1]
        raise AssertionError("No page gives a mark against forgery.")

    def _at_a_terminal(self) -> FlaskClient:
        client = self.app.test_client()
        with self.app.app_context():
            client.set_cookie(CARD, card_for(self.household.terminal_id))
            number = str(number_of(self.household.people["terminal"]))
            mark = MARK.search(client.get("/terminal").text)
            assert mark
            fields = {"name": number, "pin": PIN, "csrf_token": mark[1]}
        with self.app.app_context():
            answer = client.post("/terminal", data=fields)
            assert answer.status_code == 302, answer.text
        return client


def _words(kind: str, content: bytes) -> str:
    """Give everything that can be read in an answer, in a paper or an archive too."""
    if kind.startswith("application/pdf"):
        return reader.text(content) if content else ""
    if kind.startswith("application/zip"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return "\n".join(
                archive.read(name).decode()
                for name in archive.namelist()
                if not name.endswith(".sig")
            )
    return content.decode("utf-8", "replace")
