"""Check, offline, what the co-operative hands out: a log, a result, a statement, a bundle.

It needs no database and no network. It opens nothing but the file it is given.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from coop.core import canonical
from coop.core.auditcheck import check_log
from coop.core.errors import N_
from governance.rules.declaration import check_declaration
from payroll.paper_check import check_statement, is_statement
from payroll.rules.books.ledger_check import faults_in_ledger
from payroll.surplus_check import check_surplus, is_surplus

MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
LOG = "log.jsonl"
DECLARATIONS = "declarations/"
BOOKS = "books.beancount"
FORMAT = "evenhand.bundle/1"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one file showed: its name, whether it holds, and the sentences to say."""

    name: str
    ok: bool
    sentences: tuple[str, ...]


def check_path(path: Path, anchors: Path | None = None, key: str = "") -> list[Finding]:
    """Check a file or folder by what it is; every finding is given, good and bad.

    `anchors` is a file of signed heads kept from earlier; `key` the public key, in
    hexadecimal, that the reader already trusts.
    """
    if not path.exists():
        return [Finding(path.name, ok=False, sentences=(N_("There is no such file."),))]
    kept = anchors.read_bytes().splitlines(keepends=True) if anchors else None
    if path.is_dir():
        return _bundle(_folder_files(path), kept, key)
    if zipfile.is_zipfile(path):
        return _zipped(path, kept, key)
    return [_one_file(path.name, path.read_bytes(), kept, key)]


def _zipped(path: Path, kept: list[bytes] | None, key: str) -> list[Finding]:
    try:
        files = _zip_files(path)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as fault:
        return [Finding(path.name, ok=False, sentences=(f"The archive is damaged: {fault}.",))]
    return _bundle(files, kept, key)


def _one_file(name: str, content: bytes, kept: list[bytes] | None, key: str) -> Finding:
    if name.endswith(".jsonl") or content.startswith(b'{"log":'):
        return _log(name, content, kept, key)
    if is_surplus(content):
        return _surplus(name, content)
    if name.endswith(".beancount"):
        return _books(name, content)
    return _statement(name, content) if is_statement(content) else _declaration(name, content)


def _books(name: str, content: bytes) -> Finding:
    faults = faults_in_ledger(content.decode("utf-8", errors="replace"))
    if faults:
        return Finding(name, ok=False, sentences=tuple(faults))
    said = N_("Every entry balances, and every account stands where it says.")
    return Finding(name, ok=True, sentences=(said,))


def _surplus(name: str, content: bytes) -> Finding:
    faults, digest = check_surplus(content)
    if faults:
        return Finding(name, ok=False, sentences=tuple(map(str, faults)))
    said = (
        N_("Every part was worked out again, and is the same."),
        f"Compare this digest with the one that the motion names: {digest}.",
    )
    return Finding(name, ok=True, sentences=said)


def _statement(name: str, content: bytes) -> Finding:
    faults = check_statement(content)
    if faults:
        return Finding(name, ok=False, sentences=tuple(map(str, faults)))
    said = N_("Every sum was worked out again. The result and the digest are the same.")
    return Finding(name, ok=True, sentences=(said,))


def _log(name: str, content: bytes, kept: list[bytes] | None, key: str) -> Finding:
    report = check_log(content.splitlines(keepends=True), kept, key)
    if report.ok:
        said = f"{report.entries} entries in {report.seals} seals hold. Head {report.head}."
        return Finding(name, ok=True, sentences=(said,))
    return Finding(name, ok=False, sentences=tuple(map(str, report.faults)))


def _declaration(name: str, content: bytes) -> Finding:
    faults = check_declaration(content)
    if faults:
        return Finding(name, ok=False, sentences=tuple(map(str, faults)))
    said = N_("The papers were counted again. The result and the digest are the same.")
    return Finding(name, ok=True, sentences=(said,))


def _bundle(files: Mapping[str, bytes], kept: list[bytes] | None, key: str) -> list[Finding]:
    found = [_manifest(files, key)]
    stated = _stated(files)
    found += [_stated_file(name, digest, files) for name, digest in sorted(stated.items())]
    extra = sorted(files.keys() - stated.keys() - {MANIFEST, SIGNATURE})
    unnamed = (N_("The manifest does not name it."),)
    found += [Finding(name, ok=False, sentences=unnamed) for name in extra]
    if LOG in files:
        found.append(_log(LOG, files[LOG], kept, key))
    if BOOKS in files:
        found.append(_books(BOOKS, files[BOOKS]))
    for name in sorted(files):
        if name.startswith(DECLARATIONS):
            found.append(_declaration(name, files[name]))
    return found


def _manifest(files: Mapping[str, bytes], key: str) -> Finding:
    faults = list(_manifest_faults(files, key))
    said = (N_("The manifest is signed, and the signature holds."),)
    return Finding(MANIFEST, ok=not faults, sentences=tuple(faults) or said)


def _manifest_faults(files: Mapping[str, bytes], key: str) -> Iterator[str]:
    content, signature = files.get(MANIFEST), files.get(SIGNATURE)
    if content is None or signature is None:
        yield N_("The manifest or its signature is missing.")
        return
    facts = canonical.read(content.decode("ascii", "replace"))
    stated = facts.get("key") if facts else None
    if facts is None or facts.get("format") != FORMAT or not isinstance(stated, str):
        yield N_("The manifest cannot be read.")
        return
    if key and key != stated:
        yield N_("The manifest is signed with another key than the one you trust.")
    if not _holds(stated, signature, content):
        yield N_("The signature of the manifest does not hold.")


def _holds(key: str, signature: bytes, content: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, content)
    except (ValueError, InvalidSignature):
        return False
    return True


def _stated(files: Mapping[str, bytes]) -> dict[str, str]:
    facts = canonical.read(files.get(MANIFEST, b"").decode("ascii", "replace")) or {}
    stated = facts.get("files")
    if not isinstance(stated, dict):
        return {}
    return {str(name): str(digest) for name, digest in stated.items()}


def _stated_file(name: str, digest: str, files: Mapping[str, bytes]) -> Finding:
    if name not in files:
        return Finding(name, ok=False, sentences=(N_("The file is missing."),))
    if sha256(files[name]).hexdigest() != digest:
        return Finding(name, ok=False, sentences=(N_("The file was changed."),))
    return Finding(name, ok=True, sentences=(N_("The file is as it was signed."),))


def _folder_files(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _zip_files(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def as_json(found: list[Finding]) -> str:
    """Write the findings as JSON for a program to read."""
    rows = [{"name": one.name, "ok": one.ok, "sentences": list(one.sentences)} for one in found]
    return json.dumps({"ok": all(one.ok for one in found), "findings": rows}, ensure_ascii=False)
