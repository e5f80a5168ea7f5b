"""The forms of regimes: the usual week as a grid, other hours on one day, a lock-down."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField
from wtforms.validators import InputRequired, ValidationError

from coop.core.choices import SelectChoice
from coop.membership.queries import today
from coop.rostering.forms.work_parts import (
    DAYS,
    SESSIONS,
    WALL_TIMES,
    WallTime,
    all_sent_well,
    chosen_day,
    chosen_time,
    day_field,
    sessions_field,
    time_field,
)
from coop.rostering.queries import WeekView
from coop.rostering.rules.calendar import Hours
from coop.rostering.rules.nouns import Session

LONGEST = timedelta(days=31)
MONDAY, SATURDAY = 0, 5
Slot = tuple[int, Session]


class FromForm(FlaskForm):
    """The day from which a usual week runs."""

    from_on = day_field(_l("It runs from"), _l("Days before it keep the week they had."))


class SlotForm(FlaskForm):
    """One session of one weekday: both times, or none if it is not held."""

    starts = WallTime(_l("from"), format=WALL_TIMES)
    ends = WallTime(_l("to"), format=WALL_TIMES)

    def validate_ends(self, field: WallTime) -> None:
        """Want both times or none; one that cannot be read says so itself."""
        is_read = not (self.starts.process_errors or field.process_errors)
        if is_read and (self.starts.data is None) != (field.data is None):
            raise ValidationError(_("Give both times, or leave both empty."))

    def hours(self) -> Hours | None:
        """Give the session’s hours; None if it is not held."""
        starts: time | None = self.starts.data
        ends: time | None = self.ends.data
        return Hours(starts, ends) if starts is not None and ends is not None else None


class WeekForm:
    """The grid: seven weekdays by three sessions, and the day from which it runs."""

    def __init__(self, week: WeekView | None) -> None:
        """Fill in the week that runs now, if there is one."""
        self.start = FromForm(data={"from_on": today()})
        self.slots: dict[Slot, SlotForm] = {
            (weekday, part): _slot((weekday, part), week)
            for weekday in range(len(DAYS))
            for part in Session
        }

    @property
    def forms(self) -> list[FlaskForm]:
        """Give every part, in the order in which it is read."""
        return [self.start, *self.slots.values()]

    @property
    def asks_to_copy(self) -> bool:
        """Say whether Monday is to be written into the other working days first."""
        return self.start.is_submitted() and "copy" in request.form

    def copy_monday(self) -> None:
        """Write Monday into Tuesday to Friday, for the reader to look over."""
        for weekday in range(MONDAY + 1, SATURDAY):
            for part in Session:
                first, other = self.slots[MONDAY, part], self.slots[weekday, part]
                for name in ("starts", "ends"):
                    other[name].data = first[name].data
                    other[name].raw_data = first[name].raw_data

    def validate(self) -> bool:
        """Check every part, so that every slip is shown at once."""
        return all_sent_well(self.forms)

    def wanted(self) -> Mapping[Slot, Hours | None]:
        """Give the week that was filled in."""
        return {slot: form.hours() for slot, form in self.slots.items()}


def _slot(slot: Slot, week: WeekView | None) -> SlotForm:
    weekday, part = slot
    hours = week.hours.get(slot) if week else None
    known = {"starts": hours.starts, "ends": hours.ends} if hours else {}
    form = SlotForm(prefix=f"d{weekday}-{part.value}-", data=known)
    # A summary of what is wrong names the day and the session, not only “to”.
    for name, end in (("starts", _("from")), ("ends", _("to"))):
        form[name].label.text = f"{DAYS[weekday]}, {SESSIONS[part]}, {end}"
    return form


class LockDownForm(FlaskForm):
    """Days on which sessions are not held."""

    first = day_field(
        _l("Day"), _l("Nobody there can be at work inside while a session is not held.")
    )
    last = day_field(
        _l("Last day, if it is more than one"),
        _l("At most 31 days. You can end it sooner."),
        may_be_empty=True,
    )
    sessions = sessions_field()

    def validate_last(self, field: DateField) -> None:
        """Want days in their order, and not too many."""
        first: date | None = self.first.data
        last: date | None = field.data
        if first and last and not timedelta() <= last - first < LONGEST:
            raise ValidationError(_("Give a last day within 31 days of the first."))

    def days(self) -> list[date]:
        """Give every day that is locked."""
        first = chosen_day(self.first)
        last: date = self.last.data or first
        return [first + timedelta(days=passed) for passed in range((last - first).days + 1)]

    def parts(self) -> tuple[Session, ...]:
        """Give the sessions that are not held."""
        return tuple(Session(each) for each in self.sessions.data or ())


class OtherHoursForm(FlaskForm):
    """Other hours for one session of one day."""

    day = day_field(_l("Day"))
    session = SelectField(
        _l("Session"),
        choices=[
            SelectChoice("", _l("Choose")),
            *(SelectChoice(part.value, label) for part, label in SESSIONS.items()),
        ],
        validators=[InputRequired(_l("Choose a session."))],
    )
    starts = time_field(_l("From"))
    ends = time_field(_l("To"))

    def wanted(self) -> Mapping[Session, Hours | None]:
        """Give the hours that were filled in."""
        hours = Hours(chosen_time(self.starts), chosen_time(self.ends))
        return {Session(self.session.data): hours}
