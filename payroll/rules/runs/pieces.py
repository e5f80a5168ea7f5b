"""Cut one member’s period into pieces, give each its hours and figures, and work each out.

A new scheme, new terms and a move each begin a piece (PAY-37). Work belongs to the piece in
which pay finds it; a figure belongs to the piece of the day that it is keyed for (PAY-44).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from coop.core.errors import Refusal
from payroll.rules.nouns import Amount, Computed, PayFacts, Worked
from payroll.rules.runs.pay_facts import RESERVED, Held, MemberFacts, RunFacts, paid_in
from payroll.rules.runs.stretches import Days, cut, held_on, place_of
from payroll.rules.runs.terms import Terms
from payroll.rules.schemes.computing import CannotCompute, compute
from payroll.rules.schemes.given import inputs_of
from payroll.rules.schemes.scheme import InputKind

AT = "@"
STANDING = frozenset({InputKind.CHOICE, InputKind.SHARE})
"""Kinds of input that say how, not how much: they hold in every piece."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of days under one set of terms; `held` is None where nobody pays."""

    days: Days
    terms: Terms | None
    held: Held | None
    worked: tuple[Worked, ...] = ()

    def kind_of(self, code: str) -> InputKind | None:
        """Say what kind of figure the scheme asks for under a code; None when it does not."""
        asked = inputs_of(self.held.scheme) if self.held else ()
        return next((one.kind for one in asked if one.code == code), None)

    @property
    def paid_minutes(self) -> int:
        """Add up the minutes that are to be paid."""
        return sum(one.minutes for one in self.worked if one.is_paid)


@dataclass(frozen=True, slots=True)
class Worth:
    """A piece worked out, or why it cannot be."""

    piece: Piece
    computed: Computed | None
    refusals: tuple[Refusal, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    """The figures that it was worked out with."""


def pieces_of(facts: MemberFacts, run: RunFacts) -> tuple[Piece, ...]:
    """Cut the period of a run for one member."""
    whole = Days(run.period.first, run.period.last)
    found: list[Piece] = []
    for days in cut(whole, facts.terms, facts.places):
        terms = held_on(facts.terms, days.first)
        is_here = terms is not None and terms.is_paid and terms.calendar == run.calendar
        versions = run.schemes.get(terms.scheme, ()) if terms and is_here else ()
        parts = cut(days, versions)
        found += [Piece(part, terms, held_on(versions, part.first)) for part in parts]
    return _with_work(found, facts)


def _with_work(pieces: Sequence[Piece], facts: MemberFacts) -> tuple[Piece, ...]:
    spans = [piece.days for piece in pieces]
    worked: list[list[Worked]] = [[] for _ in pieces]
    for one in facts.hours:
        worked[place_of(one.falls_on, spans)].append(one.worked)
    return tuple(
        replace(piece, worked=tuple(each)) for piece, each in zip(pieces, worked, strict=True)
    )


def placed(
    inputs: Mapping[str, str], pieces: Sequence[Piece]
) -> tuple[list[dict[str, str]], list[str]]:
    """Give each piece its figures; name those that had to be placed without a day, or nowhere."""
    found = [_standing(place, pieces) for place in range(len(pieces))]
    unplaced = []
    for key, value in sorted(inputs.items()):
        code, _, day = key.partition(AT)
        if code in RESERVED or not value:
            continue
        places, is_sure = _places(code, day, pieces)
        for place in places:
            found[place][code] = value
        if not is_sure:
            unplaced.append(code)
    return found, unplaced


def _standing(place: int, pieces: Sequence[Piece]) -> dict[str, str]:
    """Give the figures that stay the same; an amount only once for pieces of the same terms."""
    piece = pieces[place]
    if piece.terms is None or piece.held is None:
        return {}
    is_last = all(other.terms != piece.terms for other in pieces[place + 1 :])
    kinds = {code: piece.kind_of(code) for code in piece.terms.settings}
    return {
        code: value
        for code, value in piece.terms.settings.items()
        if kinds[code] is not None and (is_last or kinds[code] in STANDING)
    }


def _places(code: str, day: str, pieces: Sequence[Piece]) -> tuple[list[int], bool]:
    fitting = [place for place, piece in enumerate(pieces) if piece.kind_of(code) is not None]
    if day:
        named = [place for place in fitting if day == pieces[place].days.first.isoformat()]
        within = [p for p in fitting if _covers(pieces[p].days, day)]
        return (named or within)[:1], bool(named or within)
    if fitting and pieces[fitting[0]].kind_of(code) in STANDING:
        return fitting, True
    return fitting[-1:], len(fitting) == 1


def _covers(days: Days, day: str) -> bool:
    return days.first.isoformat() <= day <= days.last.isoformat()


def worked_out(facts: MemberFacts, run: RunFacts) -> tuple[list[Worth], list[str]]:
    """Work out every piece that somebody pays; balances run on from piece to piece."""
    pieces = pieces_of(facts, run)
    figures, unplaced = placed(facts.inputs, pieces)
    balances, found = _balances_before(facts), []
    for piece, given in zip(pieces, figures, strict=True):
        worth = _worth(piece, given, balances, run)
        if worth is None:
            continue
        found.append(worth)
        for share in worth.computed.purses if worth.computed else ():
            balances[share.code] = balances.get(share.code, 0) + share.amount
    return found, unplaced


def _balances_before(facts: MemberFacts) -> dict[str, Amount]:
    """Give what lay in each purse; a correction leaves out what it works out again."""
    if facts.before is None:
        return dict(facts.balances)
    then = paid_in(facts.before.document)
    return {code: max(0, amount - then.get(code, 0)) for code, amount in facts.balances.items()}


def facts_of(
    piece: Piece, given: Mapping[str, str], balances: Mapping[str, Amount], run: RunFacts
) -> PayFacts:
    """Give what a scheme is told of a piece."""
    terms = piece.terms or Terms("")
    return PayFacts(
        period=run.period,
        first=piece.days.first,
        last=piece.days.last,
        worked=piece.worked,
        grade=terms.grade,
        employer=terms.employer,
        inputs=given,
        balances=dict(balances),
        settings=piece.held.switches if piece.held else {},
    )


def _worth(
    piece: Piece, given: Mapping[str, str], balances: Mapping[str, Amount], run: RunFacts
) -> Worth | None:
    """Work one piece out; None where nobody pays and nothing is to be paid."""
    if piece.held is None:
        is_owed = piece.paid_minutes > 0 and not _is_elsewhere(piece, run)
        return Worth(piece, None) if is_owed or _is_lost(piece, run) else None
    try:
        computed = compute(piece.held.scheme, facts_of(piece, given, balances, run))
        return Worth(piece, computed, given=given)
    except CannotCompute as wrong:
        return Worth(piece, None, wrong.refusals)


def _is_elsewhere(piece: Piece, run: RunFacts) -> bool:
    """Say whether a run by another calendar pays this piece."""
    terms = piece.terms
    return terms is not None and terms.is_paid and terms.calendar != run.calendar


def _is_lost(piece: Piece, run: RunFacts) -> bool:
    """Say whether terms name a scheme that does not hold yet."""
    return piece.terms is not None and piece.terms.is_paid and not _is_elsewhere(piece, run)
