"""What every page has in common: its frame, its way about, its words, its headers.

This file knows no domain. Each domain tells it at start-up what belongs in the way about
(`register_nav`) and what needs a member now (`register_needs`). The composition root tells it
who the co-operative is (`set_letterhead`), who is reading (`set_reader`) and what that reader
may do (`set_may`).
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

from flask import (
    Flask,
    Response,
    current_app,
    g,
    has_request_context,
    make_response,
    render_template,
    request,
    url_for,
)
from flask_babel import Babel
from flask_wtf import CSRFProtect

from coop.core import clock, error_pages, headers, listings, wording

TRANSLATIONS = Path(__file__).parents[1] / "translations"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The co-operative as every page names it; money is shown in `currency`."""

    name: str
    timezone: str = "Europe/London"
    currency: str = "GBP"
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """The signed-in person, as the frame of the page needs to know them."""

    name: str
    language: str = "en"
    large_print: bool = False
    on_terminal: bool = False


@dataclass(frozen=True, slots=True)
class NavItem:
    """One link in the way about; `label` is a message id, `order` counts from the left.

    Links for ANYONE and MEMBER stand in the first line, links for an office in the second.
    `or_else` names other permissions that show it too.
    """

    label: str
    endpoint: str
    permission: str
    order: int
    or_else: tuple[str, ...] = ()

    @property
    def permissions(self) -> tuple[str, ...]:
        """Give every permission that shows this link; one is enough."""
        return (self.permission, *self.or_else)

    @property
    def is_for_an_office(self) -> bool:
        """Say whether only an office-holder sees this link."""
        return str(self.permission).lower() not in {"anyone", "signed_in", "member"}

    @property
    def is_here(self) -> bool:
        """Say whether the page being read belongs to the same room as this link."""
        if self.endpoint == "home.home" or request.endpoint is None:
            return request.endpoint == self.endpoint
        path = url_for(self.endpoint)
        return request.path == path or request.path.startswith(path.rstrip("/") + "/")


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that needs this member now: a sentence, one act, the date for their door."""

    sentence: str
    act_label: str
    url: str
    due: date | None = None


NeedsOf = Callable[[UUID], Sequence[Need]]
May = Callable[[str], bool]


class _Registered:
    """What the domains and the composition root told this file at start-up."""

    nav: dict[str, NavItem]
    needs: list[NeedsOf]
    letterhead: Callable[[], Letterhead | None]
    reader: Callable[[], Reader | None]
    may: May

    def __init__(self) -> None:
        self.nav = {}
        self.needs = []
        self.letterhead = lambda: None
        self.reader = lambda: None
        self.may = lambda permission: str(permission).lower() == "anyone"


_registered = _Registered()


def register_nav(item: NavItem) -> None:
    """Add a link to the way about; the same endpoint again replaces the first."""
    _registered.nav[item.endpoint] = item


def register_needs(needs: NeedsOf) -> None:
    """Ask `needs` too when the home page says what needs a member now."""
    if needs not in _registered.needs:
        _registered.needs.append(needs)


def set_letterhead(ask: Callable[[], Letterhead | None]) -> None:
    """Learn how to ask who the co-operative is; None before it is founded."""
    _registered.letterhead = ask


def set_reader(ask: Callable[[], Reader | None]) -> None:
    """Learn how to ask who is reading; None when nobody has signed in."""
    _registered.reader = ask


def set_may(may: May) -> None:
    """Learn how to ask whether the reader holds a permission."""
    _registered.may = may


def needs_of(member_id: UUID) -> list[Need]:
    """Gather what needs this member now, the soonest first, what has no date last."""
    needs = [need for ask in _registered.needs for need in ask(member_id)]
    return sorted(needs, key=lambda need: (need.due is None, need.due or date.max))


def letterhead() -> Letterhead | None:
    """Give the co-operative's name and sign, asked once a request."""
    if "letterhead" not in g:
        g.letterhead = _registered.letterhead()
    found: Letterhead | None = g.letterhead
    return found


def reader() -> Reader | None:
    """Give the signed-in reader, asked once a request."""
    if "reader" not in g:
        g.reader = _registered.reader()
    found: Reader | None = g.reader
    return found


