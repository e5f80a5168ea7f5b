"""A member’s own page: what is held, who has seen it, and every change at their own wish."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, NotFound
from coop.membership import actions, queries
from coop.membership.doors.frame import bp
from coop.membership.doors.matters import OWN, Matter
from coop.membership.forms.matters import ResignForm


@bp.get("/me")
@requires(Permission.SIGNED_IN)
def me() -> Response:
    """Show the signed-in person everything that is held about them."""
    member_id, day = access.current_member_id(), queries.today()
    return pages.page(
        "membership/me.html",
        row=queries.member(member_id, day),
        consents=queries.consents_of(member_id),
        offices=queries.history_of_offices(member_id),
        looks=queries.looks_at(member_id)[:5],
        day=day,
    )


@bp.get("/me/history")
@requires(Permission.SIGNED_IN)
def history() -> Response:
    """Show the signed-in person every dated fact about them, and every look at it."""
    member_id = access.current_member_id()
    return pages.page(
        "membership/history.html",
        events=queries.history_of(member_id),
        looks=queries.looks_at(member_id),
    )


@bp.route("/me/change/<what>", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def change(what: str) -> Response:
    """Change one thing at one’s own wish."""
    matter, member_id = own_matter(what), access.current_member_id()
    form = matter.form()
    form.prepare(queries.member(member_id, queries.today()))
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return pages.page("membership/change.html", matter=matter, form=form, status=status)
    with transaction():
        form.carry_out(member_id, access.hand())
    return _done(matter)


@bp.route("/me/resign", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def resign() -> Response:
    """Resign in two steps: say when, then read what it means and say yes."""
    form, matter = ResignForm(), OWN["resign"]
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return pages.page("membership/change.html", matter=matter, form=form, status=status)
    if request.form.get("sure") != "yes":
        row = queries.member(access.current_member_id(), queries.today())
        return pages.page(
            "membership/resign.html", form=form, day=form.from_on.data or queries.today(), row=row
        )
    with transaction():
        form.carry_out(access.current_member_id(), access.hand())
    flash(_(matter.done))
    # On the last day the way in is closed with the deed, so the page of one’s own may be gone.
    return redirect(url_for("home.home"))


@bp.post("/me/permissions/<uuid:consent_id>/end")
@requires(Permission.MEMBER)
def take_back(consent_id: UUID) -> Response:
    """Take back what was allowed to be known."""
    with transaction():
        actions.withdraw_consent(
            access.current_member_id(), consent_id=consent_id, hand=access.hand()
        )
    flash(_("Taken back. Nobody may be told any more."))
    return redirect(url_for("membership.me"))


def own_matter(what: str) -> Matter:
    """Give a matter that members bring themselves; resigning has its own two steps."""
    matter = OWN.get(what)
    if matter is None or matter.form is ResignForm:
        raise NotFound(N_("page"))
    return matter


def _done(matter: Matter) -> Response:
    flash(_(matter.done))
    return redirect(url_for("membership.me"))
