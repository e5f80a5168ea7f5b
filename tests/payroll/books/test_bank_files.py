"""A bank’s files: read whatever way the bank writes them, or refused with every fault."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.core.money import plain
from payroll.rules.books.bank_camt import read_camt
from payroll.rules.books.bank_csv import read_bank_csv
from payroll.rules.books.bank_file import BankFile, BankRow, WrongBankFile, fingerprints

CSV = """Date,Description,Amount,Reference
2026-03-02,Alder Hotel invoice 12,"1,204.50",A1
03/03/2026,Mill flour,-80.00,
"""
ENTRY = """<Ntry><NtryRef>{ref}</NtryRef><Amt Ccy="{ccy}">{amount}</Amt>
<CdtDbtInd>{sign}</CdtDbtInd><Sts>{state}</Sts><BookgDt><Dt>{day}</Dt></BookgDt>
<NtryDtls><TxDtls><Refs><EndToEndId>E2E</EndToEndId></Refs>
<RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"""
CLOSING = """<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="GBP">{0}</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-31</Dt></Dt></Bal>"""
HOSTILE = {
    "entities that swell": """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;">]><Document>&b;</Document>""",
    "a file of ours": """<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<Document>&a;</Document>""",
    "a page elsewhere": """<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><Document/>""",
}


def an_entry_of_a_bank(**other: str) -> str:
    """Write one entry of a statement."""
    usual = {
        "ref": "R1", "ccy": "GBP", "amount": "12.50", "sign": "CRDT", "state": "BOOK",
        "day": "2026-03-02", "text": "Alder Hotel",
    }  # fmt: skip
    return ENTRY.format(**usual | other)


def a_camt(*entries: str, closing: str = "", version: str = "02") -> bytes:
    """Write a statement."""
    name = f"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"
    body = (CLOSING.format(closing) if closing else "") + "".join(entries)
    whole = f"<BkToCstmrStmt><Stmt>{body}</Stmt></BkToCstmrStmt>"
    return f'<?xml version="1.0"?><Document xmlns="{name}">{whole}</Document>'.encode()


def faults_of(wrong: pytest.ExceptionInfo[WrongBankFile]) -> list[str]:
    """Give the sentences."""
    return [str(each) for each in wrong.value.refusals]


def test_a_csv_file_is_read_by_the_names_of_its_columns():
    found = read_bank_csv(CSV, "GBP")

    assert found.rows == (
        BankRow(2, date(2026, 3, 2), 120_450, "Alder Hotel invoice 12", "A1"),
        BankRow(3, date(2026, 3, 3), -8_000, "Mill flour", ""),
    )


def test_what_came_in_and_went_out_may_stand_in_two_columns():
    text = "\ufeffDATE;Details;Paid in;Paid out\n\n02.03.2026;Hotel;12.50;\n2026-03-03;Mill;;8.00\n"

    found = read_bank_csv(text, "GBP")

    assert [(row.line, row.amount) for row in found.rows] == [(3, 1250), (4, -800)]


def test_every_fault_of_a_csv_file_is_said_with_its_line_and_field():
    text = """day,text,amount
2026-02-30,Hotel,12.50
2026-03-02,,12.505
2026-03-02,Mill,0.00
2026-03-02,Mill
31/12/2026,Mill,"1,2"
"""
    with pytest.raises(WrongBankFile) as wrong:
        read_bank_csv(text, "GBP")

    assert faults_of(wrong) == [
        "Line 2, day: “2026-02-30” is no day. Write it as 2026-03-31.",
        "Line 3, text: there is no text.",
        "Line 3, amount: “12.505” is no amount. Write it as 1234.56.",
        "Line 4, amount: the amount is nothing.",
        "Line 5: it has not as many fields as the headings.",
        "Line 6, amount: “1,2” is no amount. Write it as 1234.56.",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("", "The column “day” is missing.", id="nothing"),
        pytest.param("day,text\n", "The column “amount” is missing.", id="no amount"),
        pytest.param("day,text,amount\n", "The file has no lines", id="no lines"),
        pytest.param('day,text,amount\n"' + "x" * 200_000, "cannot be read as CSV", id="no CSV"),
    ],
)
def test_a_file_that_is_no_statement_is_refused_with_a_sentence(text, fault):
    with pytest.raises(WrongBankFile) as wrong:
        read_bank_csv(text, "GBP")

    assert any(fault in each for each in faults_of(wrong))


