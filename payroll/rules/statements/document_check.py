"""Add a statement again with nothing but itself: hours, sums, purses, year (PAY-51)."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from coop.core.canonical import digest
from payroll.rules.statements.document_shape import (
    FORMAT,
    SHAPE,
    faults_of_shape,
    part,
    parts,
    text,
    whole,
)
from payroll.rules.statements.working import faults_of_working, is_in_hours

Sheet = Mapping[str, object]
SUMS = ("gross", "taken", "net")
MOST_DECIMALS = 4


def faults_in(document: Sheet) -> list[str]:
    """Say everything that is wrong with a statement; nothing when it adds up.

    Earnings are minutes × rate rounded once, gross and lines come to net, net goes into the
    purses, each purse to its balance, the year and the difference to what they follow from,
    and each printed working is worked out again.
    """
    if document.get("format") != FORMAT:
        return [f"format: must be {FORMAT}."]
    wrong = list(faults_of_shape(document, SHAPE))
    if wrong:
        return wrong
    bare = {key: value for key, value in document.items() if key != "digest"}
    if document["digest"] != digest(bare):
        return ["digest: is not the digest of this statement, so it was changed."]
    return [
        *_frame_faults(document),
        *_stretch_faults(document),
        *_sum_faults(document),
        *_purse_faults(document),
        *_year_faults(document),
    ]


def _frame_faults(document: Sheet) -> Iterator[str]:
    corrects = document["corrects"]
    if not 0 <= whole(document, "decimals") <= MOST_DECIMALS:
        yield f"decimals: must be 0 to {MOST_DECIMALS}."
    if (whole(document, "revision") == 1) is not (corrects is None):
        yield "corrects: must name the earlier statement in a correction, and only there."
    if (corrects is None) is not (document["difference"] is None):
        yield "difference: stands in a correction, and only there."
    if corrects is not None and not text(document, "because"):
        yield "because: a correction says why."
    yield from _day_faults(document)


def _day_faults(document: Sheet) -> Iterator[str]:
    period = part(document, "period")
    first, last = _day(period, "first"), _day(period, "last")
    if first > last:
        yield "period: ends before it begins."
    for number, one in enumerate(parts(document, "stretches"), start=1):
        if not first <= _day(one, "first") <= _day(one, "last") <= last:
            yield f"stretches.{number}: does not lie within the period."


def _stretch_faults(document: Sheet) -> Iterator[str]:
    places = min(max(whole(document, "decimals"), 0), MOST_DECIMALS)
    for number, one in enumerate(parts(document, "stretches"), start=1):
        for fault in _one_stretch(one, places):
            yield f"stretches.{number}.{fault}"


def _one_stretch(one: Sheet, places: int) -> Iterator[str]:
    gross = _total(one, "earnings")
    if gross != whole(one, "gross"):
        yield f"gross: the earnings come to {gross}, not to {whole(one, 'gross')}."
    net = whole(one, "gross") + _total(one, "lines")
    if net != whole(one, "net"):
        yield f"net: gross and the lines come to {net}, not to {whole(one, 'net')}."
    if _total(one, "purses") != whole(one, "net"):
        yield "purses: do not come to the net pay."
    yield from _row_faults(one, places)


def _row_faults(one: Sheet, places: int) -> Iterator[str]:
    for earning in parts(one, "earnings"):
        yield from _earning_faults(earning, places)
    for kind in ("earnings", "lines", "purses"):
        for row in parts(one, kind):
            for fault in faults_of_working(text(row, "working"), whole(row, "amount"), places):
                yield f"{kind}: {fault}"


def _earning_faults(earning: Sheet, places: int) -> Iterator[str]:
    rate, minutes = text(earning, "rate"), whole(earning, "minutes")
    # A rate for a day or a week says so in its working, which is read again like any other.
    if not rate or not minutes or not is_in_hours(text(earning, "working")):
        return
    exact = Fraction(minutes, 60) * Fraction(rate) * 10**places
    if abs(exact - whole(earning, "amount")) >= 1:
        yield f"earnings: {minutes} minutes at {rate} are not {whole(earning, 'amount')}."


def _sum_faults(document: Sheet) -> Iterator[str]:
    for key in ("gross", "net"):
        total = sum(whole(one, key) for one in parts(document, "stretches"))
        if total != whole(document, key):
            yield f"{key}: the stretches come to {total}, not to {whole(document, key)}."
    if whole(document, "gross") - whole(document, "taken") != whole(document, "net"):
        yield "taken: gross less what was taken is not net."
    if document["corrects"] is not None:
        yield from _difference_faults(document)


def _difference_faults(document: Sheet) -> Iterator[str]:
    for key in SUMS:
        now = whole(document, key) - whole(part(document, "corrects"), key)
        if now != whole(part(document, "difference"), key):
            yield f"difference.{key}: is {now}, not {whole(part(document, 'difference'), key)}."


def _purse_faults(document: Sheet) -> Iterator[str]:
    overpaid = part(document, "overpaid")
    after = whole(overpaid, "before") + whole(overpaid, "more") - whole(overpaid, "back")
    if after != whole(overpaid, "after"):
        yield f"overpaid.after: is {after}, not {whole(overpaid, 'after')}."
    for one in parts(document, "purses"):
        yield from _one_purse(one)
    pay = sum(whole(one, "pay") for one in parts(document, "purses")) - whole(overpaid, "more")
    if pay != whole(_adds(document), "net"):
        yield f"purses: this pay puts {pay} into them, which is not its net."
    if document["corrects"] is None:
        yield from _share_faults(document)


def _one_purse(one: Sheet) -> Iterator[str]:
    moves = [whole(move, "amount") for move in parts(one, "moves")]
    came = whole(one, "pay") + sum(amount for amount in moves if amount > 0)
    left = -sum(amount for amount in moves if amount < 0)
    after = whole(one, "before") + whole(one, "in") - whole(one, "out")
    if (came, left) != (whole(one, "in"), whole(one, "out")):
        yield f"purses.{text(one, 'code')}: the moves do not come to what went in and out."
    if after != whole(one, "after"):
        yield f"purses.{text(one, 'code')}.after: is {after}, not {whole(one, 'after')}."


def _share_faults(document: Sheet) -> Iterator[str]:
    """Compare each purse with the shares of all stretches; a correction only adds what differs."""
    shares: dict[str, int] = {}
    for stretch in parts(document, "stretches"):
        for one in parts(stretch, "purses"):
            shares[text(one, "code")] = shares.get(text(one, "code"), 0) + whole(one, "amount")
    said = {text(one, "code"): whole(one, "pay") for one in parts(document, "purses")}
    if {code: amount for code, amount in shares.items() if amount} != {
        code: amount for code, amount in said.items() if amount
    }:
        yield "purses: what this pay puts in is not what its stretches share out."


def _year_faults(document: Sheet) -> Iterator[str]:
    year, leave, adds = part(document, "year"), part(document, "leave"), _adds(document)
    for key in SUMS:
        total = whole(part(year, "before"), key) + whole(adds, key)
        if total != whole(year, key):
            yield f"year.{key}: is {total}, not {whole(year, key)}."
    left = whole(leave, "before") + whole(leave, "earned") - whole(leave, "taken")
    if left != whole(leave, "left"):
        yield f"leave.left: is {left}, not {whole(leave, 'left')}."


def _adds(document: Sheet) -> Sheet:
    """Give what this statement adds: a correction only its difference."""
    return document if document["corrects"] is None else part(document, "difference")


def _total(one: Sheet, kind: str) -> int:
    return sum(whole(row, "amount") for row in parts(one, kind))


def _day(of: Sheet, key: str) -> date:
    return date.fromisoformat(text(of, key))
