"""The forms of founding, a step each; rows are forms of their own with a prefix."""

from datetime import date
from zoneinfo import available_timezones

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from coop.core.choices import SelectChoice
from coop.membership.forms.checks import good_password, good_sign_in_name, possible_birth
from coop.membership.forms.parts import CHANNELS, LANGUAGES, LINE, ONE_LANGUAGE
from coop.membership.founding import FirstMember, NewClass, NewEstablishment
from coop.membership.offices import OFFICES
from coop.membership.rulebook import offers

ZONES = sorted(zone for zone in available_timezones() if "/" in zone and "Etc/" not in zone)
MOST_DAYS = 60


class HouseForm(FlaskForm):
    """The name and the signs of the co-operative."""

    name = StringField(
        _l("Name of the co-operative"),
        validators=[InputRequired(_l("Give the name.")), Length(max=LINE)],
    )
    short_name = StringField(_l("Short name"), validators=[Optional(), Length(max=60)])
    registered_number = StringField(
        _l("Registered number"),
        description=_l("Leave it empty if it is not registered yet."),
        validators=[Optional(), Length(max=60)],
    )
    address = TextAreaField(
        _l("Address"),
        description=_l("Members may use it as their own address in the register."),
        validators=[InputRequired(_l("Give the address.")), Length(max=600)],
    )
    timezone = SelectField(
        _l("Time zone"), choices=[SelectChoice(zone) for zone in ZONES], default="Europe/London"
    )
    language = SelectField(
        _l("Language"), choices=LANGUAGES, default="en", description=ONE_LANGUAGE
    )
    currency = StringField(
        _l("Currency"),
        default="GBP",
        description=_l("Three capital letters, such as GBP or EUR."),
        validators=[Regexp(r"^[A-Z]{3}$", message=_l("Give three capital letters."))],
    )


class RulesForm(FlaskForm):
    """The rule set to begin with."""

    rule_set = RadioField(
        _l("Rules to begin with"), validators=[InputRequired(_l("Choose one of the rule sets."))]
    )

    def fill(self) -> None:
        """Offer the shipped rule sets."""
        self.rule_set.choices = [SelectChoice(each.code, each.title) for each in offers()]

    def hints(self) -> dict[str, str]:
        """Say the chief numbers of each rule set."""
        return {each.code: " ".join(each.points) for each in offers()}


class Row(FlaskForm):
    """A row of a list; without a name it is empty and counts for nothing."""

    name: StringField

    @property
    def is_empty(self) -> bool:
        """Say whether nobody has filled in this row."""
        return not (self.name.data or "").strip()


class ClassRow(Row):
    """One class of members."""

    name = StringField(_l("Name of the class"), validators=[Length(max=LINE)])
    eligibility = StringField(_l("Who may join it"), validators=[Optional(), Length(max=LINE)])
    minimum_age = IntegerField(
        _l("Least age"), default=16, validators=[Optional(), NumberRange(min=0, max=120)]
    )
    needs_attestation = BooleanField(_l("Somebody attests that a person belongs to it"))
    is_volunteer = BooleanField(_l("Its members work as volunteers"))
    is_disadvantaged = BooleanField(_l("The law counts its members as disadvantaged"))

    def wanted(self) -> NewClass:
        """Give the class that was filled in."""
        return NewClass(
            name=self.name.data or "",
            eligibility=self.eligibility.data or "",
            minimum_age=self.minimum_age.data or 0,
            needs_attestation=bool(self.needs_attestation.data),
            is_volunteer=bool(self.is_volunteer.data),
            is_disadvantaged=bool(self.is_disadvantaged.data),
        )


