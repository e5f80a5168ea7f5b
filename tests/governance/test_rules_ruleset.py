"""A rule file is used only when every number in it can be trusted."""

from datetime import date
from fractions import Fraction
from hashlib import sha256

import pytest

from governance.rules.ruleset import SHIPPED as FOLDER
from governance.rules.ruleset import (
    Base,
    ByClass,
    Kind,
    PaperAfterWeb,
    WrongRules,
    load,
    shipped,
)
from tests.governance.rulebook import the_rules

PLAIN = (FOLDER / "plain.toml").read_text(encoding="utf-8")


def test_three_rule_sets_are_shipped():
    assert [rules.code for rules in shipped()] == [
        "italy-social-b",
        "plain",
        "uk-multi-stakeholder",
    ]


@pytest.mark.parametrize("rules", shipped(), ids=lambda rules: rules.code)
def test_every_number_that_is_shipped_names_its_source(rules):
    keys = [citation.key for citation in rules.citations]

    assert len(keys) == len(set(keys)) >= 50
    assert all(citation.source.strip() for citation in rules.citations)
    assert rules.in_force == date(2026, 1, 1)


def test_the_multi_stakeholder_rules_have_the_model_numbers():
    rules = the_rules("uk-multi-stakeholder")

    assert (rules.notice.clear_days, rules.notice.posted_hours) == (14, 48)
    assert rules.notice.electronic_hours == 24
    assert (rules.quorum.number, rules.quorum.share) == (3, Fraction(1, 4))
    assert (rules.ordinary.share, rules.ordinary.strict) == (Fraction(1, 2), True)
    assert rules.extraordinary.share == Fraction(3, 4)
    assert rules.extraordinary.minimum_turnout == Fraction(51, 100)
    assert rules.ballot.days_open == 14
    assert rules.motions.barred_months == 6
    assert not rules.special.outside_meeting
    assert rules.membership.admission.minimum_age == 16
    assert rules.membership.shares.price * rules.membership.shares.most == 100_000_00
    assert rules.membership.expulsion.kind == Kind.EXTRAORDINARY


def test_the_italian_rules_watch_volunteers_and_disadvantaged_workers():
    volunteers, disadvantaged = the_rules("italy-social-b").membership.checks

    assert (volunteers.flag, volunteers.without, volunteers.share) == (
        "volunteer",
        "",
        Fraction(1, 2),
    )
    assert (disadvantaged.flag, disadvantaged.without) == ("disadvantaged", "volunteer")
    assert disadvantaged.share == Fraction(3, 10)


def test_a_rule_set_keeps_its_text_and_digest():
    rules = load(PLAIN)

    assert rules.text == PLAIN
    assert rules.digest == sha256(PLAIN.encode()).hexdigest()
    assert rules.majority(Kind.SPECIAL).base is Base.MEMBERS_VOTING
    assert rules.ballot.paper_after_web is PaperAfterWeb.REPLACES
    assert rules.ordinary.by_class is ByClass.ALLOWED


def test_half_of_all_members_may_be_at_least():
    text = PLAIN.replace(
        'strict = { is = true, source = "uk" }\nbase = { is = "votes_cast"',
        'strict = { is = false, source = "uk" }\nbase = { is = "all_members"',
    )

    assert load(text).ordinary.base is Base.ALL_MEMBERS


def test_a_file_that_was_read_from_disk_names_itself(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(PLAIN.replace("version = 1", "version = 0"), encoding="utf-8")

    with pytest.raises(WrongRules, match=r"^mine\.toml: version: "):
        load(path)
