"""Who may open which door: permissions, the guard on every view, and the signed-in hand.

Permissions come from dated offices and roles, which membership keeps; it tells this
file at start-up how to ask (`set_grants`, `set_member_lookup`).
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask_login import current_user, login_user, logout_user

from coop.core.accounts import SignIn, is_due_a_touch, live_session, touch
from coop.core.audit import Channel, Hand
from coop.core.db import transaction

P = ParamSpec("P")
R = TypeVar("R")

MARK = "evenhand_permissions"


class Permission(StrEnum):
    """What a guarded door may ask for. ANYONE asks nothing; SIGNED_IN asks an account only."""

    ANYONE = "anyone"
    SIGNED_IN = "signed_in"
    MEMBER = "member"
    KEEP_REGISTER = "keep_register"
    DECIDE_APPLICATIONS = "decide_applications"
    GRANT_OFFICES = "grant_offices"
    RUN_BALLOTS = "run_ballots"
    TELL = "tell"
    KEY_PAPER = "key_paper"
    PLAN_WORK = "plan_work"
    KEEP_APART = "keep_apart"
    RUN_PAY = "run_pay"
    APPROVE_PAY = "approve_pay"
    KEEP_BOOKS = "keep_books"
    AUDIT = "audit"
    READ_REGISTER = "read_register"
    FOUND = "found"


# The powers of an office stay away from a device that many hands share.
ON_TERMINAL = frozenset({Permission.ANYONE, Permission.SIGNED_IN, Permission.MEMBER})


class UnguardedView(RuntimeError):
    """A view without `@requires`; the application must not start."""


@dataclass(frozen=True, slots=True)
class GuardedRule:
    """One address of the application, and who may use it."""

    rule: str
    endpoint: str
    methods: frozenset[str]
    permissions: tuple[Permission, ...]


class _Told:
    """What membership told this file at start-up."""

    grants: Callable[[UUID], frozenset[Permission]]
    grants_to_all: Callable[[], frozenset[Permission]]
    member_of: Callable[[UUID], UUID | None]

    def __init__(self) -> None:
        self.grants = lambda _account: frozenset()
        self.grants_to_all = frozenset
        self.member_of = lambda _account: None


_told = _Told()


def set_grants(grants: Callable[[UUID], frozenset[Permission]]) -> None:
    """Learn how to ask what an account may do today."""
    _told.grants = grants


def set_grants_to_all(grants: Callable[[], frozenset[Permission]]) -> None:
    """Learn how to ask what everybody may do now, signed in or not: founding, at first."""
    _told.grants_to_all = grants


def set_member_lookup(member_of: Callable[[UUID], UUID | None]) -> None:
    """Learn how to ask which member an account belongs to."""
    _told.member_of = member_of


def requires(*any_of: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Guard a view: whoever holds any of these permissions may pass, nobody else.

    Stand it next to the view, under the route: it also marks the view as guarded.
    """
    if not any_of:
        raise UnguardedView("requires() needs at least one permission.")

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not any(may(permission) for permission in any_of):
                _turn_away()
            return view(*args, **kwargs)

        setattr(guarded, MARK, any_of)
        return guarded

    return guard


def refuse_unguarded(app: Flask) -> None:
    """Stop start-up with the names of every view that has no guard; then keep watch.

    The watch is a second line of defence: should a view be added later, or swapped for
    an unguarded one, each request for it is turned away.
    """
    bare = [rule.endpoint for rule in every_rule(app) if not rule.permissions]
    if bare:
        raise UnguardedView(f"These views have no @requires: {', '.join(sorted(set(bare)))}.")
    app.before_request(_keep_watch)


def every_rule(app: Flask) -> list[GuardedRule]:
    """List every address with its methods and permissions; files of the stylesheet are free."""
    return [
        GuardedRule(
            rule=rule.rule,
            endpoint=rule.endpoint,
            methods=frozenset(rule.methods or ()) - {"HEAD", "OPTIONS"},
            permissions=_marked(app, rule.endpoint),
        )
        for rule in app.url_map.iter_rules()
    ]


