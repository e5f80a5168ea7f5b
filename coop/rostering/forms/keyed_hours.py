"""What a clerk keys from the form “My hours are wrong”."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange


class WrongPart(FlaskForm):
    """Whose hours of which day, and where the paper is kept."""

    member_number = IntegerField(
        _l("Membership number"),
        validators=[InputRequired(_l("Give the number on the form.")), NumberRange(min=1)],
    )
    day = DateField(_l("The day it is about"), validators=[InputRequired(_l("Give the day."))])
    evidence = StringField(
        _l("Where the paper is kept"),
        description=_l("Such as a folder and page. It lets somebody find the paper again."),
        validators=[InputRequired(_l("Say where the paper is kept.")), Length(max=200)],
    )
