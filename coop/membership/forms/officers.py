"""What officers send on paper: an opinion, a proposal, a confirmation.

The paper carries the officer’s own number; the deed asks what that officer may do.
"""

from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from coop.core.audit import Hand
from coop.core.choices import SelectChoice
from coop.membership import actions
from coop.membership.forms.applying import OpinionForm
from coop.membership.forms.matters import MatterForm
from coop.membership.forms.parts import LINE, chosen_day, day_field
from coop.membership.offices import OFFICES
from coop.membership.queries import (
    MemberRow,
    application_referenced,
    member_numbered,
    proposal_waiting,
)

MOST = 10_000_000


class OpinionOnPaper(OpinionForm, MatterForm):
    """A decider’s yes or no, on paper."""

    reference = StringField(
        _l("Reference of the application"),
        validators=[InputRequired(_l("Give the reference.")), Length(max=20)],
    )

    def carry_out(self, member_id: UUID, hand: Hand) -> None:  # noqa: ARG002 - the hand says who
        """Give the opinion of the decider who signed the paper."""
        actions.give_opinion(
            application_referenced(self.reference.data or ""),
            approves=self.approves.data == "yes",
            reason=self.reason.data or "",
            hand=hand,
        )


class OfficeOnPaper(MatterForm):
    """A member and an office."""

    of_number = IntegerField(
        _l("Membership number of whoever is to hold the office"),
        validators=[InputRequired(_l("Give the number.")), NumberRange(min=1, max=MOST)],
    )
    office = SelectField(_l("Office"), validators=[InputRequired()])

    def prepare(self, row: MemberRow | None) -> None:  # noqa: ARG002 - the offices are the same for all
        """Offer the offices."""
        self.office.choices = [SelectChoice(code, _(name)) for code, name in OFFICES.items()]


class ProposalOnPaper(OfficeOnPaper):
    """A member proposed for an office, on paper."""

    from_on = day_field(_l("From which day"))
    because = StringField(_l("By which decision"), validators=[Optional(), Length(max=LINE)])

    def carry_out(self, member_id: UUID, hand: Hand) -> None:  # noqa: ARG002 - the hand says who
        """Propose, as the officer who signed the paper."""
        actions.propose_office(
            member_numbered(self.of_number.data or 0),
            office=self.office.data,
            from_on=chosen_day(self.from_on),
            because=self.because.data or "",
            hand=hand,
        )


class ConfirmationOnPaper(OfficeOnPaper):
    """An office confirmed, on paper."""

    def carry_out(self, member_id: UUID, hand: Hand) -> None:  # noqa: ARG002 - the hand says who
        """Confirm, as the officer who signed the paper."""
        holder = member_numbered(self.of_number.data or 0)
        actions.confirm_office(proposal_waiting(holder, self.office.data), hand=hand)
