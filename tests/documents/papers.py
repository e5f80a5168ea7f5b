"""Values for papers, with everything filled in and nothing left to chance."""

from datetime import UTC, datetime

from tests.rostering.week import papers as week_papers

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
HOUSE = "Riverside Workers’ Co-operative"
OFFICE = [HOUSE, "The returning officer", "4 Mill Lane", "Riverside", "RV1 2AB"]


def a_motion(**other: object) -> dict[str, object]:
    """Describe a motion as the papers want it."""
    return {
        "number": "2026-14",
        "title": "Buy the second loom?",
        "text": "The co-operative resolves to spend up to £2,400 on a second loom.",
        "summary": "We would spend £2,400 from the reserve.\nFour more people could work.",
        "kind_words": "Ordinary decision: more than half of the votes cast",
    } | other


def a_letter(**other: object) -> dict[str, object]:
    """Address one pack."""
    return {
        "name": "Rowan Ash",
        "number": "M-3141",
        "address_lines": ["c/o the education office", "Long Road", "Northmoor"],
        "code": "7KQ2M9X4RTBW",
        "large_print": False,
    } | other


def a_pack(*letters: dict[str, object], **other: object) -> dict[str, object]:
    """Fill the packs of one establishment."""
    return {
        "cooperative": HOUSE,
        "return_address": OFFICE,
        "establishment": "Northmoor",
        "motion": a_motion(),
        "roll": 58,
        "secret": True,
        "choices": ["Yes, buy it", "No, do not buy it", "I do not want to choose"],
        "dates": {
            "print": "Monday 2 November 2026",
            "post": "Wednesday 4 November 2026",
            "return_by": "Thursday 19 November 2026",
            "open": "Tuesday 17 November 2026, 09:00",
            "close": "Monday 30 November 2026",
        },
        "letters": list(letters or [a_letter()]),
    } | other


def a_declaration(**other: object) -> dict[str, object]:
    """Declare a carried motion, with a table by class."""
    return {
        "cooperative": HOUSE,
        "motion": a_motion(),
        "outcome": {"title": "Carried.", "why": ["31 for and 9 against."]},
        "votes": [{"label": "For", "votes": 31}, {"label": "Against", "votes": 9}],
        "doors": [{"label": "On paper", "votes": 21}, {"label": "On the web", "votes": 19}],
        "sums": [{"label": "Majority", "sentence": "Half of 40 is 20, so 21 were needed."}],
        "counts": [{"label": "On the roll", "number": 1058}],
        "by_class": {
            "labels": ["For", "Against"],
            "rows": [
                {"label": "All members", "numbers": [31, 9]},
                {"label": "Weavers", "numbers": [12, None]},
            ],
            "note": "Small numbers are withheld.",
        },
        "rule_set": {"name": "Plain rules", "version": "3", "adopted": "4 May 2025"},
        "dates": [{"label": "Closed", "day": "Monday 30 November 2026"}],
        "digest": "9f86d081884c7d65" * 4,
        "log": {
            "number": 412,
            "hash": "60303ae22b998861" * 4,
            "at": "30 November 2026",
            "key": "d75a9801" * 8,
        },
        "signatures": ["Returning officer", "Teller"],
    } | other


def a_result_letter(**other: object) -> dict[str, object]:
    """Tell a member on paper what was decided."""
    return {
        "cooperative": HOUSE,
        "motion": a_motion(),
        "outcome": {"title": "Carried.", "why": ["31 for and 9 against."]},
        "votes": [{"label": "For", "votes": 31}, {"label": "Against", "votes": 0}],
        "what_now": ["The workshop group orders the loom."],
        "declared": "Tuesday 1 December 2026",
        "letters": [a_letter(), a_letter(large_print=True)],
    } | other


def a_register(**other: object) -> dict[str, object]:
    """Fill a statutory register that needs more than one page."""
    row = {
        "number": "101",
        "name": "Rowan Ash",
        "service_address": "4 Mill Lane",
        "shares": "1",
        "joined": "4 May 2024",
        "left": "",
    }
    return {
        "cooperative": HOUSE,
        "as_at": "Monday 30 November 2026",
        "printed": "Tuesday 1 December 2026",
        "total": "60 members hold 60 shares.",
        "rows": [row] * 60,
    } | other


def a_member_sheet(**other: object) -> dict[str, object]:
    """Tell a member what is held."""
    return {
        "cooperative": HOUSE,
        "name": "Rowan Ash",
        "number": "114",
        "as_at": "Monday 30 November 2026",
        "facts": [{"label": "Name", "value": "Rowan Ash"}],
        "consents": [],
        "seen": [{"when": "2 November 2026", "who": "The clerk", "what": "Address"}],
    } | other


def a_form(**other: object) -> dict[str, object]:
    """Ask one question of each kind."""
    return {
        "cooperative": HOUSE,
        "title": "Ask to become a member",
        "intro": ["Anybody who works with us may ask."],
        "fields": [
            {"label": "Your name", "kind": "line"},
            {"label": "Your number", "kind": "boxes", "lines": 6},
            {"label": "How to reach you", "kind": "choice", "options": ["On paper"]},
            {"label": "Why?", "kind": "text", "lines": 4, "hint": "As you like."},
        ],
        "return_to": "4 Mill Lane\nRiverside",
        "form_code": "FORM-APPLY",
    } | other


