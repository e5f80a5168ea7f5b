"""A motion’s life: which step may follow which (GOV-23)."""

from collections.abc import Mapping
from enum import StrEnum

from coop.core.errors import N_, Refusal


class State(StrEnum):
    """Where a motion stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    SECONDED = "seconded"
    IN_NOTICE = "in_notice"
    OPEN = "open"
    CLOSED = "closed"
    DECLARED = "declared"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Step(StrEnum):
    """What can be done to a motion; `SECOND` is the second that makes them enough."""

    PROPOSE = "propose"
    SECOND = "second"
    GIVE_NOTICE = "give_notice"
    OPEN = "open"
    CLOSE = "close"
    DECLARE = "declare"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


NEXT: Mapping[tuple[State, Step], State] = {
    (State.DRAFT, Step.PROPOSE): State.PROPOSED,
    (State.PROPOSED, Step.SECOND): State.SECONDED,
    (State.SECONDED, Step.GIVE_NOTICE): State.IN_NOTICE,
    (State.IN_NOTICE, Step.OPEN): State.OPEN,
    (State.OPEN, Step.CLOSE): State.CLOSED,
    (State.CLOSED, Step.DECLARE): State.DECLARED,
    (State.DRAFT, Step.WITHDRAW): State.WITHDRAWN,
    (State.PROPOSED, Step.WITHDRAW): State.WITHDRAWN,
    (State.SECONDED, Step.WITHDRAW): State.WITHDRAWN,
    (State.IN_NOTICE, Step.WITHDRAW): State.WITHDRAWN,
    (State.DRAFT, Step.LAPSE): State.LAPSED,
    (State.PROPOSED, Step.LAPSE): State.LAPSED,
}

NAMES: Mapping[State, str] = {
    State.DRAFT: N_("a draft"),
    State.PROPOSED: N_("proposed"),
    State.SECONDED: N_("seconded"),
    State.IN_NOTICE: N_("in notice"),
    State.OPEN: N_("open for voting"),
    State.CLOSED: N_("closed"),
    State.DECLARED: N_("declared"),
    State.WITHDRAWN: N_("withdrawn"),
    State.LAPSED: N_("lapsed"),
}


def may_step(state: State, step: Step) -> bool:
    """Say whether the step may be taken from where the motion stands (GOV-23)."""
    return (state, step) in NEXT


def after(state: State, step: Step) -> State:
    """Give where the step leads; `KeyError` when it may not be taken from here."""
    return NEXT[state, step]


def refusals_to_step(state: State, step: Step) -> list[Refusal]:
    """Refuse a step that may not follow where the motion stands (GOV-23)."""
    if may_step(state, step):
        return []
    return [
        Refusal(
            "GOV-23",
            N_("The motion is %(state)s, so this cannot be done now."),
            {"state": NAMES[state]},
        )
    ]
