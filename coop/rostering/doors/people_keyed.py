"""The clerk’s desk: what members told on paper, and times from an establishment’s paper."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.audit import Channel, Hand
from coop.core.db import transaction
from coop.membership.forms.parts import NumberPart, PaperPart, all_valid
from coop.membership.queries import member_numbered
from coop.rostering.doors.door import bp
from coop.rostering.doors.own_work import OWN_MATTERS, OwnMatter
from coop.rostering.forms.restraints import PARTS, what_form
from coop.rostering.forms.work_parts import DAYS


def _key(matter: OwnMatter) -> Callable[[], Response]:
    """Make the page on which one paper form is keyed: the member’s own form and three lines."""

    def keyed() -> Response:
        number, form, paper = NumberPart(), matter.form(), PaperPart()
        form.prepare(None)
        parts = (number, form, paper)
        if not all_valid(parts):
            status = 422 if form.is_submitted() else 200
            return pages.page(
                "rostering/own_keyed.html", matter=matter, parts=parts, form=form, days=DAYS,
                status=status,
            )  # fmt: skip
        member_id = member_numbered(number.member_number.data or 0)
        with transaction():
            form.carry_out(member_id, access.keyed_hand(member_id, _evidence(paper)))
        flash(_(matter.done))
        return redirect(url_for("post.desk"))

    keyed.__name__ = keyed.__qualname__ = endpoint_of(matter).removeprefix("rostering.")
    keyed.__doc__ = f"Key the paper form {matter.paper_code}."
    return keyed


def endpoint_of(matter: OwnMatter) -> str:
    """Name the page where the paper form of a matter is keyed."""
    return f"rostering.key_{matter.slug.replace('-', '_')}"


@bp.route("/desk/times", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK, Permission.KEY_PAPER)
def key_times() -> Response:
    """Key times from an establishment’s paper; the address is the same whatever it says."""
    what = request.form.get("what", "")
    if what not in PARTS:
        return _which_paper()
    # The first step sends nothing but the choice: a fresh form must not read it as empty.
    sent = request.form if "save" in request.form else None
    parts = (NumberPart(sent), PARTS[what][1](sent, what=what), PaperPart(sent))
    parts[1].prepare()
    if sent is None or not all_valid(parts):
        return _part_page(what, parts, status=422 if sent else 200)
    member_id = member_numbered(parts[0].member_number.data or 0)
    with transaction():
        parts[1].carry_out(member_id, _officer(parts[2]))
    flash(_("Recorded. Those who plan see only when the member can come."))
    return redirect(url_for("rostering.key_times"))


def _which_paper() -> Response:
    form = what_form()
    wrong = form.is_submitted() and not form.validate()
    return pages.page("rostering/times_what.html", form=form, status=422 if wrong else 200)


def _part_page(what: str, parts: Sequence[FlaskForm], *, status: int) -> Response:
    words, _part = PARTS[what]
    return pages.page(
        "rostering/times_part.html",
        words=words,
        parts=parts,
        form=parts[1],
        what=what,
        status=status,
    )


def _officer(paper: PaperPart) -> Hand:
    """Give the officer’s own hand: the paper is an establishment’s, and no wish of the member’s."""
    return replace(access.hand(), via=Channel.PAPER, evidence=_evidence(paper))


def _evidence(paper: PaperPart) -> str:
    return f"{paper.evidence.data} ({paper.received_on.data})"


for _matter in OWN_MATTERS:
    bp.add_url_rule(
        f"/desk/forms/{_matter.slug}/key",
        endpoint_of(_matter).removeprefix("rostering."),
        requires(Permission.KEY_PAPER)(_key(_matter)),
        methods=["GET", "POST"],
    )
