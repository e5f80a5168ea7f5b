"""Letters with statements of pay, by establishment; neither cover nor title speaks of pay."""

from collections.abc import Mapping
from uuid import UUID

from flask_babel import gettext as _

from coop.membership.queries import member, the_cooperative, today
from coop.post.letters import Written, register_writer
from coop.post.queries import LetterRow, run
from coop.post.queries import letters as letters_in
from payroll.deeds.posting import KIND
from payroll.paper_parts import values_of
from payroll.reading.statements import documents_of_run


def register() -> None:
    """Tell the post who writes these letters."""
    register_writer(KIND, write_letters, name_of)


def name_of(_run_id: UUID) -> str:
    """Say what these letters are about, without a word that marks anybody."""
    return _("Personal letters")


def write_letters(mail_run_id: UUID) -> Written:
    """Write one mail run’s letters: to each member their own statement and nobody else’s."""
    found, coop = run(mail_run_id), the_cooperative()
    rows = letters_in(mail_run_id)
    documents = documents_of_run(found.subject_id, [row.member_id for row in rows])
    values: dict[str, object] = {
        "cooperative": coop.name,
        "return_address": [coop.name, *coop.address.splitlines()],
        "letters": [_letter(row, documents[row.member_id]) for row in rows],
    }
    return Written("pay_letter.typ", values, name_of(found.subject_id), found.prepared_at)


def _letter(row: LetterRow, document: Mapping[str, object]) -> dict[str, object]:
    person = member(row.member_id, today())
    return {
        "name": person.name,
        "number": str(person.number),
        "address_lines": row.address.splitlines(),
        "slip": {**values_of(document), "large_print": person.large_print},
    }
