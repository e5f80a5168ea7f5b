"""Checking an exported log, offline: no database, no network, no trust in its maker.

The export is canonical JSON lines: a header with the public key, then the entries and
after each batch its seal, and last the signed head. Every byte is bound by a hash or by
the signature, and each finding names the entry, the seal or the line.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO

from coop.core import canonical, merkle
from coop.core.auditreport import (
    GENESIS,
    Fault,
    Report,
    SignedHead,
    inner,
    read_head,
    read_line,
    whole,
    words,
)
from coop.core.errors import N_

FORMAT = "evenhand-log-1"
_ENTRY_TAIL = re.compile(rb'"leaf":"[^"]*","seal":[0-9]+\}\n?$')


def check_log(
    lines: Iterable[bytes | str], anchors: Iterable[bytes | str] | None = None, key: str = ""
) -> Report:
    """Check a whole exported log, line ends and all, against kept heads.

    `anchors` are lines of signed heads from elsewhere; `key` is the public key, in
    hexadecimal, that the reader already knows, if any.
    """
    # However the caller parted the content, it is parted here at line feeds only.
    every = BytesIO(b"".join(map(_bytes, lines))).readlines()
    walk = LogWalk(key=key)
    walk.header(every[0] if every else b"")
    signed = read_head(every[-1]) if len(every) > 1 else None
    for line in every[1 : -1 if signed else None]:
        walk.line(line)
    walk.end()
    walk.head(signed, every[0] if every else b"")
    walk.anchors([_bytes(line) for line in anchors or ()])
    return walk.report()


def _bytes(line: bytes | str) -> bytes:
    """Take text as what it would be in a file; what is not ASCII can never be canonical."""
    return line if isinstance(line, bytes) else line.encode("utf-8", "surrogateescape")


@dataclass(slots=True)
class _Batch:
    """The entries read since the last seal: number to stated leaf and stated seal."""

    leaves: dict[int, tuple[bytes, int]] = field(default_factory=dict)
    damaged: bool = False


@dataclass(slots=True)
class LogWalk:
    """One walk along a log, line by line, noting every fault."""

    key: str = ""
    next: int = 1
    number: int = 1
    previous: str | None = GENESIS
    last: int = 0
    entries: int = 0
    seals: dict[int, tuple[str, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    batch: _Batch = field(default_factory=_Batch)
    kept: int = 0
    lines: int = 1
    broken: bool = False

    def header(self, line: bytes) -> None:
        """Read the first line; take its key unless the reader knows another."""
        box = inner(read_line(line) or {}, "log")
        if words(box, "format") != FORMAT:
            self._fault(N_("The first line was changed, or is missing."))
        elif self.key and words(box, "key") != self.key:
            self._fault(N_("The log was signed under a key that is not the co-operative’s."))
        else:
            self.key = words(box, "key")

    def line(self, line: bytes) -> None:
        """Check the next line, which is an entry or a seal."""
        self.lines += 1
        if line.startswith(b'{"entry"'):
            self._entry(line)
        elif line.startswith(b'{"seal"'):
            self._seal(line)
        elif self.broken:
            self._fault(N_("Line %(first)s does not belong here."), self.lines)
        elif _ENTRY_TAIL.search(line):
            self._entry(line)
        else:
            self._damaged_seal()

    def end(self) -> None:
        """Close the walk: nothing may stand after the last seal."""
        if self.batch.leaves:
            numbers = self.batch.leaves.keys()
            self._unsealed(min(numbers), max(numbers))

    def head(self, signed: SignedHead | None, header: bytes) -> None:
        """Check the last line against the header and the last seal."""
        if signed is None:
            self._fault(N_("The last line, the signed head, was changed or is missing."))
        elif not signed.is_signed_by(self.key):
            self._fault(N_("The signed head at the end does not fit its key."))
        elif words(signed.facts, "log") != sha256(header).hexdigest():
            self._fault(N_("The first line was changed."))
        else:
            self._compare(signed)

    def anchors(self, lines: Iterable[bytes]) -> None:
        """Compare with heads that were kept elsewhere."""
        for number, line in enumerate(lines, 1):
            signed = read_head(line)
            if signed is None or not signed.is_signed_by(self.key):
                self._fault(N_("Line %(first)s of the kept heads was changed."), number)
            else:
                self.kept += 1
                self._compare(signed)

    def report(self, waiting: int = 0) -> Report:
        """Say what was found; each thing once."""
        newest = self.seals[max(self.seals)][0] if self.seals else GENESIS
        faults = tuple(dict.fromkeys(self.faults))
        return Report(self.entries, len(self.seals), newest, self.kept, faults, waiting)

    def note(self, text: str, first: int = 0, last: int = 0) -> None:
        """Add a fault that somebody else found."""
        self._fault(text, first, last)

    def _entry(self, line: bytes) -> None:
        """Check an entry against the hash beside it, and its number against its place."""
        self.entries += 1
        box = read_line(line)
        facts = inner(box or {}, "entry")
        stated = words(box or {}, "leaf")
        leaf = merkle.leaf_hash(canonical.canonical(facts).encode("ascii"))
        self.broken = box is None
        if box is None or box.keys() != {"entry", "leaf", "seal"} or leaf.hex() != stated:
            self._changed(self.next)
            self._count(self.next, leaf, self.number)
            return
        self._number(whole(facts, "sequence"), leaf, whole(box, "seal"))

    def _number(self, sequence: int, leaf: bytes, seal: int) -> None:
        """Check that a whole entry stands where its number says."""
        if sequence > self.next:
            self._missing(self.next, sequence - 1)
        if sequence < self.next:
            self._fault(N_("Entry %(first)s is there twice, or out of order."), sequence)
            self.batch.damaged = True
            return
        self._count(sequence, leaf, seal)

    def _count(self, sequence: int, leaf: bytes, seal: int) -> None:
        """Put an entry into the batch that the next seal must cover."""
        self.batch.leaves[sequence] = (leaf, seal)
        self.next = sequence + 1

    def _seal(self, line: bytes) -> None:
        """Check a seal: its own hash, the seal before, its range and its root."""
        box = read_line(line)
        facts = inner(box or {}, "seal")
        stated = facts.pop("hash", None)
        self.broken = box is None
        if box is None or len(box) != 1 or canonical.digest(facts) != stated:
            self._damaged_seal()
        elif whole(facts, "number") < self.number:
            self._fault(N_("Seal %(first)s is out of order."), whole(facts, "number"))
        else:
            self._sealed(facts, str(stated))

    def _sealed(self, facts: dict[str, object], stated: str) -> None:
        """Check a whole seal, and begin the next batch after it."""
        self._chain(facts)
        self._cover(facts)
        self.number, self.previous = whole(facts, "number") + 1, stated
        self.last = whole(facts, "last")
        self.next = max(self.next, self.last + 1)
        self.seals[whole(facts, "number")] = (stated, self.last)
        self.batch = _Batch()

    def _damaged_seal(self) -> None:
        """Name a seal that cannot be read or does not fit its own hash, and go on after it."""
        first = min(self.batch.leaves, default=self.last + 1)
        self._fault(
            N_("The seal over entries %(first)s to %(last)s was changed."), first, self.next - 1
        )
        self.broken, self.previous = True, None
        self.number, self.last = self.number + 1, self.next - 1
        self.batch = _Batch()

    def _chain(self, facts: dict[str, object]) -> None:
        """Check that a seal follows the one before it."""
        number = whole(facts, "number")
        if number > self.number:
            self._some(
                N_("Seal %(first)s is missing."),
                N_("Seals %(first)s to %(last)s are missing."),
                self.number,
                number - 1,
            )
        elif self.previous not in (None, words(facts, "previous")):
            self._fault(N_("Seal %(first)s does not follow the seal before it."), number)

    def _cover(self, facts: dict[str, object]) -> None:
        """Check that a seal covers just the entries that stand before it."""
        number, first, last = (whole(facts, name) for name in ("number", "first", "last"))
        if first > self.last + 1 and number == self.number:
            self._missing(self.last + 1, first - 1)
        if last >= self.next:
            self._missing(self.next, last)
        beyond = [n for n in self.batch.leaves if n > last]
        if beyond:
            self._unsealed(min(beyond), max(beyond))
        for sequence, (_leaf, seal) in self.batch.leaves.items():
            if first <= sequence <= last and seal != number:
                self._changed(sequence)
        self._root(facts, first, last)

    def _root(self, facts: dict[str, object], first: int, last: int) -> None:
        """Compare the root, unless what is wrong in the batch has been named already."""
        leaves = [leaf for n, (leaf, _seal) in self.batch.leaves.items() if first <= n <= last]
        if not self.batch.damaged and merkle.root(leaves).hex() != words(facts, "root"):
            self._fault(
                N_("Among entries %(first)s to %(last)s at least one was changed."), first, last
            )

    def _compare(self, signed: SignedHead) -> None:
        """Compare a signed head with the seals that were found."""
        known = self.seals.get(signed.seal)
        if signed.sequence > self.last:
            self._some(
                N_("Entry %(first)s is missing from the end."),
                N_("Entries %(first)s to %(last)s are missing from the end."),
                self.last + 1,
                signed.sequence,
            )
        elif signed.seal and (known is None or known != (signed.hash, signed.sequence)):
            self._fault(
                N_("The log up to entry %(first)s is not the one that was signed."),
                signed.sequence,
            )

    def _changed(self, sequence: int) -> None:
        """Name an entry that was changed."""
        self.batch.damaged = True
        self._fault(N_("Entry %(first)s was changed."), sequence)

    def _missing(self, first: int, last: int) -> None:
        """Name entries that are missing."""
        self.batch.damaged = True
        self._some(
            N_("Entry %(first)s is missing."),
            N_("Entries %(first)s to %(last)s are missing."),
            first,
            last,
        )

    def _unsealed(self, first: int, last: int) -> None:
        """Name entries that no seal covers."""
        self._some(
            N_("Entry %(first)s is under no seal."),
            N_("Entries %(first)s to %(last)s are under no seal."),
            first,
            last,
        )

    def _some(self, one: str, many: str, first: int, last: int) -> None:
        """Note a fault about one thing, or about several in a row."""
        if first == last:
            self._fault(one, first)
        else:
            self._fault(many, first, last)

    def _fault(self, text: str, first: int = 0, last: int = 0) -> None:
        """Note a fault."""
        self.faults.append(Fault(text, first, last))
