"""Classes and establishments: what there is, and one more."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.membership import actions, queries
from coop.membership.doors.frame import bp
from coop.membership.forms.house import ClassForm, PlaceForm


@bp.get("/register/classes")
@requires(Permission.KEEP_REGISTER)
def house() -> Response:
    """Show the classes and the establishments."""
    return pages.page(
        "membership/house.html", classes=queries.classes(), places=queries.establishments()
    )


@bp.route("/register/classes/new", methods=["GET", "POST"])
@requires(Permission.KEEP_REGISTER)
def new_class() -> Response:
    """Open one more class of members."""
    form = ClassForm()
    if not form.validate_on_submit():
        title = _("One more class")
        status = 422 if form.is_submitted() else 200
        return pages.page("membership/house_new.html", form=form, title=title, status=status)
    with transaction():
        actions.add_class(form.wanted(), hand=access.hand())
    flash(_("The class is open. People can apply to join it."))
    return redirect(url_for("membership.house"))


@bp.route("/register/establishments/new", methods=["GET", "POST"])
@requires(Permission.KEEP_REGISTER)
def new_establishment() -> Response:
    """Add one more establishment."""
    form = PlaceForm()
    if not form.validate_on_submit():
        title = _("One more establishment")
        status = 422 if form.is_submitted() else 200
        return pages.page("membership/house_new.html", form=form, title=title, status=status)
    with transaction():
        actions.add_establishment(form.wanted(), hand=access.hand())
    flash(_("The establishment is recorded. Members can be moved there."))
    return redirect(url_for("membership.house"))
