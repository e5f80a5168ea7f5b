"""The register: on a page, in print, as CSV and PDF, as at any day; and the published counts."""

from collections.abc import Sequence
from datetime import date

from flask import make_response
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, audit, clock, documents, listings, pages, wording
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.listings import Asked
from coop.membership import acts, queries, rulebook
from coop.membership.doors.frame import asked_day, bp
from coop.membership.names import sort_key
from coop.membership.offices import OFFICES
from coop.membership.queries import RegisterRow
from coop.membership.rules import warnings

READERS = (Permission.READ_REGISTER, Permission.KEEP_REGISTER)
COLUMNS = ("name", "number", "entered", "ceased", "shares")


@bp.get("/register")
@requires(*READERS)
def register() -> Response:
    """Show the register as at any day."""
    asked, day = listings.asked(*COLUMNS), asked_day()
    rows = _found(queries.register_on(day), asked)
    return pages.page(
        "membership/register.html",
        asked=asked,
        day=day,
        today=queries.today(),
        portion=listings.portion(rows, asked.part),
    )


@bp.get("/register/print")
@requires(*READERS)
def register_print() -> Response:
    """Show the whole register on one page, for printing."""
    day = asked_day()
    _write_down(day, "print")
    return pages.page(
        "membership/register_print.html",
        rows=queries.register_on(day),
        officers=queries.officers_on(day),
        names=OFFICES,
        day=day,
        house=queries.the_cooperative(),
    )


@bp.get("/register.csv")
@requires(*READERS)
def register_csv() -> Response:
    """Download the register for a spreadsheet."""
    day = asked_day()
    _write_down(day, "csv")
    header = ("number", "name", "service_address", "shares", "paid", "entered", "ceased")
    rows = (
        (
            row.number, row.name, row.service_address, row.shares,
            f"{row.paid_minor // 100}.{row.paid_minor % 100:02}",
            row.entered_on.isoformat(), row.ceased_on.isoformat() if row.ceased_on else "",
        )
        for row in queries.register_on(day)
    )  # fmt: skip
    return pages.csv_download(f"register-{day.isoformat()}.csv", header, rows)


@bp.get("/register.pdf")
@requires(*READERS)
def register_pdf() -> Response:
    """Download the register as a printed paper."""
    day, house = asked_day(), queries.the_cooperative()
    _write_down(day, "pdf")
    current = [row for row in queries.register_on(day) if row.is_current]
    values = {
        "cooperative": house.name,
        "registration": house.registered_number,
        "as_at": wording.day(day),
        "printed": wording.day(clock.local(clock.now(), house.timezone)),
        "rows": [_printed(row) for row in queries.register_on(day)],
        "total": _(
            "%(members)s members hold %(shares)s shares.",
            members=len(current),
            shares=sum(row.shares for row in current),
        ),
    }
    paper = documents.typeset(
        "register.typ", values, at=clock.now(), title=_("Register of members")
    )
    answer = make_response(paper)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="register-{day.isoformat()}.pdf"'
    return answer


@bp.get("/register/counts")
@requires(Permission.MEMBER)
def counts() -> Response:
    """Show how many members each class has, without small numbers."""
    day = queries.today()
    rules = rulebook.rules_on(day)
    keeps = access.may(Permission.KEEP_REGISTER)
    return pages.page(
        "membership/counts.html",
        published=queries.counts_on(day),
        next_chance=queries.next_chance(day),
        smallest=rules.smallest_cell,
        warnings=warnings(queries.class_counts(), rules.checks) if keeps else (),
    )


def _found(rows: Sequence[RegisterRow], asked: Asked) -> list[RegisterRow]:
    """Search and sort; those without a last day stand after those with one."""
    fitting = [row for row in rows if asked.matches(row.name, str(row.number))]
    orders = {
        "name": lambda row: (sort_key(row.sort_name), row.number),
        "number": lambda row: (row.number, row.entered_on),
        "entered": lambda row: (row.entered_on, row.number),
        "ceased": lambda row: (row.ceased_on or date.max, row.number),
        "shares": lambda row: (row.shares, row.number),
    }
    return sorted(fitting, key=orders[asked.sort], reverse=asked.descending)


def _printed(row: RegisterRow) -> dict[str, str]:
    return {
        "number": str(row.number),
        "name": row.name,
        "service_address": ", ".join(row.service_address.splitlines()),
        "shares": str(row.shares),
        "joined": wording.short_day(row.entered_on),
        "left": wording.short_day(row.ceased_on),
    }


def _write_down(day: date, form: str) -> None:
    """Write in the log that the register left this system."""
    with transaction():
        audit.record(
            acts.REGISTER_DOWNLOADED,
            "register",
            hand=access.hand(),
            on=day.isoformat(),
            form=form,
        )
