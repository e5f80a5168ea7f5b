"""What people fill in about money that lies in purses: asked for, paid out, answered."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from coop.core.choices import SelectChoice
from coop.membership.queries import today
from payroll.forms.money import MoneyField
from payroll.rules.runs.purses import LONGEST, HowPaid, Wish
from payroll.rules.runs.terms import Way

WAYS = [
    SelectChoice("bank", _l("From the bank")),
    SelectChoice("cash", _l("In cash")),
    SelectChoice("office", _l("Through the finance office, which has given it by now")),
]


def amount_field() -> MoneyField:
    """Make the field for an amount."""
    return MoneyField(
        _l("Amount"),
        description=_l("Such as 12.50."),
        validators=[InputRequired(_l("Give the amount.")), NumberRange(1)],
    )


class HowPart(FlaskForm):
    """By which way money was paid out, on which day, and why."""

    way = RadioField(
        _l("How was it paid?"),
        choices=WAYS,
        default="bank",
        validators=[InputRequired(_l("Choose one of the three."))],
    )
    on = DateField(
        _l("Day of the payment"), default=today, validators=[InputRequired(_l("Give the day."))]
    )
    because = StringField(
        _l("Why, or who allowed it"),
        description=_l("Needed where the money waits for a release that is still to come."),
        validators=[Length(max=LONGEST)],
    )

    @property
    def how(self) -> HowPaid:
        """Give it as the deed takes it."""
        because = self.because.data or ""
        if "way" not in self:
            return HowPaid(Way.HOLD, today(), because)
        return HowPaid(Way(self.way.data), self.on.data or today(), because)


class PayOutForm(HowPart):
    """Money of one purse that was paid out."""

    purse = SelectField(_l("From which purse"), validators=[InputRequired(_l("Choose one."))])
    amount = amount_field()

    def offer(self, purses: Mapping[str, str]) -> None:
        """Offer the purses in which something lies."""
        self.purse.choices = [SelectChoice(code, says) for code, says in purses.items()]


class PurseAnswerForm(HowPart):
    """The answer to a member who asked for money of a purse."""

    answer = RadioField(
        _l("Your answer"),
        choices=[SelectChoice("yes", _l("Do it")), SelectChoice("no", _l("Refuse"))],
        validators=[InputRequired(_l("Choose one of the two."))],
    )

    def validate_because(self, field: StringField) -> None:
        """Want a reason for a refusal."""
        if self.answer.data == "no" and not (field.data or "").strip():
            raise ValidationError(_("Say why it is refused. The member reads it."))

    def ask_about(self, wish: Wish) -> None:
        """Ask how it was paid only where money is paid, and not put into another purse."""
        if wish.to_purse:
            del self.way, self.on

    @property
    def is_yes(self) -> bool:
        """Say whether it is done."""
        return bool(self.answer.data == "yes")


class AskPurseForm(FlaskForm):
    """P5: what a member asks for: how much of which purse, and where it shall go."""

    purse = SelectField(_l("From which purse"), validators=[InputRequired(_l("Choose one."))])
    amount = amount_field()
    to_purse = SelectField(_l("What shall be done with it"), validators=[Optional()])
    words = TextAreaField(
        _l("What you want to say about it"),
        description=_l("Such as what it is for, or the day of your release."),
        validators=[Optional(), Length(max=LONGEST)],
    )

    def offer(self, purses: Mapping[str, str], goals: Mapping[str, str]) -> None:
        """Offer the purses to take from, and those to put into."""
        self.purse.choices = [SelectChoice(code, says) for code, says in purses.items()]
        moves = [
            SelectChoice(code, _("Put it into “%(purse)s”", purse=says))
            for code, says in goals.items()
        ]
        self.to_purse.choices = [SelectChoice("", _("Pay it to me")), *moves]

    @property
    def wish(self) -> Wish:
        """Give it as the deed takes it."""
        return Wish(self.purse.data, self.amount.data or 0, self.to_purse.data or "")
