"""What a rule set says, as frozen nouns; shares are exact fractions, never decimals."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256

from coop.core.cited import Citation
from coop.membership.rules import MembershipRules


class Kind(StrEnum):
    """How heavy a decision is."""

    ORDINARY = "ordinary"
    EXTRAORDINARY = "extraordinary"
    SPECIAL = "special"


class Base(StrEnum):
    """Of what a majority is a share."""

    VOTES_CAST = "votes_cast"
    MEMBERS_VOTING = "members_voting"
    ALL_MEMBERS = "all_members"


class ByClass(StrEnum):
    """Whether each class must agree as well as the whole."""

    NEVER = "never"
    ALLOWED = "allowed"
    REQUIRED = "required"


class PaperAfterWeb(StrEnum):
    """What a paper vote does that comes after a vote by web or terminal."""

    REPLACES = "replaces"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Notice:
    """How long before a vote members must know of it, and when notice counts as served."""

    clear_days: int
    posted_hours: int
    electronic_hours: int


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many must vote: the greater of a number and a share of the roll."""

    number: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A second vote that must confirm the first, so many days after it."""

    share: Fraction
    strict: bool
    from_days: int
    to_days: int


@dataclass(frozen=True, slots=True)
class Majority:
    """What carries a motion of one kind; `strict` asks for more than the share."""

    share: Fraction
    strict: bool
    base: Base
    minimum_turnout: Fraction
    by_class: ByClass
    outside_meeting: bool
    confirmation: Confirmation | None = None


@dataclass(frozen=True, slots=True)
class BallotRules:
    """How long a ballot stays open, and whether an open vote may be changed."""

    days_open: int
    change_of_vote: bool
    paper_after_web: PaperAfterWeb


@dataclass(frozen=True, slots=True)
class MotionRules:
    """What a motion needs before it may be voted on."""

    seconders: int
    seconder_classes: int
    barred_months: int
    lapse_days: int


@dataclass(frozen=True, slots=True)
class PostTimes:
    """Working days that paper takes: to print, out, to answer, back, and to key."""

    print_days: int
    out_days: int
    answer_days: int
    back_days: int
    key_days: int


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One version of a co-operative’s rules, with the text that it was read from."""

    code: str
    title: str
    version: int
    in_force: date
    notice: Notice
    quorum: Quorum
    ordinary: Majority
    extraordinary: Majority
    special: Majority
    smallest_college: int
    ballot: BallotRules
    motions: MotionRules
    post: PostTimes
    membership: MembershipRules
    citations: tuple[Citation, ...]
    text: str

    @property
    def digest(self) -> str:
        """SHA-256 of the text, so that a declaration can name exactly these rules."""
        return sha256(self.text.encode()).hexdigest()

    def majority(self, kind: Kind) -> Majority:
        """Give what carries a motion of this kind (GOV-6)."""
        return {
            Kind.ORDINARY: self.ordinary,
            Kind.EXTRAORDINARY: self.extraordinary,
            Kind.SPECIAL: self.special,
        }[kind]
