"""What members fill in about their week, and what a clerk keys from paper."""

from datetime import date
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    TimeField,
)
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from coop.core.choices import SelectChoice
from coop.membership.forms.parts import NumberPart, evidence_field
from coop.rostering.rules.nouns import Session

SESSIONS = [
    SelectChoice(Session.AM.value, _l("Morning")),
    SelectChoice(Session.PM.value, _l("Afternoon")),
    SelectChoice(Session.EVENING.value, _l("Evening")),
]
TIME_SAYS = _l("Only if there are two shifts on that day.")


class SwapForm(FlaskForm):
    """Whom to ask: anybody, one colleague, or a colleague with a shift to take for it."""

    choice = RadioField(
        _l("What do you ask for?"),
        choices=[
            SelectChoice("anybody", _l("Anybody who fits may come for me")),
            SelectChoice("colleague", _l("One colleague comes for me")),
            SelectChoice("swap", _l("I swap with a colleague")),
        ],
        validators=[InputRequired(_l("Choose one of the three."))],
    )
    colleague = SelectField(
        _l("Who comes for you"), description=_l("Only if you ask one colleague.")
    )
    back = SelectField(_l("Which shift you take"), description=_l("Only if you swap."))

    def validate_colleague(self, field: SelectField) -> None:
        """Want a colleague where one is asked."""
        if self.choice.data == "colleague" and not field.data:
            raise ValidationError(_l("Choose a colleague."))

    def validate_back(self, field: SelectField) -> None:
        """Want a shift where two are swapped."""
        if self.choice.data == "swap" and not field.data:
            raise ValidationError(_l("Choose a shift."))

    @property
    def chosen(self) -> tuple[UUID | None, UUID | None]:
        """Give who is asked, and which shift comes back."""
        if self.choice.data == "colleague":
            return UUID(self.colleague.data), None
        if self.choice.data == "swap":
            colleague, _space, back = self.back.data.partition(" ")
            return UUID(colleague), UUID(back)
        return None, None


class GiveForm(FlaskForm):
    """Who is given an open shift."""

    member_id = HiddenField(validators=[InputRequired()])


class StandbyForm(FlaskForm):
    """A session of a day."""

    day = DateField(_l("Day"), validators=[InputRequired()])
    session = RadioField(
        _l("When"), choices=SESSIONS, validators=[InputRequired(_l("Choose one of the three."))]
    )


class CalendarForm(FlaskForm):
    """What a calendar says of each shift."""

    says_area = BooleanField(
        _l("Name the work in each entry"),
        description=_l("Without it, every entry says only “Shift”."),
    )


class KeyedForm(NumberPart):
    """What every keyed form says: whose it is, which shift it is about, where the paper is."""

    evidence = evidence_field()


class KeyedReplyForm(KeyedForm):
    """W6: whether a member comes to a shift."""

    day = DateField(_l("Day of the shift"), validators=[InputRequired()])
    starts = TimeField(_l("It begins at"), description=TIME_SAYS, validators=[Optional()])
    answer = RadioField(
        _l("What the member says"),
        choices=[
            SelectChoice("cannot", _l("I cannot come")),
            SelectChoice("accepted", _l("I come")),
        ],
        validators=[InputRequired(_l("Choose one of those offered."))],
    )


class KeyedSwapForm(KeyedForm):
    """W4: a member asks to be replaced or to swap; a colleague says yes or no to it."""

    what = RadioField(
        _l("What the form says"),
        choices=[
            SelectChoice("ask", _l("Somebody should come for me")),
            SelectChoice("withdraw", _l("I take my request back")),
            SelectChoice("agree", _l("I agree to what a colleague asks")),
            SelectChoice("decline", _l("I do not agree")),
        ],
        default="ask",
    )
    day = DateField(_l("Day of the shift that is given away"), validators=[InputRequired()])
    starts = TimeField(_l("It begins at"), description=TIME_SAYS, validators=[Optional()])
    colleague_number = IntegerField(
        _l("Membership number of the colleague"),
        description=_l("Empty: anybody who fits may come."),
        validators=[Optional(), NumberRange(1)],
    )
    back_day = DateField(
        _l("Day of the colleague’s shift"),
        description=_l("Only if the two swap their shifts."),
        validators=[Optional()],
    )
    back_starts = TimeField(
        _l("The colleague’s shift begins at"), description=TIME_SAYS, validators=[Optional()]
    )
    both_signed = BooleanField(
        _l("The colleague signed too"),
        description=_l("Then the colleague’s yes is recorded at once."),
    )


class KeyedOfferForm(KeyedForm):
    """W5: a member offers to take an open shift, or to stand by."""

    shift = SelectField(_l("Open shift"))
    day = DateField(_l("Or: on standby on this day"), default=None, validators=[Optional()])
    session = SelectField(
        _l("Standby for"), choices=[SelectChoice("", _l("no session")), *SESSIONS]
    )

    def validate_shift(self, field: SelectField) -> None:
        """Want one of the two: a shift, or a day with a session."""
        if not field.data and self.standby is None:
            raise ValidationError(_l("Choose a shift, or give a day and a session."))

    @property
    def standby(self) -> tuple[date, Session] | None:
        """Give the day and session of the standby, if both are filled in."""
        if self.day.data is None or not self.session.data:
            return None
        return self.day.data, Session(self.session.data)
