"""The colours of the one stylesheet, measured as WCAG measures them."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

SHEET = (Path(__file__).parents[2] / "coop" / "static" / "evenhand.css").read_text()
TOKENS = re.compile(r"--([\w-]+): (#[0-9A-F]{6})")
TWICE = re.compile(r"[\w-]+: ([^;{}]*#[0-9A-F]{3,6}[^;{}]*); (?:[\w-]+: )([^;{}]*var\(--[^;{}]*);")
PAPER = SHEET.index("@media print")
DARK_STARTS = SHEET.index("@media (prefers-color-scheme: dark)")
LIGHT = dict(TOKENS.findall(SHEET[:DARK_STARTS]))
DARK = dict(TOKENS.findall(SHEET[DARK_STARTS : SHEET.index("/* Ground and type */")]))

TEXT, EASY_TEXT, SHAPE = Fraction(9, 2), Fraction(7), Fraction(3)
PAIRS = [
    ("ink", "ground", EASY_TEXT),
    ("ink", "raised", EASY_TEXT),
    ("quiet", "ground", EASY_TEXT),
    ("quiet", "raised", EASY_TEXT),
    ("ink", "warn-ground", EASY_TEXT),
    ("act", "ground", EASY_TEXT),
    ("act", "raised", EASY_TEXT),
    ("act-ink", "act", EASY_TEXT),
    ("act-ink", "act-deep", EASY_TEXT),
    ("against", "ground", EASY_TEXT),
    ("abstain", "ground", TEXT),
    ("warn", "warn-ground", TEXT),
    ("danger", "ground", EASY_TEXT),
    ("danger-ink", "danger", EASY_TEXT),
    ("line", "ground", SHAPE),
    ("line", "raised", SHAPE),
    ("focus", "ground", SHAPE),
    ("focus", "raised", SHAPE),
    ("focus", "warn-ground", SHAPE),
]


def light_of(colour: str) -> float:
    """Give the relative luminance of a colour."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    line = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * line[0] + 0.7152 * line[1] + 0.0722 * line[2]


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    dark, light = sorted((light_of(one), light_of(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_most_there_can_be():
    assert round(contrast("#000000", "#FFFFFF"), 3) == 21


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_what_must_be_seen_stands_out(tokens, front, back, least):
    assert contrast(tokens[front], tokens[back]) >= least


def test_day_and_night_have_the_same_tokens():
    assert LIGHT.keys() == DARK.keys()


def test_old_browsers_get_the_colours_of_day():
    wrong = [
        (plain, token)
        for plain, token in TWICE.findall(SHEET)
        for name in re.findall(r"var\(--([\w-]+)\)", token)[:1]
        if LIGHT[name] not in plain
    ]

    assert len(TWICE.findall(SHEET)) > 60
    assert wrong == []


def test_no_token_is_used_without_a_plain_colour_before_it():
    rules = SHEET[SHEET.index("/* Ground and type */") : PAPER]
    lone = [
        rule
        for rule in re.findall(r"\{([^{}]*)\}", rules)
        if len(re.findall(r"[\w-]+: [^;]*var\(--", rule))
        > len(
            [
                plain
                for plain in rule.split(";")
                if "var(" not in plain and re.search(r"#[0-9A-F]{6}|transparent", plain)
            ]
        )
    ]

    assert lone == []


def test_the_stylesheet_loads_nothing():
    assert "url(" not in SHEET
    assert "@import" not in SHEET
