"""Statements that a member takes along, as a page, as a paper, and as a record."""

from datetime import date
from uuid import UUID

from flask import make_response, request
from werkzeug.wrappers import Response

from coop.core import access, clock, pages
from coop.core.access import Permission, requires
from coop.core.canonical import canonical
from coop.core.errors import N_, NotFound
from coop.membership.queries import member, today
from payroll.account_parts import account_values
from payroll.doors.door import bp
from payroll.own_accounts import TITLES, Kind, own_account
from payroll.papers import typeset_account


@bp.get("/me/pay/statement/<kind>")
@requires(Permission.MEMBER)
def my_account(kind: str) -> Response:
    """Show one’s own statement of shares, hours, a year, or all on leaving."""
    wanted = _kind(kind)
    document = own_account(wanted, access.current_member_id(), *_days())
    return pages.page(
        "payroll/my_account.html",
        slip=account_values(document),
        kind=wanted,
        titles=TITLES,
        year=_days()[0].year,
        this_year=today().year,
    )


@bp.get("/me/pay/statement/<kind>.pdf")
@requires(Permission.MEMBER)
def my_account_pdf(kind: str) -> Response:
    """Give one’s own statement of an account on paper, with its record inside."""
    me, large = access.current_member_id(), "large" in request.args
    document = own_account(_kind(kind), me, *_days())
    return _file(typeset_account(document, at=clock.now(), large=large), "application/pdf")


@bp.get("/me/pay/statement/<kind>.json")
@requires(Permission.MEMBER)
def my_account_record(kind: str) -> Response:
    """Give one’s own statement of an account as a record that a computer can check."""
    document = own_account(_kind(kind), access.current_member_id(), *_days())
    return _file(canonical(document).encode("ascii"), "application/json")


@bp.get("/pay/people/<uuid:member_id>/leaving.pdf")
@requires(Permission.RUN_PAY)
def leaving_paper(member_id: UUID) -> Response:
    """Print what a member takes along at a release or on leaving."""
    large = member(member_id, today()).large_print
    document = own_account(Kind.LEAVING, member_id, *_days())
    return _file(typeset_account(document, at=clock.now(), large=large), "application/pdf")


def _kind(name: str) -> Kind:
    if name not in list(Kind):
        raise NotFound(N_("statement of that kind"))
    return Kind(name)


def _days() -> tuple[date, date]:
    """Give the year that was asked for, up to today."""
    now = today()
    year = request.args.get("year", now.year, type=int)
    if not now.year - 100 <= year <= now.year:
        year = now.year
    return date(year, 1, 1), min(date(year, 12, 31), now)


def _file(content: bytes, kind: str) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = kind
    ending = kind.rpartition("/")[2]
    answer.headers["Content-Disposition"] = f'inline; filename="statement.{ending}"'
    return answer
