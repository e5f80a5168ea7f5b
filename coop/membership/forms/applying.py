"""The forms of coming in: the application, an opinion, a refusal."""

from datetime import date
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

from coop.core.choices import SelectChoice
from coop.membership.actions import Applicant
from coop.membership.forms.checks import address_unless, possible_birth
from coop.membership.forms.parts import (
    CHANNELS,
    LANGUAGES,
    LINE,
    LONG_TEXT,
    ONE_LANGUAGE,
    chosen_id,
    class_field,
    fill_classes,
    fill_places,
    place_field,
)


class ApplyForm(FlaskForm):
    """A person’s wish to join."""

    name = StringField(
        _l("Name"), validators=[InputRequired(_l("Give the name.")), Length(max=200)]
    )
    born_on = DateField(
        _l("Date of birth"), validators=[InputRequired(_l("Give the date.")), possible_birth]
    )
    to_class = class_field(_l("Class"))
    address = TextAreaField(
        _l("Service address"),
        validators=[address_unless("use_cooperatives_address"), Length(max=600)],
        description=_l("This address stands in the register. It need not be where you live."),
    )  # fmt: skip
    use_cooperatives_address = BooleanField(
        _l("Use the co-operative’s own address"),
        description=_l("The open register then does not show where you live."),
    )
    shares = IntegerField(
        _l("How many shares"), default=1,
        validators=[InputRequired(_l("Give a number.")), NumberRange(min=1, max=1_000_000)],
    )  # fmt: skip
    channel = RadioField(_l("How we reach you"), choices=CHANNELS, default="paper")
    email = EmailField(_l("E-mail address"), validators=[Optional(), Length(max=LINE)])
    language = SelectField(
        _l("Language"), choices=LANGUAGES, default="en", description=ONE_LANGUAGE
    )
    large_print = BooleanField(_l("Large print"))
    why = TextAreaField(_l("Why you wish to join"), validators=[Optional(), Length(max=LONG_TEXT)])
    former_number = IntegerField(
        _l("Your membership number, if you were a member before"),
        validators=[Optional(), NumberRange(min=1, max=10_000_000)],
    )

    def fill(self) -> None:
        """Offer the classes."""
        fill_classes(self.to_class)

    def chosen_place(self) -> UUID | None:
        """Give the establishment; a visitor is asked for none, for the list tells where we live."""
        return None

    def applicant(self) -> Applicant:
        """Give what was filled in."""
        return Applicant(
            name=self.name.data or "",
            born_on=self.born_on.data or date.max,
            class_id=UUID(self.to_class.data),
            establishment_id=self.chosen_place(),
            address=self.address.data or "",
            use_cooperatives_address=bool(self.use_cooperatives_address.data),
            shares=self.shares.data or 0,
            channel=self.channel.data,
            email=self.email.data or "",
            language=self.language.data,
            large_print=bool(self.large_print.data),
            why=self.why.data or "",
            former_number=self.former_number.data,
        )


class KeyedApplyForm(ApplyForm):
    """The same wish on paper, as the clerk keys it: it also says where the person lives."""

    place = place_field(_l("Where you live"), may_be_outside=True)

    def fill(self) -> None:
        """Offer the classes and the establishments."""
        super().fill()
        fill_places(self.place, outside=str(_l("Outside")))

    def chosen_place(self) -> UUID | None:
        """Give the establishment that was chosen; None for outside."""
        return chosen_id(self.place)


class OpinionForm(FlaskForm):
    """One decider’s yes or no."""

    approves = RadioField(
        _l("Your opinion"),
        choices=[SelectChoice("yes", _l("Yes, admit")), SelectChoice("no", _l("No, do not admit"))],
        validators=[InputRequired(_l("Choose yes or no."))],
    )
    reason = TextAreaField(
        _l("Your reason"),
        validators=[InputRequired(_l("Give a reason in a sentence.")), Length(max=LONG_TEXT)],
    )


class RefuseForm(FlaskForm):
    """A refusal with its reasons."""

    reasons = TextAreaField(
        _l("Reasons for refusing"),
        description=_l("The applicant will read them."),
        validators=[InputRequired(_l("Give the reasons.")), Length(max=LONG_TEXT)],
    )
