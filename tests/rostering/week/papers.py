"""Values for the papers of a roster, as the pages give them."""

from datetime import UTC, datetime

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUSE = "Level Hands"
NAMES = ("Ash Rowan", "Bo Ek", "Clover Reed", "Dee Marsh", "Fern Hollis", "Gale Thorn")


def a_shift(**other: object) -> dict[str, object]:
    """Give one shift as a paper shows it."""
    return {"time": "08:30–11:30", "area": "Laundry", "site": "Mill Street"} | other


def a_week(**other: object) -> dict[str, object]:
    """Give a member’s week."""
    return {
        "title": "Monday 2 to Sunday 8 March 2026",
        "days": [
            {"day": "Monday 2 March 2026", "shifts": [a_shift()]},
            {
                "day": "Thursday 5 March 2026",
                "shifts": [a_shift(), a_shift(time="13:40–16:50", area="Kitchen", site="")],
            },
        ],
    } | other


def an_own_sheet(**other: object) -> dict[str, object]:
    """Give a member’s own sheet."""
    return {
        "cooperative": HOUSE,
        "name": "Ash Rowan",
        "number": "1",
        "as_at": "Monday 2 March 2026",
        "weeks": [a_week(), a_week(title="Monday 9 to Sunday 15 March 2026", days=[])],
    } | other


def a_letter(**other: object) -> dict[str, object]:
    """Give one member’s letter."""
    return {
        "name": "Rowan Ash",
        "number": "114",
        "address_lines": ["1 Long Lane", "Alderton"],
        "large_print": False,
        "is_first": False,
        "changes": [
            a_shift(sentence="This shift is no longer yours:", day="Tuesday 3 March 2026"),
            a_shift(sentence="This shift is new for you:", day="Thursday 5 March 2026"),
        ],
        "weeks": [a_week()],
    } | other


def letters(**other: object) -> dict[str, object]:
    """Give a run of letters: one to everybody new, one about a change."""
    return {
        "cooperative": HOUSE,
        "return_address": [HOUSE, "1 Mill Street", "Alderton"],
        "title": "The roster from Monday 2 March 2026",
        "version": "Version 2, published on Monday 2 March 2026",
        "letters": [a_letter(), a_letter(large_print=True, is_first=True, changes=[])],
    } | other


def a_week_sheet(**other: object) -> dict[str, object]:
    """Give a week sheet with as many people as one establishment sends to work."""
    work = [{"time": "08:30–11:30", "area": "Laundry"}]
    return {
        "cooperative": HOUSE,
        "over": "Unlock list",
        "title": "Northgate",
        "week": "Monday 2 to Sunday 8 March 2026",
        "version": "Version 2, published on Monday 2 March 2026",
        "days": ["Mon 2", "Tue 3", "Wed 4", "Thu 5", "Fri 6", "Sat 7"],
        "people": [
            {
                "name": name,
                "number": str(number),
                "cells": [work if (number + day) % 2 else [] for day in range(6)],
            }
            for number, name in enumerate(NAMES, start=1)
        ],
    } | other


def day_sheets(**other: object) -> dict[str, object]:
    """Give two days’ sheets for one site."""
    people = [{"name": name, "number": str(n)} for n, name in enumerate(NAMES, start=1)]
    shifts = [
        {"time": "08:30–11:30", "area": "Laundry", "people": people[:3], "spare": 1},
        {"time": "13:40–16:50", "area": "Kitchen", "people": people[3:], "spare": 2},
    ]
    return {
        "cooperative": HOUSE,
        "site": "Mill Street",
        "version": "Version 2, published on Monday 2 March 2026",
        "days": [
            {"day": f"{day} March 2026", "shifts": shifts} for day in ("Monday 2", "Tuesday 3")
        ],
    } | other


EVERY_PAPER = {
    "roster_own": an_own_sheet,
    "roster_letter": letters,
    "roster_week": a_week_sheet,
    "roster_days": day_sheets,
}
