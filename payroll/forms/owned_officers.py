"""What officers fill in about shares, loans, interest and what is owed."""

import re
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from coop.core.choices import SelectChoice
from coop.membership.queries import today
from payroll.deeds.loans import RateLimit
from payroll.forms.money import MoneyField
from payroll.rules.owned.interest import Cap, percent, ppm_of

LINE, TEXT = 200, 600
_TRADE = re.compile(r"[1-9]\d{0,6}\s*;\s*\d{1,9}(\.\d{1,2})?", re.ASCII)
BANK = [
    SelectChoice("bank", _l("The bank")),
    SelectChoice("cash", _l("The cash box")),
]
OUT = [*BANK, SelectChoice("owed", _l("Nowhere yet: keep it as owed to the member"))]


class PercentField(StringField):
    """Per cent a year such as 5.25; its `ppm` are millionths, or None when it is empty."""

    ppm: int | None = None

    def pre_validate(self, _form: object) -> None:
        """Read what was typed."""
        self.ppm = None
        text = (self.data or "").replace("%", "").strip()
        if not text:
            return
        try:
            self.ppm = ppm_of(text)
        except ValueError as slip:
            raise ValidationError(_("Write per cent in figures, such as 5 or 5.25.")) from slip


class DecideForm(FlaskForm):
    """A yes or no to an order."""

    answer = RadioField(
        _l("Your answer"),
        choices=[SelectChoice("agree", _l("Agree")), SelectChoice("refuse", _l("Refuse"))],
        validators=[InputRequired(_l("Choose one of the two."))],
    )
    because = StringField(
        _l("Why, if you refuse"),
        description=_l("The member reads it."),
        validators=[Optional(), Length(max=LINE)],
    )


class FromForm(FlaskForm):
    """Where money came in."""

    account = RadioField(
        _l("Where did the money come in?"),
        choices=BANK,
        validators=[InputRequired(_l("Choose one of the two."))],
    )


class OutForm(FlaskForm):
    """Where money for shares goes out."""

    account = RadioField(
        _l("Where does the money come from?"),
        choices=OUT,
        validators=[InputRequired(_l("Choose one of the three."))],
    )


class PayOwedForm(FlaskForm):
    """How much is paid, as the officer saw it, and from where."""

    amount = HiddenField(validators=[InputRequired()])
    account = RadioField(
        _l("Where does the money come from?"),
        choices=BANK,
        validators=[InputRequired(_l("Choose one of the two."))],
    )


class SuspendForm(FlaskForm):
    """From when paying out stops or goes on, and why."""

    from_on = DateField(_l("From which day"), validators=[InputRequired(_l("Give the day."))])
    because = StringField(
        _l("Why"),
        description=_l("Every member reads it."),
        validators=[InputRequired(_l("Say why.")), Length(max=LINE)],
    )


class LimitPart(FlaskForm):
    """What the highest rate is measured by, as the rule set asks for it."""

    reference = PercentField(validators=[Optional(), Length(max=LINE)])
    told = PercentField(validators=[Optional(), Length(max=LINE)])
    where = StringField(
        _l("Where you read it"),
        description=_l("Such as a page and a day. It is kept."),
        validators=[Optional(), Length(max=LINE)],
    )

    def ask(self, cap: Cap) -> None:
        """Keep only the line that the rule set asks for."""
        if cap.asked:
            self.told.label.text = _("Highest rate that the law allows, in per cent")
            self.told.description = cap.asked
            del self.reference
        elif cap.reference:
            said = _("In per cent: %(reference)s.", reference=cap.reference)
            self.reference.label.text = _("The rate that the limit is measured by")
            self.reference.description = said
            del self.told
        else:
            del self.reference, self.told, self.where

    @property
    def limit(self) -> RateLimit:
        """Give what was told."""
        reference = self.reference.ppm if "reference" in self else None
        told = self.told.ppm if "told" in self else None
        return RateLimit(reference, told, (self.where.data or "") if "where" in self else "")


class LoanForm(LimitPart):
    """A loan from a member."""

    member_number = IntegerField(
        _l("Membership number of the lender"),
        validators=[InputRequired(_l("Give the number.")), NumberRange(min=1)],
    )
    amount = MoneyField(
        _l("Amount"), validators=[InputRequired(_l("Give the amount.")), NumberRange(min=1)]
    )
    rate = PercentField(
        _l("Interest a year, in per cent"), validators=[InputRequired(_l("Give a rate."))]
    )
    from_on = DateField(_l("From which day"), validators=[InputRequired(_l("Give the day."))])
    until_on = DateField(_l("Until which day"), validators=[InputRequired(_l("Give the day."))])
    account = RadioField(
        _l("Where did the money come in?"),
        choices=BANK,
        validators=[InputRequired(_l("Choose one of the two."))],
    )


