"""Two deeds at the same moment: the register stays right on both engines."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from coop.core.db import session, transaction
from coop.core.errors import Refused
from coop.membership import actions, queries
from coop.membership.deeds.enrolment import Newcomer, enrol
from coop.membership.models.member import Standing
from tests.builders.membership import TOWN, a_cooperative, a_member, class_called

AT_ONCE = 8


def at_once(app, deed: Callable[[], None]) -> int:
    """Do a deed many times at the same moment; say how often it was refused."""

    def one(_turn: int) -> int:
        with app.app_context():
            try:
                with transaction():
                    deed()
            except Refused:
                return 1
            return 0

    with ThreadPoolExecutor(AT_ONCE) as hands:
        return sum(hands.map(one, range(AT_ONCE)))


def test_admissions_at_the_same_moment_draw_different_numbers(app):
    a_cooperative()
    day, where = queries.today(), class_called(TOWN)
    who = Newcomer(name="Fern Hollis", class_id=where, address="5 Road", shares=1, paid_minor=100)

    refused = at_once(app, lambda: enrol(who, from_on=day))

    session().rollback()
    numbers = [row.number for row in queries.members_on(day)]
    assert refused == 0
    assert sorted(numbers) == list(range(1, 4 + AT_ONCE))


def test_of_many_resignations_at_the_same_moment_one_is_recorded(app):
    a_cooperative()
    fern, day = a_member(), queries.today()

    refused = at_once(app, lambda: actions.resign(fern.id, from_on=day, hand=fern.hand))

    session().rollback()
    ends = select(func.count(Standing.id)).where(Standing.step == "resigned")
    assert (refused, session().scalar(ends)) == (AT_ONCE - 1, 1)
