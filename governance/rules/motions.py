"""What stands in the way of a motion: propose, second, amend, withdraw (GOV-12 to GOV-17)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coop.core.errors import N_, Refusal
from governance.rules.nouns import ByClass, Kind, RuleSet
from governance.rules.states import State, Step, refusals_to_step


@dataclass(frozen=True, slots=True)
class Wording:
    """What a mover writes: title, the text to be resolved, and an easy-read summary."""

    title: str
    text: str
    summary: str


@dataclass(frozen=True, slots=True)
class Seconds:
    """The seconders still needed: how many, and how many more classes; 0 and 0 is enough."""

    members: int
    classes: int

    @property
    def enough(self) -> bool:
        """Say whether nothing is missing."""
        return not self.members and not self.classes


def refusals_to_propose(  # noqa: PLR0913 - each is a fact of its own
    state: State,
    wording: Wording,
    *,
    kind: Kind,
    by_class: bool,
    mover_may_vote: bool,
    barred: date | None,
    today: date,
    rules: RuleSet,
) -> list[Refusal]:
    """Say everything that stands in the way of proposing (GOV-12, GOV-17, GOV-9, GOV-24).

    `barred` is the day until which the same question may not be put, if it was defeated.
    """
    return [
        *refusals_to_step(state, Step.PROPOSE),
        *_member(may_vote=mover_may_vote),
        *_wording(wording),
        *_by_class(kind, rules, by_class=by_class),
        *_outside_meeting(kind, rules),
        *_barred(barred, today),
    ]


def refusals_to_second(
    state: State,
    seconder: UUID,
    *,
    mover: UUID,
    seconders: Collection[UUID],
    seconder_may_vote: bool,
) -> list[Refusal]:
    """Say everything that stands in the way of seconding (GOV-13)."""
    found = [*refusals_to_step(state, Step.SECOND), *_member(may_vote=seconder_may_vote)]
    if seconder == mover:
        found.append(Refusal("GOV-13", N_("The mover cannot second their own motion.")))
    if seconder in seconders:
        found.append(Refusal("GOV-13", N_("This member has already seconded the motion.")))
    return found


def seconds_missing(classes: Sequence[str], rules: RuleSet) -> Seconds:
    """Say what is still missing; `classes` holds one class code for each seconder (GOV-13)."""
    return Seconds(
        members=max(0, rules.motions.seconders - len(classes)),
        classes=max(0, rules.motions.seconder_classes - len(set(classes))),
    )


def refusals_to_amend(state: State, *, is_mover: bool, seconders: int) -> list[Refusal]:
    """Say everything that stands in the way of changing the words (GOV-14)."""
    found = refusals_unless_mover(is_mover=is_mover, rule="GOV-14")
    if state not in (State.DRAFT, State.PROPOSED):
        found.append(
            Refusal(
                "GOV-14",
                N_("The words cannot be changed now."),
                todo=N_("The mover can withdraw the motion and propose it again."),
            )
        )
    # Whoever seconded these words has not agreed to others.
    if seconders:
        found.append(
            Refusal(
                "GOV-14",
                N_("A member has already seconded these words."),
                todo=N_("The mover can withdraw the motion and propose it again."),
            )
        )
    return found


def refusals_to_withdraw(state: State, *, is_mover: bool) -> list[Refusal]:
    """Say everything that stands in the way of withdrawing (GOV-15)."""
    return [
        *refusals_to_step(state, Step.WITHDRAW),
        *refusals_unless_mover(is_mover=is_mover, rule="GOV-15"),
    ]


def refusals_to_lapse(state: State, *, lapses: date, today: date) -> list[Refusal]:
    """Say everything that stands in the way of letting a motion lapse (GOV-16)."""
    found = refusals_to_step(state, Step.LAPSE)
    if today < lapses:
        found.append(
            Refusal(
                "GOV-16",
                N_("Members may still second the motion until %(lapses)s."),
                {"lapses": lapses},
            )
        )
    return found


def refusals_unless_mover(*, is_mover: bool, rule: str) -> list[Refusal]:
    """Refuse what only the mover may do."""
    return [] if is_mover else [Refusal(rule, N_("Only the mover can do this."))]


def _member(*, may_vote: bool) -> list[Refusal]:
    if may_vote:
        return []
    return [Refusal("GOV-12", N_("Only a member with a vote can propose or second a motion."))]


def _wording(wording: Wording) -> list[Refusal]:
    missing = (
        (wording.title, N_("The motion has no title.")),
        (wording.text, N_("There is no text for members to resolve.")),
        (wording.summary, N_("There is no easy-read summary.")),
    )
    return [
        Refusal("GOV-12", sentence, todo=N_("Write it in the draft, then propose again."))
        for words, sentence in missing
        if not words.strip()
    ]


def _by_class(kind: Kind, rules: RuleSet, *, by_class: bool) -> list[Refusal]:
    rule = rules.majority(kind).by_class
    if by_class and rule is ByClass.NEVER:
        return [Refusal("GOV-9", N_("The rules do not let classes vote apart on this."))]
    if not by_class and rule is ByClass.REQUIRED:
        return [Refusal("GOV-9", N_("The rules ask each class to agree to a motion of this kind."))]
    return []


def _outside_meeting(kind: Kind, rules: RuleSet) -> list[Refusal]:
    if rules.majority(kind).outside_meeting:
        return []
    return [Refusal("GOV-24", N_("The rules let only a meeting decide a motion of this kind."))]


def _barred(barred: date | None, today: date) -> list[Refusal]:
    if barred is None or today >= barred:
        return []
    return [
        Refusal(
            "GOV-17",
            N_("Members voted this question down not long ago."),
            todo=N_("It can be put again from %(barred)s."),
            values={"barred": barred},
        )
    ]
