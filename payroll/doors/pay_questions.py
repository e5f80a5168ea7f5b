"""Questions about pay: whoever runs pay answers them; a clerk keys those that came on paper."""

from datetime import date
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, may, requires
from coop.core.db import transaction
from coop.core.errors import N_, NotFound
from coop.membership.forms.parts import all_valid
from coop.membership.queries import member_numbered, today
from payroll.deeds.questioning import answer_about_pay, ask_about_pay
from payroll.doors.door import bp
from payroll.forms.statements import PayAnswerForm, PayWrongForm, PayWrongPart
from payroll.paper_parts import values_of
from payroll.reading.statements import (
    open_pay_questions,
    pay_question,
    statement,
    statements_of,
)
from payroll.wording import period_of_days

pages.register_nav(
    pages.NavItem(N_("Questions about pay"), "payroll.pay_questions", Permission.RUN_PAY, 67)
)


def needs_of_pay_questions(member_id: UUID) -> list[pages.Need]:
    """Tell whoever runs pay that members wait for an answer."""
    waiting = [one for one in open_pay_questions() if one.member_id != member_id]
    if not waiting or not may(Permission.RUN_PAY):
        return []
    said = ngettext(
        "%(num)d member says that their pay is wrong.",
        "%(num)d members say that their pay is wrong.",
        len(waiting),
    )
    return [pages.Need(said, _("Read and answer"), url_for("payroll.pay_questions"))]


pages.register_needs(needs_of_pay_questions)


@bp.get("/pay/questions")
@requires(Permission.RUN_PAY)
def pay_questions() -> Response:
    """List the questions about pay that nobody has answered."""
    found = open_pay_questions()
    periods = {one.id: period_of_days(one.first_on, one.last_on) for one in found}
    return pages.page("payroll/pay_questions.html", questions=found, periods=periods)


@bp.route("/pay/questions/<uuid:question_id>", methods=["GET", "POST"])
@requires(Permission.RUN_PAY)
def pay_question_page(question_id: UUID) -> Response:
    """Read a question about pay beside its statement, and answer it."""
    asked, form = pay_question(question_id), PayAnswerForm()
    if not form.validate_on_submit():
        slip = values_of(statement(asked.statement_id).document)
        status = 422 if form.is_submitted() else 200
        shown = {"asked": asked, "form": form, "slip": slip}
        return pages.page("payroll/pay_question.html", status=status, **shown)
    with transaction():
        answer_about_pay(question_id, form.answer.data or "", hand=access.hand())
    flash(_("The member can read your answer."))
    return redirect(url_for("payroll.pay_questions"))


@bp.route("/desk/pay-wrong", methods=["GET", "POST"])
@requires(Permission.KEY_PAPER)
def key_pay_wrong() -> Response:
    """Key the form on which a member says that their pay is wrong."""
    form, words = PayWrongPart(), PayWrongForm()
    if not all_valid((form, words)):
        status = 422 if form.is_submitted() else 200
        return pages.page("payroll/pay_wrong_keyed.html", status=status, form=form, words=words)
    member_id = member_numbered(form.member_number.data or 0)
    hand = access.keyed_hand(member_id, form.evidence.data or "")
    with transaction():
        about = _statement_around(member_id, form.day.data or today())
        ask_about_pay(about, words.words.data or "", hand=hand)
    flash(_("It is recorded in the member’s name. Whoever runs pay answers it."))
    return redirect(url_for("post.desk"))


def _statement_around(member_id: UUID, day: date) -> UUID:
    """Find the member’s statement of the period around a day: the one that counts."""
    for row in statements_of(member_id):
        if row.first_on <= day <= row.last_on and not row.is_replaced:
            return row.id
    raise NotFound(N_("statement of pay for that day"))
