"""What pay asks of rooms beside it, which it may not import; the composition root tells it."""

from collections.abc import Callable

from coop.core.errors import N_, Refusal

Carried = Callable[[str], bool]
"""Asked with a motion’s number: was it put to the vote and carried?"""

_carried: list[Carried] = []


def set_carried(carried: Carried) -> None:
    """Learn how to ask whether a motion was carried."""
    _carried[:] = [carried]


def refusals_of_motion(number: str) -> list[Refusal]:
    """Say why a motion’s number does not stand for a decision of the members (PAY-2)."""
    if _carried and _carried[0](number.strip()):
        return []
    return [
        Refusal(
            "PAY-2",
            N_("There is no carried motion %(number)s."),
            {"number": number.strip() or "–"},
            N_("Give the number of a motion that the members have carried."),
        )
    ]