def test_a_long_list_of_faults_is_cut_and_says_so():
    with pytest.raises(WrongBankFile) as wrong:
        read_bank_csv("day,text,amount\n" + "x,y,1\n" * 100, "GBP")

    assert faults_of(wrong)[-1] == "There are 60 more."
    assert len(faults_of(wrong)) == 41


@pytest.mark.parametrize("version", ["02", "08"])
def test_a_camt_file_gives_booked_entries_and_the_closing_balance(version):
    sent = an_entry_of_a_bank(sign="DBIT", amount="8.00", ref="R2", text="Mill\n flour")
    pending = an_entry_of_a_bank(state="PDNG")
    newer = an_entry_of_a_bank(state="<Cd>BOOK</Cd>", ref="R3")

    found = read_camt(
        a_camt(an_entry_of_a_bank(), sent, pending, newer, closing="17.00", version=version), "GBP"
    )

    assert found.rows == (
        BankRow(1, date(2026, 3, 2), 1250, "Alder Hotel · E2E", "R1"),
        BankRow(2, date(2026, 3, 2), -800, "Mill flour · E2E", "R2"),
        BankRow(3, date(2026, 3, 2), 1250, "Alder Hotel · E2E", "R3"),
    )
    assert (found.closing, found.closing_on) == (1700, date(2026, 3, 31))


def test_every_fault_of_a_camt_file_is_said_with_its_entry_and_field():
    wrong_everywhere = an_entry_of_a_bank(day="x", sign="UP", ccy="USD", amount="1.2.3")

    with pytest.raises(WrongBankFile) as wrong:
        read_camt(
            a_camt(an_entry_of_a_bank(amount="0.00"), wrong_everywhere, closing="much"), "GBP"
        )

    assert faults_of(wrong) == [
        "Line 1, Amt: the amount is nothing.",
        "Line 2, BookgDt: “x” is no day. Write it as 2026-03-31.",
        "Line 2, CdtDbtInd: it must be CRDT or DBIT.",
        "Line 2, Ccy: “USD” is not the co-operative’s money.",
        "Line 2, Amt: “1.2.3” is no amount. Write it as 1234.56.",
        "The closing balance is no amount.",
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence_and_never_read(text):
    with pytest.raises(WrongBankFile) as wrong:
        read_camt(text.encode(), "GBP")

    assert faults_of(wrong)[0].startswith("This file tries to do more than say what moved.")


@pytest.mark.parametrize(
    "content", [b"", b"no xml", b"<Document>", b"\xff\xfe\x00", b"<Document/>", a_camt()]
)
def test_what_is_no_statement_of_a_bank_is_refused_with_a_sentence(content):
    with pytest.raises(WrongBankFile):
        read_camt(content, "GBP")


@given(st.binary(max_size=200))
def test_whatever_is_sent_is_a_statement_or_refused(content):
    assert read_or_refused(lambda: read_camt(content, "GBP"))
    assert read_or_refused(lambda: read_bank_csv(content.decode("latin-1"), "GBP"))


def read_or_refused(read: Callable[[], BankFile]) -> object:
    """Give the rows, or the reasons against the file."""
    try:
        return read().rows
    except WrongBankFile as wrong:
        return wrong.refusals


ROWS = st.lists(
    st.tuples(
        st.dates(date(2000, 1, 1), date(2099, 12, 31)),
        st.integers(-(10**9), 10**9).filter(bool),
        st.text("abc €\"',;", min_size=1).filter(str.strip),
    ),
    min_size=1,
)


@given(ROWS)
def test_what_is_written_as_csv_is_read_back_the_same(rows):
    lines = [
        f'{day.isoformat()},{plain(amount, "GBP")},"{text.replace(chr(34), chr(34) * 2)}"'
        for day, amount, text in rows
    ]

    found = read_bank_csv("\n".join(["day,amount,text", *lines]), "GBP")

    assert [(row.day, row.amount, row.text) for row in found.rows] == [
        (day, amount, text.strip()) for day, amount, text in rows
    ]


def test_a_row_has_the_same_mark_in_every_file_and_its_twin_another():
    row = BankRow(2, date(2026, 3, 2), 500, "Bus fares")
    later = BankRow(9, date(2026, 3, 2), 500, "Bus fares")

    first, again = fingerprints("bank", [row]), fingerprints("bank", [later, later])

    assert again[0] == first[0]
    assert again[1] != first[0]
    assert fingerprints("cash", [row]) != first