class RepayForm(FlaskForm):
    """How much of a loan is paid back."""

    amount = MoneyField(
        _l("Amount"), validators=[InputRequired(_l("Give the amount.")), NumberRange(min=1)]
    )
    account = RadioField(
        _l("Where does the money come from?"),
        choices=BANK,
        validators=[InputRequired(_l("Choose one of the two."))],
    )


class InterestForm(LimitPart):
    """Interest for some days, by a motion."""

    on_what = RadioField(
        _l("Interest on"),
        choices=[
            SelectChoice("shares", _l("Shares, one rate for all")),
            SelectChoice("loans", _l("Loans, each at its own rate")),
        ],
        validators=[InputRequired(_l("Choose one of the two."))],
    )
    first = DateField(_l("First day"), validators=[InputRequired(_l("Give the day."))])
    last = DateField(_l("Last day"), validators=[InputRequired(_l("Give the day."))])
    rate = PercentField(
        _l("Interest a year on shares, in per cent"),
        description=_l("Leave it empty for loans."),
    )
    motion = StringField(
        _l("Number of the motion that was carried"),
        validators=[InputRequired(_l("Give the number.")), Length(max=LINE)],
    )

    def validate_rate(self, field: PercentField) -> None:
        """Want a rate for shares."""
        if self.on_what.data == "shares" and field.ppm is None:
            raise ValidationError(_("Give a rate."))

    def offer(self) -> None:
        """Offer the year that is over."""
        if not self.is_submitted():
            first = today().replace(month=1, day=1)
            self.last.data = first - timedelta(days=1)
            self.first.data = self.last.data.replace(month=1, day=1)


class ChooseRulesForm(FlaskForm):
    """From when a rule set holds, and by which motion; its switches stand beside it."""

    from_on = DateField(_l("From which day"), validators=[InputRequired(_l("Give the day."))])
    motion = StringField(
        _l("Number of the motion that was carried"),
        validators=[InputRequired(_l("Give the number.")), Length(max=LINE)],
    )


class CarryOutForm(FlaskForm):
    """By which motion a surplus is shared."""

    motion = StringField(
        _l("Number of the motion that was carried"),
        validators=[InputRequired(_l("Give the number.")), Length(max=LINE)],
    )


class SurplusForm(LimitPart):
    """How a year’s surplus is to be used, in hundredths of what the law leaves."""

    first = DateField(_l("First day"), validators=[InputRequired(_l("Give the day."))])
    last = DateField(_l("Last day"), validators=[InputRequired(_l("Give the day."))])
    amount = MoneyField(
        _l("Surplus of these days"),
        validators=[InputRequired(_l("Give the amount.")), NumberRange(min=1)],
    )
    general = IntegerField(_l("General reserve"), default=0, validators=[NumberRange(0, 100)])
    indivisible = IntegerField(
        _l("Reserve that is never shared out"), default=0, validators=[NumberRange(0, 100)]
    )
    social = IntegerField(_l("Social purpose"), default=0, validators=[NumberRange(0, 100)])
    rebate = IntegerField(
        _l("To members, by what each did"), default=0, validators=[NumberRange(0, 100)]
    )
    dividend = IntegerField(
        _l("To members, to each the same"), default=0, validators=[NumberRange(0, 100)]
    )
    basis = RadioField(
        _l("What counts as what each did"),
        choices=[
            SelectChoice("work", _l("Approved hours of paid work")),
            SelectChoice("pay", _l("Gross pay of the year")),
            SelectChoice("trade", _l("Trade, told below")),
        ],
        default="work",
    )
    trade = TextAreaField(
        _l("Trade of each member"),
        description=_l("One line for each: membership number, then the amount, such as 12; 340.50"),
        validators=[Optional(), Length(max=100 * TEXT)],
    )

    def validate_trade(self, field: TextAreaField) -> None:
        """Name the first line that is not a number and an amount."""
        for place, line in enumerate((field.data or "").splitlines(), start=1):
            if line.strip() and not _TRADE.fullmatch(line.strip()):
                said = _("Line %(place)s is not a number, a semicolon and an amount.", place=place)
                raise ValidationError(said)

    def offer(self) -> None:
        """Offer the year that is over."""
        if not self.is_submitted():
            first = today().replace(month=1, day=1)
            self.last.data = first - timedelta(days=1)
            self.first.data = self.last.data.replace(month=1, day=1)


def account_words(code: str) -> str:
    """Say where money comes from, or that it stays owed."""
    return next((str(one.label) for one in OUT if one.value == code), code)


def rate_words(ppm: int) -> str:
    """Write a rate for a page: 5.25 %."""
    return f"{percent(ppm)} %"
