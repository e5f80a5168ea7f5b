"""What people fill in about a member’s pay: terms, and how the money reaches them."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from coop.core.choices import SelectChoice
from payroll.rules.runs.life import Calendar
from payroll.rules.runs.terms import Employer, PaidBy, Terms, Way

FROM = _l("From which day")
DAY = _l("Give the day.")


class TermsForm(FlaskForm):
    """Terms of pay from a day on."""

    scheme = SelectField(_l("Pay scheme"))
    grade = StringField(
        _l("Grade"),
        description=_l("As the rates name it. Leave it empty if they name none."),
        validators=[Length(max=60)],
    )
    employer = SelectField(_l("Employer"))
    calendar = SelectField(_l("Paid"))
    settings = TextAreaField(
        _l("Figures that stay the same"),
        description=_l("One in a line, such as: savings_share = 10 %"),
        validators=[Length(max=2000)],
    )
    from_on = DateField(FROM, validators=[InputRequired(DAY)])

    def offer(
        self, schemes: dict[str, str], employers: dict[str, str], calendars: dict[str, str]
    ) -> None:
        """Offer the adopted schemes, and not being paid."""
        offered = {"": _("Not paid")} | schemes
        self.scheme.choices = [SelectChoice(code, name) for code, name in offered.items()]
        self.employer.choices = [SelectChoice(code, name) for code, name in employers.items()]
        self.calendar.choices = [SelectChoice(code, name) for code, name in calendars.items()]

    def validate_settings(self, field: TextAreaField) -> None:
        """Ask for a name and a value in each line."""
        for line in (field.data or "").splitlines():
            name, sign, value = line.partition("=")
            if line.strip() and not (sign and name.strip() and value.strip()):
                raise ValidationError(_("Write each as a name, the sign = and a value."))

    @property
    def terms(self) -> Terms:
        """Give the terms that were filled in."""
        lines = (line.partition("=") for line in (self.settings.data or "").splitlines())
        return Terms(
            self.scheme.data or "",
            (self.grade.data or "").strip(),
            Employer(self.employer.data or Employer.CO_OPERATIVE),
            Calendar(self.calendar.data or Calendar.WEEK),
            {name.strip(): value.strip() for name, _sign, value in lines if name.strip()},
        )


class WayForm(FlaskForm):
    """How a member’s money reaches them from a day on."""

    way = SelectField(_l("How"))
    iban = StringField(_l("Account (IBAN)"), validators=[Length(max=42)])
    bic = StringField(_l("Bank (BIC)"), validators=[Length(max=14)])
    holder = StringField(_l("In whose name"), validators=[Length(max=70)])
    from_on = DateField(FROM, validators=[InputRequired(DAY)])

    def offer(self, ways: dict[str, str]) -> None:
        """Offer the ways."""
        self.way.choices = [SelectChoice(code, name) for code, name in ways.items()]

    @property
    def paid_by(self) -> PaidBy:
        """Give the way that was filled in."""
        return PaidBy(
            Way(self.way.data or Way.HOLD),
            self.iban.data or "",
            self.bic.data or "",
            self.holder.data or "",
        )
