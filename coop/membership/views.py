"""The front door of the pages of membership: importing it opens every one of them.

The rooms behind it are in `coop.membership.doors`, one file a matter.
"""

from coop.membership.doors import (
    applications,
    found,
    house,
    keyed,
    members,
    offices,
    own,
    register,
    sheets,
)
from coop.membership.doors.frame import bp

__all__ = [
    "applications",
    "bp",
    "found",
    "house",
    "keyed",
    "members",
    "offices",
    "own",
    "register",
    "sheets",
]
