"""Where work is done: the hub that says what comes first, skills, and the page of each site."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from coop.core import access, pages
from coop.core.access import Permission, requires
from coop.core.db import transaction
from coop.core.errors import N_
from coop.membership.queries import today
from coop.rostering import actions, queries
from coop.rostering.doors.door import bp
from coop.rostering.forms.work_places import EndForm, SiteForm, SkillForm
from coop.rostering.reading.work_state import FORECAST, work_state

pages.register_nav(pages.NavItem(N_("Work"), "rostering.work_places", Permission.PLAN_WORK, 56))


@bp.get("/work-places")
@requires(Permission.PLAN_WORK)
def work_places() -> Response:
    """Show where work is done, what is planned, and what comes first."""
    day = today()
    return pages.page(
        "rostering/work_places.html",
        state=work_state(day),
        sites=queries.sites(),
        areas=queries.areas(),
        cut=queries.shifts_cut(day, day + FORECAST),
        day=day,
    )


@bp.route("/work-places/skills", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def skills() -> Response:
    """List the skills that certificates show, and name one more."""
    form = SkillForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        skilled = queries.skills()
        return pages.page("rostering/skills.html", form=form, skills=skilled, status=status)
    with transaction():
        actions.add_skill(form.name.data or "", hand=access.hand())
    flash(_("The skill is there. Certificates and work areas can name it."))
    return redirect(url_for("rostering.skills"))


@bp.route("/work-places/skills/<uuid:skill_id>", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def rename_skill(skill_id: UUID) -> Response:
    """Give a skill a better name."""
    skill = queries.skill(skill_id)
    form = SkillForm(data={"name": skill.name})
    if not form.validate_on_submit():
        return work_form(form, _("Rename a skill"), (_("Skills"), url_for("rostering.skills")))
    with transaction():
        actions.rename_skill(skill_id, form.name.data or "", hand=access.hand())
    flash(_("The skill has its new name. Certificates of it stay good."))
    return redirect(url_for("rostering.skills"))


@bp.route("/work-places/sites/new", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def new_site() -> Response:
    """Add a site."""
    form = SiteForm()
    form.prepare()
    if not form.validate_on_submit():
        return work_form(form, _("Add a site"), (_("Work"), url_for("rostering.work_places")))
    with transaction():
        made = actions.add_site(form.wanted(), hand=access.hand())
    flash(_("The site is there. Now say which work is done at it."))
    return redirect(url_for("rostering.site", site_id=made))


@bp.get("/work-places/sites/<uuid:site_id>")
@requires(Permission.PLAN_WORK)
def site(site_id: UUID) -> Response:
    """Show a site and its work areas."""
    found, day = queries.site(site_id), today()
    return pages.page(
        "rostering/site.html",
        site=found,
        areas=queries.areas(site_id),
        shifts=queries.shifts_between(day, day + FORECAST, site_id=site_id),
        has_regime=found.establishment_id in queries.unlocked_between(day, day),
    )


@bp.route("/work-places/sites/<uuid:site_id>/change", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def change_site(site_id: UUID) -> Response:
    """Put right what is known of a site."""
    known, form = queries.site(site_id), SiteForm()
    form.prepare(known)
    if not form.validate_on_submit():
        return work_form(form, _("Change a site"), to_site(known))
    with transaction():
        actions.change_site(site_id, form.wanted(), hand=access.hand())
    flash(_("The site is changed. Shifts to come follow at once."))
    return redirect(url_for("rostering.site", site_id=site_id))


@bp.route("/work-places/sites/<uuid:site_id>/close", methods=["GET", "POST"])
@requires(Permission.PLAN_WORK)
def close_site(site_id: UUID) -> Response:
    """End all work at a site."""
    known, form = queries.site(site_id), EndForm(data={"last": today()})
    if not form.validate_on_submit():
        return work_form(form, _("End work at a site"), to_site(known), _("End the work"))
    with transaction():
        last, why = form.last.data or today(), form.because.data or ""
        gone = actions.close_site(site_id, last=last, because=why, hand=access.hand())
    flash(said_called_off(gone))
    return redirect(url_for("rostering.site", site_id=site_id))


@bp.post("/work-places/sites/<uuid:site_id>/open")
@requires(Permission.PLAN_WORK)
def open_site(site_id: UUID) -> Response:
    """Open a site again."""
    with transaction():
        actions.open_site_again(site_id, hand=access.hand())
    flash(_("The site is open again. Open its work areas one by one."))
    return redirect(url_for("rostering.site", site_id=site_id))


def work_form(form: FlaskForm, title: str, way_back: tuple[str, str], label: str = "") -> Response:
    """Show a form of work with its way back; 422 when something in it is wrong."""
    status = 422 if form.is_submitted() else 200
    return pages.page(
        "rostering/work_form.html",
        form=form,
        title=title,
        way_back=way_back,
        label=label or _("Save"),
        status=status,
    )


def to_site(site: queries.SiteView) -> tuple[str, str]:
    """Give the way back to a site."""
    return site.name, url_for("rostering.site", site_id=site.id)


def said_called_off(count: int) -> str:
    """Say that work has ended, and how many shifts were called off."""
    called_off = ngettext("%(num)d shift is called off.", "%(num)d shifts are called off.", count)
    return f"{_('The end is set.')} {called_off}" if count else _("The end is set.")
