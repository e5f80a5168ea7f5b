"""A bank’s statement from a CAMT.053 file (ISO 20022), read so that no file can do harm."""

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from coop.core.errors import N_
from coop.core.money import minor
from payroll.rules.books.bank_file import (
    AMOUNT_WANTED,
    DAY_WANTED,
    NOTHING_MOVED,
    BankFile,
    BankRow,
    Faults,
)

STATEMENT = "BkToCstmrStmt"
BOOKED = "BOOK"
CLOSING = "CLBD"
LINE = 200


def read_camt(content: bytes, currency: str) -> BankFile:
    """Read a statement; `WrongBankFile` says every fault with its entry and field (PAY-87)."""
    faults = Faults()
    root = _root(content, faults)
    faults.raise_if_any()
    statements = list(_below(root, STATEMENT, "Stmt"))
    if not statements:
        faults.whole(N_("This is no bank statement in the form CAMT.053."))
    booked = [
        each
        for statement in statements
        for each in _below(statement, "Ntry")
        if _text(each, "Sts", "Cd") in {BOOKED, ""} and _text(each, "Sts") in {BOOKED, ""}
    ]
    rows = tuple(
        _row(number, each, currency, faults) for number, each in enumerate(booked, start=1)
    )
    if statements and not rows:
        faults.whole(N_("The statement has no booked entries."))
    closing, closing_on = _closing(statements, currency, faults)
    faults.raise_if_any()
    return BankFile(rows, closing, closing_on)


def _root(content: bytes, faults: Faults) -> Element:
    """Parse; what could read other files, or swell, is refused before it is read."""
    try:
        return fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        faults.whole(
            N_("This file tries to do more than say what moved. It was not read."),
            N_("Ask the bank for a plain CAMT.053 file."),
        )
    except (ParseError, ValueError, LookupError):
        faults.whole(
            N_("This file is not XML that can be read."), N_("Choose the bank’s CAMT.053 file.")
        )
    return Element("nothing")


def _row(number: int, entry: Element, currency: str, faults: Faults) -> BankRow:
    given = (_text(entry, "BookgDt", "Dt") or _text(entry, "BookgDt", "DtTm"))[:10]
    day = _day(given)
    if day is None:
        faults.add(number, "BookgDt", DAY_WANTED, given)
    text = _said(entry)
    return BankRow(
        number,
        day or date.min,
        _amount(number, entry, currency, faults),
        text[:LINE] or "–",
        (_text(entry, "AcctSvcrRef") or _text(entry, "NtryRef"))[:LINE],
    )


def _amount(number: int, entry: Element, currency: str, faults: Faults) -> int:
    amount = next(_below(entry, "Amt"), None)
    given = (amount.text or "").strip() if amount is not None else ""
    sign = {"CRDT": 1, "DBIT": -1}.get(_text(entry, "CdtDbtInd"))
    if sign is None:
        wrong = N_("Line %(line)s, %(field)s: it must be CRDT or DBIT.")
        faults.add(number, "CdtDbtInd", wrong)
    if amount is not None and amount.get("Ccy") != currency:
        wrong = N_("Line %(line)s, %(field)s: “%(given)s” is not the co-operative’s money.")
        faults.add(number, "Ccy", wrong, amount.get("Ccy") or "")
    try:
        found = minor(given, currency)
    except ValueError:
        faults.add(number, "Amt", AMOUNT_WANTED, given)
        return 0
    if not found:
        faults.add(number, "Amt", NOTHING_MOVED)
    return (sign or 1) * found


def _said(entry: Element) -> str:
    """Put together what the bank says about an entry, each part once."""
    parts = [_text(entry, "AddtlNtryInf")]
    for details in _below(entry, "NtryDtls", "TxDtls"):
        parts += [_text(details, "RmtInf", "Ustrd"), _text(details, "Refs", "EndToEndId")]
        parts += [_text(details, "AddtlTxInf")]
    return " · ".join(dict.fromkeys(part for part in parts if part))


def _closing(
    statements: list[Element], currency: str, faults: Faults
) -> tuple[int | None, date | None]:
    """Give the closing balance of the last statement, where it says one."""
    for statement in reversed(statements):
        for balance in _below(statement, "Bal"):
            day = _day(_text(balance, "Dt", "Dt"))
            if _text(balance, "Tp", "CdOrPrtry", "Cd") == CLOSING and day is not None:
                return _signed(balance, currency, faults), day
    return None, None


def _signed(balance: Element, currency: str, faults: Faults) -> int:
    try:
        found = minor(_text(balance, "Amt"), currency)
    except ValueError:
        faults.whole(N_("The closing balance is no amount."))
        return 0
    return -found if _text(balance, "CdtDbtInd") == "DBIT" else found


def _below(element: Element, *path: str) -> Iterator[Element]:
    """Go down by names; the version that stands in the name space does not matter."""
    first, *rest = path
    for child in element:
        if child.tag.rpartition("}")[2] == first:
            yield from _below(child, *rest) if rest else (child,)


def _text(element: Element, *path: str) -> str:
    found = next(_below(element, *path), None)
    return " ".join((found.text or "").split()) if found is not None else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
