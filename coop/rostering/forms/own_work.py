"""What a member tells about their own work: usual week, times, wishes; the same on paper.

Each form knows the one deed that it carries out, for the member’s page and the clerk’s desk.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, DecimalField, Field, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional, StopValidation, ValidationError

from coop.core.audit import Hand
from coop.core.choices import SelectChoice
from coop.membership.queries import the_cooperative, today
from coop.rostering import actions, queries
from coop.rostering.forms.work_parts import DAYS, WALL_TIMES, WallTime, chosen_day, day_field
from coop.rostering.rules.calendar import Weekly, instant
from coop.rostering.rules.nouns import Cause, Span

DAY = timedelta(days=1)
MOST_HOURS = 168
TIMES = (0, 1)
Check = Callable[[FlaskForm, Field], None]
OWN_CAUSES = [
    SelectChoice(Cause.APPOINTMENT.value, _l("An appointment")),
    SelectChoice(Cause.CARING.value, _l("Caring for somebody")),
    SelectChoice(Cause.VISIT.value, _l("A visit")),
    SelectChoice(Cause.LEAVE.value, _l("Time off")),
]
AS_IT_IS = _l("As it is now")
LEVELS = [
    SelectChoice("2", _l("Very gladly")),
    SelectChoice("1", _l("Gladly")),
    SelectChoice("0", _l("I do not mind")),
    SelectChoice("-1", _l("Less gladly")),
    SelectChoice("-2", _l("Rather not")),
]


class OwnForm(FlaskForm):
    """A form about one member’s work; who it is about is None while a clerk fills it in."""

    def prepare(self, member_id: UUID | None) -> None:
        """Fill lists, and what is known already, before the form is shown or read."""

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Do the deed, in the transaction that is open."""
        raise NotImplementedError


class WeekBase(OwnForm):
    """When a member can come in a usual week; the fields of the days are added to it."""

    any_time = BooleanField(
        _l("I can come at any time"), description=_l("Then leave the days empty.")
    )
    from_on = day_field(_l("From which day"), _l("Leave it empty for today."), may_be_empty=True)

    def prepare(self, member_id: UUID | None) -> None:
        """Begin with the week as it holds now."""
        held = queries.usual_week_of(member_id) if member_id else None
        if held is None or self.is_submitted():
            return
        self.any_time.data = all_times(held.pattern)
        for day in range(7) if not self.any_time.data else ():
            hours = [(one.starts, one.ends) for one in held.pattern if one.weekday == day]
            for (starts, ends), told in zip(self.pairs_of(day), hours, strict=False):
                starts.data, ends.data = told

    def pairs_of(self, day: int) -> tuple[tuple[Field, Field], ...]:
        """Give the fields of one weekday: from and to, and once more."""
        return tuple((self[f"day{day}_from{n}"], self[f"day{day}_to{n}"]) for n in TIMES)

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Write the usual week from that day."""
        actions.set_usual_week(
            member_id, self.pattern(), from_on=chosen_day(self.from_on), hand=hand
        )

    def pattern(self) -> tuple[Weekly, ...]:
        """Give the hours that were filled in; any time is every day from midnight on."""
        if self.any_time.data:
            return tuple(Weekly(day, time(), time()) for day in range(7))
        return tuple(
            Weekly(day, starts.data, ends.data)
            for day in range(7)
            for starts, ends in self.pairs_of(day)
            if starts.data is not None and ends.data is not None
        )


def _both(other: str) -> Check:
    """Make the check that a time has a start and an end, or neither."""

    def check(form: FlaskForm, field: Field) -> None:
        if (form[other].data is None) is not (field.data is None) and not field.errors:
            raise StopValidation(_l("Give a start and an end."))

    return check


def _week_fields() -> dict[str, WallTime]:
    fields = {}
    for day, name in enumerate(DAYS):
        words = (
            (_l("%(day)s from", day=name), _l("%(day)s to", day=name)),
            (_l("%(day)s, and from", day=name), _l("%(day)s, and to", day=name)),
        )
        for n, (begins, finishes) in enumerate(words):
            start = f"day{day}_from{n}"
            fields[start] = _wall_time(begins)
            fields[f"day{day}_to{n}"] = _wall_time(finishes, _both(start))
    return fields


def _wall_time(label: str, *checks: Check) -> WallTime:
    return WallTime(label, format=WALL_TIMES, validators=[*checks, Optional()])


UsualWeekForm: type[WeekBase] = type("UsualWeekForm", (WeekBase,), _week_fields())
"""A usual week: two times on each of seven days."""


class TimeForm(OwnForm):
    """A time when a member cannot come, or can come besides their usual week."""

    which = RadioField(
        _l("What do you want to tell us?"),
        choices=[
            SelectChoice("away", _l("I cannot come then")),
            SelectChoice("come", _l("I can come then, besides my usual week")),
        ],
        validators=[InputRequired(_l("Choose one of the two."))],
    )
    cause = SelectField(
        _l("If you cannot come: it is for"),
        choices=OWN_CAUSES,
        description=_l("The co-ordinator does not see this. We ask nothing more."),
    )
    first_on = DateField(_l("First day"), validators=[InputRequired(_l("Give the day."))])
    last_on = DateField(
        _l("Last day"),
        description=_l("Leave it empty if it is one day."),
        validators=[Optional()],
    )
    starts = WallTime(
        _l("From what time"),
        format=WALL_TIMES,
        description=_l("Leave both times empty for whole days."),
        validators=[Optional()],
    )
    ends = WallTime(_l("To what time"), format=WALL_TIMES, validators=[Optional()])

    def validate_ends(self, _field: WallTime) -> None:
        """Ask for both times, or neither."""
        if (self.starts.data is None) is not (self.ends.data is None):
            raise ValidationError(_l("Give both times, or neither."))

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Write the time."""
        if self.which.data == "come":
            actions.can_come(member_id, self.span(), hand=hand)
        else:
            actions.cannot_come(member_id, self.span(), cause=Cause(self.cause.data), hand=hand)

    def span(self) -> Span:
        """Give the stretch of time: whole days, or from the first time to the last."""
        return span_between(
            chosen_day(self.first_on), self.last_on.data, self.starts.data, self.ends.data
        )


