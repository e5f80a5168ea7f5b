"""The forms of offices: propose and end."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from coop.core.choices import SelectChoice
from coop.membership.forms.parts import LINE, day_field
from coop.membership.offices import OFFICES
from coop.membership.queries import members_on, today


class ProposeForm(FlaskForm):
    """A member proposed for an office."""

    member = SelectField(_l("Member"), coerce=str, validators=[InputRequired()])
    office = SelectField(_l("Office"), coerce=str, validators=[InputRequired()])
    from_on = day_field(_l("From which day"))
    until_on = DateField(
        _l("Until which day"),
        description=_l("Leave it empty if the office has no term."),
        validators=[Optional()],
    )
    because = StringField(
        _l("By which decision"),
        description=_l("Such as the number of the motion, or the meeting."),
        validators=[Optional(), Length(max=LINE)],
    )

    def fill(self) -> None:
        """Offer the members by name and the offices."""
        people = members_on(today())
        self.member.choices = [
            SelectChoice(str(row.id), f"{row.name} ({row.number})") for row in people
        ]
        self.office.choices = [SelectChoice(code, _(name)) for code, name in OFFICES.items()]


class EndOfficeForm(FlaskForm):
    """The day an office ends."""

    ended_on = day_field(_l("On which day"))
    because = StringField(_l("Why"), validators=[Optional(), Length(max=LINE)])
