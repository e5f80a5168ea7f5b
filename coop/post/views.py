"""The clerk’s desk: letters out, letters back, and the forms to print and key."""

from uuid import UUID

from flask import Blueprint, Response, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as AnyResponse

from coop.core import access, audit, clock, documents, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, NotFound, refuse_if
from coop.core.paperforms import PaperForm
from coop.membership.queries import cooperative, name_of
from coop.post import actions, acts, letters, queries, rules
from coop.post.desk_forms import DispatchForm, LetterBackForm, ReplaceForm
from coop.post.forms import paper_form, paper_forms

bp = Blueprint("post", __name__, url_prefix="/desk")
pages.register_nav(
    pages.NavItem(
        N_("Desk"), "post.desk", Permission.KEY_PAPER, 60, or_else=(Permission.RUN_BALLOTS,)
    )
)

DESK = (Permission.KEY_PAPER, Permission.RUN_BALLOTS)


def needs_of_clerk(_member_id: UUID) -> list[pages.Need]:
    """Say how many letters wait to be printed and sent."""
    if not access.may(Permission.KEY_PAPER):
        return []
    waiting = sum(run.letters for run in queries.runs() if run.sent_on is None)
    if not waiting:
        return []
    sentence = ngettext(
        "One letter waits to be printed and sent.",
        "%(num)d letters wait to be printed and sent.",
        waiting,
    )
    return [pages.Need(sentence, _("Print and send"), url_for("post.desk"))]


pages.register_needs(needs_of_clerk)


@bp.get("")
@requires(*DESK)
def desk() -> AnyResponse:
    """Show the clerk what can be keyed and which letters wait."""
    waiting = [run for run in queries.runs() if run.sent_on is None]
    forms = [form for form in paper_forms() if access.may(form.permission)]
    return pages.page("post/desk.html", waiting=_named(waiting), forms=forms)


@bp.get("/mail")
@requires(*DESK)
def runs() -> AnyResponse:
    """List every mail run, the newest first."""
    return pages.page("post/runs.html", runs=_named(queries.runs()))


@bp.get("/mail/<uuid:run_id>")
@requires(*DESK)
def run(run_id: UUID) -> AnyResponse:
    """Show one mail run: print it, record that it left, record what came back."""
    return _run_page(run_id, DispatchForm())


@bp.get("/mail/<uuid:run_id>/letters.pdf")
@requires(*DESK)
def run_pdf(run_id: UUID) -> Response:
    """Print all the letters of one run as one PDF."""
    found = queries.run(run_id)
    written = letters.write(found.kind, run_id)
    with transaction():
        audit.record(acts.RUN_PRINTED, run_id, hand=access.hand())
    sheet = documents.typeset(written.template, written.values, at=written.at, title=written.title)
    return _pdf(sheet, "letters.pdf")


@bp.post("/mail/<uuid:run_id>/sent")
@requires(*DESK)
def dispatch(run_id: UUID) -> AnyResponse:
    """Record that a mail run left."""
    form = DispatchForm()
    if not form.validate_on_submit() or form.sent_on.data is None:
        return _run_page(run_id, form, status=422)
    with transaction():
        actions.record_dispatch(run_id, form.sent_on.data, form.way.data, hand=access.hand())
    flash(_("Recorded. The notice clock runs from that day."))
    return redirect(url_for("post.run", run_id=run_id))


@bp.route("/back", methods=["GET", "POST"])
@requires(*DESK)
def letter_back() -> AnyResponse:
    """Record a letter that came back without a vote in it."""
    form = LetterBackForm()
    if not form.validate_on_submit() or form.received_on.data is None:
        return pages.page("post/back.html", form=form, status=422 if form.is_submitted() else 200)
    letter = _letter(form.code.data or "")
    with transaction():
        actions.record_return(
            letter.id, form.outcome.data, form.received_on.data, hand=access.hand()
        )
    flash(_("Recorded. This letter is off the list of letters still out."))
    return redirect(url_for("post.letter_back"))


@bp.route("/replace", methods=["GET", "POST"])
@requires(*DESK)
def replace() -> AnyResponse:
    """Issue a new letter in place of a lost or spoiled one."""
    form = ReplaceForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return pages.page("post/replace.html", form=form, status=status)
    letter = _letter(form.code.data or "")
    with transaction():
        fresh = actions.replace_letter(letter.id, hand=access.hand())
    flash(_("A new letter is ready. The old code is no longer good."))
    return redirect(url_for("post.run", run_id=fresh.run_id))


@bp.get("/forms/<code>.pdf")
@requires(Permission.ANYONE)
def blank_form(code: str) -> Response:
    """Print a blank paper form, for anybody to fill in by hand."""
    form = paper_form(code)
    if form is None:
        raise NotFound(N_("this form"))
    return _pdf(_typeset_form(form), f"form-{form.code}.pdf")


def _typeset_form(form: PaperForm) -> bytes:
    coop = cooperative()
    values: dict[str, object] = {
        "cooperative": coop.name if coop else "Evenhand",
        "title": _(form.title),
        "intro": _(form.intro),
        "fields": [
            {
                "label": _(blank.label),
                "kind": blank.kind,
                "lines": blank.lines,
                "options": [_(option) for option in blank.options],
            }
            for blank in form.blanks
        ],
        "return_to": coop.address if coop else "",
        "form_code": form.code,
    }
    return documents.typeset("form.typ", values, at=clock.now(), title=_(form.title))


def _named(found: list[queries.RunRow]) -> list[tuple[queries.RunRow, str]]:
    return [(one, letters.subject_name(one.kind, one.subject_id)) for one in found]


def _run_page(run_id: UUID, form: DispatchForm, *, status: int = 200) -> AnyResponse:
    found = queries.run(run_id)
    addressed = [
        (rules.grouped(letter.code), name_of(letter.member_id), letter)
        for letter in queries.letters(run_id)
    ]
    subject = letters.subject_name(found.kind, found.subject_id)
    return pages.page(
        "post/run.html", run=found, subject=subject, letters=addressed, form=form, status=status
    )


def _letter(typed: str) -> queries.FoundLetter:
    refuse_if(rules.refusals_to_read(typed))
    found = queries.letter_by_code(typed)
    if found is None:
        raise NotFound(N_("a letter with this code"))
    return found


def _pdf(content: bytes, filename: str) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{filename}"'
    return answer
