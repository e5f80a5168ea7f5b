"""Matters of one member, as one table: each is a form, its words, and whose wish it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from coop.core.errors import N_
from coop.membership.forms import matters, moves, officers
from coop.membership.forms.matters import MatterForm


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that may be done about a member.

    What a member does by their own wish has a paper form with a code; what an officer
    records has none. `done` is the sentence that says it is recorded.
    """

    slug: str
    title: str
    lead: str
    done: str
    form: type[MatterForm]
    paper_code: str = ""

    @property
    def is_own(self) -> bool:
        """Say whether only the member may wish it."""
        return bool(self.paper_code)


_ALL = (
    Matter(
        "reach",
        N_("How you want to be reached"),
        N_("Choose the door, the language and the size of print. You can change it at any time."),
        N_("Recorded. We reach you this way from today."),
        matters.ReachForm,
        "M1",
    ),
    Matter(
        "address",
        N_("Service address"),
        N_("This address stands in the register. It need not be where you live."),
        N_("Recorded. Notices go to this address from that day."),
        matters.AddressForm,
        "M2",
    ),
    Matter(
        "name",
        N_("Another name"),
        N_("Tell us your name as you want it in the register."),
        N_("Recorded. The register has this name from that day."),
        matters.NameForm,
        "M3",
    ),
    Matter(
        "class",
        N_("Move to another class"),
        N_("You move only when you wish. A vote that is open stays as it was."),
        N_("Recorded. Nobody sees your class who does not need it."),
        matters.ClassForm,
        "M4",
    ),
    Matter(
        "shares",
        N_("Buy more shares"),
        N_("More shares do not give more votes."),
        N_("Recorded. The shares stand in the register."),
        matters.SharesForm,
        "M5",
    ),
    Matter(
        "pass-shares",
        N_("Pass shares to another member"),
        N_("You keep at least the fewest shares that the rules ask for."),
        N_("Recorded. The shares have passed to the other member."),
        matters.PassSharesForm,
        "M6",
    ),
    Matter(
        "allow",
        N_("Allow something to be known"),
        N_("You say what, to whom and until when. You can take it back at any time."),
        N_("Recorded. You can take it back at any time."),
        matters.AllowForm,
        "M7",
    ),
    Matter(
        "resign",
        N_("Resign"),
        N_("Your membership ends on the day that you choose. Your number stays yours."),
        N_("Recorded. The membership ends on that day."),
        matters.ResignForm,
        "M8",
    ),
    Matter(
        "take-back",
        N_("Take back what you allowed"),
        N_("From today nobody may be told any more."),
        N_("Taken back. Nobody may be told any more."),
        matters.TakeBackForm,
        "M9",
    ),
    Matter(
        "transfer",
        N_("Transfer to another establishment"),
        N_("Membership, class, shares, offices and votes stay as they are."),
        N_("The transfer is recorded."),
        moves.TransferForm,
    ),
    Matter(
        "release",
        N_("Release"),
        N_("Membership, class, shares, offices and votes stay as they are."),
        N_("The release is recorded."),
        moves.ReleaseForm,
    ),
    Matter(
        "temporary-release",
        N_("Temporary release"),
        N_("The member is out for a time and expected back."),
        N_("The temporary release is recorded."),
        moves.TemporaryReleaseForm,
    ),
    Matter(
        "return",
        N_("Return from temporary release"),
        N_("The member is back."),
        N_("The return is recorded."),
        moves.ReturnForm,
    ),
    Matter(
        "recall",
        N_("Recall"),
        N_("Membership, class, shares, offices and votes stay as they are."),
        N_("The recall is recorded."),
        moves.RecallForm,
    ),
    Matter(
        "death",
        N_("Death of a member"),
        N_("The membership ends. The way in to this system is closed."),
        N_("The death is recorded."),
        moves.DeathForm,
    ),
    Matter(
        "readmission",
        N_("Member again"),
        N_("The person keeps the number they had."),
        N_("The person is a member again."),
        moves.ReadmitForm,
    ),
)
_OF_OFFICERS = (
    Matter(
        "opinion",
        N_("Opinion on an application"),
        N_("It counts once, and never on yourself."),
        N_("The opinion is recorded."),
        officers.OpinionOnPaper,
        "M10",
    ),
    Matter(
        "propose",
        N_("Propose a member for an office"),
        N_("Another person has to confirm it."),
        N_("Proposed. The office holds once another person confirms it."),
        officers.ProposalOnPaper,
        "M11",
    ),
    Matter(
        "confirm",
        N_("Confirm an office"),
        N_("Nobody confirms their own office, or one that they proposed."),
        N_("Confirmed. The office holds from its first day."),
        officers.ConfirmationOnPaper,
        "M12",
    ),
)
MATTERS: Mapping[str, Matter] = MappingProxyType({each.slug: each for each in _ALL})
"""Every matter by the word in its address."""

OWN: Mapping[str, Matter] = MappingProxyType({each.slug: each for each in _ALL if each.is_own})
"""The matters that a member may bring, by any door."""

ON_PAPER: Mapping[str, Matter] = MappingProxyType(
    {each.slug: each for each in (*OWN.values(), *_OF_OFFICERS)}
)
"""Everything that a clerk may key: the members’ own matters, and what officers send on paper."""
