"""What the officers’ pages of ownership share."""

from werkzeug.wrappers import Response

from coop.core import pages
from coop.core.access import Permission
from payroll.forms.owned import Lines, sum_of
from payroll.forms.owned_officers import rate_words

OFFICERS = (Permission.KEEP_BOOKS, Permission.DECIDE_APPLICATIONS)
"""Who sees orders and the queue: whoever keeps the books, and the board."""


def owned_page(template: str, *, status: int = 200, **values: object) -> Response:
    """Answer with a page of ownership, which can write money and rates in its tables."""
    return pages.page(
        f"payroll/{template}", status=status, sum_of=sum_of, rate_words=rate_words, **values
    )


def sure_page(
    title: str, lines: Lines, sent: list[tuple[str, str]], *, act: str, back_url: str
) -> Response:
    """Show what an officer is about to do, line by line, with the one button that does it."""
    return pages.page(
        "payroll/officer_review.html",
        title=title,
        lines=lines,
        sent=sent,
        act=act,
        back_url=back_url,
    )
