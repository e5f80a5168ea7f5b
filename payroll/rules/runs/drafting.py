"""Make one member’s draft: the whole statement, and what is odd about it (PAY-37 to PAY-45)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from payroll.rules.nouns import Amount, Computed
from payroll.rules.runs.keeping import Kept, kept_from
from payroll.rules.runs.oddities import Looked, Odd, Oddity, oddities
from payroll.rules.runs.pay_facts import LEAVE_OUT, MemberFacts, RunFacts, paid_in
from payroll.rules.runs.pieces import Worth, worked_out
from payroll.rules.statements.document import (
    Earlier,
    HoursLine,
    Overpaid,
    Purse,
    StatementFacts,
    Stretch,
    Year,
    statement_document,
)
from payroll.rules.statements.document_shape import part, parts, text, whole

KINDS = {
    "paid": "paid work",
    "governance": "meetings",
    "training": "training",
    "volunteer": "volunteer work",
    "time_bank": "time bank",
}


@dataclass(frozen=True, slots=True)
class Drafted:
    """A member’s draft; no document: it cannot be worked out, and `odd` says why."""

    document: dict[str, object] | None
    odd: tuple[Odd, ...]
    gross: Amount = 0
    net: Amount = 0


def draft(facts: MemberFacts, run: RunFacts) -> Drafted | None:
    """Make a member’s draft; None where there is nothing to say: no pay, no change."""
    if facts.inputs.get(LEAVE_OUT):
        return None
    worths, unplaced = worked_out(facts, run)
    blocked = tuple(_blocked(worths))
    if blocked:
        return Drafted(None, blocked)
    stretches = [_stretch(one) for one in worths if one.computed is not None]
    if facts.before is None and not any(map(_says_something, stretches)):
        return None
    if facts.before is not None and _is_as_before(stretches, facts.before.document):
        return None
    kept = kept_from(_pays(stretches), worths, facts, run)
    document = statement_document(_statement(facts, run, stretches, kept))
    odd = oddities(_looked(facts, document, worths, kept, unplaced))
    return Drafted(document, tuple(odd), whole(document, "gross"), whole(document, "net"))


def _blocked(worths: Sequence[Worth]) -> Iterator[Odd]:
    for one in worths:
        if one.computed is not None:
            continue
        days = {"first": one.piece.days.first.isoformat(), "last": one.piece.days.last.isoformat()}
        if one.piece.terms is None or not one.piece.terms.is_paid:
            yield Odd(Oddity.NO_TERMS, {**days, "minutes": one.piece.paid_minutes})
        elif one.piece.held is None:
            yield Odd(Oddity.CANNOT, {**days, "because": "The scheme does not hold yet."})
        for refusal in one.refusals:
            yield Odd(Oddity.CANNOT, {**days, "because": str(refusal)})


def _stretch(worth: Worth) -> Stretch:
    if worth.computed is None or worth.piece.held is None:
        raise ValueError(worth)
    days = worth.piece.days
    return Stretch(days.first, days.last, worth.piece.held.motion, worth.computed)


def _says_something(stretch: Stretch) -> bool:
    computed = stretch.computed
    return bool(computed.gross or computed.net or any(line.amount for line in computed.lines))


def _is_as_before(stretches: Sequence[Stretch], before: Mapping[str, object]) -> bool:
    """Say whether every figure is what it was; then there is nothing to correct."""
    then = [_figures(one) for one in parts(before, "stretches")]
    return [one for one in map(_figures_of, stretches) if any(one)] == [
        one for one in then if any(one)
    ]


Figures = tuple[tuple[tuple[str, int], ...], ...]


def _figures(stretch: Mapping[str, object]) -> Figures:
    kinds = ("earnings", "lines", "purses")
    return tuple(
        tuple((text(one, "code"), whole(one, "amount")) for one in parts(stretch, kind))
        for kind in kinds
    )


def _figures_of(stretch: Stretch) -> Figures:
    computed = stretch.computed
    return tuple(
        tuple((one.code, one.amount) for one in rows)
        for rows in (computed.earnings, computed.lines, computed.purses)
    )


def _pays(stretches: Sequence[Stretch]) -> dict[str, Amount]:
    found: dict[str, Amount] = {}
    for one in stretches:
        for share in one.computed.purses:
            found[share.code] = found.get(share.code, 0) + share.amount
    return found


def _statement(
    facts: MemberFacts, run: RunFacts, stretches: Sequence[Stretch], kept: Kept
) -> StatementFacts:
    purses, more = _purses(facts, stretches, kept)
    revision = facts.before.revision + 1 if facts.before else 1
    return StatementFacts(
        cooperative=run.cooperative,
        currency=run.currency,
        decimals=run.decimals,
        number=_number(run, facts, revision),
        member_number=facts.number,
        member_name=facts.name,
        period=run.period,
        pays_on=run.pays_on,
        stretches=tuple(stretches),
        year=facts.year or Year(date(run.pays_on.year, 1, 1)),
        purses=purses,
        overpaid=Overpaid(facts.overpaid, more, kept.back),
        hours=tuple(_hours(facts)),
        not_computed=_not_computed(stretches),
        revision=revision,
        corrects=_earlier(facts),
        because=run.because if facts.before else "",
    )


def _number(run: RunFacts, facts: MemberFacts, revision: int) -> str:
    number = f"{run.period.code}/{facts.number}"
    return number if revision == 1 else f"{number}/{revision}"


def _purses(
    facts: MemberFacts, stretches: Sequence[Stretch], kept: Kept
) -> tuple[tuple[Purse, ...], Amount]:
    """Give the purses around this pay, and what is found to have been paid too much.

    What a correction takes from a purse is not taken out of it: it was the member’s to spend.
    It is owed, and comes back only with a reason (PAY-45).
    """
    before = facts.before.document if facts.before else {}
    says = {text(one, "code"): text(one, "says") for one in parts(before, "purses")}
    says |= {share.code: share.says for one in stretches for share in one.computed.purses}
    now, then = _pays(stretches), paid_in(before)
    found, more = [], 0
    for code, name in says.items():
        pay = now.get(code, 0) - then.get(code, 0)
        more += max(0, -pay)
        moves = kept.moves if code == kept.purse else ()
        found.append(Purse(code, name, facts.balances.get(code, 0), max(0, pay), moves))
    return tuple(found), more


def _hours(facts: MemberFacts) -> Iterator[HoursLine]:
    groups: dict[tuple[str, str, bool], list[tuple[date, int]]] = {}
    for fallen in facts.hours:
        one = fallen.worked
        groups.setdefault((one.area, one.kind, one.is_paid), []).append((one.day, one.minutes))
    for (area, kind, is_paid), rows in sorted(groups.items()):
        says = f"{area}, {KINDS.get(kind, kind)}" + ("" if is_paid else ", not paid")
        days = tuple(sorted({day for day, _ in rows}))
        yield HoursLine(says, sum(minutes for _, minutes in rows), is_paid=is_paid, days=days)


def _not_computed(stretches: Sequence[Stretch]) -> tuple[str, ...]:
    notes = [note for one in stretches for note in one.computed.notes]
    return tuple(dict.fromkeys(notes))


def _earlier(facts: MemberFacts) -> Earlier | None:
    if facts.before is None:
        return None
    was = facts.before.document
    sums = (whole(was, key) for key in ("gross", "taken", "net"))
    return Earlier(text(was, "number"), facts.before.digest, *sums)


def _looked(
    facts: MemberFacts,
    document: Mapping[str, object],
    worths: Sequence[Worth],
    kept: Kept,
    unplaced: Sequence[str],
) -> Looked:
    late = sum(one.worked.minutes for one in facts.hours if one.worked.is_late)
    found = [one.computed for one in worths if one.computed is not None]
    return Looked(
        gross=whole(document, "gross"),
        net=whole(document, "net"),
        paid_minutes=sum(one.worked.minutes for one in facts.hours if one.worked.is_paid),
        unpaid_minutes=facts.unpaid_minutes,
        late_minutes=late,
        stretches=len(found),
        has_way=facts.has_way,
        last_gross=facts.last_gross,
        overpaid=whole(part(document, "overpaid"), "more"),
        not_taken=kept.short,
        at_minimum=any(map(_is_at_minimum, worths)),
        unplaced=tuple(unplaced),
    )


def _is_at_minimum(worth: Worth) -> bool:
    computed: Computed | None = worth.computed
    if computed is None or worth.piece.held is None:
        return False
    minimums = {one.code for one in worth.piece.held.scheme.minimums}
    return any(one.code in minimums and one.amount for one in computed.earnings)
