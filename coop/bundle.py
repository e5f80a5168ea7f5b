"""The auditor’s bundle: the register, the decisions and the log, signed as one.

It says what it holds and what is left out. `coop verify` checks it on another
machine with no database and no network.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from coop.core import anchors, audit, canonical, clock
from coop.core.audit import act
from coop.core.auditbook import moment_text
from coop.core.errors import N_
from coop.membership.queries import officers_on, register_on
from coop.verify import BOOKS, DECLARATIONS, FORMAT, LOG, MANIFEST, SIGNATURE
from governance.queries import declaration_documents, motion_rows
from payroll.queries import book
from payroll.rules.books.beancount_text import beancount_text
from payroll.rules.books.book import for_auditors

TAKEN_BY_COMMAND = act(
    "audit.bundle_written", N_("The auditor’s bundle written to a file"), "register_on"
)
ABOUT = """\
What is in this bundle

register.csv      the statutory register on the day named in manifest.json
officers.csv      offices held, with the day taken up and the day left
motions.csv       every motion that was put, with its kind and its state
books.beancount   the books as plain text, once they have begun; any Beancount reads them
declarations/     every declaration, with all its papers, as JSON
log.jsonl         the log of every act, sealed in batches and signed
manifest.json     the digest of each file; manifest.sig is its signature

What is left out, and why

Classes of members, dates of birth, places where members live, consents and
applications are not here: they could mark a person. Who voted is in the log;
how anybody voted in a secret ballot is nowhere. Secret papers are sorted, so
that their order says nothing. In the books a member is a number with one
account: neither what is kept for whom, nor what was taken from whose pay.

How to check it

    coop verify THIS-FILE

Compare the key in manifest.json with the key in the log_head of a declaration
that you were given earlier. They are the same.
"""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle made: the archive’s bytes and the digest of its manifest."""

    content: bytes
    digest: str


def make_bundle(on: date) -> Bundle:
    """Make the bundle with the register as it stood on a day; seal the log first."""
    audit.seal()
    files = {
        "README.txt": ABOUT.encode(),
        "register.csv": _register(on),
        "officers.csv": _officers(on),
        "motions.csv": _motions(),
        **_declarations(),
        **_books(),
        LOG: "".join(audit.export_lines()).encode("ascii"),
    }
    manifest = _manifest(files, on)
    files[MANIFEST] = manifest
    files[SIGNATURE] = anchors.sign_bytes(manifest)
    audit.anchor_head()
    return Bundle(_zip(files), sha256(manifest).hexdigest())


def _manifest(files: dict[str, bytes], on: date) -> bytes:
    facts = {
        "at": moment_text(clock.now()),
        "files": {name: sha256(content).hexdigest() for name, content in files.items()},
        "format": FORMAT,
        "key": audit.public_key_text(),
        "register_on": on.isoformat(),
    }
    return canonical.canonical(facts).encode("ascii")


def _register(on: date) -> bytes:
    header = ("number", "name", "service_address", "shares", "paid_minor", "entered", "ceased")
    rows = (
        (
            row.number,
            row.name,
            row.service_address,
            row.shares,
            row.paid_minor,
            row.entered_on,
            row.ceased_on or "",
        )
        for row in register_on(on)
    )
    return _csv(header, rows)


def _officers(on: date) -> bytes:
    header = ("number", "name", "office", "from", "until")
    rows = (
        (row.number, row.name, row.office, row.from_on, row.until_on or "")
        for row in officers_on(on)
    )
    return _csv(header, rows)


def _motions() -> bytes:
    header = ("number", "title", "kind", "secret", "by_class", "state", "put_at")
    rows = (
        (one.number, one.title, one.kind, one.is_secret, one.is_by_class, one.state, one.created_at)
        for one in motion_rows()
    )
    return _csv(header, rows)


def _declarations() -> dict[str, bytes]:
    return {
        f"{DECLARATIONS}{number}.json": document.encode()
        for number, document in declaration_documents()
    }


def _books() -> dict[str, bytes]:
    """Give the books as auditors may read them; nothing before their first entry."""
    found = book()
    return {BOOKS: beancount_text(for_auditors(found)).encode()} if found.entries else {}


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(header)
    writer.writerows(rows)
    return sheet.getvalue().encode()


def _zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            # A fixed time makes the same facts give the same archive.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name])
    return packed.getvalue()
