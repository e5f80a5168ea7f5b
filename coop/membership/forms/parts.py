"""Parts that the forms of membership share: days, lists to choose from, a paper’s evidence."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from coop.core.choices import SelectChoice
from coop.membership.queries import establishments, open_classes, today

CHANNELS = [
    SelectChoice("web", _l("On the web")),
    SelectChoice("terminal", _l("At a shared terminal")),
    SelectChoice("paper", _l("By letter")),
]
# Only what pages and letters can be shown in: an offer that is not kept helps nobody.
LANGUAGES = [
    SelectChoice("en", _l("English")),
]
ONE_LANGUAGE = _l("Letters and pages are in English for now.")
LONG_TEXT = 2000
LINE = 200


def evidence_field() -> StringField:
    """Make the field that says where a keyed paper is kept."""
    return StringField(
        _l("Where the paper is kept"),
        description=_l("Such as a box and sheet. It lets somebody find the paper again."),
        validators=[InputRequired(_l("Say where the paper is kept.")), Length(max=LINE)],
    )


class PaperPart(FlaskForm):
    """What a clerk adds to a form that came on paper."""

    received_on = DateField(
        _l("Day the paper came in"), validators=[InputRequired(_l("Give the day."))]
    )
    evidence = evidence_field()


class NumberPart(FlaskForm):
    """Whose paper it is."""

    member_number = IntegerField(
        _l("Membership number"),
        validators=[InputRequired(_l("Give the number on the form.")), NumberRange(min=1)],
    )


def day_field(label: str, description: str = "") -> DateField:
    """Make a field for the day from which something holds; empty means today."""
    return DateField(
        label, description=description or _l("Leave it empty for today."), validators=[Optional()]
    )


def class_field(label: str) -> SelectField:
    """Make a list of the classes that people may join; its choices are filled by `fill`."""
    return SelectField(label, coerce=str, validators=[InputRequired(_l("Choose a class."))])


def place_field(label: str, *, may_be_outside: bool) -> SelectField:
    """Make a list of establishments; its choices are filled by `fill`."""
    return SelectField(
        label,
        coerce=str,
        validators=[] if may_be_outside else [InputRequired(_l("Choose a place."))],
    )


def fill_classes(field: SelectField) -> None:
    """Offer the open classes under the co-operative’s own names; none is chosen in advance."""
    field.choices = [SelectChoice("", _("Choose")), *_open_classes()]


def _open_classes() -> list[SelectChoice]:
    return [SelectChoice(str(each.id), each.name) for each in open_classes()]


def fill_places(field: SelectField, *, outside: str = "") -> None:
    """Offer the open establishments, and living outside where that is an answer."""
    places = [each for each in establishments() if not each.is_closed]
    field.choices = [SelectChoice("", outside)] if outside else []
    field.choices += [SelectChoice(str(each.id), each.name) for each in places]


def all_valid(parts: Iterable[FlaskForm]) -> bool:
    """Check every part, so that every slip is shown at once."""
    valid = [part.validate_on_submit() for part in parts]
    return all(valid)


def chosen_day(field: DateField) -> date:
    """Give the day that was filled in; today when it was left empty."""
    chosen: date | None = field.data
    return chosen or today()


def chosen_id(field: SelectField) -> UUID | None:
    """Give what was chosen from a list; None for the answer without one."""
    return UUID(field.data) if field.data else None
