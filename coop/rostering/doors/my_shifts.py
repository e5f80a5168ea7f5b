"""My shifts: the coming weeks, one shift, and the answer to it."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access, clock, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, NotFound
from coop.membership.queries import name_of, today
from coop.rostering import actions
from coop.rostering.doors.door import bp
from coop.rostering.reading.candidates import who_fits
from coop.rostering.reading.changes import fresh_changes
from coop.rostering.reading.cover import cover_on
from coop.rostering.reading.own_week import MyShift, my_shift, my_weeks, people_in, to_answer
from coop.rostering.reading.standby import standby_at
from coop.rostering.reading.swaps import swaps_of

pages.register_nav(pages.NavItem(N_("My shifts"), "rostering.my_shifts", Permission.MEMBER, 30))


@bp.get("/my-shifts")
@requires(Permission.MEMBER)
def my_shifts() -> Response:
    """Show the signed-in member’s coming weeks."""
    member_id = access.current_member_id()
    return pages.page(
        "rostering/my_shifts.html",
        weeks=my_weeks(member_id),
        unanswered=to_answer(member_id),
        changes=fresh_changes(member_id),
        requests=[each for each in swaps_of(member_id) if each.is_live],
        me=member_id,
        today=today(),
    )


@bp.post("/my-shifts/accept")
@requires(Permission.MEMBER)
def accept_all() -> Response:
    """Accept every shift that waits for an answer."""
    waiting = [each.shift.id for each in to_answer(access.current_member_id())]
    with transaction():
        actions.accept_places(waiting, hand=access.hand())
    flash(_("Thank you. The co-ordinator knows that you come. If that changes, open the shift."))
    return redirect(url_for("rostering.my_shifts"))


@bp.get("/my-shifts/<uuid:shift_id>")
@requires(Permission.MEMBER)
def my_shift_page(shift_id: UUID) -> Response:
    """Show one of the member’s own shifts and what can be done about it."""
    mine = own(shift_id)
    return pages.page(
        "rostering/my_shift.html", mine=mine, colleagues=_colleagues(mine), now=clock.now()
    )


@bp.post("/my-shifts/<uuid:shift_id>/accept")
@requires(Permission.MEMBER)
def accept_one(shift_id: UUID) -> Response:
    """Accept one shift."""
    own(shift_id)
    with transaction():
        actions.accept_places([shift_id], hand=access.hand())
    flash(_("Thank you. The co-ordinator knows that you come. If that changes, open the shift."))
    return redirect(url_for("rostering.my_shifts"))


@bp.get("/my-shifts/<uuid:shift_id>/cannot")
@requires(Permission.MEMBER)
def cannot(shift_id: UUID) -> Response:
    """Show what happens when the member does not come, before they say so."""
    mine = own(shift_id)
    with transaction():
        actions.ask_what_if("fits", shift_id, hand=access.hand())
    return pages.page(
        "rostering/cannot.html",
        mine=mine,
        colleagues=_colleagues(mine),
        standby=_standby(mine),
    )


@bp.post("/my-shifts/<uuid:shift_id>/cannot")
@requires(Permission.MEMBER)
def say_cannot(shift_id: UUID) -> Response:
    """Keep that the member cannot come."""
    own(shift_id)
    with transaction():
        actions.say_cannot(shift_id, hand=access.hand())
    flash(_("The co-ordinator sees at once that somebody is needed. You need not say why."))
    return redirect(url_for("rostering.my_shifts"))


def own(shift_id: UUID) -> MyShift:
    """Give one of the signed-in member’s shifts; anybody else’s is not here for them."""
    mine = my_shift(access.current_member_id(), shift_id)
    if mine is None:
        raise NotFound(N_("shift"))
    return mine


def needs_of_worker(member_id: UUID) -> list[pages.Need]:
    """Say how many shifts wait for the member’s answer, and what changed for them lately."""
    waiting, found = to_answer(member_id), []
    if waiting:
        sentence = ngettext(
            "One shift waits for your answer.",
            "%(num)d shifts wait for your answer.",
            len(waiting),
        )
        url = url_for("rostering.my_shifts")
        found.append(pages.Need(sentence, _("Say that you come"), url, waiting[0].shift.day))
    gone = [one for one in fresh_changes(member_id) if not one.is_new]
    if gone:
        sentence = ngettext(
            "One shift is no longer yours.", "%(num)d shifts are no longer yours.", len(gone)
        )
        found.append(pages.Need(sentence, _("See what changed"), url_for("rostering.my_shifts")))
    return found


pages.register_needs(needs_of_worker)


def _standby(mine: MyShift) -> list[str]:
    """Name who is on standby then and fits."""
    waiting, cover = standby_at(mine.shift.starts_at), cover_on(mine.shift.day)
    if not waiting or cover is None:
        return []
    fitting = who_fits(cover, mine.shift.id, instead_of=access.current_member_id())
    return [name_of(one) for one in fitting if one in waiting]


def _colleagues(mine: MyShift) -> list[str]:
    me = access.current_member_id()
    return [name for member_id, name in people_in(mine.shift) if member_id != me]
