"""How the demonstration pays: schemes by vote, terms for everybody, a run each month, the books."""

from datetime import timedelta
from functools import partial

from coop.core.audit import Hand
from coop.demo.belonging import Company
from coop.demo.telling import Telling
from coop.membership import actions
from coop.membership.queries import office, today

TREASURER_FROM = timedelta(days=480)
"""So long ago the treasurer took office."""


def plan_paying(telling: Telling) -> None:
    """Plan everything that has to do with pay, up to today."""
    telling.told.at(telling.ends - TREASURER_FROM, partial(_appoint, telling.company))


def _appoint(company: Company) -> None:
    """Let the secretary propose a treasurer; the board confirms where the rules ask for it."""
    proposed = actions.propose_office(
        company.treasurer(), office="treasurer", from_on=today(), hand=company.secretary()
    )
    if not office(proposed).is_confirmed:
        actions.confirm_office(proposed, hand=Hand(company.officer("board")))