class PlaceRow(Row):
    """One establishment."""

    name = StringField(_l("Name of the establishment"), validators=[Length(max=LINE)])
    address = TextAreaField(_l("Address for post"), validators=[Optional(), Length(max=600)])
    post_days_in = IntegerField(
        _l("Days that post takes to get in"),
        default=3,
        validators=[Optional(), NumberRange(min=0, max=MOST_DAYS)],
    )
    post_days_back = IntegerField(
        _l("Days that post takes to come back"),
        default=4,
        validators=[Optional(), NumberRange(min=0, max=MOST_DAYS)],
    )

    def wanted(self) -> NewEstablishment:
        """Give the establishment that was filled in."""
        return NewEstablishment(
            name=self.name.data or "",
            address=self.address.data or "",
            post_days_in=self.post_days_in.data or 0,
            post_days_back=self.post_days_back.data or 0,
        )


class MemberRow(Row):
    """One first member."""

    name = StringField(_l("Name"), validators=[Length(max=200)])
    sort_name = StringField(
        _l("How the name sorts"),
        description=_l("Such as “Cruz, Ana de la”. Leave it empty and we put the last word first."),
        validators=[Optional(), Length(max=200)],
    )
    born_on = DateField(
        _l("Date of birth"), validators=[InputRequired(_l("Give the date.")), possible_birth]
    )
    to_class = SelectField(_l("Class"), validators=[InputRequired(_l("Choose a class."))])
    place = SelectField(_l("Where they live"))
    address = TextAreaField(
        _l("Service address"),
        description=_l("Leave it empty to use the co-operative’s own."),
        validators=[Optional(), Length(max=600)],
    )
    channel = SelectField(
        _l("How we reach them"),
        choices=[SelectChoice("", _l("Choose")), *CHANNELS],
        validators=[InputRequired(_l("Choose how this member is reached."))],
    )
    shares = IntegerField(
        _l("Shares"),
        default=1,
        validators=[InputRequired(_l("Give a number.")), NumberRange(min=1)],
    )

    def fill(self, classes: list[str], places: list[str]) -> None:
        """Offer the classes and the places of the earlier steps."""
        self.to_class.choices = [SelectChoice("", _("Choose"))] + [
            SelectChoice(name) for name in classes
        ]
        self.place.choices = [SelectChoice("", _("Outside"))] + [
            SelectChoice(name) for name in places
        ]

    def wanted(self, offices: tuple[str, ...]) -> FirstMember:
        """Give the member that was filled in, with the offices of the next step."""
        return FirstMember(
            name=self.name.data or "",
            sort_name=self.sort_name.data or "",
            class_name=self.to_class.data,
            born_on=self.born_on.data or date.max,
            address=self.address.data or "",
            use_cooperatives_address=not (self.address.data or "").strip(),
            place=self.place.data or "",
            channel=self.channel.data,
            shares=self.shares.data or 0,
            offices=offices,
        )


class TicksField(SelectMultipleField):
    """Several boxes to tick, each with its words."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class OfficersForm(FlaskForm):
    """Who holds which office: the members by their place in the list."""

    secretary = TicksField()
    returning_officer = TicksField()
    teller = TicksField()
    clerk = TicksField()
    co_ordinator = TicksField()
    separation_officer = TicksField()
    payroll_officer = TicksField()
    treasurer = TicksField()
    auditor = TicksField()
    board = TicksField()

    def fill(self, names: list[str]) -> None:
        """Offer the first members for each office."""
        for code, label in OFFICES.items():
            field = self[code]
            if isinstance(field, TicksField):
                field.choices = [SelectChoice(str(place), name) for place, name in enumerate(names)]
                field.label.text = _(label)

    def offices_of(self, place: int) -> tuple[str, ...]:
        """Give the offices ticked for the member at this place in the list."""
        return tuple(code for code in OFFICES if str(place) in (self[code].data or ()))


class BeginForm(FlaskForm):
    """The founder’s own way in."""

    sign_in_name = StringField(
        _l("Your sign-in name"),
        description=_l("One word of letters and digits."),
        validators=[InputRequired(_l("Choose a name.")), Length(max=80), good_sign_in_name],
    )
    password = PasswordField(
        _l("Your password"),
        description=_l("At least 12 letters. Three or four words of your own are good."),
        validators=[InputRequired(_l("Choose a password.")), Length(max=200), good_password],
    )
