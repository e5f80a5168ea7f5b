"""What people fill in about pay runs: a new run, reasons, figures, payments."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from coop.core.choices import SelectChoice
from payroll.rules.runs.terms import is_iban, plain_account

DAY = _l("Give the day.")


class NewRunForm(FlaskForm):
    """The period of a new run."""

    calendar = SelectField(_l("Calendar"))
    first = DateField(_l("First day"), validators=[InputRequired(DAY)])
    last = DateField(_l("Last day"), validators=[InputRequired(DAY)])
    pays_on = DateField(_l("Pay day"), validators=[InputRequired(DAY)])

    def offer(self, calendars: dict[str, str]) -> None:
        """Offer the calendars."""
        self.calendar.choices = [SelectChoice(code, name) for code, name in calendars.items()]


class ReasonForm(FlaskForm):
    """Why something is done to a run."""

    because = TextAreaField(
        _l("Why"),
        description=_l("Everybody who runs or approves pay reads it."),
        validators=[InputRequired(_l("Say why.")), Length(max=500)],
    )


class CorrectForm(ReasonForm):
    """Why a run is corrected, and when the difference is paid."""

    because = TextAreaField(
        _l("Why"),
        description=_l("It is printed on each corrected statement, so name nobody."),
        validators=[InputRequired(_l("Say why.")), Length(max=500)],
    )
    pays_on = DateField(_l("Pay day of the difference"), validators=[InputRequired(DAY)])


class SeenForm(FlaskForm):
    """The digest of the drafts that the approver has looked at."""

    digest = HiddenField()


class FigureForm(FlaskForm):
    """One figure for one member."""

    number = IntegerField(
        _l("Membership number"),
        validators=[InputRequired(_l("Give the number.")), NumberRange(min=1)],
    )
    code = SelectField(_l("Figure"), validators=[InputRequired(_l("Choose a figure."))])
    value = StringField(
        _l("Value"),
        description=_l("Such as 12.50. Leave it empty to take an earlier figure back."),
        validators=[Length(max=60)],
    )
    day = DateField(
        _l("Day"),
        description=_l("Only where a change cuts the period: a day of the part that it is for."),
        validators=[Optional()],
    )
    because = StringField(_l("Why, or from which paper"), validators=[Length(max=300)])

    def offer(self, figures: dict[str, str]) -> None:
        """Offer the figures that schemes ask for."""
        self.code.choices = [SelectChoice(code, name) for code, name in figures.items()]


class FiguresForm(FlaskForm):
    """A file of figures."""

    file = FileField(_l("CSV file"), validators=[FileRequired(_l("Choose a file."))])


class PaidForm(FlaskForm):
    """When something was paid, and under which reference."""

    on = DateField(_l("Day"), validators=[InputRequired(DAY)])
    reference = StringField(_l("Reference"), validators=[Length(max=60)])


class BankFileForm(FlaskForm):
    """The co-operative’s own account, from which the bank is to pay. It is not kept."""

    iban = StringField(
        _l("The co-operative’s account (IBAN)"),
        validators=[InputRequired(_l("Give the account.")), Length(max=42)],
    )
    bic = StringField(_l("Its bank (BIC)"), validators=[Length(max=11)])
    on = DateField(_l("Day on which the bank pays"), validators=[InputRequired(DAY)])

    def validate_iban(self, field: StringField) -> None:
        """Check the account by its own digits."""
        if not is_iban(plain_account(field.data or "")):
            raise ValidationError(_("This is no bank account number (IBAN)."))
