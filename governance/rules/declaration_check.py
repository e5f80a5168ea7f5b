"""Check a declaration with nothing but itself: count again, decide again (GOV-25)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from hashlib import sha256

from coop.core import canonical
from coop.core.cited import WrongRules
from governance.counting.majority import Paper, Tally, count, count_by_college
from governance.rules.colleges import College
from governance.rules.declaration_parts import DERIVED, FACTS, FORMAT, derived, read_paper_line
from governance.rules.document import Fault, Sheet
from governance.rules.majorities import is_reached
from governance.rules.nouns import Kind, RuleSet
from governance.rules.outcome import Outcome, Pool, conclude
from governance.rules.reconciliation import PaperAccount, refusals_to_close_count
from governance.rules.ruleset import load
from governance.rules.states import State

ACCOUNT = tuple(one.name for one in fields(PaperAccount))
DOORS = ("web", "terminal", "paper")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a declaration says, as far as the outcome follows from it."""

    kind: Kind
    rules: RuleSet
    roll: int
    papers: Sequence[Paper]
    colleges: Sequence[College]
    pool: Pool | None


def check_declaration(content: bytes | str) -> list[Fault]:
    """Say everything that is wrong with a declaration; nothing when it holds.

    The papers are counted again, the outcome decided again under the rules inside, and
    each number and sentence compared. Somebody who forges the papers, the sums and the
    digest all together is found by the log, which has the digest of the true one.
    """
    document = canonical.read(_text(content))
    if document is None:
        return [Fault("", "This is not a declaration, or not one byte for byte as it was issued.")]
    unsealed = {key: value for key, value in document.items() if key != "digest"}
    if document.get("digest") != canonical.digest(unsealed):
        return [Fault("digest", "is not the digest of this document, so it has been changed")]
    faults: list[Fault] = []
    sheet = Sheet(document, faults)
    sheet.only([*FACTS, *DERIVED, "digest"])
    claim = _read(sheet)
    if claim is None or faults:
        return faults
    _check_withholding(sheet, claim)
    _compare(sheet, document, _outcome(claim))
    return faults


def _text(content: bytes | str) -> str:
    """Give the text; bytes that are no text give one that no document can be."""
    return content if isinstance(content, str) else content.decode("ascii", errors="replace")


def _read(sheet: Sheet) -> Claim | None:
    if sheet.text("format") != FORMAT:
        sheet.fault("format", f"must be {FORMAT}")
        return None
    sheet.text("cooperative")
    motion, rules = _motion(sheet.sheet("motion")), _rules(sheet.sheet("rules"))
    _times(sheet.sheet("times"))
    sheet.sheet("log_head")
    papers = _papers(sheet)
    if motion is None or rules is None:
        return None
    kind, is_by_class, is_secret = motion
    _accounts(sheet, count(papers), is_secret=is_secret)
    if not is_by_class and any(paper.college for paper in papers):
        sheet.fault("papers", "have colleges, though the vote was not by class")
    colleges = _colleges(sheet, papers)
    return Claim(kind, rules, sheet.whole("roll"), papers, colleges, _pool(sheet, papers))


def _motion(motion: Sheet) -> tuple[Kind, bool, bool] | None:
    motion.only(["number", "title", "text", "kind", "is_secret", "is_by_class"])
    for key in ("number", "title", "text"):
        motion.text(key)
    kind = motion.text("kind")
    is_by_class, is_secret = motion.yes("is_by_class"), motion.yes("is_secret")
    if kind in list(Kind):
        return Kind(kind), is_by_class, is_secret
    motion.fault("kind", "is not a kind of motion")
    return None


def _rules(sheet: Sheet) -> RuleSet | None:
    sheet.only(["code", "version", "digest", "text"])
    text = sheet.text("text")
    try:
        rules = load(text, file=sheet.text("code"))
    except WrongRules as wrong:
        sheet.fault("text", str(wrong))
        return None
    if sha256(text.encode()).hexdigest() != sheet.text("digest"):
        sheet.fault("digest", "is not the digest of these rules")
    if (rules.code, rules.version) != (sheet.text("code"), sheet.whole("version")):
        sheet.fault("version", "is not the version that the rules give themselves")
    return rules


def _times(times: Sheet) -> None:
    times.only(["opened", "closed", "declared"])
    if not times.moment("opened") < times.moment("closed") <= times.moment("declared"):
        times.fault("closed", "must come after the opening and not after the declaration")


