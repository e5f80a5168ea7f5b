"""What a person sees when something is refused, missing or broken: never a trace."""

import secrets
from collections.abc import Callable

from flask import Flask, Response, current_app, g, make_response, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from coop.core.errors import N_, NotFound, Refusal, Refused

Words = tuple[str, str, str]
MakePage = Callable[..., Response]

_UNKNOWN: Words = (
    N_("That did not work"),
    N_("The page could not be shown. Nothing was changed."),
    N_("Go back and try again. If it happens again, tell the secretary the reference."),
)
WORDS: dict[int, Words] = {
    400: (
        N_("Please send that again"),
        N_("The page was open for too long, or something was missing. Nothing was changed."),
        N_("Open the page again, and send the form once more."),
    ),
    401: (
        N_("Please sign in first"),
        N_("This page is only for people who have signed in."),
        N_("Sign in, then open the page again."),
    ),
    403: (
        N_("This page is not open to you"),
        N_("Only some offices or members may see it. That may change with your office."),
        N_("If you think this is wrong, ask the secretary and give the reference."),
    ),
    404: (
        N_("We cannot find that page"),
        N_("It may have moved, or the address may have a slip in it."),
        N_("Check the address, or start again from the home page."),
    ),
    405: (
        N_("That cannot be done here"),
        N_("This address takes no such request. Nothing was changed."),
        N_("Start again from the home page."),
    ),
    413: (
        N_("That file is too big"),
        N_("We could not take what you sent. Nothing was changed."),
        N_("Send a smaller file, or give it to the clerk on paper."),
    ),
    429: (
        N_("Too many tries"),
        N_("We have stopped for a while, to keep your account safe."),
        N_("Wait a quarter of an hour, then try again. Or ask the secretary for help."),
    ),
    500: (
        N_("Something broke on our side"),
        N_("It is not your fault. Nothing was half done: it was saved whole or not at all."),
        N_("Try again in a few minutes. If it happens again, tell the secretary the reference."),
    ),
    503: (
        N_("We are closed for a moment"),
        N_("The system is being looked after. Nothing was lost."),
        N_("Try again in a few minutes."),
    ),
}
BROKEN = 500
KEPT_HEADERS = ("Retry-After", "Allow")


def say(refusal: Refusal) -> str:
    """Say why, in the reader’s language."""
    return _said(refusal.text, refusal)


def say_to_do(refusal: Refusal) -> str:
    """Say what to do next, in the reader’s language; empty when there is nothing."""
    return _said(refusal.todo, refusal) if refusal.todo else ""


def _said(text: str, refusal: Refusal) -> str:
    return gettext(text) % dict(refusal.values) if refusal.values else gettext(text)


def init_error_pages(app: Flask, page: MakePage) -> None:
    """Answer every error with a page that has a reference."""
    app.jinja_env.globals.update(say_to_do=say_to_do)

    def refused(error: Refused) -> Response:
        return page(
            "errors/refused.html",
            status=409,
            refusals=error.refusals,
            reference=_reference(409, error),
            again=_again(),
        )

    def not_found(error: NotFound) -> Response:
        return _plain(page, 404, error)

    def http_error(error: HTTPException) -> Response:
        answer = _plain(page, error.code or BROKEN, error)
        for name, value in error.get_headers():
            if name in KEPT_HEADERS:
                answer.headers[name] = value
        return answer

    app.register_error_handler(Refused, refused)
    app.register_error_handler(NotFound, not_found)
    app.register_error_handler(HTTPException, http_error)


def _plain(page: MakePage, status: int, error: Exception) -> Response:
    if status >= BROKEN:
        g.letterhead = g.reader = None
    heading, text, todo = WORDS.get(status, _UNKNOWN)
    reference = _reference(status, error)
    show = _bare_page if status >= BROKEN else page
    return show(
        "errors/broken.html" if status >= BROKEN else "errors/plain.html",
        status=status,
        heading=gettext(heading),
        text=gettext(text),
        todo=gettext(todo),
        reference=reference,
    )


def _bare_page(template: str, *, status: int, **values: object) -> Response:
    # When the ground itself is broken, the page must not stand on it: no frame, no database.
    return make_response(current_app.jinja_env.get_template(template).render(**values), status)


def _reference(status: int, error: Exception) -> str:
    """Make a reference a person can read out, and put it in the log with the cause’s kind."""
    token = secrets.token_hex(4).upper()
    reference = f"{token[:4]}-{token[4:]}"
    kind = type(getattr(error, "original_exception", None) or error).__name__
    level = current_app.logger.error if status >= BROKEN else current_app.logger.info
    level("reference %s: %s at %s answered %s", reference, kind, request.endpoint, status)
    return reference


def _again() -> str:
    """Give the address to go back to: the page that held the form, if it can be opened."""
    rule = request.url_rule
    if rule is not None and "GET" in (rule.methods or ()):
        return request.path
    return f"{request.script_root}/"
