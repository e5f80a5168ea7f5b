"""The form that chooses a law book and weights; every weight is a question in words."""

from datetime import date
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from coop.core.audit import Hand
from coop.core.choices import SelectChoice
from coop.rostering import actions
from coop.rostering.forms.work_parts import chosen_day, day_field
from coop.rostering.queries import RulesInForce
from coop.rostering.rules.lawbook import lawbook, shipped
from coop.rostering.rules.nouns import Weights
from coop.rostering.rules.weighing import HEAVIEST

SHORTFALL = ("shortfall_small", "shortfall_middle", "shortfall_large")


def _points(label: str, description: str) -> IntegerField:
    return IntegerField(
        label,
        description=description,
        validators=[InputRequired(_l("Give a whole number.")), NumberRange(0, HEAVIEST)],
    )


class RosterRulesForm(FlaskForm):
    """Which law book, and how much the co-operative minds each thing."""

    lawbook = RadioField(_l("Law book"), validators=[InputRequired(_l("Choose one."))])
    missing_least = _points(
        _l("Somebody is missing whom the work cannot do without"), _l("For each person missing.")
    )
    missing_wanted = _points(
        _l("Somebody is missing whom we would like there"), _l("For each person missing.")
    )
    shortfall_small = _points(
        _l("A member gets a little less than their share"),
        _l("For each quarter hour of the first tenth."),
    )
    shortfall_middle = _points(
        _l("A member gets clearly less than their share"),
        _l("For each quarter hour of the next fifth."),
    )
    shortfall_large = _points(
        _l("A member gets far less than their share"),
        _l("For each quarter hour beyond that."),
    )
    group_shortfall = _points(
        _l("A whole class gets less than its share"),
        _l("For each quarter hour. No list names the class."),
    )
    overtime = _points(_l("A member gets more than they wish"), _l("For each quarter hour."))
    wish = _points(
        _l("A wish about a work area is not met"), _l("For each step between the five wishes.")
    )
    continuity = _points(_l("A member works where they do not usually work"), _l("For each place."))
    lone_trainee = _points(_l("A trainee works without their mentor"), _l("For each place."))
    change = _points(
        _l("A published place is taken away"), _l("High, so that members can rely on a roster.")
    )
    from_on = day_field(_l("From which day"), _l("Leave it empty for today."), may_be_empty=True)
    motion_number = StringField(
        _l("Number of the motion that decided it"),
        description=_l("Leave it empty only while there is none yet."),
        validators=[Length(max=40)],
    )

    def prepare(self, rules: RulesInForce) -> None:
        """Offer the law books, and begin with what holds now."""
        books = [lawbook(code) for code in shipped()]
        self.lawbook.choices = [SelectChoice(book.code, book.name) for book in books]
        if self.is_submitted():
            return
        self.lawbook.data = rules.code
        for name, value in points_of(rules.weights).items():
            self[name].data = value

    def carry_out(self, hand: Hand) -> UUID:
        """Choose the rules from that day."""
        day: date = chosen_day(self.from_on)
        return actions.choose_roster_rules(
            self.lawbook.data,
            self.weights(),
            from_on=day,
            motion_number=self.motion_number.data or "",
            hand=hand,
        )

    def weights(self) -> Weights:
        """Give the weights that were filled in."""
        small, middle, large = (self[name].data for name in SHORTFALL)
        return Weights(
            missing_least=self.missing_least.data or 0,
            missing_wanted=self.missing_wanted.data or 0,
            shortfall=(small, middle, large),
            group_shortfall=self.group_shortfall.data or 0,
            overtime=self.overtime.data or 0,
            wish=self.wish.data or 0,
            continuity=self.continuity.data or 0,
            lone_trainee=self.lone_trainee.data or 0,
            change=self.change.data or 0,
        )


def points_of(weights: Weights) -> dict[str, int]:
    """Give each weight under the name of its field."""
    rising = dict(zip(SHORTFALL, weights.shortfall, strict=True))
    return {
        "missing_least": weights.missing_least,
        "missing_wanted": weights.missing_wanted,
        **rising,
        "group_shortfall": weights.group_shortfall,
        "overtime": weights.overtime,
        "wish": weights.wish,
        "continuity": weights.continuity,
        "lone_trainee": weights.lone_trainee,
        "change": weights.change,
    }
