"""The forms of the co-operative’s own furniture: one more class, one more establishment."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from coop.membership.forms.founding import ClassRow, PlaceRow
from coop.membership.forms.parts import LINE


class ClassForm(ClassRow):
    """One more class of members."""

    name = StringField(
        _l("Name of the class"), validators=[InputRequired(_l("Give a name.")), Length(max=LINE)]
    )


class PlaceForm(PlaceRow):
    """One more establishment."""

    name = StringField(
        _l("Name of the establishment"),
        validators=[InputRequired(_l("Give a name.")), Length(max=LINE)],
    )
