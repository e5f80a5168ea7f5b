"""What is owed from the last rosters, so that the next one can make it good (ROS-76)."""

from collections.abc import Mapping
from uuid import UUID


def carried_over(
    wished: Mapping[UUID, int], got: Mapping[UUID, int], *, weeks: int
) -> dict[UUID, int]:
    """Give the minutes owed to each (positive), or had too much (negative).

    Each is held against an equal part of the wishes: what all got together, shared as they
    wished. Nobody carries more than one week of their own wish. `wished` is minutes a week.
    """
    given = sum(got.get(person, 0) for person in wished)
    asked = sum(wished.values()) * weeks
    if not given or not asked:
        return {}
    owed = {
        person: each * weeks * given // asked - got.get(person, 0)
        for person, each in wished.items()
    }
    return {
        person: max(-wished[person], min(wished[person], owes)) for person, owes in owed.items()
    }
