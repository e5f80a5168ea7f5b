"""What a clerk keys from the form “My hours are wrong”."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField
from wtforms.validators import InputRequired

from coop.membership.forms.parts import NumberPart, evidence_field


class WrongPart(NumberPart):
    """Whose hours of which day, and where the paper is kept."""

    day = DateField(_l("The day it is about"), validators=[InputRequired(_l("Give the day."))])
    evidence = evidence_field()
