"""The ground of tests of stored schemes: a co-operative with one carried motion."""

import pytest

from payroll import told
from tests.builders.membership import Person, a_cooperative, a_member
from tests.builders.schemes import CARRIED


@pytest.fixture
def officer(app) -> Person:
    """Found it, carry one motion, and give somebody who runs pay."""
    a_cooperative()
    told.set_carried(lambda number: number == CARRIED)
    return a_member(office="payroll_officer")
