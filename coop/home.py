"""Home says what needs me now; health says whether every part is alive."""

from datetime import timedelta

from flask import Blueprint, Response, current_app, flash, jsonify, redirect, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as AnyResponse
from wtforms import IntegerField
from wtforms.validators import NumberRange

from coop.core import access, pages, services
from coop.core.access import Permission, requires
from coop.core.db import session, transaction
from coop.core.errors import N_
from coop.core.settings import Settings
from coop.membership.actions import move_clock as move_the_clock
from coop.membership.queries import cooperative

bp = Blueprint("home", __name__)
pages.register_nav(pages.NavItem(N_("Home"), "home.home", Permission.MEMBER, 10))

LONGEST_MOVE_DAYS = 400


class ClockForm(FlaskForm):
    """How far a demonstration moves its clock: whole days and hours."""

    days = IntegerField(default=0, validators=[NumberRange(0, LONGEST_MOVE_DAYS)])
    hours = IntegerField(default=0, validators=[NumberRange(0, 23)])


@bp.get("/")
@requires(Permission.ANYONE)
def home() -> AnyResponse:
    """Show what needs the reader now; before founding, the founding page."""
    if cooperative() is None:
        return redirect(url_for("membership.found"))
    if not access.may(Permission.MEMBER):
        return pages.page("home/welcome.html")
    member_id = access.current_member_id()
    return pages.page("home/home.html", needs_now=pages.needs_of(member_id))


@bp.get("/healthz")
@requires(Permission.ANYONE)
def health() -> AnyResponse:
    """Say as JSON whether web, database, queue and a worker are alive."""
    settings: Settings = current_app.config["EVENHAND"]
    parts = {"web": True, "database": _database_answers(), **services.health(settings)}
    answer: Response = jsonify({**parts, "ok": all(parts.values())})
    answer.status_code = 200 if all(parts.values()) else 503
    return answer


@bp.post("/demonstration/clock")
@requires(Permission.ANYONE)
def move_clock() -> AnyResponse:
    """Move a demonstration’s own clock forward."""
    form = ClockForm()
    if form.validate_on_submit():
        with transaction():
            move_the_clock(timedelta(days=form.days.data or 0, hours=form.hours.data or 0))
        flash(_("The clock of this demonstration has moved."))
    return redirect(url_for("home.home"))


def _database_answers() -> bool:
    try:
        return bool(session().scalar(text("SELECT 1")) == 1)
    except SQLAlchemyError:
        return False
