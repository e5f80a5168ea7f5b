"""What people fill in about statements of pay; only its shape is checked here."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, TextAreaField
from wtforms.validators import InputRequired, Length

from coop.membership.forms.parts import NumberPart, evidence_field


class PayWrongForm(FlaskForm):
    """What a member says is wrong with their pay."""

    words = TextAreaField(
        _l("What is wrong"),
        description=_l("Such as “Tuesday is missing”. Somebody who runs pay reads it."),
        validators=[InputRequired(_l("Say what is wrong.")), Length(max=2000)],
    )


class PayAnswerForm(FlaskForm):
    """What was found."""

    answer = TextAreaField(
        _l("Your answer"),
        description=_l("Say what you found, and what happens now. The member reads it."),
        validators=[InputRequired(_l("Say what you found.")), Length(max=2000)],
    )


class PayWrongPart(NumberPart):
    """Whose statement of which period, and where the paper is kept."""

    day = DateField(
        _l("A day of the period it is about"),
        validators=[InputRequired(_l("Give a day."))],
    )
    evidence = evidence_field()
