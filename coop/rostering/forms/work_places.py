"""The forms of places of work: skills, sites, areas, what they need and hold, and their end."""

from collections.abc import Mapping
from uuid import UUID

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from coop.core.choices import SelectChoice
from coop.membership.queries import establishments
from coop.rostering.actions import NewArea, NewSite
from coop.rostering.forms.work_parts import (
    LINE,
    MOST_PEOPLE,
    cause_field,
    chosen_id,
    count_field,
    day_field,
    fill,
    name_field,
)
from coop.rostering.queries import AreaView, SiteView, SkillView, ToolView, skills
from coop.rostering.rules.nouns import Kind

MORE_TOOLS = 3
KINDS: Mapping[Kind, str] = {
    Kind.PAID: _l("Paid work"),
    Kind.TRAINING: _l("Training"),
    Kind.GOVERNANCE: _l("Member governance"),
    Kind.VOLUNTEER: _l("Volunteer time"),
    Kind.TIME_BANK: _l("Time bank"),
}
MEANINGS: Mapping[Kind, str] = {
    Kind.PAID: _l("Hours become pay. Every limit on hours and rest counts."),
    Kind.TRAINING: _l("Learning for the work. It counts as work, and is paid as work."),
    Kind.GOVERNANCE: _l("Meetings and offices. It is not paid and counts to no limit."),
    Kind.VOLUNTEER: _l("Not paid, only expenses. No volunteer may fill a paid post."),
    Kind.TIME_BANK: _l("Hours become credit, by the quarter hour. No money changes hands."),
}


class SkillForm(FlaskForm):
    """One skill."""

    name = name_field(_l("Name of the skill"), _l("Such as “Food hygiene” or “Forklift”."))


class SiteForm(FlaskForm):
    """A place where work is done."""

    name = name_field(_l("Name of the site"), _l("Such as “Riverside workshop”."))
    within = SelectField(
        _l("Where it is"),
        description=_l("Within walls, people come only while sessions are held there."),
        validators=[Optional()],
    )
    travel = IntegerField(
        _l("Minutes on the way"),
        description=_l("Each way, for those who come to it from outside."),
        default=0,
        validators=[InputRequired(_l("Give a number.")), NumberRange(min=0, max=12 * 60)],
    )
    capacity = IntegerField(
        _l("Most people at one time"),
        description=_l("In every work area together. Leave it empty if there is no such limit."),
        validators=[Optional(), NumberRange(min=1, max=MOST_PEOPLE)],
    )

    def prepare(self, site: SiteView | None = None) -> None:
        """Offer the establishments that are open; fill in what is known of the site."""
        here = site.establishment_id if site else None
        there = [
            (one.id, one.name) for one in establishments() if not one.is_closed or one.id == here
        ]
        fill(self.within, there, first=_("Outside"))
        if site and not self.is_submitted():
            self.name.data, self.within.data = site.name, str(here or "")
            self.travel.data, self.capacity.data = site.travel_minutes, site.capacity

    def wanted(self) -> NewSite:
        """Give the site that was filled in."""
        return NewSite(
            name=self.name.data or "",
            establishment_id=chosen_id(self.within),
            travel_minutes=self.travel.data or 0,
            capacity=self.capacity.data,
        )


class AreaForm(FlaskForm):
    """One kind of work at a site."""

    name = name_field(_l("Name of the work area"), _l("Such as “Kitchen” or “Front desk”."))
    kind = RadioField(
        _l("Kind of time"),
        choices=[SelectChoice(kind.value, label) for kind, label in KINDS.items()],
        default=Kind.PAID.value,
        validators=[InputRequired(_l("Choose one."))],
    )
    most = count_field(
        _l("Places"), description=_l("The most people who can work there at one time."), default=4
    )
    supervisor = SelectField(
        _l("Skill of a supervisor"),
        description=_l("Whoever has it counts as a supervisor there."),
        validators=[Optional()],
    )
    supervisors = IntegerField(
        _l("Fewest supervisors"),
        default=0,
        validators=[Optional(), NumberRange(min=0, max=MOST_PEOPLE)],
    )
    ratio = IntegerField(
        _l("Most others for each supervisor"),
        default=8,
        validators=[Optional(), NumberRange(min=1, max=MOST_PEOPLE)],
    )
    is_peer_support = BooleanField(
        _l("Members support members here, and need weeks of rest from it")
    )

    def prepare(self, area: AreaView | None = None) -> None:
        """Offer the skills; fill in what is known of the area."""
        offered = [(one.id, one.name) for one in skills()]
        fill(self.supervisor, offered, first=_("Nobody need supervise"))
        if area and not self.is_submitted():
            self.name.data, self.kind.data, self.most.data = area.name, area.kind.value, area.most
            self.supervisor.data = str(area.supervisor_skill_id or "")
            self.supervisors.data, self.ratio.data = area.supervisors, area.ratio
            self.is_peer_support.data = area.is_peer_support

    def wanted(self) -> NewArea:
        """Give the area that was filled in."""
        skill = chosen_id(self.supervisor)
        return NewArea(
            name=self.name.data or "",
            kind=Kind(self.kind.data),
            most=self.most.data or 0,
            supervisor_skill_id=skill,
            supervisors=self.supervisors.data or 0,
            ratio=self.ratio.data or 1,
            is_peer_support=bool(self.is_peer_support.data),
        )


class NeedForm(FlaskForm):
    """How many in each shift must hold one skill; a form of its own for each skill."""

    count = IntegerField(validators=[Optional(), NumberRange(min=0, max=MOST_PEOPLE)])


def need_forms(needed: Mapping[UUID, int]) -> list[tuple[SkillView, NeedForm]]:
    """Make a line for each skill there is, filled in with what is needed now."""
    lines = [
        (each, NeedForm(prefix=f"skill-{each.id}-", data={"count": needed.get(each.id, 0)}))
        for each in skills()
    ]
    for each, form in lines:
        form.count.label.text = each.name
    return lines


class ToolForm(FlaskForm):
    """One tool and how many there are; without a name the line is empty."""

    name = StringField(_l("Tool"), validators=[Optional(), Length(max=LINE)])
    count = IntegerField(
        _l("How many"), validators=[Optional(), NumberRange(min=1, max=MOST_PEOPLE)]
    )

    def validate_name(self, field: StringField) -> None:
        """Want a name and a number together."""
        if bool((field.data or "").strip()) != (self.count.data is not None):
            raise ValidationError(_("Give the name and how many there are, or leave both empty."))


def tool_forms(tools: tuple[ToolView, ...]) -> list[ToolForm]:
    """Make a line for each tool and some empty ones; what was sent is never left out."""
    sent = sum(1 for name in request.form if name.endswith("-name") and name.startswith("tool"))
    known: list[dict[str, object]] = [{"name": each.name, "count": each.count} for each in tools]
    lines = max(len(known) + MORE_TOOLS, sent)
    filled = known + [{}] * (lines - len(known))
    return [ToolForm(prefix=f"tool{place}-", data=values) for place, values in enumerate(filled)]


class EndForm(FlaskForm):
    """The last day of some work, and why it ends."""

    last = day_field(_l("Last day of work"), _l("Shifts on later days are called off."))
    because = cause_field()
