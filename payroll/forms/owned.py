"""What members fill in about what they own; each form knows the one deed that it carries out.

The same form serves the member’s own page and the clerk’s desk.
"""

from collections.abc import Sequence
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from coop.core import wording
from coop.core.audit import Hand
from coop.core.choices import SelectChoice
from coop.core.errors import Refusal
from coop.membership.queries import name_of, the_cooperative, today
from payroll import actions
from payroll.forms.money import MoneyField
from payroll.reading.owned_rules import owned_rules_on
from payroll.reading.shares import bounds_on, holding_of, queue
from payroll.rules.nouns import Amount
from payroll.rules.owned.shares import (
    LONGEST_LINES,
    LONGEST_NAME,
    notice_ends,
    refusals_of_nominee,
    refusals_to_give_back,
    refusals_to_order,
)

MOST = 1_000_000
Lines = Sequence[tuple[str, str]]
"""What somebody is about to send, line by line: a name and a value."""


def sum_of(amount: Amount) -> str:
    """Write an amount in the co-operative’s money."""
    return wording.money_in(lambda: the_cooperative().currency)(amount)


class OwnedForm(FlaskForm):
    """A form about what one member owns, which is looked at once more before it is sent."""

    def refusals(self, member_id: UUID) -> list[Refusal]:
        """Say everything against it, before it is sent."""
        raise NotImplementedError

    def review(self, member_id: UUID) -> Lines:
        """Say what is about to be sent, and what will come of it."""
        raise NotImplementedError

    def carry_out(self, hand: Hand) -> None:
        """Do the deed, in the transaction that is open."""
        raise NotImplementedError


class OrderForm(OwnedForm):
    """P2: an application for more shares, paid at once or out of pay."""

    shares = IntegerField(
        _l("How many more shares"),
        validators=[InputRequired(_l("Give a number.")), NumberRange(1, MOST)],
    )
    way = RadioField(
        _l("How you pay for them"),
        choices=[
            SelectChoice("once", _l("All at once")),
            SelectChoice("pay", _l("Out of my pay, a part each time")),
        ],
        validators=[InputRequired(_l("Choose one of the two."))],
    )
    instalment = MoneyField(
        _l("How much of each pay"),
        description=_l("Only if you pay out of your pay, such as 2.50."),
    )

    def validate_instalment(self, field: MoneyField) -> None:
        """Want an amount where pay is to give it."""
        if self.way.data == "pay" and not field.data:
            raise ValidationError(_("Say how much of each pay."))

    @property
    def _each_time(self) -> Amount:
        return (self.instalment.data or 0) if self.way.data == "pay" else 0

    def refusals(self, member_id: UUID) -> list[Refusal]:
        """Ask the rules of orders."""
        day = today()
        return refusals_to_order(
            self.shares.data or 0, self._each_time, holding_of(member_id, day), bounds_on(day)
        )

    def review(self, _member_id: UUID) -> Lines:
        """Say the price, and how long the instalments take."""
        shares, price = self.shares.data or 0, bounds_on(today()).price
        lines = [
            (_("Shares"), wording.number(shares)),
            (_("Price together"), sum_of(shares * price)),
            (_("What happens next"), _("Another person looks at it and agrees, or says why not.")),
        ]
        if not self._each_time:
            return [*lines, (_("Payment"), _("You pay all at once when it is agreed."))]
        pays = -(-shares * price // self._each_time)
        return [
            *lines,
            (_("From each pay"), sum_of(self._each_time)),
            (_("Number of pays"), wording.number(pays)),
            (_("Until then"), _("What is kept stays yours. A share is written when it is whole.")),
        ]

    def carry_out(self, hand: Hand) -> None:
        """Apply for the shares."""
        actions.order_shares(self.shares.data or 0, instalment=self._each_time, hand=hand)


class GiveBackForm(OwnedForm):
    """P3: notice to have shares paid out."""

    shares = IntegerField(
        _l("How many shares are to be paid out"),
        validators=[InputRequired(_l("Give a number.")), NumberRange(1, MOST)],
    )

    def refusals(self, member_id: UUID) -> list[Refusal]:
        """Ask the rules of notice."""
        day = today()
        return refusals_to_give_back(
            self.shares.data or 0, holding_of(member_id, day), bounds_on(day)
        )

    def review(self, _member_id: UUID) -> Lines:
        """Say the place in the queue and the first day."""
        months = owned_rules_on(today()).rules.notice_months
        return [
            (_("Shares"), wording.number(self.shares.data or 0)),
            (_("Place in the queue"), wording.number(len(queue()) + 1)),
            (_("Paid out from"), wording.day(notice_ends(today(), months))),
            (_("The order"), _("Whoever asked first is paid first. Nobody can jump the queue.")),
            (_("The board"), _("It may stop paying out for a time. Your place is kept.")),
        ]

    def carry_out(self, hand: Hand) -> None:
        """Give the notice."""
        actions.ask_withdrawal(self.shares.data or 0, hand=hand)


class NomineeForm(OwnedForm):
    """P4: who shall have one’s property in the co-operative on one’s death."""

    name = StringField(
        _l("Name"),
        description=_l("Leave both lines empty to take a nomination back."),
        validators=[Optional(), Length(max=LONGEST_NAME)],
    )
    lines = TextAreaField(
        _l("How they can be found"),
        description=_l("An address, or who would know."),
        validators=[Optional(), Length(max=LONGEST_LINES)],
    )

    def refusals(self, member_id: UUID) -> list[Refusal]:
        """Ask the rules of nominations."""
        return refusals_of_nominee(self.name.data or "", self.lines.data or "", name_of(member_id))

    def review(self, _member_id: UUID) -> Lines:
        """Say whom it names, and who may read it."""
        named = (self.name.data or "").strip()
        if not named:
            return [(_("Nominee"), _("Nobody. An earlier nomination is taken back."))]
        return [
            (_("Nominee"), named),
            (_("To be found"), ", ".join((self.lines.data or "").split("\n"))),
            (_("Who reads it"), _("You alone. The treasurer reads it after your death.")),
        ]

    def carry_out(self, hand: Hand) -> None:
        """Name the person."""
        actions.name_nominee(self.name.data or "", self.lines.data or "", hand=hand)
