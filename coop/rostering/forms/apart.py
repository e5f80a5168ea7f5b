"""The form of the keep-apart list: two members, how far apart, until when; never why."""

from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from coop.core.audit import Hand
from coop.core.choices import SelectChoice
from coop.membership.queries import members_on, today
from coop.rostering import actions
from coop.rostering.forms.work_parts import day_field, fill
from coop.rostering.rules.nouns import Grain

GRAINS = {
    Grain.SHIFT: _l("Not in the same shift"),
    Grain.SESSION: _l("Not at the same site at the same time"),
    Grain.SITE: _l("Not at the same site on the same day"),
}


class ApartForm(FlaskForm):
    """Two members who must not meet at work."""

    first = SelectField(_l("One member"), validators=[InputRequired(_l("Choose a member."))])
    second = SelectField(_l("The other member"), validators=[InputRequired(_l("Choose a member."))])
    grain = RadioField(
        _l("How far apart"),
        choices=[SelectChoice(grain.value, words) for grain, words in GRAINS.items()],
        validators=[InputRequired(_l("Choose how far apart."))],
    )
    until = day_field(
        _l("Last day"), _l("Leave it empty if it holds until you end it."), may_be_empty=True
    )

    def prepare(self) -> None:
        """Offer every member in both lists."""
        offered = [(row.id, f"{row.name} ({row.number})") for row in members_on(today())]
        for field in (self.first, self.second):
            fill(field, offered, first=_("Choose a member"))

    def carry_out(self, hand: Hand) -> None:
        """Keep the two apart."""
        actions.keep_apart(
            UUID(self.first.data),
            UUID(self.second.data),
            grain=Grain(self.grain.data),
            until=self.until.data,
            hand=hand,
        )
