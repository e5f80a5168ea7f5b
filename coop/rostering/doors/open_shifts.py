"""Open shifts: offers of members, and the co-ordinator who gives a shift to the first."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, NotFound
from coop.core.listings import portion
from coop.membership.queries import name_of
from coop.rostering import actions
from coop.rostering.doors.door import bp
from coop.rostering.forms.week import GiveForm
from coop.rostering.reading.candidates import fits
from coop.rostering.reading.cover import Cover, cover_on
from coop.rostering.reading.openings import (
    Opening,
    candidates,
    is_pressing,
    opening,
    openings,
    openings_for,
    own_offers,
)
from coop.rostering.reading.shifts import shift as shift_view
from coop.rostering.reading.swaps import SwapView, open_calls

AT_ONCE = 20
"""So many open shifts stand on one page."""


@bp.get("/open-shifts")
@requires(Permission.MEMBER)
def open_shifts() -> Response:
    """Show the open shifts that the signed-in member fits, and colleagues who ask anybody."""
    member_id = access.current_member_id()
    return pages.page(
        "rostering/open_shifts.html",
        portion=portion(openings_for(member_id), _part(), AT_ONCE),
        offered=own_offers(member_id),
        calls=[each for each in open_calls(member_id) if _fits_call(each, member_id)],
    )


@bp.post("/open-shifts/<uuid:shift_id>/offer")
@requires(Permission.MEMBER)
def offer(shift_id: UUID) -> Response:
    """Offer to take an open shift."""
    with transaction():
        actions.offer_for(shift_id, hand=access.hand())
    flash(_("Your offer stands. Whoever has the fewest hours comes first."))
    return redirect(url_for("rostering.open_shifts"))


@bp.post("/open-shifts/<uuid:shift_id>/withdraw")
@requires(Permission.MEMBER)
def withdraw_offer(shift_id: UUID) -> Response:
    """Take one’s offer back."""
    with transaction():
        actions.withdraw_offer(shift_id, hand=access.hand())
    flash(_("Your offer is taken back."))
    return redirect(url_for("rostering.open_shifts"))


@bp.get("/open-shifts/fill")
@requires(Permission.PLAN_WORK)
def gaps_to_fill() -> Response:
    """List every coming shift that lacks people, for the co-ordinator."""
    return pages.page("rostering/gaps_to_fill.html", portion=portion(openings(), _part()))


@bp.get("/open-shifts/<uuid:shift_id>/fill")
@requires(Permission.PLAN_WORK)
def fill_shift(shift_id: UUID) -> Response:
    """Rank who could take an open shift; each such question is counted (ROS-47)."""
    cover, found = _open(shift_id)
    with transaction():
        actions.ask_what_if("fits", shift_id, hand=access.hand())
    return pages.page(
        "rostering/fill_shift.html",
        opening=found,
        candidates=candidates(shift_id, cover),
        absent=[name_of(one) for one in cover.absent_in(shift_id)],
    )


@bp.post("/open-shifts/<uuid:shift_id>/give")
@requires(Permission.PLAN_WORK)
def give_shift(shift_id: UUID) -> Response:
    """Give an open shift to a member."""
    form = GiveForm()
    if not form.validate_on_submit():
        return redirect(url_for("rostering.fill_shift", shift_id=shift_id))
    with transaction():
        actions.give_shift(shift_id, _member(form), hand=access.hand())
    flash(_("Given. A new version of the roster is published."))
    return redirect(url_for("rostering.gaps_to_fill"))


def needs_of_planner(_member_id: UUID) -> list[pages.Need]:
    """Say which coming shifts have offers to settle, or are short because somebody cannot come."""
    if not access.may(Permission.PLAN_WORK):
        return []
    pressing = [each for each in openings() if each.offers or each.absent] if is_pressing() else []
    if not pressing:
        return []
    sentence = ngettext("One open shift needs you.", "%(num)d open shifts need you.", len(pressing))
    url = url_for("rostering.gaps_to_fill")
    return [pages.Need(sentence, _("Fill it"), url, pressing[0].shift.day)]


pages.register_needs(needs_of_planner)


def _part() -> int:
    return max(1, request.args.get("part", 1, type=int))


def _open(shift_id: UUID) -> tuple[Cover, Opening]:
    cover = cover_on(shift_view(shift_id).day)
    found = opening(shift_id, cover) if cover else None
    if cover is None or found is None:
        raise NotFound(N_("open shift"))
    return cover, found


def _fits_call(each: SwapView, member_id: UUID) -> bool:
    cover = cover_on(each.shift.day)
    return cover is not None and fits(cover, member_id, each.shift.id, instead_of=each.member_id)


def _member(form: GiveForm) -> UUID:
    try:
        return UUID(form.member_id.data or "")
    except ValueError:
        raise NotFound(N_("member")) from None
