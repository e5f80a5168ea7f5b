"""Being replaced and swapping: asked by a member, agreed by a colleague, approved where near."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.choices import SelectChoice
from coop.core.db import transaction
from coop.core.errors import N_, NotFound
from coop.membership.queries import names_on, today
from coop.rostering import actions
from coop.rostering.doors.door import bp
from coop.rostering.doors.my_shifts import own
from coop.rostering.doors.roster_shared import told_hours
from coop.rostering.forms.week import SwapForm
from coop.rostering.reading.candidates import swappable, who_fits
from coop.rostering.reading.cover import cover_on
from coop.rostering.reading.own_week import MyShift
from coop.rostering.reading.swaps import SwapView, open_calls, swap, swaps_of, swaps_waiting
from coop.rostering.rules.exchange import Step


@bp.route("/my-shifts/<uuid:shift_id>/swap", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def ask_swap(shift_id: UUID) -> Response:
    """Ask somebody to come instead, or to swap; only who fits is offered (ROS-47)."""
    mine, form = own(shift_id), SwapForm()
    with transaction():
        actions.ask_what_if("fits", shift_id, hand=access.hand())
    _offer_who_fits(form, mine)
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return pages.page("rostering/ask_swap.html", mine=mine, form=form, status=status)
    with transaction():
        swap_id = actions.ask_swap(shift_id, *form.chosen, hand=access.hand())
    flash(_("Your question is on its way. Until somebody agrees, the shift stays yours."))
    return redirect(url_for("rostering.swap_request", swap_id=swap_id))


@bp.get("/my-shifts/requests/<uuid:swap_id>")
@requires(Permission.MEMBER)
def swap_request(swap_id: UUID) -> Response:
    """Show a request to whoever made it or may agree to it."""
    return pages.page(
        "rostering/swap_request.html", swap=_mine(swap_id), me=access.current_member_id()
    )


@bp.post("/my-shifts/requests/<uuid:swap_id>/agree")
@requires(Permission.MEMBER)
def agree_swap(swap_id: UUID) -> Response:
    """Agree to a colleague’s request."""
    _mine(swap_id)
    with transaction():
        step = actions.agree_swap(swap_id, hand=access.hand())
    flash(_said(step))
    return redirect(url_for("rostering.my_shifts"))


@bp.post("/my-shifts/requests/<uuid:swap_id>/decline")
@requires(Permission.MEMBER)
def decline_swap(swap_id: UUID) -> Response:
    """Decline a colleague’s request."""
    _mine(swap_id)
    with transaction():
        actions.decline_swap(swap_id, hand=access.hand())
    flash(_("You said no. Nobody asks you why."))
    return redirect(url_for("rostering.my_shifts"))


@bp.post("/my-shifts/requests/<uuid:swap_id>/withdraw")
@requires(Permission.MEMBER)
def withdraw_swap(swap_id: UUID) -> Response:
    """Take one’s own request back."""
    _mine(swap_id)
    with transaction():
        actions.withdraw_swap(swap_id, hand=access.hand())
    flash(_("Your request is taken back. The shift is yours as before."))
    return redirect(url_for("rostering.my_shifts"))


@bp.get("/swaps")
@requires(Permission.PLAN_WORK)
def swaps() -> Response:
    """List the swaps that wait for a co-ordinator because they are near."""
    return pages.page("rostering/swaps.html", swaps=swaps_waiting())


@bp.post("/swaps/<uuid:swap_id>/approve")
@requires(Permission.PLAN_WORK)
def approve_swap(swap_id: UUID) -> Response:
    """Approve a swap that both have agreed to."""
    with transaction():
        actions.approve_swap(swap_id, hand=access.hand())
    flash(_("Approved. A new version of the roster is published."))
    return redirect(url_for("rostering.swaps"))


@bp.post("/swaps/<uuid:swap_id>/refuse")
@requires(Permission.PLAN_WORK)
def refuse_swap(swap_id: UUID) -> Response:
    """Refuse a swap; both keep their shifts."""
    with transaction():
        actions.refuse_swap(swap_id, hand=access.hand())
    flash(_("Refused. Both keep their shifts."))
    return redirect(url_for("rostering.swaps"))


def needs_of_swappers(member_id: UUID) -> list[pages.Need]:
    """Say what colleagues ask the member, and what waits for a co-ordinator."""
    asked = [each for each in swaps_of(member_id) if _waits_for(each, member_id)]
    found = [_asked_need(each) for each in asked]
    waiting = swaps_waiting() if access.may(Permission.PLAN_WORK) else []
    if waiting:
        sentence = ngettext("One swap waits for you.", "%(num)d swaps wait for you.", len(waiting))
        day = waiting[0].shift.day
        found.append(pages.Need(sentence, _("Look at it"), url_for("rostering.swaps"), day))
    return found


pages.register_needs(needs_of_swappers)


def _waits_for(each: SwapView, member_id: UUID) -> bool:
    return each.is_live and each.step is Step.OPEN and each.colleague_id == member_id


def _asked_need(each: SwapView) -> pages.Need:
    if each.back is None:
        sentence = _("%(name)s asks you to come instead.", name=each.member)
    else:
        sentence = _("%(name)s asks you to swap shifts.", name=each.member)
    url = url_for("rostering.swap_request", swap_id=each.id)
    return pages.Need(sentence, _("Answer"), url, each.begins_at.date())


def _mine(swap_id: UUID) -> SwapView:
    """Give a request that concerns the signed-in member; any other is not here for them."""
    found, me = swap(swap_id), access.current_member_id()
    open_to_me = found.colleague_id is None and found.id in {each.id for each in open_calls(me)}
    if me not in {found.member_id, found.colleague_id} and not open_to_me:
        raise NotFound(N_("request"))
    return found


def _offer_who_fits(form: SwapForm, mine: MyShift) -> None:
    """Fill the form with the colleagues, and their shifts, that every rule lets in."""
    me, shift_id = access.current_member_id(), mine.shift.id
    cover, names = cover_on(mine.shift.day), names_on(today())
    people = who_fits(cover, shift_id, instead_of=me) if cover else []
    shifts = swappable(cover, me, shift_id) if cover else []
    form.colleague.choices = [
        SelectChoice("", _("nobody by name")),
        *(SelectChoice(str(one), names[one]) for one in sorted(people, key=names.__getitem__)),
    ]
    form.back.choices = [
        SelectChoice("", _("none")),
        *(
            SelectChoice(
                f"{each.colleague_id} {each.shift.id}",
                f"{told_hours(each.shift)}: {names[each.colleague_id]}",
                optgroup=format_date(each.shift.day, "EEEE d MMMM"),
            )
            for each in shifts
        ),
    ]


def _said(step: Step) -> str:
    if step is Step.DONE:
        return _("Done. The roster is changed, and both of you see it.")
    return _("You agreed. The shift is near, so a co-ordinator looks at it first.")
