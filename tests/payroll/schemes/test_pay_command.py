"""`coop pay`: what it prints, and how it says what is wrong."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.commands import pay
from payroll.rules.schemes.scheme_file import shipped


def run(*words: str) -> Result:
    """Run `coop pay` in this process."""
    return CliRunner().invoke(pay, list(words))


def computed(*words: str, scheme: str = "ew-levy", period: str = "2026-W47") -> Result:
    """Run `coop pay compute` with settings."""
    settings = [part for word in words for part in ("--set", word)]
    return run("compute", "--scheme", scheme, "--period", period, *settings, "--json")


def test_the_json_gives_gross_lines_net_and_purses_as_decimal_strings():
    found = json.loads(computed("gross=220.00").stdout)

    assert found["scheme"] == "ew-levy"
    assert found["gross"] == "220.00"
    levy = next(one for one in found["lines"] if one["code"] == "levy")
    assert levy["amount"] == "-80.00"
    assert levy["working"] == "40 % × (220.00 − 20.00) = 80.00"
    assert "Prisoners’ Earnings Act 1996" in levy["source"]
    assert found["net"] == "140.00"
    assert found["purses"] == {"spend": "140.00"}


def test_the_text_shows_every_sum_with_its_source():
    found = run("compute", "--scheme", "ew-levy", "--period", "2026-W47", "--set", "gross=25")

    assert found.exit_code == 0
    assert "40 % × (25.00 − 20.00) = 2.00" in found.stdout
    assert "Prisoners’ Earnings Act 1996" in found.stdout
    assert "Income tax: 0, none was given." in found.stdout


def test_everything_wrong_is_said_at_once_on_the_error_channel():
    found = computed("gross=ten", "levy_rate=90 %", "minimum_wage=perhaps", "shoe_size=43")

    assert found.exit_code == 2
    assert found.stdout == ""
    for sentence in (
        "gross must be an amount",
        "levy_rate must be from 0 to 2/5",
        "minimum_wage must be one of: holds, does_not_hold",
        "“shoe_size” is not asked for",
    ):
        assert sentence in found.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(["gross"], "must be written NAME=VALUE", id="no value"),
        pytest.param(["gross=1", "gross=2"], "“gross” is set twice", id="twice"),
        pytest.param(["balance.shoes=1"], "there is no purse “shoes”", id="no such purse"),
        pytest.param(["balance.spend=x"], "must be an amount", id="no amount"),
        pytest.param(["employer=king"], "employer must be one of", id="no such employer"),
        pytest.param(["gross=-5"], "gross must be an amount", id="less than nothing"),
    ],
)
def test_what_is_typed_wrong_is_refused_with_a_sentence(words, sentence):
    found = computed(*words)

    assert found.exit_code == 2
    assert sentence in found.stderr


@pytest.mark.parametrize(
    "period",
    ["2026-W54", "2026-13", "next week", "2026-11-09..2026-11-02", "2026-02-30..2026-03-01"],
)
def test_a_period_that_is_none_is_refused(period):
    found = computed("gross=1", period=period)

    assert found.exit_code == 2
    assert "is no period" in found.stderr


def test_an_unknown_scheme_is_refused_with_those_there_are():
    found = computed("gross=1", scheme="elsewhere")

    assert found.exit_code == 2
    assert "There is no scheme “elsewhere”" in found.stderr
    assert "ew-levy" in found.stderr


def test_a_scheme_or_a_file_but_not_both_and_not_neither():
    neither = run("compute", "--period", "2026-W47")

    assert neither.exit_code == 2
    assert "One of the two" in neither.stderr


def test_a_wrong_file_is_refused_with_every_fault(tmp_path):
    wrong = tmp_path / "ours.toml"
    wrong.write_text('code = "ours"\nshoe = 1\n', encoding="utf-8")

    found = run("compute", "--file", str(wrong), "--period", "2026-W47")

    assert found.exit_code == 2
    assert "ours.toml: shoe: is not a known key" in found.stderr
    assert "ours.toml: sources: must be a table" in found.stderr


def test_the_list_names_every_scheme():
    found = run("schemes")

    assert [one for one in shipped() if one not in found.stdout] == []
    assert [one["code"] for one in json.loads(run("schemes", "--json").stdout)] == list(shipped())


def test_one_scheme_is_shown_with_inputs_switches_and_sources():
    found = run("schemes", "ew-levy")
    facts = json.loads(run("schemes", "ew-levy", "--json").stdout)

    assert "gross: Gross pay of the period" in found.stdout
    assert "Whether it holds for paid work outside was not confirmed." in found.stdout
    assert facts["inputs"][0]["code"] == "gross"
    assert {one["code"] for one in facts["switches"]} == {"minimum_wage"}


WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="="), max_size=12)
NAMES = ["gross", "status", "grade", "employer", "balance.spend", "bonus", "level", "rest_minimums"]
VALUES = ["", "0", "1.5", "220.00", "-3", "1e9", "½", "9" * 20, "10 %", "basic", "as_told"]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["ew-prison", "it-coop", "fr", "plain"]),
    st.lists(
        st.tuples(st.sampled_from(NAMES) | WORDS, st.sampled_from(VALUES) | WORDS), max_size=5
    ),
    st.sampled_from(["2026-W47", "2026-11", "0001-W01", "9999-W52", "9999-12"]) | WORDS,
)
def test_whatever_is_typed_it_answers_or_says_why_not(scheme, typed, period):
    words = [f"{name}={value}" for name, value in typed]

    found = computed(*words, scheme=scheme, period=period)

    assert found.exit_code in {0, 2}, found.output
    assert (found.stdout != "") is (found.exit_code == 0)
    assert found.exception is None or isinstance(found.exception, SystemExit)


def test_the_real_program_prints_the_same(tmp_path):
    words = ["pay", "compute", "--scheme", "ew-levy", "--period", "2026-W47"]

    done = subprocess.run(
        [sys.executable, "-m", "coop.cli", *words, "--set", "gross=220.00", "--json"],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
    )

    assert json.loads(done.stdout) == json.loads(computed("gross=220.00").stdout)
