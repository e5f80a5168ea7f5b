"""What people fill in about rosters; only its shape is checked here."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from coop.core.choices import SelectChoice

MOST_WEEKS = 8
LONGEST_SEARCH = 600


class RosterForm(FlaskForm):
    """Which weeks a new roster plans."""

    first_on = DateField(_l("First day"), validators=[InputRequired()])
    weeks = IntegerField(
        _l("How many weeks"),
        default=4,
        validators=[
            InputRequired(),
            NumberRange(1, MOST_WEEKS, message=_l("A roster is one to eight weeks long.")),
        ],
    )

    @property
    def days(self) -> tuple[date, date]:
        """Give the first and the last day."""
        first = self.first_on.data or date.min
        return first, first + timedelta(weeks=self.weeks.data or 1, days=-1)


class PublishForm(FlaskForm):
    """Why a published roster changes."""

    because = StringField(
        _l("Why it changes"),
        description=_l("Members read this. Leave out anything about one person."),
        validators=[Optional(), Length(max=500)],
    )


class SearchForm(FlaskForm):
    """How long a search for a roster may take."""

    seconds = SelectField(_l("How long to search"), default="60", validators=[InputRequired()])

    def offer(self, *, waits: bool) -> None:
        """Offer times: short ones where nobody searches in the background."""
        times = ((5, _l("5 seconds")),) if waits else _TIMES
        self.seconds.choices = [SelectChoice(str(seconds), label) for seconds, label in times]


class AwayForm(FlaskForm):
    """Who is away from when to when; nobody asks why."""

    people = SelectMultipleField(
        _l("Who is away"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[InputRequired()],
    )
    first_on = DateField(_l("First day away"), validators=[InputRequired()])
    last_on = DateField(_l("Last day away"), validators=[InputRequired()])

    def offer(self, names: Mapping[UUID, str]) -> None:
        """Offer these people, in the order in which they come."""
        self.people.choices = [SelectChoice(str(key), name) for key, name in names.items()]

    def validate_last_on(self, field: DateField) -> None:
        """Say it beside the field when the days are the wrong way round."""
        if field.data and self.first_on.data and field.data < self.first_on.data:
            raise ValidationError(_("The last day comes before the first."))


_TIMES = (
    (10, _l("10 seconds")),
    (60, _l("1 minute")),
    (300, _l("5 minutes")),
    (LONGEST_SEARCH, _l("10 minutes")),
)
