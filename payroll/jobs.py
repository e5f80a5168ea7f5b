"""What the worker does for pay."""

from coop.core.jobs import job
from coop.membership import sharebook
from payroll import letters
from payroll.deeds import drafting, issuing
from payroll.deeds.share_books import enter_register, follow_register
from payroll.models import books, owned, purses, runs, schemes

TABLES = (schemes, runs, books, owned, purses)
"""Every file of tables, so that the schema knows them from the start."""


def register() -> None:
    """Tell lower rooms what pay does for them; importing this registered the jobs."""
    sharebook.set_listener(follow_register)
    letters.register()


@job("payroll.enter_register")
def bring_in_shares(key: str, payload: dict[str, str]) -> None:
    """Enter the register of shares once the books begin; `key` says which of two times it is.

    May run twice: a row that is entered already is left as it is.
    """
    enter_register()


@job("payroll.draft")
def draft(key: str, payload: dict[str, str]) -> None:
    """Begin to draft a run; `key` is its id and the number of the draft.

    May run twice: a draft that the run no longer waits for is left alone.
    """
    drafting.spread_draft(key)


@job("payroll.draft_part")
def draft_part(key: str, payload: dict[str, str]) -> None:
    """Draft the pay of some members; `key` is run, number of the draft, number of the part.

    May run twice: it writes the drafts of its own members anew.
    """
    drafting.draft_part(key, payload)


@job("payroll.draft_done")
def draft_done(key: str, payload: dict[str, str]) -> None:
    """Look whether a draft is finished; `key` is that of the part after which it looks.

    May run twice: a draft that is finished is left alone.
    """
    drafting.end_draft(key)


@job("payroll.issue")
def issue(key: str, payload: dict[str, str]) -> None:
    """Begin to issue a run; `key` is its id.

    May run twice: parts are promised once, and a run that is issued is left alone.
    """
    issuing.spread_issue(key)


@job("payroll.issue_part")
def issue_part(key: str, payload: dict[str, str]) -> None:
    """Write the statements, entries and papers of some members; `key` is run and part.

    May run twice: whoever has a statement of this run is passed over, and the constraint
    one_statement_a_run holds should two run at once.
    """
    issuing.issue_part(key, payload)


@job("payroll.issue_done")
def issue_done(key: str, payload: dict[str, str]) -> None:
    """Look whether a run is issued; `key` is that of the part after which it looks.

    May run twice: a run that is issued is left alone.
    """
    issuing.end_issue(key)
