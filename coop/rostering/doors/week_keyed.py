"""What members said of their shifts on paper: a clerk keys it, and the same deeds are done."""

from datetime import date, time
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import format_date, format_datetime
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.audit import Hand
from coop.core.choices import SelectChoice
from coop.core.db import transaction
from coop.membership.queries import member_numbered
from coop.rostering import actions
from coop.rostering.doors.door import bp
from coop.rostering.forms.week import (
    KeyedForm,
    KeyedOfferForm,
    KeyedReplyForm,
    KeyedSwapForm,
)
from coop.rostering.reading.openings import openings
from coop.rostering.reading.shift_named import own_request, request_named, shift_named
from coop.rostering.reading.shifts import ShiftView


@bp.route("/desk/shift-reply", methods=["GET", "POST"])
@requires(Permission.KEY_PAPER)
def key_reply() -> Response:
    """Key whether a member comes to a shift (W6)."""
    form = KeyedReplyForm()
    if not form.validate_on_submit() or form.day.data is None:
        return _keyed_page(form, _("Key an answer to a shift"), "W6")
    hand = _hand(form)
    shift_id = shift_named(_by(hand), form.day.data, form.starts.data)
    with transaction():
        if form.answer.data == "cannot":
            actions.say_cannot(shift_id, hand=hand)
        else:
            actions.accept_places([shift_id], hand=hand)
    return _kept()


@bp.route("/desk/shift-swap", methods=["GET", "POST"])
@requires(Permission.KEY_PAPER)
def key_swap() -> Response:
    """Key a request to be replaced or to swap, or a colleague’s yes or no to it (W4)."""
    form = KeyedSwapForm()
    if not form.validate_on_submit() or form.day.data is None:
        return _keyed_page(form, _("Key a swap of shifts"), "W4")
    keyed = {"ask": _ask, "withdraw": _withdraw, "agree": _agree, "decline": _decline}
    with transaction():
        keyed[form.what.data](form, _hand(form))
    return _kept()


@bp.route("/desk/shift-offer", methods=["GET", "POST"])
@requires(Permission.KEY_PAPER)
def key_offer() -> Response:
    """Key an offer to take an open shift, or to stand by (W5)."""
    form = KeyedOfferForm()
    form.shift.choices = _open_choices()
    if not form.validate_on_submit():
        return _keyed_page(form, _("Key an offer for a shift"), "W5")
    hand = _hand(form)
    with transaction():
        if form.shift.data:
            actions.offer_for(UUID(form.shift.data), hand=hand)
        if form.standby is not None:
            actions.stand_by(*form.standby, hand=hand)
    return _kept()


def _ask(form: KeyedSwapForm, hand: Hand) -> None:
    shift_id = shift_named(_by(hand), *_given(form))
    colleague = _colleague(form)
    back = form.back_day.data
    back_id = shift_named(colleague, back, form.back_starts.data) if colleague and back else None
    swap_id = actions.ask_swap(shift_id, colleague, back_id, hand=hand)
    if colleague is not None and form.both_signed.data:
        actions.agree_swap(swap_id, hand=access.keyed_hand(colleague, form.evidence.data or ""))


def _withdraw(form: KeyedSwapForm, hand: Hand) -> None:
    actions.withdraw_swap(own_request(_by(hand), *_given(form)).id, hand=hand)


def _agree(form: KeyedSwapForm, hand: Hand) -> None:
    found = request_named(_by(hand), _colleague(form), *_given(form))
    actions.agree_swap(found.id, hand=hand)


def _decline(form: KeyedSwapForm, hand: Hand) -> None:
    found = request_named(_by(hand), _colleague(form), *_given(form))
    actions.decline_swap(found.id, hand=hand)


def _given(form: KeyedSwapForm) -> tuple[date, time | None]:
    return form.day.data or date.max, form.starts.data


def _colleague(form: KeyedSwapForm) -> UUID | None:
    number = form.colleague_number.data
    return member_numbered(number) if number else None


def _hand(form: KeyedForm) -> Hand:
    member_id = member_numbered(form.member_number.data or 0)
    return access.keyed_hand(member_id, form.evidence.data or "")


def _by(hand: Hand) -> UUID:
    return hand.by or UUID(int=0)


def _open_choices() -> list[SelectChoice]:
    """Offer every open shift: whether the member fits is asked when it is kept."""
    none = SelectChoice("", _("No shift: only standby"))
    return [none, *(SelectChoice(str(one.shift.id), _named(one.shift)) for one in openings())]


def _named(view: ShiftView) -> str:
    return _(
        "%(day)s, %(starts)s, %(work)s, %(site)s",
        day=format_date(view.day, "EEE d MMM"),
        starts=format_datetime(view.starts_at, "HH:mm"),
        work=view.area,
        site=view.site,
    )


def _keyed_page(form: KeyedForm, title: str, code: str) -> Response:
    status = 422 if form.is_submitted() else 200
    return pages.page("rostering/week_keyed.html", form=form, title=title, code=code, status=status)


def _kept() -> Response:
    flash(_("Kept in the member’s name."))
    return redirect(url_for("post.desk"))
