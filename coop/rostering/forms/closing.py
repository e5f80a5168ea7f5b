"""The form that closes a period of hours, and the one that keeps a week of rest."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional


class CloseForm(FlaskForm):
    """A period, and why it closes over open hours, if it does."""

    first = DateField(_l("First day"), validators=[InputRequired(_l("Give the day."))])
    last = DateField(_l("Last day"), validators=[InputRequired(_l("Give the day."))])
    because = TextAreaField(
        _l("Why it closes although hours are open"),
        description=_l("Only if some are. Everybody who runs pay reads it."),
        validators=[Optional(), Length(max=500)],
    )


class RestForm(FlaskForm):
    """A week of rest for a member who gives peer support."""

    member_number = IntegerField(
        _l("Membership number"),
        validators=[InputRequired(_l("Give the number.")), NumberRange(min=1)],
    )
    monday = DateField(
        _l("First day of the week"),
        description=_l("A Monday."),
        validators=[InputRequired(_l("Give the day."))],
    )
