"""A member’s own work: when they can come, what they wish, and all that is held about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.choices import SelectChoice
from coop.core.db import transaction
from coop.core.errors import N_
from coop.membership import queries as membership
from coop.rostering import actions, queries
from coop.rostering.doors.door import bp
from coop.rostering.doors.workers import sent_id
from coop.rostering.forms.own_work import (
    LEVELS,
    OWN_CAUSES,
    OwnForm,
    TimeForm,
    UsualWeekForm,
    all_times,
    wishes_form,
)
from coop.rostering.forms.restraints import CAUSES
from coop.rostering.forms.work_parts import DAYS
from coop.rostering.rules.nouns import Cause


@dataclass(frozen=True, slots=True)
class OwnMatter:
    """One thing that a member tells about their work, with the code of its paper form."""

    slug: str
    title: str
    lead: str
    done: str
    form: Callable[[], OwnForm]
    paper_code: str

    @property
    def template(self) -> str:
        """Name the file that lays out its fields."""
        return f"rostering/own_{self.slug.replace('-', '_')}.html"


OWN_MATTERS = (
    OwnMatter(
        "usual-week",
        N_("My usual week"),
        N_("Write when you can come in a usual week. A day left empty is a day without work."),
        N_("Recorded. Rosters use this week from that day."),
        UsualWeekForm,
        "W1",
    ),
    OwnMatter(
        "time",
        N_("A time when I cannot come, or can"),
        N_("One day or several. Work waits for whatever else you must do."),
        N_("Recorded. Nobody who plans sees what it is for."),
        TimeForm,
        "W2",
    ),
    OwnMatter(
        "wishes",
        N_("Hours and wishes"),
        N_("Say how much you wish to work, and where you work gladly."),
        N_("Recorded. Rosters weigh your wishes against everybody’s."),
        wishes_form,
        "W3",
    ),
)
"""What a member may tell, by any door."""


@bp.get("/me/work")
@requires(Permission.MEMBER)
def my_work() -> Response:
    """Show the signed-in member everything that is held about their work."""
    work = queries.own_work(access.current_member_id())
    return pages.page(
        "rostering/my_work.html",
        work=work,
        day=membership.today(),
        days=DAYS,
        causes=_words(CAUSES) | _words(OWN_CAUSES),
        levels={level: level_words(level) for level in range(-2, 3)},
        any_time=work.week is not None and all_times(work.week.pattern),
    )


@bp.post("/me/work/time/take-back")
@requires(Permission.MEMBER)
def take_back_time() -> Response:
    """Take back a time that the member told."""
    member_id = access.current_member_id()
    with transaction():
        actions.take_back_time(member_id, sent_id(N_("time")), hand=access.hand())
    flash(_("Taken back."))
    return redirect(url_for("rostering.my_work"))


def _tell(matter: OwnMatter) -> Callable[[], Response]:
    """Make the page on which a member tells one thing."""

    def told() -> Response:
        form, member_id = matter.form(), access.current_member_id()
        form.prepare(member_id)
        if not form.validate_on_submit():
            status = 422 if form.is_submitted() else 200
            return pages.page(
                "rostering/own_form.html", matter=matter, form=form, days=DAYS, status=status
            )
        with transaction():
            form.carry_out(member_id, access.hand())
        flash(_(matter.done))
        return redirect(url_for("rostering.my_work"))

    told.__name__ = told.__qualname__ = f"tell_{matter.slug.replace('-', '_')}"
    told.__doc__ = f"{matter.title}: the member’s own page."
    return told


def cause_words(cause: Cause) -> str:
    """Say what a time is taken for, as the member reads it."""
    return str((_words(CAUSES) | _words(OWN_CAUSES))[cause.value])


def level_words(level: int) -> str:
    """Say how gladly a member works somewhere."""
    return str(_words(LEVELS)[str(level)])


def _words(choices: Sequence[SelectChoice]) -> dict[str, str]:
    return {str(choice.value): choice.label for choice in choices}


for _matter in OWN_MATTERS:
    bp.add_url_rule(
        f"/me/work/{_matter.slug}",
        f"tell_{_matter.slug.replace('-', '_')}",
        requires(Permission.MEMBER)(_tell(_matter)),
        methods=["GET", "POST"],
    )
