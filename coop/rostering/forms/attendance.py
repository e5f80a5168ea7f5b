"""The forms of attendance: one line for each person, a correction, one more person."""

from collections.abc import Mapping
from datetime import datetime, time
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from coop.core.choices import SelectChoice
from coop.core.clock import local
from coop.membership.forms.parts import evidence_field
from coop.rostering.reading.attendance_lists import AttendanceList, ListLine
from coop.rostering.rules.attending import (
    Absence,
    Mark,
    absent,
    as_clocked,
    as_planned,
    nearest,
)
from coop.rostering.rules.nouns import Span

PLANNED, CLOCKED = "came", "clocked"
ABSENCES: Mapping[str, str] = {
    Absence.SICK: _l("Did not come: sick"),
    Absence.REFUSED: _l("Did not come: refused"),
    Absence.REST: _l("Did not come: rest"),
    Absence.CLASH: _l("Did not come: something else came first"),
    Absence.CANCELLED: _l("Did not come: the work was cancelled"),
    Absence.OTHER: _l("Did not come: another reason"),
}
LONGEST_DAY = 24 * 60
LINE = 200


class ClockField(TimeField):
    """A time on the wall, with a slip said in plain words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read hours and minutes."""
        try:
            super().process_formdata(valuelist)
        except ValueError as slip:
            raise ValueError(_("Give the time as hours and minutes, such as 08:30.")) from slip


class MarkForm(FlaskForm):
    """What is written down about one person."""

    how = SelectField(_l("How it went"), validators=[InputRequired(_l("Say whether they came."))])
    arrived = ClockField(
        _l("Arrived"), description=_l("Empty: as planned."), validators=[Optional()]
    )
    left = ClockField(_l("Left"), description=_l("Empty: as planned."), validators=[Optional()])
    duty = IntegerField(
        _l("Minutes on duty"),
        description=_l("Only if fewer than present."),
        validators=[Optional(), NumberRange(0, LONGEST_DAY)],
    )

    def offer(self, first: Mapping[str, str] | None = None, *, only_came: bool = False) -> None:
        """Offer what can be chosen; what comes first is chosen already."""
        words = {**(first or {}), PLANNED: _l("Came")}
        if not only_came:
            words |= dict(ABSENCES)
        self.how.choices = [SelectChoice(value, label) for value, label in words.items()]

    def mark(self, planned: Span, zone: str, clocked: Span | None = None) -> Mark:
        """Give what was filled in as a mark; times are the moments nearest to the plan."""
        if self.how.data in set(Absence):
            return absent(self.how.data)
        if self.how.data == CLOCKED and clocked is not None:
            return as_clocked(clocked, planned)
        told = as_planned(planned)
        return Mark(
            was_there=True,
            arrived_at=_moment(self.arrived.data, planned.start, zone) or told.arrived_at,
            left_at=_moment(self.left.data, planned.end, zone) or told.left_at,
            duty=self.duty.data,
        )

    @property
    def has_times(self) -> bool:
        """Say whether any time was filled in, rightly or wrongly."""
        return any(field.data or field.errors for field in (self.arrived, self.left, self.duty))

    def validate_how(self, _field: SelectField) -> None:
        """Refuse times of somebody who did not come, or beside those of the terminal."""
        if self.has_times and self.how.data != PLANNED:
            raise ValidationError(_("Times are given only with “Came”."))

    def show(self, mark: Mark, zone: str) -> None:
        """Begin with what is written down now."""
        self.how.data = PLANNED if mark.was_there else mark.reason
        self.duty.data = mark.duty
        if mark.span:
            self.arrived.data = local(mark.span.start, zone).time()
            self.left.data = local(mark.span.end, zone).time()


class CorrectionForm(MarkForm):
    """A record put right, with the cause."""

    because = StringField(
        _l("Why this is corrected"),
        description=_l("Such as “The sheet says so”. Write nothing about health."),
        validators=[InputRequired(_l("Say why this is corrected.")), Length(max=LINE)],
    )


class AddForm(MarkForm):
    """Somebody who came without a place."""

    member_number = IntegerField(
        _l("Membership number"),
        validators=[InputRequired(_l("Give the number.")), NumberRange(min=1)],
    )


class SheetForm(FlaskForm):
    """Where a sheet of paper is kept that a clerk keys."""

    evidence = evidence_field()


class WrongForm(FlaskForm):
    """What a member says is wrong with their hours."""

    words = TextAreaField(
        _l("What is wrong"),
        description=_l("Such as “I stayed until 13:00”. A co-ordinator reads it."),
        validators=[InputRequired(_l("Say what is wrong.")), Length(max=2000)],
    )


class AnswerForm(FlaskForm):
    """What a co-ordinator found."""

    answer = TextAreaField(
        _l("Your answer"),
        description=_l("The member reads it. Correct the list first if it is wrong."),
        validators=[InputRequired(_l("Say what you found.")), Length(max=2000)],
    )


def line_forms(found: AttendanceList) -> dict[UUID, MarkForm]:
    """Make a form for each line of a list that nobody has marked.

    Where others signed in on the terminal, nothing is chosen for whoever did not.
    """
    is_used = any(line.clocked.came for line in found.lines)
    return {
        line.member_id: _line_form(line, _first(line, is_used=is_used)) for line in found.unmarked
    }


def sheet_forms(found: AttendanceList) -> dict[UUID, MarkForm]:
    """Make a form for each line of a sheet of paper, which says the times by itself."""
    return {line.member_id: _line_form(line, {}) for line in found.unmarked}


def _line_form(line: ListLine, first: Mapping[str, str]) -> MarkForm:
    # One guard stands for the whole page; a mark in each line would only repeat it.
    form = MarkForm(prefix=f"{line.member_id}-", meta={"csrf": False})
    form.offer(first)
    return form


def _first(line: ListLine, *, is_used: bool) -> Mapping[str, str]:
    if line.clocked.span is not None:
        return {CLOCKED: _l("Came as signed in and out")}
    return {"": _l("Choose")} if is_used and line.clocked.came is None else {}


def _moment(wall: time | None, planned: datetime, zone: str) -> datetime | None:
    return None if wall is None else nearest(wall, planned, zone)
