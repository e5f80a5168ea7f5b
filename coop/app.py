"""The composition root: the one place that knows every room of the house."""

from pathlib import Path

from flask import Flask

from coop import audit_pages, home, signin, work_pages
from coop.core import access, accounts, audit, clock, db, jobs, pages
from coop.core.settings import Settings
from coop.membership import access as membership_access
from coop.membership import forms_in as membership_forms
from coop.membership import founding as membership_founding
from coop.membership import views as membership_views
from coop.membership.queries import cooperative, demonstration_offset, reader_of
from coop.post import forms as paper_forms
from coop.post import views as post_views
from coop.rostering import forms_in as rostering_forms
from coop.rostering import jobs as rostering_jobs
from coop.rostering import views as rostering_views
from governance import forms_in as governance_forms
from governance import founding as governance_founding
from governance import jobs as governance_jobs
from governance import queries as governance_queries
from governance import views as governance_views
from payroll import forms_in as payroll_forms
from payroll import jobs as payroll_jobs
from payroll import told as payroll_told
from payroll import views as payroll_views

ROOT = Path(__file__).parent.parent
LARGEST_UPLOAD = 8 * 1024 * 1024


def create_app(settings: Settings) -> Flask:
    """Build the application; refuse to start if any view is unguarded."""
    app = Flask(
        "coop",
        root_path=str(ROOT / "coop"),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "coop" / "static"),
    )
    _configure(app, settings)
    db.init_db(app, settings.database_url)
    for part in (pages.init_pages, accounts.init_accounts, audit.init_audit, jobs.init_jobs):
        part(app)
    membership_access.init_membership(app)
    _tell_pages()
    _join_rooms()
    _register_doors(app)
    access.refuse_unguarded(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config["SECRET_KEY"] = settings.secret
    app.config["EVENHAND"] = settings
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_UPLOAD
    app.config["SESSION_COOKIE_HTTPONLY"] = True
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    app.config["SESSION_COOKIE_SECURE"] = settings.secure_cookies


def _tell_pages() -> None:
    """Tell the frame of every page who the co-operative is and who is reading."""
    pages.set_letterhead(_letterhead)
    pages.set_reader(reader_of)
    pages.set_may(access.may_by_name)
    clock.set_offset_source(demonstration_offset)


def _letterhead() -> pages.Letterhead | None:
    coop = cooperative()
    if coop is None:
        return None
    return pages.Letterhead(coop.name, coop.timezone, coop.currency, coop.is_demonstration)


def _join_rooms() -> None:
    """Let lower rooms reach what higher rooms know, without importing them."""
    membership_founding.set_rule_sets(governance_founding.offers, governance_founding.adopt)
    membership_founding.set_rules_in_force(governance_founding.membership_rules)
    governance_jobs.register()
    rostering_jobs.register()
    payroll_jobs.register()
    payroll_told.set_carried(governance_queries.carried_motion)
    paper_forms.register_forms(membership_forms.paper_forms())
    paper_forms.register_forms(governance_forms.paper_forms())
    paper_forms.register_forms(rostering_forms.paper_forms())
    paper_forms.register_forms(payroll_forms.paper_forms())


def _register_doors(app: Flask) -> None:
    shared = (home, signin, audit_pages, work_pages)
    rooms = (membership_views, post_views, rostering_views, governance_views, payroll_views)
    for room in (*shared, *rooms):
        app.register_blueprint(room.bp)
