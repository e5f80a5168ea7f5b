"""Money kept for oneself: what lies there, asking for it, what came of it; page and paper."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages, wording
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import refuse_if
from coop.membership.forms.parts import NumberPart, PaperPart, all_valid
from coop.membership.held import register_held
from coop.membership.queries import member_numbered, today
from payroll import actions, queries
from payroll.doors.door import bp
from payroll.doors.owned_matters import is_sure, sent_again
from payroll.doors.owned_shared import sure_page
from payroll.doors.purses import STATES
from payroll.forms.owned import sum_of
from payroll.forms.purses import AskPurseForm
from payroll.rules.runs.purses import FOR_OTHERS, UNTIL_RELEASE, refusals_to_ask


@bp.get("/me/pay/purses")
@requires(Permission.SIGNED_IN)
def my_purses() -> Response:
    """Show the signed-in person what is kept for them, and what came of what they asked."""
    me = access.current_member_id()
    return pages.page(
        "payroll/my_purses.html",
        lies=queries.purses_now(me, today()),
        titles=queries.purse_titles(me),
        until_release=UNTIL_RELEASE,
        requests=queries.requests_for_purses(me),
        moves=queries.purse_moves(me),
        states=STATES,
    )


@bp.route("/me/pay/purses/ask", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
def ask_for_purse() -> Response:
    """Ask for money that is kept for oneself: fill in, look once more, send."""
    me, form = access.current_member_id(), AskPurseForm()
    _offer_own(form, me)
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return pages.page("payroll/ask_for_purse.html", form=form, status=status)
    if not is_sure():
        return _look(me, form)
    with transaction():
        actions.ask_for_purse(form.wish, form.words.data or "", hand=access.hand())
    flash(_("It is sent. Somebody who runs pay looks at it, and answers here."))
    return redirect(url_for("payroll.my_purses"))


@bp.post("/me/pay/purses/requests/<uuid:request_id>/take-back")
@requires(Permission.SIGNED_IN)
def take_back_purse_request(request_id: UUID) -> Response:
    """Take one’s own request back before it is answered."""
    with transaction():
        actions.take_back_purse_request(request_id, hand=access.hand())
    flash(_("Taken back. The money stays where it is."))
    return redirect(url_for("payroll.my_purses"))


@bp.route("/desk/forms/purse/key", methods=["GET", "POST"])
@requires(Permission.KEY_PAPER)
def key_purse() -> Response:
    """Key the paper form on which a member asks for money that is kept for them."""
    number, form, paper = NumberPart(), AskPurseForm(), PaperPart()
    form.offer(queries.every_purse(), queries.every_purse())
    parts = (number, form, paper)
    if not all_valid(parts):
        status = 422 if form.is_submitted() else 200
        return pages.page("payroll/key_purse.html", parts=parts, form=form, status=status)
    evidence = f"{paper.evidence.data} ({paper.received_on.data})"
    hand = access.keyed_hand(member_numbered(number.member_number.data or 0), evidence)
    with transaction():
        actions.ask_for_purse(form.wish, form.words.data or "", hand=hand)
    flash(_("It is recorded in the member’s name. Whoever runs pay answers it."))
    return redirect(url_for("post.desk"))


def _offer_own(form: AskPurseForm, me: UUID) -> None:
    now, titles = queries.purses_now(me, today()), queries.purse_titles(me)
    held = [code for code, amount in now.balances.items() if amount > 0 and code not in FOR_OTHERS]
    form.offer(
        {code: titles.get(code, code) for code in held},
        {code: titles.get(code, code) for code in sorted(now.open_to)},
    )


def _look(me: UUID, form: AskPurseForm) -> Response:
    now, titles, wish = queries.purses_now(me, today()), queries.purse_titles(me), form.wish
    waiting = [one.purse for one in queries.requests_for_purses(me) if one.state == "asked"]
    refuse_if(refusals_to_ask(wish, now, waiting))
    goal = titles.get(wish.to_purse, wish.to_purse) if wish.to_purse else _("Paid to you")
    lines = [
        (_("From"), titles.get(wish.purse, wish.purse)),
        (_("Lies there now"), sum_of(now.balances.get(wish.purse, 0))),
        (_("Amount"), sum_of(wish.amount)),
        (_("Where it goes"), goal),
        (
            _("What happens next"),
            _("Somebody who runs pay looks at it, and does it or says why not."),
        ),
    ]
    back_url = url_for("payroll.my_purses")
    return sure_page(
        _("Ask for this?"), lines, sent_again(), act=_("Ask for it"), back_url=back_url
    )


def purses_held(member_id: UUID) -> list[tuple[str, str]]:
    """Give what a member asked for their own money, for that member’s eyes only."""
    return [
        (
            _("Asked for money kept for me"),
            f"{sum_of(one.amount)}, {_(STATES[one.state])}, {wording.short_day(one.asked_at)}",
        )
        for one in queries.requests_for_purses(member_id)
    ]


register_held(purses_held)