class WishesForm(OwnForm):
    """How much a member wishes to work, and how gladly where; the areas are added to it.

    What is left empty stays as it is, so that a paper may say one thing only.
    """

    wished = DecimalField(
        _l("Hours a week that I wish"),
        description=_l("Within what you agreed. Leave it empty to keep it as it is."),
        validators=[Optional(), NumberRange(0, MOST_HOURS)],
        places=None,
    )
    elsewhere = DecimalField(
        _l("Hours a week that I work for somebody else"),
        description=_l("The law counts all your work together. Only the rules use it."),
        validators=[Optional(), NumberRange(0, MOST_HOURS)],
        places=None,
    )
    opts_out = SelectField(
        _l("To work over the average that the law sets"),
        choices=[
            SelectChoice("", AS_IT_IS),
            SelectChoice("yes", _l("I agree")),
            SelectChoice("no", _l("I do not agree")),
        ],
        description=_l("Only if you want to. You can take it back at any time."),
    )

    def prepare(self, member_id: UUID | None) -> None:
        """Begin with what is held now."""
        if member_id is None or self.is_submitted():
            return
        held = queries.terms_of(member_id, today())
        if held is not None:
            self.wished.data, self.elsewhere.data = hours(held.terms.wished), hours(held.elsewhere)
            self.opts_out.data = "yes" if held.terms.opted_out else "no"
        for wish in queries.own_work(member_id).wishes:
            if name_of(wish.area_id) in self:
                self[name_of(wish.area_id)].data = str(wish.level)

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Write what was filled in."""
        levels = {
            area.id: int(self[name_of(area.id)].data)
            for area in queries.areas()
            if name_of(area.id) in self and self[name_of(area.id)].data
        }
        actions.wish_areas(member_id, levels, hand=hand)
        wanted = self.hours_wished()
        if wanted != actions.HoursWished():
            actions.wish_hours(member_id, wanted, from_on=today(), hand=hand)

    def hours_wished(self) -> actions.HoursWished:
        """Give the hours that were filled in."""
        wished, elsewhere = self.wished.data, self.elsewhere.data
        return actions.HoursWished(
            None if wished is None else minutes(wished),
            None if elsewhere is None else minutes(elsewhere),
            {"yes": True, "no": False}.get(self.opts_out.data),
        )


def wishes_form() -> WishesForm:
    """Make the form with one list of wishes for each open work area."""
    fields = {
        name_of(area.id): SelectField(
            f"{area.name}, {area.site}", choices=[SelectChoice("", AS_IT_IS), *LEVELS]
        )
        for area in queries.areas()
        if area.closed_on is None
    }
    made: WishesForm = type("WishesForm", (WishesForm,), fields)()
    return made


def name_of(area_id: UUID) -> str:
    """Give the name of the field for an area."""
    return f"area_{area_id.hex}"


def all_times(pattern: Sequence[Weekly]) -> bool:
    """Say whether a usual week is every day around the clock."""
    return {one.weekday for one in pattern if one.starts == one.ends == time()} == set(range(7))


def span_between(first: date, last: date | None, starts: time | None, ends: time | None) -> Span:
    """Give a stretch of wall time; without times it is whole days.

    On one day, an end that is not after the start is on the next day.
    """
    zone = the_cooperative().timezone
    if starts is None or ends is None:
        whole = instant((last or first) + DAY, time(), zone)
        return Span(instant(first, time(), zone), whole)
    ends_on = last or (first if ends > starts else first + DAY)
    return Span(moment(first, starts), moment(ends_on, ends))


def moment(day: date, wall: time) -> datetime:
    """Give the moment of a wall time in the co-operative’s own zone."""
    return instant(day, wall, the_cooperative().timezone)


def minutes(told: Decimal | None) -> int:
    """Turn hours into whole minutes, the nearest ones."""
    return int((told or Decimal(0)) * 60 + Decimal("0.5"))


def hours(told: int) -> Decimal:
    """Turn minutes into hours as people write them: 90 is 1.5, 600 is 10."""
    exact = Decimal(told) / 60
    return exact.quantize(Decimal(1)) if told % 60 == 0 else exact.quantize(Decimal("0.01"))
