"""What people fill in to vote, and what tellers key."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional

from coop.core.choices import SelectChoice

CHOICES = [
    SelectChoice("for", _l("For")),
    SelectChoice("against", _l("Against")),
    SelectChoice("abstain", _l("I do not want to choose")),
]
MARKS = [*CHOICES, SelectChoice("spoiled", _l("Spoiled or blank"))]


class VoteForm(FlaskForm):
    """The first step: one choice."""

    choice = RadioField(
        _l("Your vote"), choices=CHOICES, validators=[InputRequired(_l("Choose one of the three."))]
    )


class ReviewForm(FlaskForm):
    """The second step: the same choice, sent for good."""

    choice = HiddenField(validators=[AnyOf([choice.value for choice in CHOICES])])


class EnvelopeForm(FlaskForm):
    """An outer envelope, by the code on its return slip."""

    code = StringField(_l("Code on the return slip"), validators=[InputRequired(), Length(max=40)])
    received_on = DateField(_l("Day it was received"), validators=[InputRequired()])


class BatchForm(FlaskForm):
    """A stack of inner papers, mixed and counted."""

    papers = IntegerField(
        _l("How many papers are in the stack"), validators=[InputRequired(), NumberRange(1, 100)]
    )
    college = SelectField(_l("Class"), validators=[Optional()])


class EmptyForm(FlaskForm):
    """Accepted envelopes that held no paper."""

    empty = IntegerField(
        _l("Envelopes with no paper inside"), validators=[InputRequired(), NumberRange(0, 10_000)]
    )
    because = StringField(
        _l("Which two people saw it"), validators=[InputRequired(), Length(max=300)]
    )


class SettleForm(FlaskForm):
    """What the paper says where two tellers differ."""

    mark = RadioField(_l("What the paper says"), choices=MARKS, validators=[InputRequired()])
    code = StringField(_l("Code on the paper"), validators=[Optional(), Length(max=40)])
    because = StringField(
        _l("What can be seen on it"), validators=[InputRequired(), Length(max=300)]
    )


class KeyedForm(FlaskForm):
    """What every keyed paper form says: whose it is, and where the paper is kept."""

    member_number = IntegerField(
        _l("Member number on the form"), validators=[InputRequired(), NumberRange(1)]
    )
    evidence = StringField(
        _l("Where the paper is kept"),
        description=_l("Its box and number, so that an auditor finds it."),
        validators=[InputRequired(), Length(max=200)],
    )


class KeyedSecondForm(KeyedForm):
    """A paper form that seconds a motion."""

    motion = SelectField(_l("Motion"), validators=[InputRequired()])


class KeyedContributionForm(KeyedForm):
    """A paper form with a contribution to a discussion."""

    motion = SelectField(_l("Motion"), validators=[InputRequired()])
    words = TextAreaField(
        _l("What the member wrote"), validators=[InputRequired(), Length(max=20_000)]
    )


class KeyedMotionForm(KeyedForm):
    """A paper form that proposes a motion."""

    title = StringField(_l("Title"), validators=[InputRequired(), Length(max=120)])
    summary = TextAreaField(
        _l("Summary in easy words"), validators=[InputRequired(), Length(max=1500)]
    )
    text = TextAreaField(
        _l("The text to be resolved"), validators=[InputRequired(), Length(max=20_000)]
    )
    kind = RadioField(_l("How heavy the decision is"), validators=[InputRequired()])
    is_secret = RadioField(
        _l("How members vote"),
        choices=[
            SelectChoice("secret", _l("In secret")),
            SelectChoice("open", _l("Openly, by name")),
        ],
        default="secret",
    )
