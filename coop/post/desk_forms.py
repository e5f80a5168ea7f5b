"""The shapes of what is typed at the clerk’s desk."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from coop.core.choices import SelectChoice
from coop.membership.queries import today


class DispatchForm(FlaskForm):
    """When and how a mail run left."""

    sent_on = DateField(_l("Day it was sent"), default=today, validators=[InputRequired()])
    way = SelectField(
        _l("How it was sent"),
        choices=[
            SelectChoice("post", _l("By post")),
            SelectChoice("hand", _l("Handed over by a person")),
            SelectChoice("internal", _l("Through the establishment’s own post")),
        ],
    )


class LetterBackForm(FlaskForm):
    """A letter that came back without a vote in it."""

    code = StringField(_l("Code on the return slip"), validators=[InputRequired(), Length(max=40)])
    outcome = SelectField(
        _l("What happened to it"),
        choices=[
            SelectChoice("unused", _l("Handed back, not used")),
            SelectChoice("undelivered", _l("Came back, not delivered")),
        ],
    )
    received_on = DateField(_l("Day it came back"), default=today, validators=[InputRequired()])


class ReplaceForm(FlaskForm):
    """A letter that was lost or spoiled and needs a new one."""

    code = StringField(
        _l("Code of the letter to replace"), validators=[InputRequired(), Length(max=40)]
    )
