"""The clerk’s desk: every matter of a member’s own, keyed from a paper form."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.membership import queries
from coop.membership.doors.frame import bp
from coop.membership.doors.matters import ON_PAPER, Matter
from coop.membership.doors.members import evidence_of
from coop.membership.forms.parts import NumberPart, PaperPart, all_valid


def _key(matter: Matter) -> Callable[[], Response]:
    """Make the page on which one paper form is keyed: the member’s own form and three lines."""

    def keyed() -> Response:
        number, form, paper = NumberPart(), matter.form(), PaperPart()
        form.prepare(None)
        parts = (number, form, paper)
        if not all_valid(parts):
            status = 422 if form.is_submitted() else 200
            return pages.page(
                "membership/keyed.html", matter=matter, parts=parts, form=form, status=status
            )
        member_id = queries.member_numbered(number.member_number.data or 0)
        with transaction():
            form.carry_out(member_id, access.keyed_hand(member_id, evidence_of(paper)))
        flash(_(matter.done))
        return redirect(url_for("post.desk"))

    keyed.__name__ = keyed.__qualname__ = f"key_{matter.slug.replace('-', '_')}"
    keyed.__doc__ = f"Key the paper form {matter.paper_code}."
    return keyed


def endpoint_of(matter: Matter) -> str:
    """Name the page where the paper form of a matter is keyed."""
    return f"membership.key_{matter.slug.replace('-', '_')}"


for _matter in ON_PAPER.values():
    bp.add_url_rule(
        f"/desk/forms/{_matter.slug}/key",
        endpoint_of(_matter).removeprefix("membership."),
        requires(Permission.KEY_PAPER, Permission.KEEP_REGISTER)(_key(_matter)),
        methods=["GET", "POST"],
    )
