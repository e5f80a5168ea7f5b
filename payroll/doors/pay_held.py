"""What is held about a member’s pay, as lines of that member’s own sheet."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from coop.core import wording
from coop.core.money import plain
from coop.membership.held import register_held
from coop.membership.queries import the_cooperative
from payroll.reading.figure_targets import figures_about
from payroll.reading.statements import pay_questions_of, statements_of
from payroll.reading.terms import terms_history, ways_history
from payroll.rules.runs.terms import PaidBy, Way
from payroll.wording import period_of_days

Line = tuple[str, str]
WAYS: Mapping[str, str] = {
    Way.BANK: _l("into a bank account"),
    Way.OFFICE: _l("through a finance office"),
    Way.CASH: _l("in cash"),
    Way.HOLD: _l("kept for now"),
}


def pay_held(member_id: UUID) -> list[Line]:
    """Give terms, ways, figures, statements and questions, for that member’s eyes only."""
    return [
        *_terms(member_id),
        *_ways(member_id),
        *_figures(member_id),
        *_statements(member_id),
        *_questions(member_id),
    ]


def _terms(member_id: UUID) -> Iterator[Line]:
    for row in terms_history(member_id):
        fixed = [f"{code} {value}" for code, value in row.terms.settings.items()]
        said = ", ".join(filter(None, (row.terms.scheme, row.terms.grade, *fixed)))
        day = wording.short_day(row.from_on)
        yield _("Terms of pay since %(day)s", day=day), said or _("not paid")


def _ways(member_id: UUID) -> Iterator[Line]:
    for row in ways_history(member_id):
        day = wording.short_day(row.from_on)
        yield _("Way of payment since %(day)s", day=day), _way(row.way)


def _way(way: PaidBy) -> str:
    return ", ".join(filter(None, (str(WAYS[way.way]), way.iban, way.holder)))


def _figures(member_id: UUID) -> Iterator[Line]:
    for one in figures_about(member_id):
        said = (one.code, one.value or _("taken back"), one.because, one.evidence)
        day = wording.short_day(one.keyed_at)
        yield _("Figure for a pay run, %(day)s", day=day), ", ".join(filter(None, said))


def _statements(member_id: UUID) -> Iterator[Line]:
    currency = the_cooperative().currency
    for row in statements_of(member_id):
        period = period_of_days(row.first_on, row.last_on)
        yield (
            _("Statement of pay, %(period)s", period=period),
            _("gross %(gross)s, net %(net)s, issued on %(day)s",
              gross=plain(row.gross, currency), net=plain(row.net, currency),
              day=wording.short_day(row.issued_at)),
        )  # fmt: skip


def _questions(member_id: UUID) -> Iterator[Line]:
    for one in pay_questions_of(member_id):
        said = f"{one.text} – {one.answer}" if one.answer else one.text
        yield _("Asked about pay on %(day)s", day=wording.short_day(one.asked_at)), said


register_held(pay_held)
