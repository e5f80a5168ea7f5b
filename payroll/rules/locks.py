"""Whether the books may be locked up to a day (PAY-82)."""

from datetime import date

from coop.core.errors import N_, Refusal


def refusals_to_lock(
    until: date, because: str, *, locked_until: date | None, today: date
) -> list[Refusal]:
    """Say everything that stands in the way of a lock: it is of the past, forward, explained."""
    found = []
    if until >= today:
        found.append(Refusal("PAY-82", N_("Only days that are over are locked."), {"day": today}))
    if locked_until is not None and until <= locked_until:
        found.append(
            Refusal(
                "PAY-82",
                N_("The books are locked up to and on %(day)s already."),
                {"day": locked_until},
                N_("Choose a later day. A lock never goes back."),
            )
        )
    if not because.strip():
        found.append(Refusal("PAY-82", N_("Say why the books are locked, such as “Year agreed”.")))
    return found
