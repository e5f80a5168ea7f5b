"""The signed-in person, as the frame of every page needs to know them."""

from coop.core import access
from coop.core.pages import Reader
from coop.membership.reading.cooperative import cooperative, today
from coop.membership.reading.members import person
from coop.membership.reading.names import member_of_account


def reader_of() -> Reader | None:
    """Say who is reading: name, language and size of print; None when nobody has signed in."""
    who = access.signed_in()
    if who is None:
        return None
    member_id = member_of_account(who.account_id)
    row = person(member_id, today()) if member_id and cooperative() else None
    if row is None:
        return Reader(name=who.name, on_terminal=who.terminal_id is not None)
    return Reader(
        name=row.name,
        language=row.language,
        large_print=row.large_print,
        on_terminal=who.terminal_id is not None,
    )
