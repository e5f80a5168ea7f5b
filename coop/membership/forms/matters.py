"""Matters of one member: each form knows the one deed that it carries out.

The same form serves the member’s own page, the secretary’s page and the clerk’s desk.
"""

from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from coop.core.audit import Hand
from coop.core.errors import N_, NotFound
from coop.membership import actions
from coop.membership.forms.checks import address_unless
from coop.membership.forms.parts import (
    CHANNELS,
    LANGUAGES,
    LINE,
    LONG_TEXT,
    ONE_LANGUAGE,
    chosen_day,
    class_field,
    day_field,
    fill_classes,
)
from coop.membership.names import tidy
from coop.membership.queries import MemberRow, consents_of, member_numbered, today


class MatterForm(FlaskForm):
    """A form about one member, filled in from what is known of them."""

    def prepare(self, row: MemberRow | None) -> None:
        """Fill lists, and what is known already, before the form is shown or read."""

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Do the deed, in the transaction that is open."""
        raise NotImplementedError


class ReachForm(MatterForm):
    """How a member wants to be reached."""

    channel = RadioField(_l("How we reach you"), choices=CHANNELS)
    language = SelectField(_l("Language"), choices=LANGUAGES, description=ONE_LANGUAGE)
    large_print = BooleanField(_l("Large print"))
    email = EmailField(
        _l("E-mail address"),
        description=_l("Only if you want messages there."),
        validators=[Optional(), Length(max=LINE)],
    )

    def prepare(self, row: MemberRow | None) -> None:
        """Begin with how the member is reached now."""
        if row is not None and not self.is_submitted():
            self.channel.data, self.language.data = row.channel, row.language
            self.large_print.data, self.email.data = row.large_print, row.email

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Write how the member is reached from today."""
        reached = actions.Reached(
            self.channel.data, self.language.data, bool(self.large_print.data),
            self.email.data or "",
        )  # fmt: skip
        actions.change_reach(member_id, reached, hand=hand)


class AddressForm(MatterForm):
    """Where notices are served."""

    use_cooperatives = BooleanField(
        _l("Use the co-operative’s own address"),
        description=_l("The open register then does not show where you live."),
    )
    lines = TextAreaField(
        _l("Service address"), validators=[address_unless("use_cooperatives"), Length(max=600)],
        description=_l("Leave it empty if you use the co-operative’s own."),
    )  # fmt: skip
    from_on = day_field(_l("From which day"))

    def prepare(self, row: MemberRow | None) -> None:
        """Begin with the address as it is now."""
        if row is not None and not self.is_submitted():
            self.use_cooperatives.data = row.is_cooperatives_address
            self.lines.data = "" if row.is_cooperatives_address else row.service_address

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Write the address from that day."""
        actions.change_service_address(
            member_id, lines=self.lines.data or "", from_on=chosen_day(self.from_on),
            use_cooperatives=bool(self.use_cooperatives.data), hand=hand,
        )  # fmt: skip


class NameForm(MatterForm):
    """Another name."""

    name = StringField(
        _l("Name"), validators=[InputRequired(_l("Give the name.")), Length(max=200)]
    )
    sort_name = StringField(
        _l("How the name sorts"), validators=[Optional(), Length(max=200)],
        description=_l("Such as “Cruz, Ana de la”. Leave it empty and we put the last word first."),
    )  # fmt: skip
    from_on = day_field(_l("From which day"))

    def prepare(self, row: MemberRow | None) -> None:
        """Begin with the name as it is now."""
        if row is not None and not self.is_submitted():
            self.name.data, self.sort_name.data = row.name, row.sort_name

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Write the name from that day."""
        actions.rename(
            member_id, name=self.name.data or "", sort_name=self.sort_name.data or "",
            from_on=chosen_day(self.from_on), hand=hand,
        )  # fmt: skip


class ClassForm(MatterForm):
    """A move to another class, at the member’s own wish."""

    to_class = class_field(_l("Class"))
    from_on = day_field(_l("From which day"))

    def prepare(self, row: MemberRow | None) -> None:
        """Offer the classes, the member’s own first chosen."""
        fill_classes(self.to_class)
        if row is not None and not self.is_submitted():
            self.to_class.data = str(row.class_id)

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Move the member from that day."""
        actions.move_class(
            member_id, class_id=UUID(self.to_class.data), from_on=chosen_day(self.from_on),
            hand=hand, attested_by=hand.keyed_by,
        )  # fmt: skip


class SharesForm(MatterForm):
    """More shares."""

    shares = IntegerField(
        _l("How many more shares"),
        validators=[InputRequired(_l("Give a number.")), NumberRange(min=1, max=1_000_000)],
    )

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Buy the shares today."""
        actions.buy_shares(member_id, shares=self.shares.data or 0, from_on=today(), hand=hand)


class PassSharesForm(MatterForm):
    """Shares passed to another member."""

    to_number = IntegerField(
        _l("Membership number of the other member"),
        validators=[InputRequired(_l("Give the number.")), NumberRange(min=1, max=10_000_000)],
    )
    shares = IntegerField(
        _l("How many shares"),
        validators=[InputRequired(_l("Give a number.")), NumberRange(min=1, max=1_000_000)],
    )

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Pass the shares today."""
        actions.transfer_shares(
            member_id, taker_id=member_numbered(self.to_number.data or 0),
            shares=self.shares.data or 0, from_on=today(), hand=hand,
        )  # fmt: skip


class AllowForm(MatterForm):
    """Something that a member allows to be known."""

    what = StringField(
        _l("What may be known"), validators=[InputRequired(_l("Say what.")), Length(max=LINE)],
        description=_l("Such as “My telephone number” or “That I am a member”."),
    )  # fmt: skip
    to_whom = StringField(
        _l("To whom"), validators=[InputRequired(_l("Say to whom.")), Length(max=LINE)]
    )
    until_on = DateField(
        _l("Until which day"), validators=[Optional()],
        description=_l("Leave it empty if it holds until you take it back."),
    )  # fmt: skip

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Write what is allowed."""
        actions.consent(
            member_id, what=self.what.data or "", to_whom=self.to_whom.data or "",
            until_on=self.until_on.data, hand=hand,
        )  # fmt: skip


class TakeBackForm(MatterForm):
    """Something allowed before, taken back; known by the words that allowed it."""

    what = StringField(
        _l("What may no longer be known"),
        description=_l("In the words in which it was allowed."),
        validators=[InputRequired(_l("Say what.")), Length(max=LINE)],
    )

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Take back every permission of these words."""
        wanted = tidy(self.what.data or "").casefold()
        held = [
            each
            for each in consents_of(member_id)
            if each.withdrawn_at is None and each.what.casefold() == wanted
        ]
        if not held:
            raise NotFound(N_("permission in these words"))
        for each in held:
            actions.withdraw_consent(member_id, consent_id=each.id, hand=hand)


class ResignForm(MatterForm):
    """An end of membership at the member’s own wish."""

    from_on = day_field(
        _l("From which day you are no longer a member"),
        _l("Leave it empty for today. It may be up to a year ahead."),
    )
    because = TextAreaField(_l("Why"), validators=[Optional(), Length(max=LONG_TEXT)])

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """End the membership on that day."""
        actions.resign(
            member_id, from_on=chosen_day(self.from_on), because=self.because.data or "", hand=hand
        )
