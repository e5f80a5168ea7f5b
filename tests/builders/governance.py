"""Builders: a co-operative that can decide, its motions at any step, and who may vote."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from coop.core import accounts, clock
from coop.core.audit import Channel, Hand
from coop.core.db import session, transaction
from coop.membership.actions import open_way_in
from coop.membership.founding import FirstMember, Founding, NewClass, NewEstablishment, found
from coop.membership.queries import cooperative, members_on, today
from coop.post.actions import record_dispatch
from coop.post.queries import letters, runs
from governance.actions import (
    Heard,
    Hours,
    MotionWords,
    cast_vote,
    close_ballot,
    draft_motion,
    give_notice,
    open_ballot,
    propose_motion,
    record_hearing,
    second_motion,
)
from governance.counting.majority import Choice
from governance.models.ballots import Ballot, Turnout
from governance.models.motions import Motion
from tests.builders.membership import QUICK
from tests.page import PASSWORD
from tests.remembered import remembered

INSIDE, HOME, TOWN = "Inside members", "Members at home", "Town members"
OFFICES = (
    ("secretary", "board"),
    ("returning_officer",),
    ("teller",),
    ("teller",),
    ("clerk",),
    ("auditor",),
    ("board",),
)
DAY = timedelta(days=1)
LONG_AGO = 120 * DAY


@dataclass(frozen=True, slots=True)
class Someone:
    """A member of the test’s co-operative, who can sign in unless they are on paper."""

    id: UUID
    name: str
    account_name: str
    password: str = PASSWORD
    totp_secret: str = ""

    @property
    def hand(self) -> Hand:
        """Give their own hand, by web."""
        return Hand(by=self.id, via=Channel.WEB)


@dataclass(frozen=True, slots=True)
class House:
    """The people of the test’s co-operative; those on paper live inside."""

    web: tuple[Someone, ...]
    paper: tuple[Someone, ...]

    @property
    def everyone(self) -> tuple[Someone, ...]:
        """Give all of them."""
        return (*self.web, *self.paper)

    @property
    def secretary(self) -> Someone:
        """Give the secretary."""
        return self.web[0]

    @property
    def returning_officer(self) -> Someone:
        """Give the returning officer."""
        return self.web[1]

    @property
    def tellers(self) -> tuple[Someone, Someone]:
        """Give the two tellers."""
        return self.web[2], self.web[3]

    @property
    def clerk(self) -> Someone:
        """Give the clerk."""
        return self.web[4]


@remembered
def a_cooperative(
    *,
    web: int = 12,
    paper: int = 0,
    rules: str = "plain",
    sign_in: bool = False,
    post_days: int = 3,
) -> House:
    """Found a co-operative long before now, with members on the web and on paper.

    Only a test that opens pages asks for ways to sign in.
    """
    started = clock.now() - LONG_AGO
    accounts.use_hasher(QUICK)
    people = [_first(number, on_paper=number >= web) for number in range(web + paper)]
    with clock.at(started), transaction():
        made = found(_founding(people, rules, post_days))
        everyone = [
            Someone(member_id, person.name, "founder" if number == 0 else f"member-{number}")
            for number, (member_id, person) in enumerate(zip(made.member_ids, people, strict=True))
        ]
        for someone in everyone[1:web] if sign_in else ():
            open_way_in(
                someone.id, name=someone.account_name, password=PASSWORD, hand=everyone[0].hand
            )
    return House(tuple(everyone[:web]), tuple(everyone[web:]))


def the_house() -> House:
    """Give the co-operative of this test, founding one if there is none."""
    if cooperative() is None:
        return a_cooperative(sign_in=True)
    rows = sorted(members_on(today()), key=lambda row: row.number)
    people = [
        Someone(row.id, row.name, "founder" if place == 0 else f"member-{place}")
        for place, row in enumerate(rows)
    ]
    on_paper = {row.id for row in rows if row.is_on_paper}
    return House(
        tuple(one for one in people if one.id not in on_paper),
        tuple(one for one in people if one.id in on_paper),
    )


def a_motion(
    *,
    state: str = "open",
    open: bool = True,  # noqa: A002 - the word that the house uses
    secret: bool = True,
    by_class: bool = False,
    kind: str = "ordinary",
    purpose: str = "general",
    title: str = "Buy the second loom",
    about: UUID | None = None,
    new_rules_text: str | None = None,
    house: House | None = None,
) -> Motion:
    """Bring a motion to a step: draft, proposed, seconded, in_notice, open or closed."""
    words = MotionWords(
        title=title,
        text="We spend £2,400 from the reserve on a second loom.",
        summary="Four more people could work each week.",
        kind=kind,
        purpose=purpose,
        is_secret=secret,
        is_by_class=by_class,
        about_member_id=about,
        new_rules_text=new_rules_text,
    )
    made = _motion_at(state if open else "seconded", words, house)
    return session().get_one(Motion, made)


@remembered
def _motion_at(wanted: str, words: MotionWords, house: House | None) -> UUID:
    return _brought_to(wanted, words, house or the_house()).id


def an_elector(*, of: Motion) -> Someone:
    """Give a member on the roll who has not voted yet and holds no office."""
    ballot = the_ballot(of)
    voted = set(session().scalars(select(Turnout.member_id).where(Turnout.ballot_id == ballot.id)))
    plain = (one for one in the_house().web[len(OFFICES) :] if one.id not in voted)
    return next(plain)


def the_ballot(motion: Motion) -> Ballot:
    """Give the ballot of a motion."""
    return session().scalars(select(Ballot).where(Ballot.motion_id == motion.id)).one()


def turnout_of(motion: Motion) -> int:
    """Count the members marked as having voted."""
    wanted = select(Turnout).where(Turnout.ballot_id == the_ballot(motion).id)
    return len(list(session().scalars(wanted)))


def votes(motion: Motion, choices: str, *, house: House | None = None) -> None:
    """Let members on the web vote in turn: f for, a against, x abstain."""
    marks = {"f": Choice.FOR, "a": Choice.AGAINST, "x": Choice.ABSTAIN}
    for voter, choice in zip((house or the_house()).web, choices, strict=False):
        with transaction():
            cast_vote(motion.id, marks[choice], hand=voter.hand)


def after_close(motion: Motion) -> datetime:
    """Give a moment just after voting has closed."""
    return the_ballot(motion).closes_at + timedelta(minutes=1)


def close(motion: Motion) -> None:
    """Close voting at its hour."""
    with clock.at(after_close(motion)), transaction():
        close_ballot(motion.id, hand=Hand.system())


def _brought_to(wanted: str, words: MotionWords, people: House) -> Motion:
    mover, *others = (*people.web[len(OFFICES) :], *people.web[: len(OFFICES)])
    now = clock.now()
    opens = now - DAY
    with clock.at(opens - 60 * DAY):
        motion = _supported(wanted, words, mover, others)
    if wanted in {"in_notice", "open", "closed"}:
        with clock.at(opens - 40 * DAY), transaction():
            give_notice(
                motion.id, Hours(opens, opens + 20 * DAY), hand=people.returning_officer.hand
            )
        _send_packs(motion, people, opens - 39 * DAY)
    if wanted in {"open", "closed"}:
        _open(motion, words, people, opens)
    if wanted == "closed":
        close(motion)
    return motion


def _supported(wanted: str, words: MotionWords, mover: Someone, others: list[Someone]) -> Motion:
    with transaction():
        motion = draft_motion(words, hand=mover.hand)
    if wanted != "draft":
        with transaction():
            propose_motion(motion.id, hand=mover.hand)
    if wanted not in {"draft", "proposed"}:
        _second(motion, others)
    return motion


def _second(motion: Motion, others: list[Someone]) -> None:
    for other in others:
        if motion.state == "seconded":
            return
        with transaction():
            second_motion(motion.id, hand=other.hand)


def _open(motion: Motion, words: MotionWords, people: House, opens: datetime) -> None:
    if words.about_member_id is not None:
        with clock.at(opens - DAY), transaction():
            held = today()
            record_hearing(motion.id, Heard(held, held), hand=people.secretary.hand)
    with clock.at(opens), transaction():
        open_ballot(motion.id, hand=Hand.system())


def _send_packs(motion: Motion, people: House, at: datetime) -> None:
    for run in runs(kind="ballot", subject_id=the_ballot(motion).id):
        with clock.at(at), transaction():
            record_dispatch(run.id, today(), "post", hand=people.clerk.hand)


def code_of(motion: Motion, member: Someone) -> str:
    """Give the code on the return slip of a member’s voting letter."""
    found = [
        letter.code
        for run in runs(kind="ballot", subject_id=the_ballot(motion).id)
        for letter in letters(run.id)
        if letter.member_id == member.id
    ]
    return found[0]


def _first(number: int, *, on_paper: bool) -> FirstMember:
    classes = (INSIDE, HOME, TOWN)
    birthday = (clock.now() - timedelta(days=365 * 40)).date()
    return FirstMember(
        name=f"{NAMES[number % len(NAMES)]} {chr(65 + number // len(NAMES))}ble",
        class_name=INSIDE if on_paper else classes[number % 3],
        born_on=birthday,
        address="" if on_paper else f"{number + 1} Mill Street\nAlderton",
        use_cooperatives_address=on_paper,
        place="Northgate" if on_paper else "",
        channel="paper" if on_paper else "web",
        offices=OFFICES[number] if number < len(OFFICES) else (),
        invited=False,
    )


def _founding(people: list[FirstMember], rules: str, post_days: int) -> Founding:
    return Founding(
        name="Riverside Workers’ Co-operative",
        registered_number="T-1",
        address="The Workshop\n14 Mill Street",
        rule_set=rules,
        classes=tuple(
            NewClass(name=name, eligibility="Lives by our rules.", minimum_age=18)
            for name in (INSIDE, HOME, TOWN)
        ),
        establishments=(
            NewEstablishment(
                name="Northgate",
                address="1 Long Lane",
                post_days_in=post_days,
                post_days_back=post_days,
            ),
        ),
        members=tuple(people),
        sign_in_name="founder",
        password=PASSWORD,
    )


NAMES = (
    "Ash", "Bea", "Cam", "Dee", "Eli", "Fay", "Gus", "Hal", "Ida", "Jan", "Kit", "Lou", "Max",
    "Ned", "Ola", "Pat", "Roy", "Sam", "Tess", "Una", "Val", "Win", "Yael", "Zoe",
)  # fmt: skip
