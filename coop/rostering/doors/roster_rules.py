"""The rules of rosters: the law book with every source, the weights in words, and the choice."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.membership.queries import today
from coop.rostering import queries
from coop.rostering.doors.door import bp
from coop.rostering.doors.law_words import chapters_of, open_questions
from coop.rostering.forms.roster_rules import RosterRulesForm, points_of


@bp.get("/roster-rules")
@requires(Permission.MEMBER)
def roster_rules() -> Response:
    """Show every member by which numbers and weights rosters are made."""
    rules, form = queries.roster_rules(today()), RosterRulesForm()
    return pages.page(
        "rostering/roster_rules.html",
        rules=rules,
        chapters=chapters_of(rules.book),
        questions=open_questions(rules.book),
        weights=[(form[name], points) for name, points in points_of(rules.weights).items()],
        history=queries.roster_rules_history(),
    )


@bp.route("/roster-rules/choose", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def choose_roster_rules() -> Response:
    """Choose a law book and weights from a day on."""
    form = RosterRulesForm()
    form.prepare(queries.roster_rules(today()))
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return pages.page("rostering/roster_rules_choose.html", form=form, status=status)
    with transaction():
        form.carry_out(access.hand())
    flash(_("Recorded. Rosters that begin from that day are made by these rules."))
    return redirect(url_for("rostering.roster_rules"))
