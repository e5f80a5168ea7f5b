"""What people fill in about a motion; only its shape is checked here."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from coop.core.choices import SelectChoice
from governance.rules.life import LONGEST_SUMMARY, LONGEST_TEXT, LONGEST_TITLE


class MotionForm(FlaskForm):
    """A draft: its words, what it does, and how it is voted on."""

    title = StringField(
        _l("Title"),
        description=_l("A few words that say what would be done."),
        validators=[InputRequired(), Length(max=LONGEST_TITLE)],
    )
    summary = TextAreaField(
        _l("Summary in easy words"),
        description=_l("Two or three short sentences. This is read first, and read aloud."),
        validators=[InputRequired(), Length(max=LONGEST_SUMMARY)],
    )
    text = TextAreaField(
        _l("The text to be resolved"),
        description=_l("Exactly what would be decided if the motion is carried."),
        validators=[InputRequired(), Length(max=LONGEST_TEXT)],
    )
    purpose = RadioField(_l("What the motion does"), validators=[InputRequired()])
    kind = RadioField(_l("How heavy the decision is"), validators=[InputRequired()])
    is_secret = RadioField(
        _l("How members vote"),
        choices=[
            SelectChoice("secret", _l("In secret")),
            SelectChoice("open", _l("Openly, by name")),
        ],
        default="secret",
    )
    is_by_class = BooleanField(_l("Each class must agree as well as the whole"))
    about_member = SelectField(_l("Which member it is about"), validators=[Optional()])
    same_as = SelectField(_l("It puts the same question as"), validators=[Optional()])
    new_rules_text = TextAreaField(
        _l("The whole text of the new rules"),
        description=_l("Only for a change of the rules. Start from the text on the rules page."),
        validators=[Optional(), Length(max=100_000)],
    )


class PaperForm(FlaskForm):
    """A paper to attach to a motion."""

    paper = FileField(
        _l("Paper to attach"),
        description=_l("PDF, PNG, JPEG, TXT or CSV, at most 5 MB."),
        validators=[FileRequired()],
    )


class ContributionForm(FlaskForm):
    """What somebody says in the discussion."""

    words = TextAreaField(
        _l("What you want to say"), validators=[InputRequired(), Length(max=LONGEST_TEXT)]
    )


class WithdrawForm(FlaskForm):
    """Why a mover takes a motion back."""

    because = StringField(_l("Why"), validators=[InputRequired(), Length(max=500)])


class NoticeForm(FlaskForm):
    """When voting opens and closes, in the co-operative’s own time."""

    opens = DateTimeLocalField(_l("Voting opens"), validators=[InputRequired()])
    closes = DateTimeLocalField(_l("Voting closes"), validators=[InputRequired()])
    because = StringField(
        _l("Why, if the dates leave out members on paper"),
        description=_l("Leave empty if the post can arrive in time. Everyone can read this."),
        validators=[Optional(), Length(max=500)],
    )


class OpenForm(FlaskForm):
    """Why voting opens although the post is too slow for some."""

    because = StringField(
        _l("Why, if members on paper are left out"), validators=[Optional(), Length(max=500)]
    )


class HearingForm(FlaskForm):
    """How the member concerned was heard."""

    offered_on = DateField(_l("Day the hearing was offered"), validators=[InputRequired()])
    held_on = DateField(
        _l("Day it was held"),
        description=_l("Leave empty if the member did not want one."),
        validators=[Optional()],
    )
    was_present = BooleanField(_l("The member was there"))
    representative = StringField(
        _l("Who spoke for the member"), validators=[Optional(), Length(max=200)]
    )
    statement = TextAreaField(
        _l("What the member wants others to read"), validators=[Optional(), Length(max=5000)]
    )


class FollowUpForm(FlaskForm):
    """Who will do what by when."""

    what = StringField(_l("What will be done"), validators=[InputRequired(), Length(max=300)])
    who = StringField(_l("Who will do it"), validators=[InputRequired(), Length(max=200)])
    due_on = DateField(_l("By which day"), validators=[InputRequired()])


class ReportForm(FlaskForm):
    """Whether it was done, or why not."""

    is_done = RadioField(
        _l("Was it done?"),
        choices=[
            SelectChoice("yes", _l("Yes, it is done")),
            SelectChoice("no", _l("Not yet, or not any more")),
        ],
        validators=[InputRequired()],
    )
    words = TextAreaField(_l("In a few words"), validators=[InputRequired(), Length(max=1000)])
