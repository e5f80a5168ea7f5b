"""A co-operative whose private facts are marked, so that each can be looked for everywhere.

Robin lives outside and has an address, a birth date and shares that nobody else has. The
Wrens live inside, on paper, in the one class and the one place with a telling name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from coop.core import accounts, clock
from coop.core.db import session, transaction
from coop.membership import actions, queries
from coop.membership.founding import FirstMember, Founding, NewClass, NewEstablishment, found
from coop.membership.models.member import Member
from coop.post.queries import runs
from governance.actions import (
    accept_envelope,
    agree_follow_up,
    attach,
    make_batch,
)
from governance.deeds.declaring import close_count, declare_result
from governance.models.motions import Motion
from governance.reading.papers import colleges_of
from tests.builders.governance import (
    LONG_AGO,
    House,
    Someone,
    a_motion,
    after_close,
    close,
    code_of,
    the_ballot,
    votes,
)
from tests.builders.membership import QUICK
from tests.law.at_pay import PAY_MARKS, put_on_pay
from tests.law.at_work import WORK_MARKS, put_to_work
from tests.page import PASSWORD

CLASS, TOWN = "Quillwort members", "Town members"
PLACE = "Fernhollow"
ADDRESS = "41 Hazelmere Row"
BORN = date(1971, 11, 23)
SHARES = 97
DRAFT = "Unspoken thought"
PIN = "482915"

MARKS: Mapping[str, tuple[str, ...]] = {
    "class": ("Quillwort",),
    "place": (PLACE,),
    "address": ("Hazelmere",),
    "birth date": ("23 November 1971", "1971-11-23", "23 Nov 1971", "November 1971", "23/11/1971"),
    # With what stands before it: four digits alone stand in many an id.
    "shares": (f"{SHARES}.00", f":{SHARES}00", f" {SHARES}00", f",{SHARES}00"),
    "draft": (DRAFT,),
    **WORK_MARKS,
    **PAY_MARKS,
}
"""What each private fact looks like on a page, in a file, in an address."""

OFFICES = {
    "secretary": ("secretary",),
    "returning_officer": ("returning_officer",),
    "teller": ("teller",),
    "second_teller": ("teller",),
    "clerk": ("clerk",),
    "auditor": ("auditor",),
    "board": ("board",),
    "robin": (),
    "second_board": ("board",),
    "member": (),
    "terminal": (),
    "co_ordinator": ("co_ordinator",),
    "separation_officer": ("separation_officer",),
    "payroll_officer": ("payroll_officer",),
    "treasurer": ("treasurer",),
}
EXTRA = 4
INSIDE = 6


@dataclass(frozen=True, slots=True)
class Household:
    """The people by what they are for, and one real id of everything in an address."""

    people: Mapping[str, Someone]
    ids: Mapping[str, tuple[object, ...]]
    terminal_id: UUID


def a_household() -> Household:
    """Found it, and let everything happen once that has an address of its own."""
    accounts.use_hasher(QUICK)
    house, people = _founded()
    motions = _motions(house)
    ids = {**_ids_of_people(people), **_ids_of_motions(house, motions)}
    with transaction():
        terminal_id = accounts.register_terminal("Reading room", hand=house.secretary.hand)
        accounts.set_pin(
            queries.account_of(people["terminal"].id), PIN, hand=people["terminal"].hand
        )
    ids["terminal_id"] = (terminal_id,)
    ids.update(put_to_work(people, PLACE))
    # Some names stand in addresses of two rooms: then there is an id of each.
    for name, made in put_on_pay(people, motions["declared"].number).items():
        ids[name] = (*ids.get(name, ()), *made)
    return Household(people, ids, terminal_id)


def number_of(someone: Someone) -> int:
    """Give a person’s membership number."""
    return session().get_one(Member, someone.id).number


def _founded() -> tuple[House, dict[str, Someone]]:
    wanted = [_first(role, offices) for role, offices in OFFICES.items()]
    wanted += [_first(f"extra{number}", ()) for number in range(EXTRA)]
    wanted += [_inside(number) for number in range(INSIDE)]
    with clock.at(clock.now() - LONG_AGO), transaction():
        made = found(_founding(tuple(wanted)))
        every = [
            Someone(member_id, each.name, each.name.partition(" ")[0].lower().replace("_", ""))
            for member_id, each in zip(made.member_ids, wanted, strict=True)
        ]
        for one in every[1:-INSIDE]:
            actions.open_way_in(
                one.id, name=one.account_name, password=PASSWORD, hand=every[0].hand
            )
    people = dict(zip(OFFICES, every, strict=False))
    return House(tuple(every[:-INSIDE]), tuple(every[-INSIDE:])), people


def _first(role: str, offices: tuple[str, ...]) -> FirstMember:
    is_robin = role == "robin"
    return FirstMember(
        name=f"{role.capitalize()} Vole",
        class_name=TOWN,
        born_on=BORN if is_robin else date(1980, 1, 2),
        address=ADDRESS if is_robin else "1 Mill Street",
        channel="terminal" if role == "terminal" else "web",
        shares=SHARES if is_robin else 1,
        offices=offices,
        invited=False,
    )


def _inside(number: int) -> FirstMember:
    return FirstMember(
        name=f"Wren{number} Tarn",
        class_name=CLASS,
        born_on=date(1980, 1, 2),
        use_cooperatives_address=True,
        place=PLACE,
        channel="paper",
        invited=False,
    )


def _founding(members: tuple[FirstMember, ...]) -> Founding:
    return Founding(
        name="Level Hands",
        address="The Workshop\n14 Mill Street",
        rule_set="plain",
        classes=(NewClass(name=CLASS), NewClass(name=TOWN)),
        establishments=(
            NewEstablishment(name=PLACE, address="2 Long Lane", post_days_in=3, post_days_back=3),
        ),
        members=members,
        sign_in_name="secretary",
        password=PASSWORD,
    )


def _motions(house: House) -> dict[str, Motion]:
    # The builders let whoever comes after the officers move: that is Robin.
    return {
        "draft": a_motion(state="draft", title=DRAFT, house=house),
        "proposed": a_motion(state="proposed", title="Mend the roof", house=house),
        "seconded": a_motion(state="seconded", title="Paint the door", house=house),
        "in_notice": a_motion(state="in_notice", title="Plant a hedge", house=house),
        "open": a_motion(title="Buy a loom", by_class=True, house=house),
        "closed": _closed(house),
        "declared": _declared(house),
    }


def _closed(house: House) -> Motion:
    motion = a_motion(title="Keep bees", by_class=True, house=house)
    with transaction():
        accept_envelope(code_of(motion, house.paper[0]), queries.today(), hand=house.clerk.hand)
    close(motion)
    return motion


def _declared(house: House) -> Motion:
    motion = a_motion(title="Open on Fridays", secret=False, house=house)
    votes(motion, "fffffffffa", house=house)
    close(motion)
    with clock.at(after_close(motion)):
        with transaction():
            close_count(motion.id, hand=house.returning_officer.hand)
        with transaction():
            declare_result(the_ballot(motion).id)
    return motion


def _ids_of_people(people: Mapping[str, Someone]) -> dict[str, tuple[object, ...]]:
    robin = people["robin"]
    with transaction():
        consent_id = actions.consent(
            robin.id,
            what="That I am a member",
            to_whom="The library",
            until_on=None,
            hand=robin.hand,
        )
        actions.propose_office(
            robin.id,
            office="teller",
            from_on=queries.today(),
            until_on=None,
            because="",
            hand=people["board"].hand,
        )
        application_id = actions.apply(
            actions.Applicant(
                name="Fern Hollis",
                class_id=next(each.id for each in queries.classes() if each.name == CLASS),
                shares=1,
                born_on=BORN,
                address=ADDRESS,
                former_number=None,
            ),
            hand=people["clerk"].hand,
        )
    (grant,) = [each for each in queries.every_office() if not each.is_confirmed]
    return {
        "member_id": (robin.id,), "consent_id": (consent_id,), "grant_id": (grant.grant_id,),
        "application_id": (application_id,), "account_id": (queries.account_of(robin.id),),
    }  # fmt: skip


def _ids_of_motions(house: House, motions: Mapping[str, Motion]) -> dict[str, tuple[object, ...]]:
    closed, declared = motions["closed"], motions["declared"]
    mover = house.web[7]
    with clock.at(after_close(closed)):
        with transaction():
            stack = make_batch(
                closed.id,
                1,
                next(iter(colleges_of(the_ballot(closed).id))),
                hand=house.tellers[0].hand,
            )
        with transaction():
            due = queries.today() + timedelta(days=9)
            wanted = agree_follow_up(
                declared.id, "Put up a sign", "The board", due, hand=house.secretary.hand
            )
    with transaction():
        paper = attach(motions["draft"].id, "plan.txt", b"A plan.", hand=mover.hand)
    return {
        "motion_id": tuple(one.id for one in motions.values()),
        "batch_id": (stack.id,),
        "follow_up_id": (wanted.id,),
        "attachment_id": (paper.id,),
        "run_id": tuple(run.id for run in runs())[:2],
    }
