"""Times and places from an establishment’s paper: what was keyed is not shown again.

Each part has its own fields. All of them stand behind one address, so that no address,
and no log of addresses, tells which paper it was.
"""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange

from coop.core.audit import Hand
from coop.core.choices import SelectChoice
from coop.rostering import actions, queries
from coop.rostering.forms.own_work import span_between
from coop.rostering.forms.work_parts import (
    chosen_day,
    chosen_time,
    day_field,
    fill,
    ticks_field,
    time_field,
    weekdays_field,
)
from coop.rostering.rules.calendar import Hours
from coop.rostering.rules.nouns import Cause
from coop.rostering.rules.people import Hold

CAUSES = [
    SelectChoice(Cause.COURT.value, _l("Court")),
    SelectChoice(Cause.TRANSFER.value, _l("Transfer")),
    SelectChoice(Cause.VISIT.value, _l("Visit")),
    SelectChoice(Cause.ADJUDICATION.value, _l("Adjudication")),
    SelectChoice(Cause.APPOINTMENT.value, _l("Appointment")),
    SelectChoice(Cause.CARING.value, _l("Caring")),
    SelectChoice(Cause.LEAVE.value, _l("Time off")),
]
EMPTY_FOR_NO_END = _l("Leave it empty if no end is known.")
LONGEST_WAY = 720


class PaperPartForm(FlaskForm):
    """One part of an establishment’s paper."""

    what = HiddenField()

    def prepare(self) -> None:
        """Fill the lists."""

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Do the deed, in the transaction that is open."""
        raise NotImplementedError


class WhatForm(FlaskForm):
    """The first step: which paper it is."""

    what = RadioField(_l("What the paper says"), validators=[InputRequired(_l("Choose one."))])


class TakenPart(PaperPartForm):
    """Time that is taken."""

    cause = SelectField(_l("For"), choices=CAUSES)
    first_on = day_field(_l("First day"))
    last_on = day_field(_l("Last day"), _l("Leave it empty if it is one day."), may_be_empty=True)
    starts = time_field(_l("From what time"))
    ends = time_field(_l("To what time"))

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Write the time."""
        span = span_between(
            chosen_day(self.first_on), self.last_on.data, self.starts.data, self.ends.data
        )
        actions.cannot_come(member_id, span, cause=Cause(self.cause.data), hand=hand)


class ReleasePart(PaperPartForm):
    """A temporary release to work."""

    day = day_field(_l("Day"))
    starts = time_field(_l("Out from"))
    ends = time_field(_l("Back by"))
    travel = IntegerField(
        _l("Minutes each way"),
        validators=[InputRequired(_l("Give the minutes.")), NumberRange(0, LONGEST_WAY)],
    )
    sites = ticks_field(_l("Sites where they may work"), [], _l("Tick at least one site."))

    def prepare(self) -> None:
        """Offer the open sites."""
        self.sites.choices = [SelectChoice(str(one.id), one.name) for one in _open_sites()]

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Write the release."""
        span = span_between(chosen_day(self.day), None, self.starts.data, self.ends.data)
        sites = [UUID(site) for site in self.sites.data or ()]
        actions.record_release(
            member_id, span, travel=self.travel.data or 0, sites=sites, hand=hand
        )


class HomePart(PaperPartForm):
    """Hours at home."""

    weekdays = weekdays_field()
    starts = time_field(_l("At home from"))
    ends = time_field(_l("Until"), _l("A time that is not later is on the next day."))
    since = day_field(_l("First day"), _l("Leave it empty for today."), may_be_empty=True)
    until = day_field(_l("Last day"), EMPTY_FOR_NO_END, may_be_empty=True)

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Write the hours."""
        hours = Hours(chosen_time(self.starts), chosen_time(self.ends))
        days = frozenset(map(int, self.weekdays.data or ()))
        actions.record_home_hours(
            member_id,
            actions.HomeHours(days, hours),
            hold=Hold(chosen_day(self.since), self.until.data),
            hand=hand,
        )


class SitePart(PaperPartForm):
    """A site where a member may not go."""

    site = SelectField(_l("Site"), validators=[InputRequired(_l("Choose a site."))])
    since = day_field(_l("First day"), _l("Leave it empty for today."), may_be_empty=True)
    until = day_field(_l("Last day"), EMPTY_FOR_NO_END, may_be_empty=True)

    def prepare(self) -> None:
        """Offer the open sites."""
        fill(self.site, [(one.id, one.name) for one in _open_sites()], first=_("Choose a site"))

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Write it."""
        hold = Hold(chosen_day(self.since), self.until.data)
        actions.record_avoided_site(member_id, UUID(self.site.data), hold=hold, hand=hand)


class FreePart(PaperPartForm):
    """A day on which a release or a taken time is called off."""

    day = day_field(_l("Day"), _l("Whatever was to begin on this day is called off."))

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Call off what begins on that day."""
        actions.free_day(member_id, chosen_day(self.day), hand=hand)


class HomeEndPart(PaperPartForm):
    """An end of the hours at home."""

    last_on = day_field(_l("Last day on which they hold"))

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """End them."""
        actions.end_home_hours(member_id, chosen_day(self.last_on), hand=hand)


class SiteEndPart(PaperPartForm):
    """A site where a member may go again."""

    site = SelectField(_l("Site"), validators=[InputRequired(_l("Choose a site."))])
    last_on = day_field(_l("Last day on which they may not go there"))

    def prepare(self) -> None:
        """Offer every site."""
        fill(self.site, [(one.id, one.name) for one in queries.sites()], first=_("Choose a site"))

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """End it."""
        actions.end_avoided_site(
            member_id, UUID(self.site.data), chosen_day(self.last_on), hand=hand
        )


PARTS: Mapping[str, tuple[str, type[PaperPartForm]]] = MappingProxyType(
    {
        "taken": (_l("Time that is taken by something else"), TakenPart),
        "release": (_l("A temporary release to work"), ReleasePart),
        "home": (_l("Hours when the member must be at home"), HomePart),
        "site": (_l("A site where the member may not go"), SitePart),
        "free": (_l("Something on one day is called off"), FreePart),
        "home_end": (_l("Hours at home end"), HomeEndPart),
        "site_end": (_l("The member may go to a site again"), SiteEndPart),
    }
)
"""What a paper may say: its words, and the fields that it needs."""


def what_form() -> WhatForm:
    """Make the first step with everything that a paper may say."""
    form = WhatForm()
    form.what.choices = [SelectChoice(key, words) for key, (words, _part) in PARTS.items()]
    return form


def _open_sites() -> list[queries.SiteView]:
    return [one for one in queries.sites() if one.closed_on is None]
