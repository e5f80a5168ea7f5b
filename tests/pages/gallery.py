"""A little application with one page that shows every part of the macros, and some that fail."""

from datetime import UTC, date, datetime
from pathlib import Path

import wtforms
from flask import Flask, Response, abort, flash, redirect, url_for
from flask_wtf import FlaskForm
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from coop.core import clock, listings, pages
from coop.core.errors import NotFound, Refusal, Refused
from coop.core.pages import Letterhead, NavItem, Need, Reader, page

TOP = Path(__file__).parents[2]
LATE = Refusal("GOV-4", "Voting closed at %(time)s.", {"time": "noon"})
NOT_ON_ROLL = Refusal(
    "GOV-3",
    "The roll was fixed on %(day)s, before you joined.",
    {"day": "1 November"},
    "You can vote on every motion that opens from now on.",
)
NAMES = ("Ash Turner", "Robin Hale", "Kit Marsh", "Sam O’Dea")


def offered(**labels: str) -> list[SelectChoice]:
    """Make choices from their values and labels."""
    return [SelectChoice(value, label) for value, label in labels.items()]


class EveryField(FlaskForm):
    """One field of each kind."""

    choice = wtforms.RadioField(
        "Shall we buy the second loom?",
        [InputRequired("Choose one box.")],
        choices=offered(yes="Yes, buy it", no="No", none="I do not want to choose"),
        description="Put one cross in one box.",
    )
    name = wtforms.StringField(
        "Your name", [InputRequired("Write your name.")], description="As in the register."
    )
    day = wtforms.DateField("Day you joined", [Optional()])
    why = wtforms.TextAreaField("Why", [InputRequired("Say why, in one sentence.")])
    kind = wtforms.SelectField("Work", choices=offered(a="Weaving", b="Baking"))
    paper = wtforms.BooleanField("Send me everything on paper")
    ways = wtforms.SelectMultipleField(
        "How to reach you",
        choices=offered(web="Web", post="Post"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    plain = wtforms.RadioField("Print", [Optional()], choices=offered(a="Usual", b="Large"))
    file = wtforms.FileField("Attachment", [Optional()])
    many = wtforms.IntegerField("How many", [Optional()])


def gallery(*, demonstration: bool = False, reader: Reader | None = None) -> Flask:
    """Build the application; `pages` learns who reads it until the next one is built."""
    app = Flask(
        "gallery",
        root_path=str(TOP / "coop"),
        static_folder="static",
        template_folder=str(TOP / "templates"),
    )
    own = FileSystemLoader(Path(__file__).parent / "templates")
    app.jinja_loader = ChoiceLoader([app.jinja_loader, own])
    app.jinja_env.undefined = StrictUndefined
    app.secret_key = bytes(32)
    pages.init_pages(app)
    name = "Riverside Workers’ Co-operative"
    pages.set_letterhead(lambda: Letterhead(name, demonstration=demonstration))
    pages.set_reader(lambda: reader)
    pages.set_may(lambda permission: permission != "audit")
    # The gallery has no database, so nobody there can say how far a clock was moved.
    clock.set_offset_source(None)
    _open_doors(app)
    return app


def _open_doors(app: Flask) -> None:
    app.add_url_rule("/", "home.home", _every_part, methods=["GET", "POST"])
    app.add_url_rule("/audit", "gallery.audit", _every_part)
    app.add_url_rule("/desk", "gallery.desk", _every_part)
    app.add_url_rule("/sign-out", "signin.sign_out", _done, methods=["POST"])
    app.add_url_rule("/sign-in", "signin.sign_in", _every_part)
    app.add_url_rule("/clock", "home.move_clock", _done, methods=["POST"])
    app.add_url_rule("/refused", "gallery.refused", _refused, methods=["GET", "POST"])
    app.add_url_rule("/gone", "gallery.gone", _gone)
    app.add_url_rule("/broken", "gallery.broken", _broken)
    app.add_url_rule("/sheet", "gallery.sheet", _sheet)
    app.add_url_rule("/stopped/<int:code>", "gallery.stopped", abort)
    pages.register_nav(NavItem("Home", "home.home", "anyone", 1))
    pages.register_nav(NavItem("Desk", "gallery.desk", "key_paper", 2))
    pages.register_nav(NavItem("Log", "gallery.audit", "audit", 3))


def _every_part() -> Response:
    form, asked = EveryField(), listings.asked("name", "joined", "shares")
    refused = form.is_submitted() and not form.validate()
    rows = [(name, date(2024, 3, 4), 1) for name in NAMES * 30 if asked.matches(name)]
    return page(
        "gallery.html",
        status=422 if refused else 200,
        form=form,
        asked=asked,
        portion=listings.portion(rows, asked.part, 6),
        today=date(2026, 11, 5),
        at=datetime(2026, 11, 5, 14, 5, tzinfo=UTC),
        cards=[
            Need("A motion waits for your vote.", "Read and vote", "/", date(2026, 11, 20)),
            Need("Your motion needs a seconder.", "Ask somebody", "/"),
        ],
        refs=[NOT_ON_ROLL, LATE],
    )


def _done() -> Response:
    flash("That is done.")
    return redirect(url_for("home.home"))


def _refused() -> Response:
    raise Refused(NOT_ON_ROLL, LATE)


def _gone() -> Response:
    raise NotFound("motion")


def _broken() -> Response:
    raise ZeroDivisionError("what stood in the trace")


def _sheet() -> Response:
    rows = [("Ash", 1, None), ("=2+2", -3, date(2026, 11, 5))]
    return pages.csv_download("members.csv", ("Name", "Shares", "Left"), rows)