def page(template: str, *, status: int = 200, **values: object) -> Response:
    """Answer with a page made from `template`, which sees `values`."""
    return make_response(render_template(template, **values), status)


def csv_download(
    filename: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> Response:
    """Answer with a CSV file for a spreadsheet (RFC 4180, UTF-8 with its mark)."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(header)
    writer.writerows([_plain_cell(cell) for cell in row] for row in rows)
    answer = make_response(sheet.getvalue().encode("utf-8-sig"))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer


def _plain_cell(cell: object) -> object:
    # Text that a stranger typed must not run as a formula in the secretary's spreadsheet.
    if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS):
        return f"'{cell}"
    return "" if cell is None else cell


def init_pages(app: Flask) -> None:
    """Give the application its frame: words, way about, headers, error pages, safe forms."""
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)
    CSRFProtect(app)
    Babel(
        app,
        default_locale="en_GB",
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=_language,
        timezone_selector=_timezone,
    )
    wording.init_filters(app, currency=_currency)
    app.jinja_env.globals.update(here=here, has_endpoint=_has_endpoint, asset=_asset_of(app))
    app.jinja_env.globals.update(say=error_pages.say, portion=listings.portion)
    app.jinja_env.tests["listed"] = lambda value: isinstance(value, list | tuple)
    app.context_processor(_frame)
    app.after_request(headers.protect)
    app.after_request(_remember_large_print)
    error_pages.init_error_pages(app, page)


def here(**changes: object) -> str:
    """Give the address of this page with some of its questions changed (None drops one)."""
    kept: Mapping[str, object] = {**request.args.to_dict(), "large": None, **changes}
    return "?" + urlencode({name: value for name, value in kept.items() if value is not None})


def _frame() -> dict[str, object]:
    coop, who = letterhead(), reader()
    links = [item for item in _nav() if any(map(_registered.may, item.permissions))]
    return {
        "letterhead": coop,
        "reader": who,
        "may": _registered.may,
        "nav": [item for item in links if not item.is_for_an_office],
        "office_nav": [item for item in links if item.is_for_an_office],
        "demonstration": coop is not None and coop.demonstration,
        "large_print": _large_print(),
        "language": _language().partition("_")[0],
        "now": clock.now(),
    }


def _nav() -> list[NavItem]:
    there = (item for item in _registered.nav.values() if _has_endpoint(item.endpoint))
    return sorted(there, key=lambda item: (item.order, item.endpoint))


def _has_endpoint(endpoint: str) -> bool:
    return endpoint in current_app.view_functions


def _asset_of(app: Flask) -> Callable[[str], str]:
    """Name a file of ours by its content, so that browsers may keep it for ever."""
    marks = {
        path.name: sha256(path.read_bytes()).hexdigest()[:10]
        for path in Path(app.static_folder or ".").glob("*.*")
    }
    return lambda name: url_for("static", filename=name, v=marks[name])


def _language() -> str:
    if not has_request_context():
        return "en_GB"
    spoken, who = _spoken(), reader()
    wanted = [who.language] if who else list(request.accept_languages.values())
    short = (name.replace("-", "_").partition("_")[0] for name in wanted)
    return next((spoken[name] for name in short if name in spoken), "en_GB")


@cache
def _spoken() -> Mapping[str, str]:
    """Name each language there are sentences for, and how its days and sums are written."""
    return {"en": "en_GB", **{path.name: path.name for path in TRANSLATIONS.glob("*/")}}


def _timezone() -> str:
    coop = letterhead()
    return coop.timezone if coop else "Europe/London"


def _currency() -> str:
    coop = letterhead()
    return coop.currency if coop else "GBP"


def _large_print() -> bool:
    asked = request.args.get("large") or request.cookies.get("large_print")
    who = reader()
    return asked == "1" if asked in {"0", "1"} else who is not None and who.large_print


def _remember_large_print(answer: Response) -> Response:
    asked = request.args.get("large")
    if asked in {"0", "1"}:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        answer.set_cookie("large_print", asked, httponly=True, samesite="Lax", secure=secure)
    return answer
