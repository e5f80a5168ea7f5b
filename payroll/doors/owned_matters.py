"""What members bring about what they own, as one table: each is a form, its words, its paper."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, refuse_if
from coop.membership.forms.parts import NumberPart, PaperPart, all_valid
from coop.membership.queries import member_numbered
from payroll.doors.door import bp
from payroll.forms.owned import GiveBackForm, NomineeForm, OrderForm, OwnedForm


@dataclass(frozen=True, slots=True)
class OwnedMatter:
    """One thing that a member may bring: `act` is the last button, `done` says it is recorded."""

    slug: str
    title: str
    lead: str
    act: str
    done: str
    form: type[OwnedForm]
    paper_code: str


OWNED_MATTERS = (
    OwnedMatter(
        "order",
        N_("Apply for shares"),
        N_("Pay at once, or let each pay give a part. There are whole shares only."),
        N_("Apply for them"),
        N_("Your application is in. Another person decides on it."),
        OrderForm,
        "P2",
    ),
    OwnedMatter(
        "give-back",
        N_("Have shares paid out"),
        N_("You give notice now, and are paid in the order of the requests."),
        N_("Give notice"),
        N_("Your notice is in, and you have a place in the queue."),
        GiveBackForm,
        "P3",
    ),
    OwnedMatter(
        "nominee",
        N_("Who has my shares if I die"),
        N_("You may name one person. You can change it at any time."),
        N_("Keep it"),
        N_("Kept. Nobody reads it while you live."),
        NomineeForm,
        "P4",
    ),
)
"""What a member may bring, by any door."""


def sent_again() -> list[tuple[str, str]]:
    """Give what was just sent, so that the page of review can send it once more."""
    left_out = {"csrf_token", "sure"}
    return [pair for pair in request.form.items(multi=True) if pair[0] not in left_out]


def is_sure() -> bool:
    """Say whether the reader has looked at the page of review and said yes."""
    return request.form.get("sure") == "yes"


def _bring(matter: OwnedMatter) -> Callable[[], Response]:
    """Make the page on which a member brings one thing: fill in, look once more, send."""

    def brought() -> Response:
        form = matter.form()
        if not form.validate_on_submit():
            status = 422 if form.is_submitted() else 200
            return pages.page("payroll/own_form.html", matter=matter, form=form, status=status)
        if not is_sure():
            return _review(matter, form)
        with transaction():
            form.carry_out(access.hand())
        flash(_(matter.done))
        return redirect(url_for("payroll.my_shares"))

    brought.__name__ = brought.__qualname__ = f"bring_{matter.slug.replace('-', '_')}"
    brought.__doc__ = f"{matter.title}: the member’s own page."
    return brought


def _review(matter: OwnedMatter, form: OwnedForm) -> Response:
    member_id = access.current_member_id()
    refuse_if(form.refusals(member_id))
    lines = form.review(member_id)
    return pages.page("payroll/own_review.html", matter=matter, lines=lines, sent=sent_again())


def _key(matter: OwnedMatter) -> Callable[[], Response]:
    """Make the page on which one paper form is keyed: the member’s own form and three lines."""

    def keyed() -> Response:
        number, form, paper = NumberPart(), matter.form(), PaperPart()
        parts = (number, form, paper)
        if not all_valid(parts):
            status = 422 if form.is_submitted() else 200
            return pages.page(
                "payroll/own_keyed.html", matter=matter, parts=parts, form=form, status=status
            )
        member_id = member_numbered(number.member_number.data or 0)
        with transaction():
            form.carry_out(access.keyed_hand(member_id, _evidence(paper)))
        flash(_(matter.done))
        return redirect(url_for("post.desk"))

    keyed.__name__ = keyed.__qualname__ = endpoint_of(matter).removeprefix("payroll.")
    keyed.__doc__ = f"Key the paper form {matter.paper_code}."
    return keyed


def endpoint_of(matter: OwnedMatter) -> str:
    """Name the page where the paper form of a matter is keyed."""
    return f"payroll.key_{matter.slug.replace('-', '_')}"


def _evidence(paper: PaperPart) -> str:
    return f"{paper.evidence.data} ({paper.received_on.data})"


for _matter in OWNED_MATTERS:
    bp.add_url_rule(
        f"/me/shares/{_matter.slug}",
        f"bring_{_matter.slug.replace('-', '_')}",
        requires(Permission.MEMBER)(_bring(_matter)),
        methods=["GET", "POST"],
    )
    bp.add_url_rule(
        f"/desk/forms/{_matter.slug}/key",
        endpoint_of(_matter).removeprefix("payroll."),
        requires(Permission.KEY_PAPER)(_key(_matter)),
        methods=["GET", "POST"],
    )
