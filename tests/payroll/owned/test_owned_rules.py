"""Rule sets of ownership are cited, refused when wrong, and silent about nothing (PAY-72)."""

import pytest

from payroll.rules.owned.owned_reading import WrongOwnedRules
from payroll.rules.owned.owned_rules import (
    SHIPPED,
    owned_rules,
    read_owned_rules,
    refusals_of_switches,
    shipped,
)

ITALY = (SHIPPED / "italy.toml").read_text(encoding="utf-8")


def faults(text):
    """Give everything that is wrong with a rule set."""
    with pytest.raises(WrongOwnedRules) as wrong:
        read_owned_rules(text)
    return wrong.value.faults


def test_three_rule_sets_come_with_the_house_and_each_is_named_like_its_file():
    assert shipped() == ("plain", "italy", "scic")
    assert [owned_rules(code).code for code in shipped()] == list(shipped())


@pytest.mark.parametrize("code", shipped())
def test_every_number_has_a_source(code):
    rules = owned_rules(code)

    assert rules.cited
    assert all(one.source.strip() for one in rules.cited)
    assert all(one.source for one in rules.reserves)


def test_the_law_of_italy_is_written_as_it_was_read():
    rules = owned_rules("italy")

    assert [(one.account, str(one.share)) for one in rules.reserves] == [
        ("reserve:legal", "3/10"),
        ("mutual_fund", "3/100"),
    ]
    assert (rules.residue, rules.dividend_is_capped) == ("mutual_fund", True)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('is = "3/10", source = "surplus"', 'is = "3/10"', "reserves.legal.share: must be written"),
        ('is = "3/10"', "is = 0.3", 'reserves.legal.share: must be a share such as "3/10"'),
        ('is = "3/10"', 'is = "13/10"', "reserves.legal.share: must be a share"),
        ('source = "surplus"', 'source = "hearsay"', "its source is not among [sources]"),
        ("of = 2026-11-22", "", "of: is missing"),
        ('account = "mutual_fund"', 'account = "mine"', "reserves.mutual.account: must be one of"),
        ("[lock]", "[locke]", "locke: is not a known key"),
        ("notice_months = { is = 3", "notice_months = { is = -3", "must be a whole number from 0"),
        ('is = "3/100"', 'is = "8/10"', "reserves: together they are more than the whole surplus"),
        ("capped_as_interest = { is = true", "capped_as_interest = { is = 1", "true or false"),
        ('residue = { is = "mutual_fund"', 'residue = { is = "me"', "lock.residue: must be one of"),
    ],
)
def test_a_wrong_rule_set_is_refused_with_its_key_and_reason(old, new, fault):
    assert old in ITALY

    assert any(fault in one for one in faults(ITALY.replace(old, new, 1)))


def test_every_fault_is_said_at_once():
    text = ITALY.replace("of = 2026-11-22", "").replace('is = "3/10"', 'is = "ten"')

    assert len(faults(text)) == 2


def test_what_is_not_toml_is_refused():
    assert faults("code = ")[0].startswith("The file is not TOML")


def test_a_switch_has_no_silent_default():
    rules = owned_rules("italy")

    assert [one.rule for one in refusals_of_switches(rules, {})] == ["PAY-72"]
    assert len(refusals_of_switches(rules, {"rebate_ceiling": "maybe"})) == 1
    assert refusals_of_switches(rules, {"rebate_ceiling": "none"}) == []
