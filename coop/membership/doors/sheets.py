"""The sheet of what is held about one member: printed by themselves, or for them on paper."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask import Response, make_response
from flask_babel import gettext as _

from coop.core import access, audit, clock, documents, wording
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.membership import acts, queries
from coop.membership.doors.frame import bp
from coop.membership.held import held_elsewhere
from coop.membership.queries import ConsentView, Event, Look, MemberRow

LOOKS_ON_PAPER = 50
"""A sheet shows this many looks at most; the page shows them all."""


@bp.get("/me/sheet.pdf")
@requires(Permission.SIGNED_IN)
def my_sheet() -> Response:
    """Hand the signed-in person a sheet of all that is held about them."""
    row = queries.member(access.current_member_id(), queries.today())
    return _handed(row, held_elsewhere(row.id))


@bp.get("/members/<uuid:member_id>/sheet.pdf")
@requires(Permission.KEEP_REGISTER)
def sheet(member_id: UUID) -> Response:
    """Print a member’s own sheet, to be sent to that member only; it counts as a look.

    When and where somebody may work is for the member alone, so the secretary’s has none of it.
    """
    row = queries.member(member_id, queries.today())
    with transaction():
        audit.record(acts.SHEET_PRINTED, row.id, hand=access.hand(), number=row.number)
    return _handed(row)


def _handed(row: MemberRow, more: Sequence[tuple[str, str]] = ()) -> Response:
    paper = documents.typeset(
        "member_sheet.typ", _values(row, more), at=clock.now(), title=_("What is held about you")
    )
    answer = make_response(paper)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="member-{row.number}.pdf"'
    return answer


def _values(row: MemberRow, more: Sequence[tuple[str, str]]) -> dict[str, object]:
    day = queries.today()
    return {
        "cooperative": queries.the_cooperative().name,
        "name": row.name,
        "number": str(row.number),
        "as_at": wording.day(day),
        "large_print": row.large_print,
        "facts": [{"label": label, "value": value} for label, value in (*_facts(row), *more)],
        "consents": _allowed(queries.consents_of(row.id), day),
        "seen": _seen(queries.looks_at(row.id)[:LOOKS_ON_PAPER]),
        "history": _told(queries.history_of(row.id)),
    }


def _facts(row: MemberRow) -> list[tuple[str, str]]:
    reached = {"web": _("on the web"), "terminal": _("at a shared terminal")}
    return [
        (_("Name"), row.name),
        (_("Number"), str(row.number)),
        (_("Service address"), ", ".join(row.service_address.splitlines())),
        (_("Shares"), wording.number(row.shares)),
        (_("Member since"), wording.day(row.entered_on)),
        (_("Class"), row.class_name),
        (_("Date of birth"), wording.short_day(row.born_on) or _("not held")),
        (_("Lives at"), row.establishment_name or _("outside")),
        (_("How we reach you"), reached.get(row.channel, _("by letter"))),
        (_("E-mail address"), row.email or _("not held")),
    ]


def _allowed(consents: Sequence[ConsentView], day: date) -> list[dict[str, str]]:
    return [
        {
            "what": each.what,
            "to_whom": each.to_whom,
            "until": wording.short_day(each.until_on) or _("until you take it back"),
        }
        for each in consents
        if each.holds_on(day)
    ]


def _seen(looks: Sequence[Look]) -> list[dict[str, str]]:
    zone = queries.the_cooperative().timezone
    return [
        {
            "when": wording.short_day(clock.local(each.at, zone)),
            "who": each.by or _("the system"),
            "what": _(each.what),
        }
        for each in looks
    ]


def _told(events: Sequence[Event]) -> list[dict[str, str]]:
    return [
        {"day": wording.short_day(each.day), "what": _(each.sentence, **each.values)}
        for each in events
    ]
