"""Founding: everything that a co-operative begins with, in one go or not at all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import delete

from coop.core import audit, clock
from coop.core.audit import Channel, Hand
from coop.core.db import session
from coop.core.errors import Refusal, refuse_if
from coop.membership import acts, rulebook
from coop.membership.admission_rules import age_on
from coop.membership.deeds.enrolment import Newcomer, enrol, tidy_lines
from coop.membership.deeds.house import NewClass, NewEstablishment, add_class, add_establishment
from coop.membership.deeds.offices import grant_at_founding
from coop.membership.deeds.ways_in import WayIn, invite, open_way_in
from coop.membership.founding_rules import Beginning, refusals_to_found
from coop.membership.models.cooperative import Cooperative, FoundingDraft
from coop.membership.names import tidy
from coop.membership.reading.cooperative import cooperative, today

# The founding meeting proposes and confirms the first officers as one body.
MEETING = Hand(by=None, via=Channel.MEETING)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstMember:
    """Somebody who founds the co-operative; class and place are named as in the lists."""

    name: str
    sort_name: str = ""
    class_name: str
    born_on: date
    address: str = ""
    use_cooperatives_address: bool = False
    place: str = ""
    channel: str = "paper"
    shares: int = 1
    offices: tuple[str, ...] = ()
    invited: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What is written down at a founding; the first member is the founder who fills it in."""

    name: str
    short_name: str = ""
    registered_number: str = ""
    address: str
    timezone: str = "Europe/London"
    language: str = "en"
    currency: str = "GBP"
    rule_set: str
    classes: tuple[NewClass, ...]
    establishments: tuple[NewEstablishment, ...] = ()
    members: tuple[FirstMember, ...]
    sign_in_name: str
    password: str = field(repr=False)
    is_demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Founded:
    """What a founding gave: the members in their order, and the sheet of invitations."""

    member_ids: tuple[UUID, ...]
    ways_in: tuple[WayIn, ...]


def found(wish: Founding) -> Founded:
    """Found the co-operative: rules, classes, places, first members and officers (FND-1 to FND-5).

    The first member signs in with the name and password given; the others get codes.
    """
    refuse_if(refusals_to_begin(wish))
    _write_cooperative(wish)
    begins_on = today()
    rulebook.adopt(wish.rule_set, begins_on, MEETING)
    classes = {tidy(each.name): add_class(each, hand=MEETING) for each in wish.classes}
    places = {
        tidy(each.name): add_establishment(each, hand=MEETING) for each in wish.establishments
    }
    members = [_enrol(each, classes, places, wish) for each in wish.members]
    _grant_offices(wish.members, members, begins_on)
    founder = Hand(by=members[0])
    open_way_in(members[0], name=wish.sign_in_name, password=wish.password, hand=founder)
    session().execute(delete(FoundingDraft))
    audit.record(acts.FOUNDED, "co-operative", hand=founder, members=len(members))
    return Founded(tuple(members), _invite_others(wish.members, members, founder))


def refusals_to_begin(wish: Founding) -> list[Refusal]:
    """Say everything that still stands in the way of this founding."""
    offer = rulebook.offer(wish.rule_set)
    day = clock.now().date()
    officers = [each for each in wish.members if each.offices]
    beginning = Beginning(
        name=wish.name,
        timezone=wish.timezone,
        currency=wish.currency,
        class_names=[tidy(each.name) for each in wish.classes],
        place_names=[tidy(each.name) for each in wish.establishments],
        member_classes=[tidy(each.class_name) for each in wish.members],
        member_places=[tidy(each.place) for each in wish.members],
        holders=Counter(office for each in wish.members for office in set(each.offices)),
        shares=[each.shares for each in wish.members],
        births=[each.born_on for each in wish.members],
        today=day,
        officer_ages=[age_on(each.born_on, day) for each in officers],
    )
    return refusals_to_found(
        beginning,
        fewest_members=offer.fewest_members,
        rules=offer.membership,
        founded=cooperative() is not None,
    )


def _write_cooperative(wish: Founding) -> None:
    session().add(
        Cooperative(
            id=1,
            name=tidy(wish.name),
            short_name=tidy(wish.short_name) or tidy(wish.name),
            registered_number=tidy(wish.registered_number),
            address=tidy_lines(wish.address),
            timezone=wish.timezone,
            language=wish.language,
            currency=wish.currency,
            founded_at=clock.now(),
            is_demonstration=wish.is_demonstration,
        )
    )
    session().flush()


def _enrol(
    who: FirstMember, classes: dict[str, UUID], places: dict[str, UUID], wish: Founding
) -> UUID:
    price = rulebook.offer(wish.rule_set).membership.shares.price
    newcomer = Newcomer(
        name=who.name,
        sort_name=who.sort_name,
        born_on=who.born_on,
        class_id=classes[tidy(who.class_name)],
        address=who.address,
        use_cooperatives_address=who.use_cooperatives_address,
        establishment_id=places[tidy(who.place)] if who.place else None,
        channel=who.channel,
        language=wish.language,
        shares=who.shares,
        paid_minor=who.shares * price,
    )
    member = enrol(newcomer, from_on=today())
    audit.record(acts.ADMITTED, member.id, hand=MEETING, number=member.number, reference="")
    return member.id


def _grant_offices(people: Sequence[FirstMember], members: Sequence[UUID], begins_on: date) -> None:
    for who, member_id in zip(people, members, strict=True):
        for office in who.offices:
            grant_at_founding(member_id, office=office, from_on=begins_on, hand=MEETING)


def _invite_others(
    people: Sequence[FirstMember], members: Sequence[UUID], founder: Hand
) -> tuple[WayIn, ...]:
    others = zip(people[1:], members[1:], strict=True)
    return tuple(invite(member_id, hand=founder) for who, member_id in others if who.invited)
