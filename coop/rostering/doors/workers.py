"""Members as workers, for the co-ordinator: the list, one member, what is agreed and seen."""

from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop.core import access, listings, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_, NotFound
from coop.core.listings import Asked
from coop.membership.names import sort_key
from coop.membership.queries import names_on, today
from coop.rostering import actions, queries
from coop.rostering.doors.door import bp
from coop.rostering.forms.own_work import hours
from coop.rostering.forms.workers import CertificateForm, MentorForm, TermsForm, WorkerForm
from coop.rostering.queries import WorkerRow
from coop.rostering.reading.workers import FORECAST

pages.register_nav(pages.NavItem(N_("Workers"), "rostering.workers", Permission.PLAN_WORK, 55))
FAR = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that a co-ordinator writes down about a member."""

    title: str
    lead: str
    done: str
    form: type[WorkerForm]


TERMS = Matter(
    N_("Agree hours"),
    N_("Write what you agreed with the member. It holds from the day that you choose."),
    N_("Recorded. Rosters use these hours from that day."),
    TermsForm,
)
CERTIFICATE = Matter(
    N_("Write down a certificate"),
    N_("Write it as it stands on the paper that you saw."),
    N_("Recorded. You are named as the one who saw it."),
    CertificateForm,
)
MENTOR = Matter(
    N_("Give a trainee a mentor"),
    N_("Rosters let the two work side by side where they can."),
    N_("Recorded. Rosters let the two work side by side where they can."),
    MentorForm,
)


@bp.get("/workers")
@requires(Permission.PLAN_WORK)
def workers() -> Response:
    """List the members with their agreed hours, and say who has none."""
    asked = listings.asked("name", "number", "wished", "ends")
    everybody = queries.workers(today())
    only_without = request.args.get("hours") == "none"
    rows = [row for row in everybody if row.agreed is None or not only_without]
    return pages.page(
        "rostering/workers.html",
        portion=listings.portion(_sorted(rows, asked), asked.part),
        asked=asked,
        without=sum(row.agreed is None for row in everybody),
        ending=len(queries.certificates_ending(today(), today() + FORECAST)),
        only_without=only_without,
    )


@bp.get("/workers.csv")
@requires(Permission.PLAN_WORK)
def workers_csv() -> Response:
    """Give the list of workers for a spreadsheet."""
    return pages.csv_download(
        "workers.csv",
        [_("Number"), _("Name"), _("Fewest hours"), _("Hours wished"), _("Most hours"),
         _("Volunteer"), _("First certificate to end")],
        (_line(row) for row in queries.workers(today())),
    )  # fmt: skip


@bp.get("/workers/certificates")
@requires(Permission.PLAN_WORK)
def certificates() -> Response:
    """Show which certificates end soon, so that nobody falls out of a roster by surprise."""
    day = today()
    found = queries.certificates_ending(day, day + FORECAST)
    names = names_on(day)
    return pages.page(
        "rostering/certificates.html", certificates=found, names=names, last=day + FORECAST
    )


@bp.get("/workers/<uuid:member_id>")
@requires(Permission.PLAN_WORK)
def worker(member_id: UUID) -> Response:
    """Show what a co-ordinator plans a member’s work with; nothing says why they cannot come."""
    return pages.page("rostering/worker.html", worker=queries.worker(member_id), day=today())


@bp.route("/workers/<uuid:member_id>/terms", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def agree(member_id: UUID) -> Response:
    """Agree hours with a member from a day on."""
    return _written(member_id, TERMS)


@bp.route("/workers/<uuid:member_id>/certificate", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def certificate(member_id: UUID) -> Response:
    """Write down a certificate that the co-ordinator saw."""
    return _written(member_id, CERTIFICATE)


@bp.route("/workers/<uuid:member_id>/mentor", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def mentor(member_id: UUID) -> Response:
    """Give a trainee a mentor."""
    return _written(member_id, MENTOR)


@bp.post("/workers/<uuid:member_id>/certificate/end")
@requires(Permission.PLAN_WORK)
def take_back_certificate(member_id: UUID) -> Response:
    """Take a certificate back."""
    with transaction():
        actions.take_back_certificate(member_id, sent_id(N_("certificate")), hand=access.hand())
    flash(_("Taken back. Rosters no longer count on it."))
    return redirect(url_for("rostering.worker", member_id=member_id))


@bp.post("/workers/<uuid:member_id>/mentor/end")
@requires(Permission.PLAN_WORK)
def end_pair(member_id: UUID) -> Response:
    """End a pair of mentor and trainee today."""
    with transaction():
        actions.end_pair(sent_id(N_("pair")), last_on=today(), hand=access.hand())
    flash(_("The pair ends today."))
    return redirect(url_for("rostering.worker", member_id=member_id))


def sent_id(what: str) -> UUID:
    """Give the id that a button sent along; `NotFound` when it is none."""
    try:
        return UUID(request.form.get("id", ""))
    except ValueError as wrong:
        raise NotFound(what) from wrong


def _written(member_id: UUID, matter: Matter) -> Response:
    form, worker = matter.form(), queries.worker(member_id)
    form.prepare(member_id)
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return pages.page(
            "rostering/worker_form.html", matter=matter, form=form, worker=worker, status=status
        )
    with transaction():
        form.carry_out(member_id, access.hand())
    flash(_(matter.done))
    return redirect(url_for("rostering.worker", member_id=member_id))


def _sorted(rows: list[WorkerRow], asked: Asked) -> list[WorkerRow]:
    keys = {
        "name": lambda row: (sort_key(row.sort_name), row.number),
        "number": lambda row: (row.number,),
        "wished": lambda row: (row.agreed.terms.wished if row.agreed else -1, row.number),
        "ends": lambda row: (row.next_end.isoformat() if row.next_end else FAR, row.number),
    }
    found = [row for row in rows if asked.matches(row.name, str(row.number))]
    return sorted(found, key=keys[asked.sort], reverse=asked.descending)


def _line(row: WorkerRow) -> list[object]:
    if row.agreed is None:
        return [row.number, row.name, None, None, None, None, row.next_end]
    terms = row.agreed.terms
    return [
        row.number,
        row.name,
        hours(terms.least),
        hours(terms.wished),
        hours(terms.most),
        _("yes") if terms.volunteer else _("no"),
        row.next_end,
    ]
