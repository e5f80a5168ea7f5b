"""Check a statement of pay offline: its PDF, or its record alone (PAY-52).

It needs no database and no network: everything that is compared stands in the file.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from coop.core import canonical
from coop.core.errors import N_
from payroll.rules.statements import account
from payroll.rules.statements.account import faults_in_account
from payroll.rules.statements.document import faults_in
from payroll.rules.statements.document_shape import FORMAT, parts, whole
from payroll.wording import coins

if TYPE_CHECKING:
    import pypdfium2 as pdfium

RECORD = "record.json"
_MARKS = tuple(f'"format":"{one}"'.encode("ascii") for one in (FORMAT, account.FORMAT))
_NUMBER = re.compile(r"\d+(?:[.,\s’']\d{3})*(?:[.,]\d+)?")
_GONE = re.compile(r"[\s\u00ad\u200b\ufffe]+")


def is_statement(content: bytes) -> bool:
    """Say whether a file is meant to be a statement: its PDF, or its record."""
    return content.startswith(b"%PDF") or any(mark in content for mark in _MARKS)


def check_statement(content: bytes) -> list[str]:
    """Say everything that is wrong with a statement’s PDF or record; nothing when it holds."""
    if not content.startswith(b"%PDF"):
        return _read(content)[1]
    # It is large, and of all programs only one that checks a paper needs it.
    import pypdfium2 as pdfium  # noqa: PLC0415

    try:
        return _paper_faults(pdfium.PdfDocument(content))
    except (pdfium.PdfiumError, ValueError, IndexError) as fault:
        return [f"The paper cannot be opened: {fault}"]


def _paper_faults(opened: "pdfium.PdfDocument") -> list[str]:
    with opened as paper:
        record = _attached(paper)
        words = "\n".join(page.get_textpage().get_text_range() for page in paper)
    if record is None:
        return [N_("The paper carries no record, or more than one.")]
    document, faults = _read(record)
    return faults or [*_printed_faults(document, words)]


def _attached(paper: "pdfium.PdfDocument") -> bytes | None:
    """Give the one record that the paper carries."""
    if paper.count_attachments() != 1:
        return None
    found = paper.get_attachment(0)
    return bytes(found.get_data()) if found.get_name() == RECORD else None


def _read(record: bytes) -> tuple[Mapping[str, object], list[str]]:
    document = canonical.read(record.decode("ascii", errors="replace"))
    if document is None:
        return {}, [N_("This is not a statement, or not one byte for byte as it was issued.")]
    if document.get("format") == account.FORMAT:
        return document, faults_in_account(document)
    return document, faults_in(document)


def _printed_faults(document: Mapping[str, object], words: str) -> Iterator[str]:
    """Compare what is printed with the record: every amount and working, and no other amount."""
    bare = _GONE.sub("", words)
    places = whole(document, "decimals")
    for said in _must_be_printed(document, places):
        if _GONE.sub("", said) not in bare:
            yield f"The paper does not print “{said}”, which its record says."
    known = set(_figures(canonical.canonical(document))) | _amounts(document)
    for printed in _NUMBER.findall(words):
        digits = _digits(printed)
        if places and len(digits) > places and _has_coins(printed, places) and digits not in known:
            yield f"The paper prints {printed}, which is not in its record."


def _must_be_printed(document: Mapping[str, object], places: int) -> Iterator[str]:
    yield str(document["digest"])
    if document.get("format") == account.FORMAT:
        yield from _of_account(document, places)
    else:
        yield from _of_statement(document, places)


def _of_statement(document: Mapping[str, object], places: int) -> Iterator[str]:
    for key in ("gross", "taken", "net"):
        yield coins(whole(document, key), places)
    for stretch in parts(document, "stretches"):
        for kind in ("earnings", "lines", "purses"):
            for one in parts(stretch, kind):
                yield coins(whole(one, "amount"), places)
                yield str(one["working"])
    for purse in parts(document, "purses"):
        yield coins(whole(purse, "after"), places)


def _of_account(document: Mapping[str, object], places: int) -> Iterator[str]:
    for section in parts(document, "sections"):
        if section["unit"] == account.Unit.MONEY:
            yield coins(whole(section, "total"), places)
            for row in parts(section, "rows"):
                yield coins(whole(row, "amount"), places)


def _amounts(thing: object) -> set[str]:
    """Give the digits of every whole number in the record."""
    if isinstance(thing, Mapping):
        return set().union(*(_amounts(one) for one in thing.values()))
    if isinstance(thing, list):
        return set().union(*(_amounts(one) for one in thing))
    return {str(abs(thing)).lstrip("0")} if isinstance(thing, int) else set()


def _figures(text: str) -> Iterator[str]:
    return (_digits(found) for found in _NUMBER.findall(text))


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number).lstrip("0")


def _has_coins(number: str, places: int) -> bool:
    return re.search(rf"[.,]\d{{{places}}}$", number) is not None
