"""Parts that the forms of work share: wall times, days of the week, counts, lists to choose."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from coop.core.choices import SelectChoice
from coop.membership.queries import today
from coop.rostering.rules.nouns import Session

LINE = 200
MOST_PEOPLE = 500
OLDEST, FARTHEST = date(2000, 1, 1), date(2199, 12, 31)
WALL_TIMES = ["%H:%M", "%H.%M", "%H%M", "%H:%M:%S"]
"""How people write a time where the browser does not do it for them."""
DAYS = (
    _l("Monday"),
    _l("Tuesday"),
    _l("Wednesday"),
    _l("Thursday"),
    _l("Friday"),
    _l("Saturday"),
    _l("Sunday"),
)
SESSIONS = {
    Session.AM: _l("Morning (AM)"),
    Session.PM: _l("Afternoon (PM)"),
    Session.EVENING: _l("Evening"),
}


class WallTime(TimeField):
    """A time of day as it stands on the wall."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the time in any of the ways that people write it; nothing written is no time."""
        written = [value.strip() for value in valuelist if value.strip()]
        if not written:
            self.data = None
            return
        try:
            super().process_formdata(written)
        except ValueError as unread:
            raise ValueError(_("Give a time such as 08:30.")) from unread


def _in_our_time(_form: object, field: DateField) -> None:
    """Refuse a slip of the year: far from today no calendar can be reckoned with."""
    day: date | None = field.data
    if day is not None and not OLDEST <= day <= FARTHEST:
        raise ValidationError(_("Give a day between the years 2000 and 2199."))


def ticks_field(label: str, choices: list[SelectChoice], missing: str) -> SelectMultipleField:
    """Make several boxes to tick, each with its words; at least one must be ticked."""
    return SelectMultipleField(
        label,
        choices=choices,
        validators=[InputRequired(missing)],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


def time_field(label: str, description: str = "") -> WallTime:
    """Make a field for a time that must be given."""
    return WallTime(
        label,
        format=WALL_TIMES,
        description=description,
        validators=[InputRequired(_l("Give a time such as 08:30."))],
    )


def count_field(
    label: str, *, least: int = 1, description: str = "", default: int | None = None
) -> IntegerField:
    """Make a field for a number of people or things that must be given."""
    return IntegerField(
        label,
        default=default,
        description=description,
        validators=[
            InputRequired(_l("Give a number.")),
            NumberRange(min=least, max=MOST_PEOPLE),
        ],
    )


def name_field(label: str, description: str = "") -> StringField:
    """Make a field for a name."""
    return StringField(
        label,
        description=description,
        validators=[InputRequired(_l("Give a name.")), Length(max=LINE)],
    )


def cause_field() -> StringField:
    """Make a field for why work is called off."""
    return StringField(
        _l("Why"),
        description=_l("Members who were to come will read it. Name nobody."),
        validators=[InputRequired(_l("Say why, in a few words.")), Length(max=LINE)],
    )


def day_field(label: str, description: str = "", *, may_be_empty: bool = False) -> DateField:
    """Make a field for a day that people now alive may plan for."""
    given = Optional() if may_be_empty else InputRequired(_l("Give the day."))
    return DateField(label, description=description, validators=[given, _in_our_time])


def sessions_field() -> SelectMultipleField:
    """Make boxes for the sessions of a day."""
    choices = [SelectChoice(part.value, label) for part, label in SESSIONS.items()]
    return ticks_field(_l("Which sessions"), choices, _l("Tick at least one session."))


def weekdays_field() -> SelectMultipleField:
    """Make boxes for the days of the week."""
    choices = [SelectChoice(str(number), name) for number, name in enumerate(DAYS)]
    return ticks_field(_l("On these days"), choices, _l("Tick at least one day."))


def fill(field: SelectField, choices: Iterable[tuple[UUID, str]], *, first: str) -> None:
    """Offer a list to choose from; the first line is for none of them."""
    offered = [SelectChoice(str(key), name) for key, name in choices]
    field.choices = [SelectChoice("", first), *offered]


def all_sent_well(parts: Sequence[FlaskForm]) -> bool:
    """Say whether a page of several forms was sent, and every one of them is in order."""
    # The empty form is there so that a page with no lines can be sent too.
    valid = [form.validate_on_submit() for form in (FlaskForm(), *parts)]
    return all(valid)


def chosen_id(field: SelectField) -> UUID | None:
    """Give what was chosen from a list; None for its first line."""
    return UUID(field.data) if field.data else None


def chosen_day(field: DateField) -> date:
    """Give the day that was filled in; today when it was left empty."""
    chosen: date | None = field.data
    return chosen or today()


def chosen_time(field: TimeField) -> time:
    """Give the time that was filled in."""
    chosen: time | None = field.data
    return chosen or time()
