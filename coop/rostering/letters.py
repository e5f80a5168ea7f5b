"""What letters about a roster say: a member’s own weeks, and first what changed for them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from flask_babel import format_date
from flask_babel import gettext as _

from coop.core import clock
from coop.core.db import session
from coop.core.wording import day
from coop.membership.queries import MemberRow, member, the_cooperative, today
from coop.post.letters import Written, register_writer
from coop.post.queries import LetterRow, run
from coop.post.queries import letters as letters_in
from coop.rostering.deeds.telling import KIND
from coop.rostering.models.rosters import Roster, RosterVersion
from coop.rostering.reading.changes import Change, changes_for, shifts_in
from coop.rostering.reading.own_week import monday_of
from coop.rostering.reading.shifts import ShiftView


def register() -> None:
    """Tell the post who writes these letters."""
    register_writer(KIND, write_letters, name_of)


def name_of(version_id: UUID) -> str:
    """Say what letters about a version are about."""
    version = _version(version_id)
    title = title_of(version)
    return title if version.number == 1 else _("%(roster)s: changes", roster=title)


def title_of(version: RosterVersion) -> str:
    """Name a roster by its first day."""
    first = session().get_one(Roster, version.roster_id).first_on
    return _("The roster from %(day)s", day=day(first))


def version_words(number: int, published_at: datetime) -> str:
    """Say which version of a roster a paper shows."""
    on = clock.local(published_at, the_cooperative().timezone).date()
    return _("Version %(number)s, published on %(day)s", number=number, day=day(on))


def write_letters(run_id: UUID) -> Written:
    """Write one mail run’s letters: to each member their own shifts and nobody else’s."""
    found = run(run_id)
    version, coop = _version(found.subject_id), the_cooperative()
    values: dict[str, object] = {
        "cooperative": coop.name,
        "return_address": [coop.name, *coop.address.splitlines()],
        "title": title_of(version),
        "version": version_words(version.number, version.published_at),
        "letters": [_letter(row, version) for row in letters_in(run_id)],
    }
    return Written("roster_letter.typ", values, name_of(found.subject_id), found.prepared_at)


def weeks_of(shifts: Sequence[ShiftView]) -> list[dict[str, object]]:
    """Give shifts as the weeks of a paper; a week without any is left out."""
    mondays = sorted({monday_of(each.day) for each in shifts})
    return [
        {
            "title": _("Week of %(day)s", day=format_date(start, "d MMMM y")),
            "days": _days([each for each in shifts if monday_of(each.day) == start]),
        }
        for start in mondays
    ]


def shift_words(view: ShiftView) -> dict[str, object]:
    """Give a shift as a paper shows it to its member.

    A site within walls is left out: the paper may be shown to people outside.
    """
    return {
        "time": hours_of(view),
        "area": view.area,
        "site": "" if view.establishment_id else view.site,
    }


def hours_of(view: ShiftView) -> str:
    """Give the hours of a shift on the wall of the co-operative: 08:30–11:30."""
    zone = the_cooperative().timezone
    starts, ends = clock.local(view.starts_at, zone), clock.local(view.ends_at, zone)
    return f"{starts:%H:%M}–{ends:%H:%M}"


def _letter(row: LetterRow, version: RosterVersion) -> dict[str, object]:
    person: MemberRow = member(row.member_id, today())
    return {
        "name": person.name,
        "number": str(person.number),
        "address_lines": row.address.splitlines(),
        "large_print": person.large_print,
        "is_first": version.number == 1,
        "changes": [_change(one) for one in changes_for(version, row.member_id)],
        "weeks": weeks_of(shifts_in(version, row.member_id)),
    }


def _change(one: Change) -> dict[str, object]:
    sentence = (
        _("This shift is new for you:") if one.is_new else _("This shift is no longer yours:")
    )
    return {"sentence": sentence, "day": day(one.shift.day), **shift_words(one.shift)}


def _days(shifts: Sequence[ShiftView]) -> list[dict[str, object]]:
    days = sorted({each.day for each in shifts})
    return [
        {"day": day(on), "shifts": [shift_words(each) for each in shifts if each.day == on]}
        for on in days
    ]


def _version(version_id: UUID) -> RosterVersion:
    return session().get_one(RosterVersion, version_id)
