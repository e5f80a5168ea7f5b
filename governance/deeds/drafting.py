"""Deeds on a draft: write it, change it, and propose it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from coop.core import audit, clock
from coop.core.audit import Hand
from coop.core.db import session
from coop.core.errors import N_, Refusal, Refused, refuse_if
from coop.core.jobs import promise
from coop.membership.queries import is_member_on, today
from governance import acts
from governance.deeds.adopting import readable_rules
from governance.deeds.steps import acting_member, locked_motion, note, take_step
from governance.models.motions import Motion, Seconder
from governance.reading.bars import bar_on
from governance.reading.rules import rules_in_force
from governance.rules.life import question_digest, refusals_to_write
from governance.rules.motions import Wording, refusals_to_amend, refusals_to_propose
from governance.rules.nouns import Kind, RuleSet
from governance.rules.purposes import Purpose, refusals_of_purpose
from governance.rules.states import State

TRIES = 5


@dataclass(frozen=True, slots=True)
class MotionWords:
    """What a mover writes: the question, what deciding it does, and how it is voted on."""

    title: str
    text: str
    summary: str
    kind: str = "ordinary"
    purpose: str = "general"
    is_secret: bool = True
    is_by_class: bool = False
    about_member_id: UUID | None = None
    same_as_id: UUID | None = None
    new_rules_text: str | None = None


def draft_motion(words: MotionWords, *, hand: Hand) -> Motion:
    """Write a draft in the mover’s name; only the mover sees it until it is proposed."""
    mover_id = acting_member(hand)
    refuse_if(_refusals(words))
    motion = _numbered(words, mover_id)
    note(motion, State.DRAFT)
    audit.record(acts.DRAFTED, motion.id, hand=hand, number=motion.number)
    return motion


def edit_motion(motion_id: UUID, words: MotionWords, *, hand: Hand) -> Motion:
    """Change the words, while nobody has seconded them (GOV-14)."""
    motion = locked_motion(motion_id)
    is_mover = motion.mover_id == hand.by
    seconded = session().scalar(select(func.count()).where(Seconder.motion_id == motion.id)) or 0
    found = refusals_to_amend(State(motion.state), is_mover=is_mover, seconders=seconded)
    refuse_if([*found, *_refusals(words)])
    _write(motion, words)
    session().flush()
    audit.record(acts.EDITED, motion.id, hand=hand, number=motion.number)
    return motion


def propose_motion(motion_id: UUID, *, hand: Hand) -> Motion:
    """Put the draft before the members, to be seconded and discussed (GOV-12, GOV-17)."""
    motion = locked_motion(motion_id)
    if hand.by != motion.mover_id:
        raise Refused(Refusal("GOV-14", N_("Only the mover can do this.")))
    rules = rules_in_force(today())
    refuse_if(_proposing_refusals(motion, rules))
    take_step(motion, State.PROPOSED)
    audit.record(acts.PROPOSED, motion.id, hand=hand, number=motion.number)
    due = clock.now() + timedelta(days=rules.motions.lapse_days)
    promise("governance.lapse", str(motion.id), due=due)
    if rules.motions.seconders == 0:
        take_step(motion, State.SECONDED)
    return motion


def _refusals(words: MotionWords) -> list[Refusal]:
    found = refusals_to_write(words.title, words.text, words.summary)
    if words.new_rules_text:
        readable_rules(words.new_rules_text)
    return found


def _proposing_refusals(motion: Motion, rules: RuleSet) -> list[Refusal]:
    bar = bar_on(motion, months=rules.motions.barred_months)
    return [
        *refusals_to_propose(
            State(motion.state),
            Wording(motion.title, motion.text, motion.summary),
            kind=Kind(motion.kind),
            by_class=motion.is_by_class,
            mover_may_vote=is_member_on(motion.mover_id, today()),
            barred=bar.until if bar else None,
            today=today(),
            rules=rules,
        ),
        *refusals_of_purpose(
            rules,
            purpose=motion.purpose,
            kind=motion.kind,
            has_subject=motion.about_member_id is not None,
            has_rules=bool(motion.new_rules_text),
        ),
        *_version_refusals(motion, rules),
    ]


def _version_refusals(motion: Motion, rules: RuleSet) -> list[Refusal]:
    """Refuse new rules that would not come after the old ones (GOV-26)."""
    if not motion.new_rules_text or readable_rules(motion.new_rules_text).version > rules.version:
        return []
    text = N_("The new rules must have a version above %(version)s.")
    todo = N_("Change the line that begins with “version”.")
    return [Refusal("GOV-26", text, {"version": rules.version}, todo)]


def _numbered(words: MotionWords, mover_id: UUID) -> Motion:
    """Write the motion under the next free number of the year.

    Two drafts at once may reach for the same number; the database lets one have it.
    """
    year = today().year
    for _ in range(TRIES):
        count = session().scalar(select(func.count()).where(Motion.number.like(f"{year}-%"))) or 0
        motion = Motion(
            number=f"{year}-{count + 1}",
            mover_id=mover_id,
            state=State.DRAFT,
            created_at=clock.now(),
        )
        _write(motion, words)
        try:
            with session().begin_nested():
                session().add(motion)
        except IntegrityError:
            continue
        return motion
    raise Refused(Refusal("MOT-2", N_("Many motions are being drafted. Please try again.")))


def _write(motion: Motion, words: MotionWords) -> None:
    motion.title, motion.text = words.title.strip(), words.text.strip()
    motion.summary = words.summary.strip()
    motion.kind, motion.purpose = words.kind, words.purpose
    motion.is_secret, motion.is_by_class = words.is_secret, words.is_by_class
    is_about = words.purpose == Purpose.EXPULSION
    motion.about_member_id = words.about_member_id if is_about else None
    motion.same_as_id = words.same_as_id
    changes_rules = words.purpose == Purpose.RULE_CHANGE
    motion.new_rules_text = words.new_rules_text if changes_rules else None
    motion.question = question_digest(motion.title, motion.text)
