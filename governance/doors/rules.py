"""Our rules: every number, where it comes from, and what the rules were before."""

from werkzeug.wrappers import Response

from coop.core.access import Permission, requires
from coop.core.pages import page
from coop.membership.queries import today
from governance.doors.door import bp
from governance.founding import points_of
from governance.reading.rules import adoption_in_force, adoptions
from governance.rules.rule_words import chapters


@bp.get("/rules")
@requires(Permission.ANYONE)
def rules() -> Response:
    """Show the rules in force in plain words, each number with its source."""
    current = adoption_in_force(today())
    return page(
        "governance/rules.html",
        current=current,
        points=points_of(current.rules),
        chapters=chapters(current.rules),
        history=adoptions(),
    )
