"""What is held about a member’s pay stands on their own sheet, and on nobody else’s."""

from coop.core.db import transaction
from coop.membership.held import held_elsewhere
from payroll.deeds.questioning import ask_about_pay
from payroll.reading.statements import statements_of
from tests.builders.pay import a_paid_week


def test_a_member_sees_everything_that_is_held_about_their_pay(app):
    pay, _ = a_paid_week()
    ash, other = pay.members[:2]
    with transaction():
        ask_about_pay(statements_of(ash.id)[0].id, "Tuesday is missing.", hand=ash.hand)

    held = dict(held_elsewhere(ash.id))

    assert held["Terms of pay since 5 Jan 2026"] == "plain"
    assert "DE89370400440532013000" in held["Way of payment since 5 Jan 2026"]
    statement = held["Statement of pay, 23 February to 1 March 2026"]
    assert statement == "gross 40.00, net 40.00, issued on 2 Mar 2026"
    assert held["Asked about pay on 2 Mar 2026"] == "Tuesday is missing."
    assert not any("Asked about pay" in label for label, _ in held_elsewhere(other.id))
