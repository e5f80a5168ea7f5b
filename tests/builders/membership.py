"""Builders of a co-operative, its classes, members and applications.

Everything is made through the deeds of membership, each in a transaction of its own;
names come from a counter, so that nothing depends on chance.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from uuid import UUID

from argon2 import PasswordHasher

from coop.core import accounts
from coop.core.audit import Hand
from coop.core.db import session, transaction
from coop.membership import actions, queries
from coop.membership.deeds.enrolment import Newcomer, enrol
from coop.membership.deeds.founding import MEETING
from coop.membership.deeds.offices import grant_at_founding
from coop.membership.founding import FirstMember, Founding, NewClass, NewEstablishment, found
from coop.membership.models.member import Member
from tests.page import PASSWORD
from tests.remembered import remembered

INSIDE, HOME, TOWN, TRADE = "Inside members", "Home members", "Town members", "Trade members"
NORTHGATE = "Northgate"
BORN = date(1980, 5, 17)

# A slow hash protects people; it would only slow the tests.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_numbers: Iterator[int] = count(1)


@dataclass(frozen=True, slots=True)
class Person:
    """A member of a test, who can sign in where the test lets them."""

    id: UUID
    number: int
    name: str
    account_name: str = ""
    password: str = PASSWORD
    totp_secret: str = ""

    @property
    def hand(self) -> Hand:
        """Give this person’s own hand, by the web."""
        return Hand(by=self.id)


@dataclass(frozen=True, slots=True)
class House:
    """A founded co-operative: its first three people hold every office between them."""

    secretary: Person
    board: Person
    returning_officer: Person

    @property
    def people(self) -> tuple[Person, Person, Person]:
        """Give the three founders."""
        return self.secretary, self.board, self.returning_officer


@remembered
def a_cooperative(
    *, name: str = "Level Hands", rule_set: str = "plain", demonstration: bool = False
) -> House:
    """Found a co-operative of three, with four classes and one establishment."""
    accounts.use_hasher(QUICK)
    first = (
        ("Ash Rowan", TRADE, ("secretary", "board", "clerk")),
        ("Bo Ek", TOWN, ("board", "teller", "auditor")),
        ("Clover Reed", TOWN, ("returning_officer", "teller", "board")),
    )
    wish = Founding(
        name=name,
        address="1 Mill Street\nAlderton",
        rule_set=rule_set,
        classes=tuple(NewClass(name=each) for each in (INSIDE, HOME, TOWN, TRADE)),
        establishments=(NewEstablishment(name=NORTHGATE, address="1 Long Lane\nAlderton"),),
        members=tuple(
            FirstMember(
                name=who, class_name=where, offices=offices, born_on=BORN, invited=False,
                address=f"{n} Hill Road", channel="web",
            )
            for n, (who, where, offices) in enumerate(first, start=1)
        ),
        sign_in_name="ash",
        password=PASSWORD,
        is_demonstration=demonstration,
    )  # fmt: skip
    with transaction():
        begun = found(wish)
    bo, clover = (_let_in(member_id) for member_id in begun.member_ids[1:])
    ash = Person(begun.member_ids[0], 1, "Ash Rowan", "ash")
    return House(ash, bo, clover)


@remembered
def a_class(*, name: str = "", minimum_age: int = 16, volunteer: bool = False) -> UUID:
    """Open one more class of members."""
    wanted = NewClass(
        name=name or f"Class {next(_numbers)}", minimum_age=minimum_age, is_volunteer=volunteer
    )
    with transaction():
        return actions.add_class(wanted, hand=MEETING)


def class_called(name: str) -> UUID:
    """Find a class by its name."""
    return next(each.id for each in queries.classes() if each.name == name)


def place_called(name: str = NORTHGATE) -> UUID:
    """Find an establishment by its name."""
    return next(each.id for each in queries.establishments() if each.name == name)


@remembered
def a_member(
    *,
    class_: str = TOWN,
    office: str | None = None,
    inside: bool = False,
    channel: str = "web",
    name: str = "",
    sort_name: str = "",
    address: str = "",
    shares: int = 1,
    from_on: date | None = None,
    signs_in: bool = False,
) -> Person:
    """Write one more member into the register of the founded co-operative."""
    newcomer = Newcomer(
        name=name or f"Member Number {next(_numbers)}", sort_name=sort_name, born_on=BORN,
        class_id=class_called(class_), address=address or "5 Hill Road",
        establishment_id=place_called() if inside else None, channel=channel,
        shares=shares, paid_minor=shares * 100,
    )  # fmt: skip
    with transaction():
        member = enrol(newcomer, from_on=from_on or queries.today())
        if office:
            grant_at_founding(member.id, office=office, from_on=queries.today(), hand=MEETING)
        made = Person(member.id, member.number, newcomer.name)
    return _let_in(made.id) if signs_in or office else made


@remembered
def an_application(
    *, name: str = "Fern Hollis", class_: str = TOWN, shares: int = 1, born_on: date = BORN,
    address: str = "7 Hill Road", former_number: int | None = None,
) -> UUID:  # fmt: skip
    """Receive an application by the web."""
    who = actions.Applicant(
        name=name, class_id=class_called(class_), shares=shares, born_on=born_on,
        address=address, former_number=former_number,
    )  # fmt: skip
    with transaction():
        return actions.apply(who, hand=Hand(by=None))


def an_opinion(application_id: UUID, *, by: Person, approves: bool = True) -> None:
    """Let a decider speak on an application."""
    with transaction():
        actions.give_opinion(application_id, approves=approves, reason="So I think.", hand=by.hand)


def _let_in(member_id: UUID) -> Person:
    """Give a member a way in with the password that every test knows."""
    with transaction():
        number = session().get_one(Member, member_id).number
        name = f"member{number}"
        actions.open_way_in(member_id, name=name, password=PASSWORD, hand=MEETING)
    return Person(member_id, number, queries.name_of(member_id), name)
