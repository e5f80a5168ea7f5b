"""The paper of a statement says what its record says, and whoever changes either is found."""

import json
import re
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from flask import Flask

from coop.core.canonical import canonical
from coop.verify import check_path
from payroll.paper_check import check_statement
from payroll.papers import typeset_statement
from payroll.rules.statements.document import Earlier, faults_in, sealed, statement_document
from payroll.rules.statements.working import faults_of_working
from tests.builders.statements import statement_facts

AT = datetime(2026, 12, 3, 9, tzinfo=UTC)
MARKING = re.compile(
    r"prison|inmate|sentence|release|custody|levy|tax|savings|purse", re.IGNORECASE
)
EARLIER = Earlier("2026-11/17", "cd" * 32, gross=100_000, taken=5_000, net=95_000)


@pytest.fixture(scope="module")
def document() -> dict[str, object]:
    """Give an ordinary statement."""
    return statement_document(statement_facts())


@pytest.fixture
def paper(document: dict[str, object], speaking: Flask) -> bytes:
    """Give its paper."""
    with speaking.app_context():
        return typeset_statement(document, at=AT)


def pages_of(paper: bytes) -> list[str]:
    """Read the words of a paper, page by page."""
    with pdfium.PdfDocument(paper) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def record_of(paper: bytes) -> dict[str, object]:
    """Take the record out of a paper."""
    with pdfium.PdfDocument(paper) as opened:
        return dict(json.loads(bytes(opened.get_attachment(0).get_data())))


def test_a_paper_carries_its_record(paper: bytes, document: dict[str, object]) -> None:
    assert record_of(paper) == document
    assert check_statement(paper) == []


def test_every_printed_sum_is_right_and_ends_at_its_amount(paper: bytes) -> None:
    words = "\n".join(pages_of(paper))
    sums = [line.strip() for line in words.splitlines() if "=" in line]

    assert len(sums) >= 8
    assert [fault for line in sums for fault in faults_of_working(line, 0, 2)] == []
    assert faults_in(record_of(paper)) == []


def test_the_first_sheet_marks_nobody(paper: bytes) -> None:
    first, second, *_ = pages_of(paper)

    assert MARKING.search(first) is None
    assert "Statement of pay" in first
    assert "Income tax" in second
    assert "Savings" in second


def test_the_same_statement_gives_the_same_bytes(
    paper: bytes, document: dict[str, object], speaking: Flask
) -> None:
    with speaking.app_context():
        assert typeset_statement(document, at=AT) == paper


def test_large_print_says_the_same_on_more_pages(
    paper: bytes, document: dict[str, object], speaking: Flask
) -> None:
    with speaking.app_context():
        large = typeset_statement(document, at=AT, large=True)

    assert len(pages_of(large)) > len(pages_of(paper))
    assert check_statement(large) == []


def test_a_correction_says_what_and_why(speaking: Flask) -> None:
    facts = statement_facts(corrects=EARLIER, because="Three hours were missing.")
    with speaking.app_context():
        paper = typeset_statement(statement_document(facts), at=AT)

    assert "Why: Three hours were missing." in pages_of(paper)[0]
    assert "gross 200.00, taken off 0.00, net 200.00" in pages_of(paper)[0]
    assert check_statement(paper) == []


def test_every_byte_of_the_record_counts(document: dict[str, object]) -> None:
    record = canonical(document).encode()

    for place in range(len(record)):
        flipped = bytearray(record)
        flipped[place] ^= 1
        assert check_statement(bytes(flipped)) != [], place


def test_every_byte_of_the_attachment_counts(paper: bytes, document: dict[str, object]) -> None:
    begin, packed = attached_stream(paper, canonical(document).encode())

    # The last four bytes are only the packer’s own checksum: the record does not hang on them.
    for place in range(begin, begin + len(packed) - 4, 7):
        flipped = bytearray(paper)
        flipped[place] ^= 1
        assert check_statement(bytes(flipped)) != [], place - begin


def attached_stream(paper: bytes, record: bytes) -> tuple[int, bytes]:
    """Find where the packed record lies in a paper."""
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", paper, re.DOTALL):
        try:
            if zlib.decompress(found[1]) == record:
                return found.start(1), found[1]
        except zlib.error:
            continue
    raise AssertionError


@pytest.mark.parametrize(("was", "now"), [("50.00", "60.00"), ("100 h", "101 h")])
def test_a_paper_that_prints_something_else_is_found(
    document: dict[str, object], speaking: Flask, was: str, now: str
) -> None:
    other = json.loads(canonical(document).replace(was, now))
    with speaking.app_context():
        changed = typeset_statement(other, at=AT)
        # The record of the true statement is put into the paper with the changed words.
        swapped = swap_record(changed, canonical(other).encode(), canonical(document).encode())

    assert any("does not print" in one for one in check_statement(swapped))


def swap_record(paper: bytes, was: bytes, now: bytes) -> bytes:
    """Forge a paper: its words stay, its record is another of the same length."""
    begin, packed = attached_stream(paper, was)
    level_found = zlib.compress(now, 9)
    return paper[:begin] + level_found.ljust(len(packed), b"\0") + paper[begin + len(packed) :]


def test_verify_takes_the_paper_and_the_record(
    paper: bytes, document: dict[str, object], tmp_path: Path
) -> None:
    (tmp_path / "paper.pdf").write_bytes(paper)
    (tmp_path / "record.json").write_bytes(canonical(document).encode())
    wrong = canonical(sealed({**document, "net": 1})).encode()
    (tmp_path / "wrong.json").write_bytes(wrong)

    assert [one.ok for one in check_path(tmp_path / "paper.pdf")] == [True]
    assert [one.ok for one in check_path(tmp_path / "record.json")] == [True]
    assert [one.ok for one in check_path(tmp_path / "wrong.json")] == [False]


def test_another_pdf_is_no_statement(tmp_path: Path) -> None:
    (tmp_path / "other.pdf").write_bytes(b"%PDF-1.7\nnothing")

    assert [one.ok for one in check_path(tmp_path / "other.pdf")] == [False]
