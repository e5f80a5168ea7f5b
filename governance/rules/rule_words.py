"""Every number of a rule set in plain words, each with its source (GOV-26)."""

from dataclasses import dataclass
from fractions import Fraction

from coop.core.cited import Citation
from coop.core.errors import N_
from governance.rules.nouns import RuleSet
from governance.rules.words import NAMES

CHAPTERS = {
    "notice": N_("Notice of a vote"),
    "ballot": N_("The vote"),
    "quorum": N_("How many must vote"),
    "majorities": N_("How many must be for"),
    "by_class": N_("Votes by class"),
    "motions": N_("Motions"),
    "post": N_("Working days that paper takes"),
    "admission": N_("Joining"),
    "shares": N_("Shares"),
    "expulsion": N_("Expelling a member"),
    "officers": N_("Offices"),
    "privacy": N_("Numbers that are not shown"),
    "checks": N_("What the law watches"),
}
LABELS = {
    "notice.clear_days": N_("Clear days of notice before voting opens"),
    "notice.posted_hours": N_("Hours after posting when notice counts as served"),
    "notice.electronic_hours": N_("Hours after an electronic notice when it counts as served"),
    "quorum.number": N_("At least this many members must vote"),
    "quorum.share": N_("And at least this share of the roll"),
    "by_class.smallest_college": N_("Smallest class that votes apart; smaller ones join"),
    "ballot.days_open": N_("Clear days that voting stays open"),
    "ballot.open.change_of_vote": N_("In an open vote a member may change their vote"),
    "ballot.open.paper_after_web": N_("In an open vote a paper after a vote by web is"),
    "ballot.secret.change_of_vote": N_("In a secret vote a member may change their vote"),
    "ballot.secret.paper_after_web": N_("In a secret vote a paper after a vote by web is"),
    "motions.seconders": N_("Seconders that a motion needs"),
    "motions.seconder_classes": N_("Classes that they must come from"),
    "motions.barred_months": N_("Months before a defeated question can be put again"),
    "motions.lapse_days": N_("Days after which a motion without seconders lapses"),
    "post.print_days": N_("To print"),
    "post.out_days": N_("To reach a member"),
    "post.answer_days": N_("For the member to answer"),
    "post.back_days": N_("To come back"),
    "post.key_days": N_("To key"),
    "admission.decided_by": N_("Who decides on an application"),
    "admission.approvals": N_("How many of them must agree"),
    "admission.minimum_age": N_("Youngest age to join"),
    "shares.price": N_("Price of a share, in pence or cents"),
    "shares.least": N_("Fewest shares to hold"),
    "shares.most": N_("Most shares to hold"),
    "expulsion.kind": N_("Kind of decision that it needs"),
    "expulsion.heard": N_("The member must be heard first"),
    "expulsion.representative_may_be_anyone": N_("Anyone may speak for the member"),
    "expulsion.notice_days": N_("Days of notice to the member"),
    "officers.confirmed": N_("Offices that a second person confirms"),
    "officers.minimum_age": N_("Youngest age for an office"),
    "privacy.smallest_cell": N_("A count smaller than this is not shown"),
}
PARTS = {
    "share": N_("share that must be for"),
    "strict": N_("more than that share is needed"),
    "base": N_("of what it is a share"),
    "minimum_turnout": N_("share of members who must vote"),
    "by_class": N_("each class must agree"),
    "outside_meeting": N_("may be decided outside a meeting"),
    "confirmation.share": N_("share in the second vote"),
    "confirmation.strict": N_("more than that share in the second vote"),
    "confirmation.from_days": N_("first day of the second vote"),
    "confirmation.to_days": N_("last day of the second vote"),
}
VALUES = {
    "votes_cast": N_("votes cast, for and against"),
    "members_voting": N_("members voting"),
    "all_members": N_("all members"),
    "allowed": N_("if the mover asks"),
    "never": N_("never"),
    "required": N_("always"),
    "replaces": N_("counted in its place"),
    "refused": N_("refused"),
    "yes": N_("yes"),
    "no": N_("no"),
    "ordinary": N_("ordinary"),
    "extraordinary": N_("extraordinary"),
    "special": N_("special"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One number: what it is for (perhaps under a kind of decision), and its source."""

    kind: str
    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The numbers of one matter; titles, labels and values are message ids."""

    title: str
    lines: tuple[Line, ...]


def chapters(rules: RuleSet) -> tuple[Chapter, ...]:
    """Give every number of the rules by matter, in the order of the file."""
    return tuple(
        Chapter(title, lines)
        for code, title in CHAPTERS.items()
        if (lines := tuple(_line(one) for one in rules.citations if _matter(one) == code))
    )


def _matter(citation: Citation) -> str:
    return citation.key.partition(".")[0]


def _line(citation: Citation) -> Line:
    value = _value(citation.value)
    if _matter(citation) != "majorities":
        label = LABELS.get(citation.key, citation.key.rpartition(".")[2].replace("_", " "))
        return Line("", label, value, citation.source)
    _chapter, kind, part = citation.key.split(".", 2)
    return Line(VALUES.get(kind, kind), PARTS.get(part, part), value, citation.source)


def _value(written: str) -> str:
    """Write a value as a person says it: a known word, a share in words, or as it stands."""
    if "/" in written:
        return NAMES.get(Fraction(written), written)
    return VALUES.get(written, written.replace("_", " "))
