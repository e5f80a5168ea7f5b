"""Paper accounts for itself before the count closes (GOV-22)."""

from dataclasses import dataclass

from coop.core.errors import N_, Refusal
from governance.rules.states import NAMES, State


@dataclass(frozen=True, slots=True)
class PaperAccount:
    """What became of every ballot paper that was issued.

    `envelopes` are the outer envelopes accepted; `empty` are those with no paper inside.
    `unused` papers came back blank and unasked; `outstanding` never came back.
    `unkeyed` papers are stacked but not keyed twice; `unsettled` differ between keyings.
    """

    issued: int
    counted: int
    spoiled: int
    unused: int
    outstanding: int
    envelopes: int
    empty: int = 0
    unkeyed: int = 0
    unsettled: int = 0

    @property
    def accounted(self) -> int:
        """Papers of which it is known what became of them."""
        return self.counted + self.spoiled + self.unused + self.outstanding + self.empty

    @property
    def unbegun(self) -> int:
        """Papers from the envelopes that wait while none at all has come into the box."""
        return 0 if self.counted + self.spoiled else max(0, self.envelopes - self.empty)


def refusals_to_close_count(state: State, account: PaperAccount) -> list[Refusal]:
    """Say everything that keeps the count open (GOV-22).

    An empty envelope was issued a paper that never came: it stands in the account as
    empty, so that the number of envelopes and of members marked as voting agree.
    """
    found = []
    if state is not State.CLOSED:
        found.append(
            Refusal(
                "GOV-22",
                N_("The motion is %(state)s, so its count cannot be closed."),
                {"state": NAMES[state]},
            )
        )
    return [*found, *_issued(account), *_envelopes(account), *_keying(account)]


def _issued(account: PaperAccount) -> list[Refusal]:
    missing = account.issued - account.accounted
    # Papers that nobody has keyed yet are said to be so, not to be lost.
    if not missing or missing == account.unbegun:
        return []
    few = N_("%(missing)s of %(issued)s papers issued are not accounted for.")
    many = N_("There are %(missing)s more papers than the %(issued)s issued.")
    return [
        Refusal(
            "GOV-22",
            few if missing > 0 else many,
            {"missing": abs(missing), "issued": account.issued},
            N_("Count the papers again: counted, spoiled, unused, empty and not returned."),
        )
    ]


def _envelopes(account: PaperAccount) -> list[Refusal]:
    inside = account.counted + account.spoiled + account.empty
    if inside == account.envelopes:
        return []
    if account.unbegun:
        return [_not_begun(account.unbegun)]
    return [
        Refusal(
            "GOV-22",
            N_("%(envelopes)s envelopes were accepted, but %(inside)s papers came out of them."),
            {"envelopes": account.envelopes, "inside": inside},
            N_("Open and count the envelopes again, with two tellers."),
        )
    ]


def _not_begun(awaited: int) -> Refusal:
    """Say that no paper is lost: the tellers have not keyed them all yet."""
    one = N_("The papers have not been keyed yet: one is still to come into the box.")
    many = N_("The papers have not been keyed yet: %(awaited)s are still to come into the box.")
    return Refusal(
        "GOV-22",
        one if awaited == 1 else many,
        {"awaited": awaited},
        N_("Make a stack of the papers. Two tellers then key it, each alone."),
    )


def _keying(account: PaperAccount) -> list[Refusal]:
    found = []
    if account.unkeyed:
        found.append(
            Refusal(
                "GOV-22",
                N_("Papers not yet keyed by two tellers: %(unkeyed)s."),
                {"unkeyed": account.unkeyed},
            )
        )
    if account.unsettled:
        found.append(
            Refusal(
                "GOV-22",
                N_("Differences between the two tellers not yet settled: %(unsettled)s."),
                {"unsettled": account.unsettled},
            )
        )
    return found
