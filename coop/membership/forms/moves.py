"""What the secretary records about a member: moves, death, expulsion, coming back."""

from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length, Optional

from coop.core.audit import Hand
from coop.membership import actions
from coop.membership.forms.matters import MatterForm
from coop.membership.forms.parts import chosen_day, day_field, fill_places, place_field
from coop.membership.queries import MemberRow

MOTION_LETTERS = 20


class ToPlaceForm(MatterForm):
    """A move to an establishment."""

    to = place_field(_l("To which establishment"), may_be_outside=False)
    from_on = day_field(_l("On which day"))

    def prepare(self, row: MemberRow | None) -> None:  # noqa: ARG002 - every member has the same list
        """Offer the establishments."""
        fill_places(self.to)


class TransferForm(ToPlaceForm):
    """A transfer to another establishment."""

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Record the transfer."""
        day = chosen_day(self.from_on)
        actions.transfer_member(member_id, to=UUID(self.to.data), from_on=day, hand=hand)


class RecallForm(ToPlaceForm):
    """A recall to an establishment."""

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Record the recall."""
        day = chosen_day(self.from_on)
        actions.recall(member_id, to=UUID(self.to.data), from_on=day, hand=hand)


class DayForm(MatterForm):
    """Something that happens on a day and needs no more words."""

    from_on = day_field(_l("On which day"))


class ReleaseForm(DayForm):
    """A release."""

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Record the release."""
        actions.release(member_id, from_on=chosen_day(self.from_on), hand=hand)


class TemporaryReleaseForm(DayForm):
    """A release for a time."""

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Record the temporary release."""
        actions.temporary_release(member_id, from_on=chosen_day(self.from_on), hand=hand)


class ReturnForm(DayForm):
    """A return from temporary release."""

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Record the return."""
        actions.return_member(member_id, from_on=chosen_day(self.from_on), hand=hand)


class DeathForm(DayForm):
    """A member’s death."""

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Record the death; the way in is closed with it."""
        actions.record_death(member_id, on=chosen_day(self.from_on), hand=hand)


class ReadmitForm(DayForm):
    """Coming back, under the same number."""

    motion_number = StringField(
        _l("Number of the motion, after an expulsion"),
        validators=[Optional(), Length(max=MOTION_LETTERS)],
    )

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Record that the membership begins again."""
        actions.readmit(
            member_id,
            from_on=chosen_day(self.from_on),
            motion_number=self.motion_number.data or "",
            hand=hand,
        )