def _papers(sheet: Sheet) -> list[Paper]:
    lines = sheet.texts("papers")
    if list(lines) != sorted(lines):
        sheet.fault("papers", "are not in order, so they may say how they came in")
    papers = [read_paper_line(line) for line in lines]
    if None in papers:
        sheet.fault("papers", "hold a line that is no paper")
    return [paper for paper in papers if paper is not None]


def _accounts(sheet: Sheet, tally: Tally, *, is_secret: bool) -> None:
    """Compare papers, doors, envelopes and roll with each other (GOV-22)."""
    account_sheet, doors = sheet.sheet("paper_account"), sheet.sheet("doors")
    account_sheet.only(ACCOUNT)
    account = PaperAccount(**{key: account_sheet.whole(key) for key in ACCOUNT})
    for refusal in refusals_to_close_count(State.CLOSED, account):
        sheet.fault("paper_account", str(refusal))
    doors.only(DOORS)
    marked = {door: doors.whole(door) for door in DOORS}
    if sum(marked.values()) != tally.voting + account.empty:
        sheet.fault("doors", "do not add up to the papers")
    if sum(marked.values()) > sheet.whole("roll"):
        sheet.fault("roll", "is smaller than the number who voted")
    # In an open ballot a vote may be replaced by another door, so these may differ there.
    if is_secret and marked["paper"] != account.envelopes:
        sheet.fault("doors.paper", "is not the number of envelopes accepted")
    if is_secret and tally.spoiled != account.spoiled:
        sheet.fault("paper_account.spoiled", "is not the number of spoiled papers")


def _colleges(sheet: Sheet, papers: Sequence[Paper]) -> list[College]:
    """Count each shown college’s papers again; what the document says is compared later."""
    tallies = dict(count_by_college(paper for paper in papers if paper.college))
    colleges = []
    for part in sheet.sheets("colleges"):
        code = part.text("code")
        roll = part.whole("roll") if part.maybe("roll", int) else 0
        colleges.append(College(code, part.text("name"), roll, tallies.pop(code, Tally())))
    if tallies:
        sheet.fault("papers", "name a college that the declaration does not")
    return colleges


def _pool(sheet: Sheet, papers: Sequence[Paper]) -> Pool | None:
    if not sheet.maybe("pool", dict):
        return None
    part = sheet.sheet("pool")
    agreed = part.yes("all_agreed") if part.maybe("all_agreed", bool) else None
    tally = count(paper for paper in papers if not paper.college)
    return Pool(part.texts("codes"), part.texts("names"), tally, agreed)


def _check_withholding(sheet: Sheet, claim: Claim) -> None:
    """Find numbers shown that must be withheld, or withheld without need (GOV-11)."""
    cell = claim.rules.membership.smallest_cell
    if any(one.tally.voting < cell for one in claim.colleges):
        sheet.fault("colleges", f"show a college in which fewer than {cell} voted")
    if claim.pool is None:
        _check_unpooled(sheet, claim)
        return
    if len(claim.pool.codes) < 2 or len(claim.pool.codes) != len(claim.pool.names):  # noqa: PLR2004
        sheet.fault("pool", "must hold two colleges at least, each with its name")
    if claim.pool.tally.voting < cell and claim.colleges:
        sheet.fault("pool", f"must hold {cell} papers at least")
    if claim.pool.all_agreed and not _may_all_agree(claim, claim.pool):
        sheet.fault("pool.all_agreed", "cannot be: together they did not reach the majority")


def _check_unpooled(sheet: Sheet, claim: Claim) -> None:
    if claim.colleges and any(not paper.college for paper in claim.papers):
        sheet.fault("papers", "lack a college, though none is withheld")
    if len(claim.colleges) == 1:
        sheet.fault("colleges", "must be two at least")


def _may_all_agree(claim: Claim, pool: Pool) -> bool:
    """Say whether the pool reaches the majority, as it must if each college in it does."""
    majority = claim.rules.majority(claim.kind)
    roll = claim.roll - sum(one.roll for one in claim.colleges)
    return is_reached(majority, pool.tally, roll)


def _outcome(claim: Claim) -> Outcome:
    return conclude(
        count(claim.papers),
        roll=claim.roll,
        kind=claim.kind,
        rules=claim.rules,
        colleges=claim.colleges,
        pool=claim.pool,
    )


def _compare(sheet: Sheet, document: dict[str, object], outcome: Outcome) -> None:
    """Compare everything that follows from the papers with what the document says."""
    for key, expected in derived(outcome).items():
        # Written out first, since to Python 1 and true are the same.
        if canonical.canonical({key: document.get(key)}) != canonical.canonical({key: expected}):
            sheet.fault(key, f"does not follow from the papers; it should be {expected}")
