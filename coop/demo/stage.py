"""The stage of the demonstration: its places, classes and founders."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from coop.core.draw import Draw
from coop.demo.cast import names
from coop.membership.founding import FirstMember, Founding, NewClass, NewEstablishment

INSIDE, HOME, TOWN, TRADE = (
    "Inside members", "Members who came home", "Town members", "Professional members",
)  # fmt: skip
NORTH, SOUTH, HOSTEL = "Northgate", "Fenwick Road", "Harbour House"
WORKSHOP = "The Workshop\n14 Mill Street\nAlderton AL1 4MS"

CLASSES = (
    NewClass(name=INSIDE, eligibility="Lives in an establishment now.", minimum_age=18,
             needs_attestation=True, is_disadvantaged=True),
    NewClass(name=HOME, eligibility="Lived in an establishment before.", minimum_age=18,
             needs_attestation=True, is_disadvantaged=True),
    NewClass(name=TOWN, eligibility="Lives or works near the workshop.", minimum_age=16),
    NewClass(name=TRADE, eligibility="Works in the field, and joins as a person.",
             minimum_age=18),
)  # fmt: skip
PLACES = (
    NewEstablishment(name=NORTH, address="1 Long Lane\nAlderton AL9 1NG",
                     post_days_in=3, post_days_back=3),
    NewEstablishment(name=SOUTH, address="Fenwick Road\nFenwick FW2 8RD",
                     post_days_in=3, post_days_back=4),
    NewEstablishment(name=HOSTEL, address="3 Quay Row\nAlderton AL1 2QR",
                     post_days_in=1, post_days_back=1),
)  # fmt: skip

# Who sits where at the founding: class, place, door, offices.
FOUNDERS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (TRADE, "", "web", ("secretary",)),
    (TOWN, "", "web", ("returning_officer",)),
    (TOWN, "", "web", ("teller",)),
    (HOME, "", "web", ("teller",)),
    (TOWN, "", "web", ("clerk",)),
    (TRADE, "", "web", ("co_ordinator",)),
    (TRADE, "", "web", ("payroll_officer",)),
    (TRADE, "", "web", ("auditor",)),
    (TOWN, "", "web", ("board", "separation_officer")),
    (HOME, "", "web", ("board", "co_ordinator")),
    (INSIDE, NORTH, "paper", ("board",)),
    (INSIDE, NORTH, "paper", ()),
    (INSIDE, SOUTH, "paper", ()),
    (INSIDE, SOUTH, "paper", ()),
)


@dataclass(frozen=True, slots=True)
class Joiner:
    """Somebody who joins later: who they are, where they live, and their door."""

    name: str
    sort_name: str
    born_on: date
    class_name: str
    place: str
    channel: str
    large_print: bool


def founding(count: int, founded_on: date, password: str, draw: Draw) -> Founding:
    """Write the founding, with the first of `count` drawn people."""
    people = names(count)
    members = tuple(
        FirstMember(
            name=name, sort_name=sort_name, class_name=class_name,
            born_on=_born(founded_on, draw), address=_address(place, number, draw),
            use_cooperatives_address=bool(place), place=place, channel=channel,
            offices=offices, invited=False,
        )
        for number, ((name, sort_name), (class_name, place, channel, offices)) in enumerate(
            zip(people, FOUNDERS, strict=False)
        )
    )  # fmt: skip
    return Founding(
        name="Riverside Workers’ Co-operative", short_name="Riverside",
        registered_number="D-0001", address=WORKSHOP, rule_set="plain", classes=CLASSES,
        establishments=PLACES, members=members, sign_in_name="secretary", password=password,
        is_demonstration=True,
    )  # fmt: skip


def joiners(count: int, founded_on: date, draw: Draw) -> list[Joiner]:
    """Draw those who join after the founding, so that the four classes come out mixed."""
    people = names(count)[len(FOUNDERS) :]
    return [_joiner(name, sort, founded_on, draw) for name, sort in people]


def waiting(count: int, founded_on: date, draw: Draw) -> list[Joiner]:
    """Draw two people of the town who have applied and wait for an answer."""
    people = names(count + 2)[count:]
    drawn = [_joiner(name, sort, founded_on, draw) for name, sort in people]
    return [replace(who, class_name=TOWN, place="", channel="web") for who in drawn]


def joiner_address(who: Joiner, number: int, draw: Draw) -> str:
    """Give the address that a joiner writes on the form; made up, like all else."""
    return _address(who.place, number, draw)


def _joiner(name: str, sort_name: str, founded_on: date, draw: Draw) -> Joiner:
    class_name = draw.pick((INSIDE,) * 13 + (HOME,) * 4 + (TOWN,) * 4 + (TRADE,) * 2)
    places = (NORTH,) * 3 + (SOUTH,) * 3 + (HOSTEL,)
    place = draw.pick(places) if class_name == INSIDE else ""
    on_paper = place in {NORTH, SOUTH} or draw.chance(9)
    return Joiner(
        name=name, sort_name=sort_name, born_on=_born(founded_on, draw), class_name=class_name,
        place=place, channel="paper" if on_paper else "terminal" if place else "web",
        large_print=draw.chance(12),
    )  # fmt: skip


def _born(founded_on: date, draw: Draw) -> date:
    return founded_on - timedelta(days=365 * (20 + draw.below(45)) + draw.below(365))


def _address(place: str, number: int, draw: Draw) -> str:
    if place:
        return ""
    street = draw.pick(("Mill Street", "Quay Row", "Elm Close", "Station Road", "Chapel Hill"))
    return f"{number * 2 + 1} {street}\nAlderton AL{1 + draw.below(9)} {1 + draw.below(9)}XX"
