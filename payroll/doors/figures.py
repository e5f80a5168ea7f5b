"""Figures for a run from outside: one by one, or a whole file at once."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import Refused
from coop.membership.queries import called
from payroll import actions, queries
from payroll.doors.door import bp
from payroll.doors.run_words import OWN_FIGURES, run_page
from payroll.forms.runs import FigureForm, FiguresForm
from payroll.reading.held_schemes import versions_up_to
from payroll.rules.runs.figures import COLUMNS, Figure, read_csv
from payroll.rules.schemes.given import inputs_of


@bp.get("/pay/runs/<uuid:run_id>/figures")
@requires(Permission.RUN_PAY)
def run_figures(run_id: UUID) -> Response:
    """Show the figures of a run, and take in more."""
    form = _form(run_id)
    form.number.data = request.args.get("number", type=int)
    return _page(run_id, form, FiguresForm())


@bp.post("/pay/runs/<uuid:run_id>/figures")
@requires(Permission.RUN_PAY)
def give_figure(run_id: UUID) -> Response:
    """Take in one figure."""
    form = _form(run_id)
    if not form.validate_on_submit():
        return _page(run_id, form, FiguresForm(formdata=None), status=422)
    with transaction():
        actions.give_figures(run_id, [_figure(form)], hand=access.hand())
    flash(_("Kept. Draft the run again to use it."))
    return redirect(url_for("payroll.run_figures", run_id=run_id))


@bp.post("/pay/runs/<uuid:run_id>/figures/file")
@requires(Permission.RUN_PAY)
def give_file(run_id: UUID) -> Response:
    """Take in a file of figures, whole or not at all; every fault names its line."""
    form = FiguresForm()
    if not form.validate_on_submit() or form.file.data is None:
        return _page(run_id, _form(run_id, is_sent=False), form, status=422)
    with transaction():
        count = _take_in(run_id, form.file.data.read(), form.file.data.filename or "")
    said = "%(num)d figure is kept. Draft the run again to use it."
    flash(ngettext(said, "%(num)d figures are kept. Draft the run again to use them.", count))
    return redirect(url_for("payroll.run_figures", run_id=run_id))


@bp.get("/pay/runs/<uuid:run_id>/figures.csv")
@requires(Permission.RUN_PAY)
def figures_csv(run_id: UUID) -> Response:
    """Give a file to fill in: a line for each member of the run, and the figures there are."""
    lines = queries.lines_of_run(run_id)
    told: dict[UUID, list[queries.FigureView]] = {}
    for one in queries.figures_of(run_id):
        told.setdefault(one.member_id, []).append(one)
    rows: list[Sequence[object]] = []
    for line in lines:
        rows += [
            (line.number, *_split(one.code, one.value), one.because)
            for one in told.get(line.member_id, [])
        ] or [(line.number, "", "", "", "")]
    return pages.csv_download("figures.csv", COLUMNS, rows)


def _split(code: str, value: str) -> tuple[str, str, str]:
    name, _at, day = code.partition("@")
    return name, value, day


def _take_in(run_id: UUID, content: bytes, name: str) -> int:
    found, faults = read_csv(content)
    if faults:
        raise Refused(*faults)
    return actions.give_figures(run_id, found, hand=access.hand(), evidence=name[:100])


def _form(run_id: UUID, *, is_sent: bool = True) -> FigureForm:
    run = queries.run_view(run_id)
    held = [dated[-1][1] for dated in versions_up_to(run.last).values()]
    asked = {one.code: one.says for each in held for one in inputs_of(each.scheme)}
    form = FigureForm() if is_sent else FigureForm(formdata=None)
    form.offer(asked | {code: str(name) for code, name in OWN_FIGURES.items()})
    return form


def _figure(form: FigureForm) -> Figure:
    return Figure(
        form.number.data or 0,
        form.code.data or "",
        (form.value.data or "").strip(),
        form.because.data or "",
        form.day.data,
    )


def _page(run_id: UUID, form: FigureForm, file: FiguresForm, *, status: int = 200) -> Response:
    figures = queries.figures_of(run_id)
    return run_page(
        "run_figures.html",
        status=status,
        run=queries.run_view(run_id),
        form=form,
        file=file,
        figures=figures,
        people=called([one.member_id for one in figures]),
        columns=COLUMNS,
    )
