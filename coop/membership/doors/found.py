"""Founding, step by step, on the server: what is typed is kept until the co-operative begins."""

from uuid import UUID

from flask import redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, NotFound
from coop.membership import founding, queries
from coop.membership.deeds.drafts import save_draft
from coop.membership.deeds.founding import refusals_to_begin
from coop.membership.doors.frame import bp
from coop.membership.forms.founding import BeginForm
from coop.membership.forms.founding_book import FEWEST_ROWS, STEPS, Book, after
from coop.membership.offices import TASKS
from coop.membership.reading.drafts import draft

KEPT = "founding"
TITLES = {
    "house": N_("What is your co-operative called?"),
    "rules": N_("Which rules do you begin with?"),
    "classes": N_("Which classes of members are there?"),
    "places": N_("Where do members live inside?"),
    "members": N_("Who are the first members?"),
    "officers": N_("Who holds which office?"),
}
WORDS = {
    "house": N_("This is how the co-operative signs its notices and its register."),
    "rules": N_("Every number can be changed later, by the vote that the rules ask for."),
    "classes": N_(
        "These are suggestions. Use your own names, or add more. Empty a name to leave it out."
    ),
    "places": N_("Prisons and other closed places. You can leave this out and add them later."),
    "members": N_("You stand first. At least three people found a co-operative."),
    "officers": N_("One person may hold several offices. You can change them later."),
}


@bp.get("/found")
@requires(Permission.FOUND)
def found() -> Response:
    """Welcome whoever founds the co-operative, and say what they will be asked."""
    return pages.page("membership/found.html", steps=STEPS, started=bool(_book_answers()))


@bp.route("/found/review", methods=["GET", "POST"])
@requires(Permission.FOUND)
def found_review() -> Response:
    """Read everything once more, choose how to sign in, and begin."""
    book, begin = Book(_book_answers()), BeginForm()
    wrong = book.first_wrong()
    if wrong:
        return redirect(url_for("membership.found_step", step=wrong))
    if not begin.validate_on_submit() or refusals_to_begin(book.founding(begin)):
        # The form is right but a rule says no: the reasons stand above the form, which is kept.
        refused = 422 if begin.errors else 409
        return _review(book, begin, status=refused if begin.is_submitted() else 200)
    with transaction():
        begun = founding.found(book.founding(begin))
    session.pop(KEPT, None)
    invitations = [(queries.name_of(way.member_id), way) for way in begun.ways_in]
    return pages.page(
        "membership/founded.html", invitations=invitations, coop=queries.cooperative()
    )


@bp.route("/found/<step>", methods=["GET", "POST"])
@requires(Permission.FOUND)
def found_step(step: str) -> Response:
    """Fill in one step; what was typed is kept even where it is not right yet."""
    if step not in WORDS:
        raise NotFound(N_("page"))
    if request.method == "GET":
        return _show(step, Book(_book_answers()), status=200)
    _keep(step)
    book = Book(_book_answers())
    if "more" in request.form:
        return redirect(url_for("membership.found_step", step=step, _anchor="last"))
    if not book.checked(step)[1]:
        return _show(step, book, status=422)
    return redirect(_address(after(step)))


def _review(book: Book, begin: BeginForm, *, status: int) -> Response:
    return pages.page(
        "membership/found_review.html",
        steps=STEPS,
        lines=book.summary(),
        missing=refusals_to_begin(book.founding(begin)),
        form=begin,
        status=status,
    )


def _show(step: str, book: Book, *, status: int) -> Response:
    forms = book.checked(step)[0] if status != 200 else book.forms(step)  # noqa: PLR2004 - HTTP’s own
    return pages.page(
        "membership/found_step.html",
        step=step,
        steps=STEPS,
        title=_(TITLES[step]),
        words=_(WORDS[step]),
        tasks=TASKS,
        needed=book.needed_holders(),
        forms=forms,
        is_list=step in FEWEST_ROWS,
        status=status,
    )


def _keep(step: str) -> None:
    pairs = [
        (name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"
    ]
    with transaction():
        session[KEPT] = str(save_draft(_draft_id(), step, pairs))


def _address(step: str) -> str:
    if step == "review":
        return url_for("membership.found_review")
    return url_for("membership.found_step", step=step)


def _draft_id() -> UUID | None:
    kept = session.get(KEPT)
    return UUID(kept) if isinstance(kept, str) else None


def _book_answers() -> dict[str, list[tuple[str, str]]]:
    return {step: list(pairs) for step, pairs in draft(_draft_id()).items()}
