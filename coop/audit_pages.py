"""The log with its search, and the auditor’s page with its downloads."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import Blueprint, Response, make_response, request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse
from wtforms import DateField, StringField
from wtforms.validators import InputRequired, Optional

from coop.bundle import make_bundle
from coop.core import access, audit, jobreport, pages
from coop.core.access import Permission, requires
from coop.core.audit import AuditFilter, act
from coop.core.db import transaction
from coop.core.errors import N_
from coop.core.listings import Portion
from coop.membership.queries import name_of, names_on, today
from governance.queries import declared_rows

bp = Blueprint("audit_pages", __name__)

LONGEST = 9  # digits of a page number
MOST_PEOPLE = 100  # that one search follows by name
pages.register_nav(pages.NavItem(N_("Log"), "audit_pages.log", Permission.AUDIT, 80))
pages.register_nav(pages.NavItem(N_("Auditor"), "audit_pages.auditor", Permission.AUDIT, 81))

BUNDLE_TAKEN = act("audit.bundle_taken", N_("The auditor’s bundle downloaded"), "register_on")
LOG_TAKEN = act("audit.log_taken", N_("The log downloaded"))
LOG_CHECKED = act("audit.log_checked", N_("The log checked"), "ok")


class SearchForm(FlaskForm):
    """What to look for in the log; every part may be left empty."""

    class Meta:
        """A search changes nothing, so it needs no mark against forgery."""

        csrf = False

    q = StringField(_l("Words, a name, a number, or an act"), validators=[Optional()])
    since = DateField(_l("From this day"), validators=[Optional()])
    until = DateField(_l("Up to this day"), validators=[Optional()])


class BundleForm(FlaskForm):
    """Which day’s register the bundle holds."""

    on = DateField(_l("The register as it stood on"), validators=[InputRequired()])


@bp.get("/audit")
@requires(Permission.AUDIT)
def log() -> AnyResponse:
    """Show the log, the newest first, with its search."""
    form = SearchForm(request.args)
    form.validate()
    wanted = _wanted(form)
    total = audit.count_entries(wanted)
    found = [(entry, _who(entry.by), _who(entry.keyed_by)) for entry in audit.entries(wanted)]
    parts = max(1, -(-total // wanted.size))
    portion = Portion(rows=found, part=min(wanted.page, parts), parts=parts, total=total)
    return pages.page("audit/log.html", form=form, portion=portion, total=total)


@bp.get("/auditor")
@requires(Permission.AUDIT)
def auditor() -> AnyResponse:
    """Show what an auditor can take away, and how to check it."""
    return _auditor_page(BundleForm(on=today()))


@bp.post("/auditor/bundle")
@requires(Permission.AUDIT)
def bundle() -> AnyResponse:
    """Hand out the whole bundle; the download is itself in the log."""
    form = BundleForm()
    if not form.validate_on_submit() or form.on.data is None:
        return _auditor_page(form, status=422)
    on = form.on.data
    with transaction():
        audit.record(BUNDLE_TAKEN, "bundle", hand=access.hand(), register_on=on.isoformat())
    return _download(make_bundle(on).content, f"bundle-{on.isoformat()}.zip", "application/zip")


@bp.post("/auditor/log")
@requires(Permission.AUDIT)
def log_lines() -> Response:
    """Hand out the log as JSON lines; the download is itself in the log."""
    with transaction():
        audit.record(LOG_TAKEN, "log", hand=access.hand())
    audit.seal()
    content = "".join(audit.export_lines()).encode("ascii")
    audit.anchor_head()
    return _download(content, "log.jsonl", "application/jsonl")


@bp.post("/auditor/check")
@requires(Permission.AUDIT)
def check() -> AnyResponse:
    """Check the log in the database against its seals and kept heads."""
    report = audit.verify()
    with transaction():
        audit.record(LOG_CHECKED, "log", hand=access.hand(), ok=report.ok)
    return pages.page("audit/checked.html", report=report)


def _auditor_page(form: BundleForm, *, status: int = 200) -> AnyResponse:
    return pages.page(
        "audit/auditor.html",
        form=form,
        declared=declared_rows(),
        jobs=jobreport.states(),
        key=audit.public_key_text(),
        status=status,
    )


def _wanted(form: SearchForm) -> AuditFilter:
    since, until = form.since.data, form.until.data
    return AuditFilter(
        text=form.q.data or "",
        people=_people(form.q.data or ""),
        since=datetime(since.year, since.month, since.day, tzinfo=UTC) if since else None,
        until=datetime(until.year, until.month, until.day, tzinfo=UTC) + timedelta(days=1)
        if until
        else None,
        page=_page_number(request.args.get("part", "1")),
    )


def _people(text: str) -> frozenset[UUID]:
    """Find who bears a name that holds the words; very many are no search for a person."""
    words = text.casefold().split()
    if not words:
        return frozenset()
    names = names_on().items()
    found = [who for who, name in names if all(word in name.casefold() for word in words)]
    return frozenset(found if len(found) <= MOST_PEOPLE else [])


def _page_number(asked: str) -> int:
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < LONGEST
    return max(1, int(asked)) if is_number else 1


def _who(member_id: UUID | None) -> str:
    return name_of(member_id) if member_id else ""


def _download(content: bytes, filename: str, media_type: str) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = media_type
    answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer
