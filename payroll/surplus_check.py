"""Check a proposal for a surplus offline: work it out again from its own facts (PAY-73, PAY-76)."""

from coop.core import canonical
from coop.core.errors import N_
from payroll.rules.owned.surplus_document import FORMAT, faults_in_surplus

_MARK = f'"format":"{FORMAT}"'.encode("ascii")


def is_surplus(content: bytes) -> bool:
    """Say whether a file is meant to be a proposal for a surplus."""
    return content.startswith(b"{") and _MARK in content


def check_surplus(content: bytes) -> tuple[list[str], str]:
    """Say everything that is wrong with a proposal, and give its digest.

    The digest is to be compared with the one that the motion names.
    """
    document = canonical.read(content.decode("ascii", errors="replace"))
    if document is None:
        return [N_("This is no proposal, or not one byte for byte as it was made.")], ""
    return faults_in_surplus(document), canonical.digest(document)
