"""The forms of recurring work and of shifts."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from coop.core.choices import SelectChoice
from coop.rostering.actions import NewDemand, NewShift
from coop.rostering.forms.work_parts import (
    MOST_PEOPLE,
    cause_field,
    chosen_day,
    chosen_time,
    count_field,
    day_field,
    fill,
    time_field,
    weekdays_field,
)
from coop.rostering.queries import areas
from coop.rostering.rules.work_places import Cover

FEWEST = _l("Fewest people")
FEWEST_SAYS = _l("With fewer than this, the work cannot be done. 0 if it can wait.")
WANTED = _l("People you would like")
NEXT_DAY = _l("An end before the start is on the next day.")


class DemandForm(FlaskForm):
    """Work that comes back."""

    weekdays = weekdays_field()
    starts = time_field(_l("From"))
    ends = time_field(_l("To"), NEXT_DAY)
    least = count_field(FEWEST, least=0, description=FEWEST_SAYS, default=1)
    wanted_people = count_field(WANTED, default=1)
    every_weeks = SelectField(
        _l("How often"),
        choices=[
            SelectChoice("1", _l("Every week")),
            SelectChoice("2", _l("Every other week")),
            SelectChoice("3", _l("Every third week")),
            SelectChoice("4", _l("Every fourth week")),
        ],
        default="1",
    )
    since = day_field(
        _l("First day"),
        _l("Weeks are counted from the week of this day. Empty is today."),
        may_be_empty=True,
    )
    until = day_field(_l("Last day"), _l("Leave it empty if no end is known."), may_be_empty=True)

    def wanted(self) -> NewDemand:
        """Give the recurring work that was filled in."""
        return NewDemand(
            weekdays=frozenset(map(int, self.weekdays.data or ())),
            starts=chosen_time(self.starts),
            ends=chosen_time(self.ends),
            least=self.least.data or 0,
            wanted=self.wanted_people.data or 0,
            every_weeks=int(self.every_weeks.data),
            since=self.since.data,
            until=self.until.data,
        )


class DemandCoverForm(FlaskForm):
    """How many people recurring work takes."""

    least = count_field(FEWEST, least=0, description=FEWEST_SAYS)
    wanted = count_field(WANTED)


class CoverForm(FlaskForm):
    """How many people one shift takes."""

    least = count_field(FEWEST, least=0, description=FEWEST_SAYS)
    wanted = count_field(WANTED)
    most = count_field(_l("Places"), description=_l("Never more people than this."))

    def cover(self) -> Cover:
        """Give the cover that was filled in."""
        return Cover(self.least.data or 0, self.wanted.data or 0, self.most.data or 0)


class ShiftForm(FlaskForm):
    """One shift on its own."""

    area = SelectField(_l("Work area"), validators=[InputRequired(_l("Choose a work area."))])
    day = day_field(_l("Day"))
    starts = time_field(_l("From"))
    ends = time_field(_l("To"), NEXT_DAY)
    least = count_field(FEWEST, least=0, description=FEWEST_SAYS, default=1)
    wanted_people = count_field(WANTED, default=1)
    most = IntegerField(
        _l("Places"),
        description=_l("Leave it empty for all the places of the work area."),
        validators=[Optional(), NumberRange(min=1, max=MOST_PEOPLE)],
    )

    def prepare(self, area_id: str) -> None:
        """Offer the open work areas, one of them chosen if somebody comes from its page."""
        offered = [(one.id, f"{one.name} – {one.site}") for one in areas() if not one.closed_on]
        fill(self.area, offered, first=_("Choose"))
        if not self.is_submitted():
            self.area.data = area_id

    def wanted(self) -> NewShift:
        """Give the shift that was filled in."""
        return NewShift(
            day=chosen_day(self.day),
            starts=chosen_time(self.starts),
            ends=chosen_time(self.ends),
            least=self.least.data or 0,
            wanted=self.wanted_people.data or 0,
            most=self.most.data,
        )


class MakeForm(FlaskForm):
    """From when to when shifts are made."""

    first = day_field(_l("First day"))
    last = day_field(_l("Last day"))


class CallOffForm(FlaskForm):
    """Why a shift is called off."""

    because = cause_field()
