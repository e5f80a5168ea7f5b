"""A browser without a screen: it keeps cookies and carries the mark against forgery."""

import re
from uuid import UUID, uuid4

from flask import Flask
from werkzeug.test import TestResponse

from coop.core import access, accounts
from coop.core.access import Permission
from coop.core.credentials.second_factor import current_code
from coop.core.db import transaction
from tests.inspection import complaints

PASSWORD = "seven kettles in the rain"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MARK = re.compile(r'name="csrf_token" value="([^"]+)"')


def _looked_over(answer: TestResponse) -> TestResponse:
    if answer.mimetype == "text/html" and answer.status_code not in range(300, 400):
        found = complaints(answer.text, answer.status_code)
        assert not found, f"{answer.request.path}: " + "; ".join(found)
    return answer


class Visitor:
    """One browser. Each request has a context of its own, as on a real server."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def get(self, path: str) -> TestResponse:
        """Open a page, and look it over."""
        with self.app.app_context():
            return _looked_over(self.client.get(path))

    def send(self, path: str, *, at: str = "", **fields: str) -> TestResponse:
        """Open the page `at` (or the form’s own page), then send its form."""
        return self.post(path, mark=self.mark(at or path), **fields)

    def post(self, path: str, *, mark: str = "", **fields: str) -> TestResponse:
        """Send fields straight to an address, with a mark or without."""
        if mark:
            fields["csrf_token"] = mark
        with self.app.app_context():
            return _looked_over(self.client.post(path, data=fields))

    def mark(self, path: str) -> str:
        """Give the mark against forgery that stands on a page."""
        found = MARK.search(self.get(path).text)
        assert found, f"There is no form at {path}."
        return found.group(1)

    def sign_in(self, name: str, password: str = PASSWORD, *, to: str = "") -> TestResponse:
        """Fill the sign-in page."""
        path = f"/sign-in?next={to}" if to else "/sign-in"
        return self.send(path, name=name, password=password)

    def is_in(self) -> bool:
        """Say whether this browser is signed in, by trying a page of one’s own."""
        return self.get("/me/sign-ins").status_code == 200

    def cookie(self, name: str = "session") -> str:
        """Give what this browser keeps."""
        kept = self.client.get_cookie(name)
        return kept.value if kept else ""


class Town:
    """Who has an account, who is a member, who holds an office: told to the application."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.members: dict[UUID, UUID] = {}
        self.officers: set[UUID] = set()
        self.numbers: dict[int, UUID] = {}
        self.is_demonstration = False
        access.set_grants(self._grants)
        access.set_grants_to_all(frozenset)
        access.set_member_lookup(self.members.get)
        accounts.set_needs_second_factor(lambda account: account in self.officers)
        accounts.set_number_lookup(self.numbers.get)
        accounts.set_demonstration(lambda: self.is_demonstration)

    def _grants(self, account: UUID) -> frozenset[Permission]:
        office = {Permission.KEEP_REGISTER} if account in self.officers else set()
        return frozenset({Permission.MEMBER, *office})

    def member(self, name: str = "1001", *, pin: str = "") -> UUID:
        """Give a member an account."""
        with transaction():
            account = accounts.open_account(name, PASSWORD)
            self.members[account.id] = uuid4()
            if pin:
                accounts.set_pin(account.id, pin, hand=access.hand_of(account.id))
            return account.id

    def officer(self, name: str = "1002", *, enrolled: bool = True, pin: str = "") -> UUID:
        """Give an office-holder an account, with a second step or still without."""
        account_id = self.member(name, pin=pin)
        self.officers.add(account_id)
        if enrolled:
            with transaction():
                hand = access.hand_of(account_id)
                accounts.enrol_second_factor(account_id, SECRET, hand=hand)
        return account_id

    def visitor(self) -> Visitor:
        """Give another browser."""
        return Visitor(self.app)

    def officer_inside(self, name: str = "1002") -> Visitor:
        """Give a browser in which an officer has passed both steps."""
        self.officer(name)
        officer = self.visitor()
        officer.sign_in(name)
        officer.send("/sign-in/code", code=current_code(SECRET))
        return officer
