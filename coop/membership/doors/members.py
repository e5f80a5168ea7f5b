"""A member’s page for officers, and what the secretary records about a member."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, audit, pages
from coop.core.access import Permission, requires
from coop.core.audit import Hand
from coop.core.db import transaction
from coop.core.errors import N_, NotFound
from coop.membership import actions, acts, queries
from coop.membership.doors.frame import asked_day, bp
from coop.membership.doors.matters import MATTERS, Matter
from coop.membership.forms.parts import PaperPart, all_valid
from coop.membership.queries import MemberRow


@bp.get("/members/<uuid:member_id>")
@requires(Permission.READ_REGISTER, Permission.KEEP_REGISTER)
def member(member_id: UUID) -> Response:
    """Show an officer what they need of a member, and write down that they looked."""
    row = queries.member(member_id, asked_day())
    keeps = access.may(Permission.KEEP_REGISTER)
    _note_look(row)
    return pages.page(
        "membership/member.html",
        row=row,
        keeps=keeps,
        offices=queries.history_of_offices(member_id),
        events=queries.history_of(member_id) if keeps else (),
        matters=MATTERS.values(),
        day=asked_day(),
    )


@bp.route("/members/<uuid:member_id>/record/<what>", methods=["GET", "POST"])
@requires(Permission.KEEP_REGISTER)
def record(member_id: UUID, what: str) -> Response:
    """Record something about a member: what happened, or what the member wished on paper."""
    matter, row = _matter(what), queries.member(member_id, queries.today())
    form = matter.form()
    paper = PaperPart() if matter.is_own else None
    form.prepare(row)
    if not all_valid([form, paper] if paper else [form]):
        _note_look(row)
        status = 422 if form.is_submitted() else 200
        return pages.page(
            "membership/record.html", matter=matter, row=row, form=form, paper=paper, status=status
        )
    with transaction():
        form.carry_out(member_id, _hand(member_id, paper))
    flash(_(matter.done))
    return redirect(url_for("membership.member", member_id=member_id))


@bp.post("/members/<uuid:member_id>/invitation")
@requires(Permission.KEEP_REGISTER)
def invite(member_id: UUID) -> Response:
    """Give a member a way in, and show the code once, to print or write down."""
    row = queries.member(member_id, queries.today())
    with transaction():
        way_in = actions.invite(member_id, hand=access.hand())
    return pages.page("membership/invitation.html", invitations=[(row.name, way_in)])


def _note_look(row: MemberRow) -> None:
    """Write down that an officer saw what is held about a member; the member can read it."""
    with transaction():
        audit.record(acts.SEEN, row.id, hand=access.hand(), number=row.number)


def _matter(what: str) -> Matter:
    matter = MATTERS.get(what)
    if matter is None:
        raise NotFound(N_("page"))
    return matter


def _hand(member_id: UUID, paper: PaperPart | None) -> Hand:
    if paper is None:
        return access.hand()
    return access.keyed_hand(member_id, evidence_of(paper))


def evidence_of(paper: PaperPart) -> str:
    """Say where the paper is kept and when it came in."""
    return f"{paper.evidence.data} ({paper.received_on.data})"
