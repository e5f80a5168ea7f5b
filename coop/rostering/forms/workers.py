"""What a co-ordinator agrees with a member and writes down: hours, certificates, mentors."""

from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DecimalField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from coop.core.audit import Hand
from coop.membership.queries import members_on, today
from coop.rostering import actions, queries
from coop.rostering.forms.own_work import MOST_HOURS, hours, minutes
from coop.rostering.forms.work_parts import chosen_day, day_field, fill
from coop.rostering.rules.nouns import Terms
from coop.rostering.rules.people import Hold


class WorkerForm(FlaskForm):
    """A form that a co-ordinator fills in about one member."""

    def prepare(self, _member_id: UUID) -> None:
        """Fill lists, and what is known already, before the form is shown or read."""

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Do the deed, in the transaction that is open."""
        raise NotImplementedError


def _hours_field(label: str, description: str = "") -> DecimalField:
    return DecimalField(
        label,
        description=description,
        places=None,
        validators=[InputRequired(_l("Give the hours.")), NumberRange(0, MOST_HOURS)],
    )


class TermsForm(WorkerForm):
    """The hours agreed with a member."""

    least = _hours_field(_l("Fewest hours a week"), _l("0 if nothing is promised."))
    wished = _hours_field(_l("Hours a week that the member wishes"))
    most = _hours_field(_l("Most hours a week"))
    most_a_day = DecimalField(
        _l("Most hours a day"),
        description=_l("Leave it empty if only the rules limit it."),
        places=None,
        validators=[Optional(), NumberRange(0, 24)],
    )
    is_volunteer = BooleanField(
        _l("Comes as a volunteer"),
        description=_l("No pay, expenses only. A volunteer fills no paid post."),
    )
    from_on = day_field(_l("From which day"), _l("Leave it empty for today."), may_be_empty=True)

    def prepare(self, _member_id: UUID) -> None:
        """Begin with what is agreed now."""
        held = queries.terms_of(_member_id, today())
        if held is None or self.is_submitted():
            return
        terms = held.terms
        self.least.data, self.wished.data = hours(terms.least), hours(terms.wished)
        self.most.data, self.is_volunteer.data = hours(terms.most), terms.volunteer
        if terms.most_a_day is not None:
            self.most_a_day.data = hours(terms.most_a_day)

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Agree the hours from that day."""
        day = self.most_a_day.data
        terms = Terms(
            minutes(self.least.data),
            minutes(self.wished.data),
            minutes(self.most.data),
            None if day is None else minutes(day),
            volunteer=bool(self.is_volunteer.data),
        )
        actions.agree_terms(member_id, terms, from_on=chosen_day(self.from_on), hand=hand)


class CertificateForm(WorkerForm):
    """A certificate that the co-ordinator saw."""

    skill = SelectField(_l("Skill"), validators=[InputRequired(_l("Choose a skill."))])
    since = day_field(_l("Good from"), _l("As it stands on the paper."))
    until = day_field(
        _l("Last day"), _l("Leave it empty if it does not run out."), may_be_empty=True
    )

    def prepare(self, _member_id: UUID) -> None:
        """Offer the skills."""
        offered = [(each.id, each.name) for each in queries.skills()]
        fill(self.skill, offered, first=_("Choose a skill"))

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Write that the certificate was seen."""
        actions.see_certificate(
            member_id,
            UUID(self.skill.data),
            hold=Hold(chosen_day(self.since), self.until.data),
            seen_by=hand.by or member_id,
            hand=hand,
        )


class MentorForm(WorkerForm):
    """A mentor for a trainee."""

    mentor = SelectField(_l("Mentor"), validators=[InputRequired(_l("Choose a mentor."))])
    until = day_field(_l("Last day"), _l("Leave it empty if no end is known."), may_be_empty=True)

    def prepare(self, member_id: UUID) -> None:
        """Offer every other member."""
        others = [(row.id, row.name) for row in members_on(today()) if row.id != member_id]
        fill(self.mentor, others, first=_("Choose a member"))

    def carry_out(self, member_id: UUID, hand: Hand) -> None:
        """Pair the two."""
        actions.pair_with_mentor(
            member_id, UUID(self.mentor.data), until=self.until.data, hand=hand
        )