def _marked(app: Flask, endpoint: str) -> tuple[Permission, ...]:
    if endpoint == "static":
        return (Permission.ANYONE,)
    found: tuple[Permission, ...] = getattr(app.view_functions[endpoint], MARK, ())
    return found


def _keep_watch() -> None:
    if request.endpoint is None or request.endpoint == "static":
        return
    if not _marked(current_app, request.endpoint):
        abort(403)
    _note_use()


def _note_use() -> None:
    """Let a sign-in live on while it is used."""
    found = begun()
    if found and found.is_complete and is_due_a_touch(found):
        with transaction():
            touch(found)


def begun() -> SignIn | None:
    """Give this browser’s sign-in, complete or still waiting for its second step."""
    return current_user if isinstance(current_user, SignIn) else None


def signed_in() -> SignIn | None:
    """Give this browser’s sign-in if it is complete."""
    found = begun()
    return found if found and found.is_complete else None


def remember(token: str) -> None:
    """Let this browser carry a fresh sign-in, and nothing from before it."""
    session.clear()
    login_user(live_session(token))
    # Flask-Login notes a hash of the address in the cookie; nothing here reads it.
    session.pop("_id", None)
    _ask_again()


def forget() -> None:
    """Let this browser carry nothing."""
    logout_user()
    session.clear()
    _ask_again()


def _ask_again() -> None:
    """Ask again, within this request, who is reading and what they may do."""
    for name in ("permissions", "reader"):
        g.pop(name, None)


def on_terminal() -> bool:
    """Say whether this is a sign-in at a shared terminal."""
    found = signed_in()
    return found is not None and found.terminal_id is not None


def may(permission: Permission) -> bool:
    """Say whether whoever is here holds a permission."""
    return permission is Permission.ANYONE or permission in _held()


def may_by_name(name: str) -> bool:
    """Say the same to a template, which knows a permission by its name, in either case."""
    return may(Permission(str(name).lower()))


def _held() -> frozenset[Permission]:
    if "permissions" not in g:
        g.permissions = _ask_held()
    found: frozenset[Permission] = g.permissions
    return found


def _ask_held() -> frozenset[Permission]:
    everyone = _told.grants_to_all()
    who = signed_in()
    if who is None:
        return everyone
    held = everyone | _told.grants(who.account_id) | {Permission.SIGNED_IN}
    return held & ON_TERMINAL if who.terminal_id else held


def current_member_id() -> UUID:
    """Give the signed-in member’s id; whoever is not a member is turned away (403)."""
    who = signed_in()
    member_id = _told.member_of(who.account_id) if who else None
    if member_id is None:
        abort(403)
    return member_id


def hand() -> Hand:
    """Give the signed-in member’s own hand: by the web, or at a shared terminal."""
    return Hand(by=current_member_id(), via=_channel())


def keyed_hand(member_id: UUID, evidence: str) -> Hand:
    """Give a member’s hand as it came on paper, keyed by the signed-in clerk."""
    return Hand(by=member_id, via=Channel.PAPER, keyed_by=current_member_id(), evidence=evidence)


def hand_of(account_id: UUID) -> Hand:
    """Give the hand of an account that is just proving itself, member or not."""
    return Hand(by=_told.member_of(account_id), via=_channel())


def _channel() -> Channel:
    return Channel.TERMINAL if on_terminal() else Channel.WEB


def _turn_away() -> None:
    """Send a stranger to sign in, and come back; tell everybody else that it is not theirs."""
    if signed_in() is not None:
        abort(403)
    wanted = request.full_path.rstrip("?") if request.method in {"GET", "HEAD"} else None
    abort(redirect(url_for("signin.sign_in", next=wanted)))


def safe_next(wanted: str | None) -> str:
    """Give the page to go on to: a path of ours, or the home page for anything else."""
    return safe_path(wanted) or url_for("home.home")


def safe_path(wanted: str | None) -> str | None:
    """Give a path if it can only lead to a page of ours."""
    if not wanted or not wanted.startswith("/") or wanted[1:2] in {"/", "\\"}:
        return None
    if any(unicodedata.category(letter).startswith("C") for letter in wanted):
        return None
    parts = urlsplit(wanted)
    return None if parts.scheme or parts.netloc else wanted