def a_tally_sheet(**other: object) -> dict[str, object]:
    """Give two tellers room for their marks."""
    return {
        "cooperative": HOUSE,
        "motion": a_motion(),
        "choices": ["Yes", "No"],
        "papers": 27,
    } | other


def a_reconciliation(**other: object) -> dict[str, object]:
    """Say where every paper went."""
    return {
        "cooperative": HOUSE,
        "motion": a_motion(),
        "as_at": "Monday 30 November 2026",
        "lines": [{"label": "Printed", "number": 30, "note": ""}],
        "verdict": "Every paper is counted or still out.",
        "adds_up": True,
        "signatures": ["Teller"],
    } | other


def a_day_sheet(**other: object) -> dict[str, object]:
    """Let the people of one shift sign."""
    return {
        "cooperative": HOUSE,
        "area": "Laundry",
        "site": "Riverside workshop",
        "day": "Monday 2 November 2026",
        "hours": "08:00–12:00",
        "people": [{"number": "114", "name": "Rowan Ash"}, {"number": "9", "name": "Bo Ek"}],
        "spare": 2,
        "causes": ["Sick", "Rest"],
        "owed": "Break owed: 20 minutes.",
        "is_called_off": False,
    } | other


def a_row(says: str, amount: str, *notes: str, bar: object = None) -> dict[str, object]:
    """Write one row of a statement of pay."""
    return {"says": says, "amount": amount, "notes": list(notes), "bar": bar}


def a_statement(**other: object) -> dict[str, object]:
    """State the pay of one month."""
    return {
        "cooperative": HOUSE,
        "large_print": False,
        "name": "Rowan Ash",
        "over": "Statement 2026-11/17 · Member 17",
        "period": "November 2026",
        "lead": ["You earned £600.00.", "£50.00 was taken off.", "£550.00 is yours."],
        "correction": ["This takes the place of statement 2026-11/16."],
        "earned": [
            {"title": "1 to 30 November 2026", "rows": [
                a_row("Kitchen", "600.00", "2–6 November", "50 h × 12.00 = 600.00")]},
        ],
        "totals": [["Gross pay", "600.00"], ["Taken off", "50.00"], ["Net pay", "550.00"]],
        "unpaid": [["Meetings", "2 h"]],
        "year": {"title": "Since 1 January 2026", "rows": [["Net pay", "0.00 + 550.00 = 550.00"]]},
        "leave": [["Leave", "10 h + 8 h − 4 h = 14 h"]],
        "steps": [
            {"title": "", "rows": [
                a_row("Gross pay", "600.00", bar=[0, 1000, "full"]),
                a_row("Tax", "−50.00", "50.00 as given", bar=[916, 1000, "taken"]),
                a_row("Into: Savings", "550.00", bar=[0, 916, "kept"])]},
        ],
        "purses": [a_row("Savings", "25.00 + 550.00 − 15.00 = 560.00", "Family visit: −15.00")],
        "notes": ["Income tax is not worked out here."],
        "digest": "ab" * 32,
    } | other  # fmt: skip


def a_transfer_list(**other: object) -> dict[str, object]:
    """Tell a finance office whom to pay how much, by number."""
    return {
        "cooperative": HOUSE,
        "address": "1 Mill Street\nAlderton",
        "office": "Northgate",
        "period": "2 to 8 November 2026",
        "currency": "GBP",
        "rows": [{"number": 9, "amount": "31.50"}, {"number": 114, "amount": "40.00"}],
        "total": "71.50",
    } | other


def a_pay_letter(**other: object) -> dict[str, object]:
    """Send two statements of pay, one in large print."""
    slips = [a_statement(), a_statement(large_print=True)]
    return {
        "cooperative": HOUSE,
        "return_address": OFFICE,
        "letters": [a_letter() | {"slip": slip} for slip in slips],
    } | other


def an_account(**other: object) -> dict[str, object]:
    """State what a member holds."""
    return {
        "cooperative": HOUSE,
        "large_print": False,
        "over": "Rowan Ash · Member 17",
        "title": "Statement of shares",
        "period": "1 January to 30 November 2026",
        "sections": [
            {"title": "Shares that you hold", "rows": [["2 Jan 2026 · Bought", "3"]], "total": "3"},
        ],
        "notes": ["It stays yours."],
        "digest": "ab" * 32,
    } | other


SERIAL = {"statement", "account"}
"""Papers made by the thousand: `typeset_serial` makes them."""

EVERY_PAPER = {
    "statement": a_statement,
    "pay_letter": a_pay_letter,
    "account": an_account,
    "pack": a_pack,
    "declaration": a_declaration,
    "result_letter": a_result_letter,
    "register": a_register,
    "member_sheet": a_member_sheet,
    "form": a_form,
    "tally_sheet": a_tally_sheet,
    "reconciliation": a_reconciliation,
    "day_sheet": a_day_sheet,
    "transfer_list": a_transfer_list,
    **week_papers.EVERY_PAPER,
}
