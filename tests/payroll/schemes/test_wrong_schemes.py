"""Wrong schemes are refused whole, with every fault: which key, and what was expected."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.rules.schemes.scheme_file import WrongScheme, read_scheme, shipped, shipped_text

LEVY = shipped_text("ew-levy")
PLAIN = shipped_text("plain")


def faults(text: str) -> str:
    """Read a text that must be refused, and give all its faults."""
    with pytest.raises(WrongScheme) as refused:
        read_scheme(text, "ours.toml")
    return "\n".join(refused.value.faults)


def changed(text: str, old: str, new: str) -> str:
    """Change one place of a scheme; the place must be there."""
    assert old in text
    return text.replace(old, new, 1)


RATE = 'rate = { is = "40 %", source = "pea" }'
SAVINGS = 'base = ["net"]\ninput = "savings_share"\nsource = "member"'
SPEND = 'code = "spend"\nsays = "Paid to your account"\nrest = true\nsource = "paid_to"'


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param(
            RATE,
            'rate = "40 %"',
            "lines.5.rate: must be written { is",
            id="a number without a source",
        ),
        pytest.param(
            RATE,
            'rate = { is = "40 %", source = "hearsay" }',
            "lines.5.rate: its source is not among [sources]",
            id="a source that is not listed",
        ),
        pytest.param(
            RATE,
            'rate = { is = "140 %", source = "pea" }',
            "lines.5.rate: is more than the whole",
            id="a share over 1",
        ),
        pytest.param(
            RATE,
            'rate = { is = 0.4, source = "pea" }',
            "lines.5.rate: is a decimal",
            id="a decimal",
        ),
        pytest.param(
            RATE,
            'rate = { is = "two fifths", source = "pea" }',
            "lines.5.rate: must be a fraction or a percentage",
            id="a number in words",
        ),
        pytest.param(
            'less = { is = "20.00"', 'less = { is = "20.001"', "must be an amount", id="half pence"
        ),
        pytest.param(
            'base = ["gross", "-income_tax"',
            'base = ["gross", "-shoe_tax"',
            "lines.levy.base: “shoe_tax” is no known base",
            id="an unknown base",
        ),
        pytest.param(
            'input = "income_tax"\n',
            'input = "shoe_tax"\n',
            "lines.income_tax.input: “shoe_tax” is no input",
            id="an unknown input",
        ),
        pytest.param(
            RATE,
            RATE + "\nraet = 1",
            "lines.5.raet: is not a known key",
            id="a misspelt key",
        ),
        pytest.param(
            'to = "Victim Support"\n', "", "lines.5.to: is missing", id="nobody gets the money"
        ),
        pytest.param(
            'reason = "pea"',
            'reason = "why not"',
            "lines.5.reason: is not among [sources]",
            id="no legal reason",
        ),
        pytest.param(
            SPEND,
            SPEND.replace(
                "rest = true\n", 'base = ["net"]\nrate = { is = "1/2", source = "pea" }\n'
            ),
            "one purse must take the rest",
            id="no purse takes the rest",
        ),
        pytest.param(
            SAVINGS,
            SAVINGS.replace('base = ["net"]\ninput = "savings_share"', "rest = true"),
            "one purse must take the rest",
            id="two purses take the rest",
        ),
        pytest.param(
            SPEND,
            SPEND + '\ncap = { is = "10.00", source = "pea" }',
            "a cap and “over” belong together",
            id="nowhere for what goes over",
        ),
        pytest.param(
            SPEND,
            SPEND + '\ncap = { is = "10.00", source = "pea" }\nover = "shoes"',
            "“shoes” is no purse",
            id="over into no purse",
        ),
        pytest.param(
            'when = { minimum_wage = "holds" }',
            'when = { minimum_wage = "perhaps" }',
            "“perhaps” is not among its choices",
            id="a choice that is none",
        ),
        pytest.param(
            'when = { minimum_wage = "holds" }',
            'when = { moon = "full" }',
            "minimums.minimum.when.moon: is no switch",
            id="a switch that is none",
        ),
        pytest.param(
            '    { code = "does_not_hold", says = "nothing is made up" },\n',
            "",
            "must be two different choices",
            id="a switch with one choice",
        ),
        pytest.param(
            'code = "national_insurance"\nsays = "National Insurance"\nkind',
            'code = "income_tax"\nsays = "National Insurance"\nkind',
            "the name “income_tax” is taken already",
            id="two inputs of one name",
        ),
        pytest.param('kind = "amount"', 'kind = "shoes"', "must be one of: amount", id="a kind"),
        pytest.param(
            'currency = "GBP"', 'currency = "pounds"', "currency: must be three", id="a currency"
        ),
        pytest.param(
            'does = "Wages', 'does = "A\\u0000B', "does: must be one line", id="no letter at all"
        ),
        pytest.param(
            "version = 1", f"version = {10**30}", "version: must be a whole number", id="too new"
        ),
        pytest.param(
            "facts_of = 2026-11-01", 'facts_of = "soon"', "facts_of: must be a date", id="no date"
        ),
        pytest.param(
            'rounding = { is = "half_up"',
            'rounding = { is = "mine"',
            "rounding: must be one of",
            id="an unknown rounding",
        ),
    ],
)
def test_a_wrong_scheme_is_refused_with_key_and_reason(old, new, fault):
    assert fault in faults(changed(LEVY, old, new))


def test_lines_may_not_go_round_in_a_circle():
    text = changed(
        LEVY, 'input = "court_orders"\n', 'base = ["levy"]\nrate = { is = "1/2", source = "pea" }\n'
    )

    assert "go round in a circle: court_orders → levy → court_orders" in faults(text)


def test_a_line_may_not_lean_on_one_that_is_taken_later():
    text = changed(
        LEVY,
        'input = "income_tax"\n',
        'base = ["child_maintenance"]\nrate = { is = "1/2", source = "pea" }\n',
    )

    assert "lines.income_tax.base: “child_maintenance” is taken later" in faults(text)


def test_full_purses_may_not_run_over_in_a_circle():
    text = PLAIN.replace(
        'code = "savings"\n',
        'code = "savings"\ncap = { is = "1.00", source = "member" }\nover = "family"\n',
    ).replace(
        'code = "family"\n',
        'code = "family"\ncap = { is = "1.00", source = "member" }\nover = "savings"\n',
    )

    assert "purses.over: go round in a circle: savings → family → savings" in faults(text)


def test_shares_of_purses_stay_within_the_whole():
    text = PLAIN.replace(
        'base = ["net"]\ninput = "savings_share"',
        'base = ["net"]\nrate = { is = "3/5", source = "member" }',
    ).replace(
        'base = ["net"]\ninput = "family_share"',
        'base = ["gross"]\nrate = { is = "1/2", source = "member" }',
    )

    assert "the shares come to more than the whole" in faults(text)


def test_no_more_ways_than_can_be_tried():
    choices = ", ".join(f'{{ code = "c{n}", says = "{n}" }}' for n in range(9))
    more = "".join(
        f'\n[[switches]]\ncode = "s{n}"\nsays = "?"\nwhy = "!"\nchoices = [{choices}]\n'
        for n in range(2)
    )

    assert "switches: can be set in 162 ways together" in faults(LEVY + more)


def test_a_line_and_an_earning_may_not_share_a_name():
    text = changed(LEVY, 'code = "levy"', 'code = "hours"')

    assert "the name “hours” is taken already" in faults(text)


def test_an_input_may_not_hide_a_fact_that_has_its_own_name():
    text = changed(LEVY, 'code = "hours"\nsays', 'code = "grade"\nsays')

    assert "the name “grade” is taken already" in faults(text)


def test_dated_numbers_stand_in_order():
    text = changed(
        LEVY,
        RATE,
        'rate = [\n  { from = 2024-01-01, is = "40 %", source = "pea" },\n'
        '  { from = 2023-01-01, is = "30 %", source = "pea" },\n]',
    )

    assert "must be different and in order" in faults(text)


def test_every_fault_is_said_at_once():
    text = LEVY.replace('is = "40 %"', "is = 0.4").replace('to = "Victim Support"\n', "")
    text = text.replace("facts_of = 2026-11-01\n", "shoes = 1\n")

    said = faults(text)

    for part in ("lines.5.rate", "lines.5.to", "facts_of: is missing", "shoes: is not a known key"):
        assert part in said


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("not toml at all", id="no TOML"),
        pytest.param("a = " + "[" * 5000, id="brackets without end"),
        pytest.param('code = "x"\n' * 2, id="a key twice"),
        pytest.param("lines = 3\npurses = 4\ninputs = [1]\nsources = {}\n", id="wrong shapes"),
        pytest.param('[sources]\na = 3\n[[lines]]\nbase = "gross"\nwhen = 3\n', id="wrong parts"),
        pytest.param("# " + "x" * 300_000, id="a file without end"),
    ],
)
def test_whatever_else_is_given_is_refused_in_words(text):
    assert faults(text)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_scheme_with_lines_lost_or_doubled_is_read_or_refused_but_never_breaks(data):
    lines = shipped_text(data.draw(st.sampled_from(shipped()))).splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    kept = data.draw(st.integers(0, 4))
    text = "\n".join([*lines[:place], *lines[place : place + 1] * kept, *lines[place + 1 :]])

    with suppress(WrongScheme):
        assert read_scheme(text).purses


def test_no_file_beside_the_shipped_ones_can_be_asked_for():
    with pytest.raises(KeyError):
        shipped_text("../rules/scheme")

    assert all(Path(code).name == code for code in shipped())
