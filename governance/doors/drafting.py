"""Write a draft, change it, attach papers, propose it."""

from uuid import UUID

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.pages import page
from coop.membership.queries import members_on, today
from governance.actions import MotionWords, attach, draft_motion, edit_motion, propose_motion
from governance.doors.door import bp
from governance.doors.motion_page import motion_page
from governance.doors.shared import KINDS, PURPOSES, boxes, readable, to_motion
from governance.forms.motions import MotionForm, PaperForm
from governance.reading.motions import MotionRow, motion_rows, motion_whole


@bp.route("/motions/new", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def draft() -> Response:
    """Write a new draft."""
    form = _form(MotionForm())
    if not form.validate_on_submit():
        return _draft_page(form)
    with transaction():
        made = draft_motion(words_of(form), hand=access.hand())
    flash(_("Your draft is kept. Only you can see it until you propose it."))
    return to_motion(made.id)


@bp.route("/motions/<uuid:motion_id>/edit", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def edit(motion_id: UUID) -> Response:
    """Change a draft."""
    row = readable(motion_id)
    form = _form(MotionForm(data=_filled(row)))
    if not form.validate_on_submit():
        return _draft_page(form, row)
    with transaction():
        edit_motion(motion_id, words_of(form), hand=access.hand())
    flash(_("Your draft is changed."))
    return to_motion(motion_id)


@bp.post("/motions/<uuid:motion_id>/propose")
@requires(Permission.MEMBER)
def propose(motion_id: UUID) -> Response:
    """Put the draft before the members."""
    with transaction():
        propose_motion(motion_id, hand=access.hand())
    flash(_("Your motion is proposed. Now other members can second it."))
    return to_motion(motion_id)


@bp.post("/motions/<uuid:motion_id>/papers")
@requires(Permission.MEMBER)
def attach_paper(motion_id: UUID) -> Response:
    """Attach a paper to one’s own motion."""
    row, form = readable(motion_id), PaperForm()
    if not form.validate_on_submit():
        return motion_page(row, paper=form, status=422)
    with transaction():
        attach(motion_id, *_upload(form), hand=access.hand())
    flash(_("The paper is attached."))
    return to_motion(motion_id)


def _upload(form: PaperForm) -> tuple[str, bytes]:
    file = form.paper.data
    return (file.filename or "", file.read()) if file else ("", b"")


def words_of(form: MotionForm) -> MotionWords:
    """Give what the form holds as the deed takes it."""
    about, same = form.about_member.data, form.same_as.data
    return MotionWords(
        title=form.title.data or "",
        text=form.text.data or "",
        summary=form.summary.data or "",
        kind=form.kind.data,
        purpose=form.purpose.data,
        is_secret=form.is_secret.data == "secret",
        is_by_class=form.is_by_class.data,
        about_member_id=UUID(about) if about else None,
        same_as_id=UUID(same) if same else None,
        new_rules_text=form.new_rules_text.data or None,
    )


def _form(form: MotionForm) -> MotionForm:
    """Give the form its choices."""
    form.kind.choices = boxes(KINDS)
    form.purpose.choices = boxes(PURPOSES)
    form.kind.data = form.kind.data or "ordinary"
    form.purpose.data = form.purpose.data or "general"
    people = sorted(_members().items(), key=lambda pair: pair[1])
    form.about_member.choices = boxes({"": _("Nobody"), **{str(key): name for key, name in people}})
    earlier = {str(row.id): f"{row.number} {row.title}" for row in motion_rows()}
    form.same_as.choices = boxes({"": _("No earlier motion"), **earlier})
    return form


def _members() -> dict[UUID, str]:
    return {person.id: person.name for person in members_on(today())}


def _filled(row: MotionRow) -> dict[str, object]:
    whole = motion_whole(row.id)
    return {
        "title": row.title,
        "summary": row.summary,
        "text": whole.text,
        "kind": row.kind,
        "purpose": row.purpose,
        "is_secret": "secret" if row.is_secret else "open",
        "is_by_class": row.is_by_class,
        "about_member": str(whole.about_member_id or ""),
        "same_as": str(whole.same_as.id) if whole.same_as else "",
        "new_rules_text": whole.new_rules_text,
    }


def _draft_page(form: MotionForm, row: MotionRow | None = None) -> Response:
    status = 422 if form.is_submitted() else 200
    return page("governance/draft.html", form=form, row=row, status=status)
