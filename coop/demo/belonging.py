"""How the people of the demonstration join, move and leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import count as counting
from uuid import UUID

from coop.core import clock
from coop.core.audit import Channel, Hand
from coop.core.credentials.passwords import set_pin
from coop.core.draw import Draw
from coop.demo.stage import FOUNDERS, HOME, NORTH, SOUTH, Joiner, joiner_address
from coop.demo.timeline import Scene, Timeline
from coop.membership import actions
from coop.membership.actions import Applicant
from coop.membership.queries import account_of, classes, establishments, members_on, today

PIN = "274913"
WHYS = (
    "I want to work and to learn a trade.",
    "A friend is a member and told me about it.",
    "I like that each member has one vote.",
    "I can teach others what I know.",
)


@dataclass(frozen=True, slots=True)
class Company:
    """The members as the story goes on; the first are the founders, in their order."""

    members: list[UUID]

    def officer(self, office: str, turn: int = 0) -> UUID:
        """Give a founder who took this office; in this story nobody hands theirs on."""
        holders = [who for who, (*_, held) in enumerate(FOUNDERS) if office in held]
        return self.members[holders[turn % len(holders)]]

    def secretary(self) -> Hand:
        """Give the secretary’s own hand."""
        return Hand(self.officer("secretary"))

    def from_the_web(self) -> list[UUID]:
        """Give those who joined later, hold no first office, and are reached on the web."""
        there = {row.id: row for row in members_on(today())}
        later = [there[each] for each in self.members[len(FOUNDERS) :] if each in there]
        return [row.id for row in later if row.channel == "web"]

    def treasurer(self) -> UUID:
        """Give the treasurer: one of those who joined later, not the first."""
        return self.from_the_web()[1]


def plan_joining(
    told: Timeline, company: Company, people: Sequence[Joiner], start: datetime, draw: Draw
) -> None:
    """Let people apply, be decided on and be admitted, spread over the months."""
    numbers = counting(len(company.members) + 1)
    step = timedelta(days=max(1, 840 // max(1, len(people))))
    for place, who in enumerate(people):
        applied = start + timedelta(days=20) + step * place
        number = next(numbers)
        told.at(applied, partial(_apply, told, company, who, number, draw))


def plan_waiting(
    told: Timeline, company: Company, people: Sequence[Joiner], ends: datetime, draw: Draw
) -> None:
    """Leave two applications open: one that the deciders have approved, one still new."""
    approved, new = people

    def with_opinions() -> None:
        _approve(company, _receive(company, approved, 98, draw))

    def untouched() -> None:
        _receive(company, new, 99, draw)

    told.at(ends - timedelta(days=3), with_opinions)
    told.at(ends - timedelta(days=1), untouched)


def _apply(told: Timeline, company: Company, who: Joiner, number: int, draw: Draw) -> None:
    application = _receive(company, who, number, draw)
    told.at(clock.now() + timedelta(days=6), partial(_decide, company, application, who))


def _receive(company: Company, who: Joiner, number: int, draw: Draw) -> UUID:
    clerk = company.officer("clerk")
    on_paper = who.channel == "paper"
    hand = (
        Hand(None, Channel.PAPER, clerk, f"Box {clock.now().year}, sheet {number}")
        if on_paper
        else Hand(None)
    )
    return actions.apply(
        Applicant(
            name=who.name, sort_name=who.sort_name, born_on=who.born_on,
            address=joiner_address(who, number, draw), use_cooperatives_address=bool(who.place),
            class_id=class_named(who.class_name),
            establishment_id=place_named(who.place) if who.place else None, shares=1,
            channel=who.channel, large_print=who.large_print, why=draw.pick(WHYS),
        ),
        hand=hand,
    )  # fmt: skip


def _approve(company: Company, application: UUID) -> None:
    for turn in range(2):
        decider = Hand(company.officer("board", turn))
        actions.give_opinion(
            application, approves=True, reason="We met and talked. It fits.", hand=decider
        )


def _decide(company: Company, application: UUID, who: Joiner) -> None:
    _approve(company, application)
    secretary = Hand(company.officer("secretary"))
    member_id = actions.admit(application, hand=secretary)
    company.members.append(member_id)
    if who.channel == "terminal":
        actions.invite(member_id, hand=secretary)
        account_id = account_of(member_id)
        if account_id is not None:
            set_pin(account_id, PIN, hand=Hand(member_id))


def plan_moves(told: Timeline, company: Company, start: datetime) -> None:
    """Plan transfers, releases, a recall and what members change about themselves."""
    scenes: tuple[tuple[int, Scene], ...] = (
        (300, lambda: _transfer(company, 11, SOUTH)),
        (500, lambda: _come_home(company, 13)),
        (620, lambda: _transfer(company, 12, NORTH)),
        (650, lambda: actions.resign(
            company.members[16], from_on=today(), hand=Hand(company.members[16]),
            because="Moved to another town.")),
        (720, lambda: _come_home(company, 11)),
        (760, lambda: actions.rename(
            company.members[8], name="Wendy Marsh-Owen", sort_name="Marsh-Owen, Wendy",
            from_on=today(), hand=company.secretary())),
        (800, lambda: _allow(company.members[13])),
        (810, lambda: actions.buy_shares(
            company.members[9], shares=4, from_on=today(), hand=company.secretary())),
        (840, lambda: actions.recall(
            company.members[11], to=place_named(NORTH), from_on=today(),
            hand=company.secretary())),
        (900, lambda: actions.temporary_release(
            company.members[12], from_on=today(), hand=company.secretary())),
        (902, lambda: actions.return_member(
            company.members[12], from_on=today(), hand=company.secretary())),
    )  # fmt: skip
    for days, scene in scenes:
        told.at(start + timedelta(days=days), scene)


def _transfer(company: Company, who: int, to: str) -> None:
    actions.transfer_member(
        company.members[who], to=place_named(to), from_on=today(), hand=company.secretary()
    )


def _come_home(company: Company, who: int) -> None:
    """Release a member, who then asks to be reached by web and to move class."""
    member_id, secretary = company.members[who], company.secretary()
    actions.release(member_id, from_on=today(), hand=secretary)
    actions.move_class(
        member_id, class_id=class_named(HOME), from_on=today(), hand=Hand(member_id),
        attested_by=secretary.by,
    )  # fmt: skip
    actions.change_service_address(
        member_id, lines=f"{who} Quay Row\nAlderton AL1 2QR", from_on=today(), hand=secretary
    )
    actions.change_reach(member_id, actions.Reached(channel="web"), hand=Hand(member_id))


def _allow(member_id: UUID) -> None:
    actions.consent(
        member_id, what="That I am a member, and since when", to_whom="My landlord",
        until_on=today() + timedelta(days=700), hand=Hand(member_id),
    )  # fmt: skip


def class_named(name: str) -> UUID:
    """Give the id of a class by the co-operative’s own name for it."""
    return next(each.id for each in classes() if each.name == name)


def place_named(name: str) -> UUID:
    """Give the id of an establishment by its name."""
    return next(each.id for each in establishments() if each.name == name)
