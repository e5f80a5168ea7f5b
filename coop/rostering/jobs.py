"""What the worker does for rosters."""

from uuid import UUID

from coop.core.audit import Hand
from coop.core.jobs import job
from coop.rostering import letters
from coop.rostering.deeds.offers import settle_offers
from coop.rostering.deeds.solving import end_solve
from coop.rostering.deeds.swaps import lapse_swap
from coop.rostering.deeds.telling import tell_of
from coop.rostering.models import attendance, people, rosters, work
from coop.rostering.searching import search

TABLES = (work, people, rosters, attendance)
"""Every file of tables, so that the schema knows them from the start."""


def register() -> None:
    """Tell lower rooms what rostering does for them; importing this registered the jobs."""
    letters.register()


@job("rostering.tell")
def tell(key: str, payload: dict[str, str]) -> None:
    """Prepare letters about a version of a roster; `key` is the version’s id.

    May run twice: whoever has a letter about it is passed over, and a request that has
    lapsed stays so.
    """
    tell_of(UUID(key))


@job("rostering.lapse_swap")
def lapse(key: str, payload: dict[str, str]) -> None:
    """Let a request lapse when its shift begins; `key` is the request’s id.

    May run twice: a request that is settled is left alone.
    """
    lapse_swap(UUID(key))


@job("rostering.settle_offers")
def settle(key: str, payload: dict[str, str]) -> None:
    """Settle the offers for an open shift at their hour; `key` is one offer’s id.

    May run twice: a shift that needs nobody any more, or for which nobody offers, is left
    as it is.
    """
    settle_offers(UUID(payload["shift"]), hand=Hand.system())


@job("rostering.solve", first=search)
def solve(key: str, payload: dict[str, str]) -> None:
    """Mark a search for a roster as over; `key` is its id, and the search ran before.

    May run twice: a search that is over is left alone.
    """
    end_solve(UUID(key))
