"""Every view is guarded, and a permission is what the guard asks."""

from urllib.parse import urljoin, urlsplit
from uuid import uuid4

import pytest
from flask import Blueprint, Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import Forbidden

from coop.core import access
from coop.core.access import Permission, UnguardedView, every_rule, refuse_unguarded, requires
from coop.core.audit import Channel
from tests.signin.visitor import Town

OURS = "http://localhost"


def a_house(*, guarded: bool) -> Flask:
    """Build a small application with one view."""
    house = Flask("house")
    room = Blueprint("room", "room")

    def view() -> str:
        return "inside"

    room.add_url_rule(
        "/room", "view", requires(Permission.ANYONE)(view) if guarded else view, methods=["GET"]
    )
    house.register_blueprint(room)
    return house


def test_an_unguarded_view_stops_start_up_and_is_named() -> None:
    with pytest.raises(UnguardedView, match=r"room\.view"):
        refuse_unguarded(a_house(guarded=False))


def test_a_guarded_house_opens() -> None:
    house = a_house(guarded=True)
    refuse_unguarded(house)

    assert {rule.endpoint for rule in every_rule(house)} == {"room.view", "static"}


def test_a_guard_must_ask_something() -> None:
    with pytest.raises(UnguardedView):
        requires()


def test_a_view_that_lost_its_guard_after_start_up_is_turned_away(app: Flask) -> None:
    app.view_functions["signin.sign_in"] = lambda: "inside"
    with app.app_context():
        answer = app.test_client().get("/sign-in")

    assert answer.status_code == 403
    assert "inside" not in answer.text


def test_every_address_of_the_application_names_its_permissions(app: Flask) -> None:
    rules = every_rule(app)

    assert len(rules) > 10
    assert all(rule.permissions for rule in rules)


def test_a_stranger_may_do_what_anyone_may_and_nothing_else(app: Flask) -> None:
    Town(app)
    with app.test_request_context("/"):
        held = [permission for permission in Permission if access.may(permission)]

    assert held == [Permission.ANYONE]


def test_what_everybody_may_do_needs_no_sign_in(app: Flask) -> None:
    Town(app)
    access.set_grants_to_all(lambda: frozenset({Permission.FOUND}))
    with app.app_context(), app.test_request_context("/"):
        assert access.may(Permission.FOUND)
        assert access.may_by_name("FOUND")
        assert not access.may_by_name("member")


def test_a_stranger_has_no_hand(app: Flask) -> None:
    Town(app)
    with app.test_request_context("/"), pytest.raises(Forbidden):
        access.hand()


def test_paper_names_the_member_and_the_clerk(app: Flask, monkeypatch) -> None:
    clerk, member = uuid4(), uuid4()
    monkeypatch.setattr(access, "current_member_id", lambda: clerk)

    hand = access.keyed_hand(member, "form 12")

    assert (hand.by, hand.keyed_by, hand.via) == (member, clerk, Channel.PAPER)
    assert hand.evidence == "form 12"


@given(st.text(alphabet=st.sampled_from("/\\:.@?#ahtps %\t\n\r"), max_size=12))
def test_going_on_never_leaves_the_site(wanted: str) -> None:
    safe = access.safe_path(wanted)

    assert safe is None or urlsplit(urljoin(OURS, safe)).netloc == "localhost"
    assert safe is None or safe[1:2] not in {"/", "\\"}
