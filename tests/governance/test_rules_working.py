"""The working of a decision is written out in words, with every sum."""

from dataclasses import replace

import pytest

from governance.counting.majority import Tally
from governance.rules.outcome import Outcome, decide
from governance.rules.ruleset import Base, Kind, RuleSet
from governance.rules.working import working
from tests.governance.rulebook import ORDINARY, a_majority, rules_with, the_rules


def decided(tally: Tally, *, roll: int = 200, rules: RuleSet | None = None) -> Outcome:
    return decide(tally, roll=roll, kind=ORDINARY, rules=rules or rules_with())


def test_the_working_is_written_out_in_words():
    rules = rules_with(number=3, share="1/4")

    said = working(decided(Tally(31, 9, 4), roll=60, rules=rules))

    assert list(map(str, said)) == [
        "31 for and 9 against.",
        "4 members abstained; abstentions are not votes cast.",
        "More than half of the votes cast were needed: 21 of 40.",
        "At least 15 members had to vote, and 44 did.",
        "The motion is carried.",
    ]


@pytest.mark.parametrize(
    ("majority", "sentence"),
    [
        pytest.param(
            a_majority("3/4", strict=False, base=Base.MEMBERS_VOTING),
            "At least three quarters of the members voting were needed: 8 of 10.",
            id="at least, of those voting",
        ),
        pytest.param(
            a_majority("1/2", base=Base.ALL_MEMBERS),
            "More than half of all the members were needed: 11 of 20.",
            id="more than, of all members",
        ),
        pytest.param(
            a_majority("51/100", strict=False),
            "At least 51/100 of the votes cast were needed: 5 of 8.",
            id="a share that has no word",
        ),
    ],
)
def test_the_majority_is_named_as_the_rules_have_it(majority, sentence):
    said = working(decided(Tally(6, 2, 1, 1), roll=20, rules=rules_with(majority=majority)))

    assert sentence in list(map(str, said))


def test_one_is_written_as_one():
    said = list(map(str, working(decided(Tally(2, 0, 1, 1)))))

    assert "1 member abstained; an abstention is not a vote cast." in said
    assert "1 paper was spoiled; it counts as a member voting, not as a vote cast." in said
    assert "At least 1 member had to vote, and 4 did." in said


def test_a_minimum_turnout_is_written_where_it_asks_for_more_than_the_quorum():
    rules = rules_with(majority=a_majority(turnout="1/2"), number=3)

    said = list(map(str, working(decided(Tally(2, 1, 0, 2), roll=20, rules=rules))))

    assert "A decision of this kind asks for 10 of 20 members to vote." in said
    assert said[-1] == "Too few members voted for a decision of this kind."
    assert "2 papers were spoiled; they count as members voting, not as votes cast." in said


@pytest.mark.parametrize(
    ("strict", "words"),
    [
        pytest.param(True, "with more than half, 14 to 31 days on.", id="more than"),
        pytest.param(False, "with at least half, 14 to 31 days on.", id="at least"),
    ],
)
def test_a_special_decision_says_that_a_second_vote_must_confirm_it(strict, words):
    rules = the_rules("uk-multi-stakeholder")
    second = replace(rules.special.confirmation, strict=strict)
    rules = replace(rules, special=replace(rules.special, confirmation=second))

    carried = decide(Tally(15, 5), roll=40, kind=Kind.SPECIAL, rules=rules)
    fallen = decide(Tally(14, 6), roll=40, kind=Kind.SPECIAL, rules=rules)

    assert str(working(carried)[-1]).endswith(words)
    assert working(fallen)[-1] == fallen.why


def test_every_sentence_can_be_told_in_another_language():
    said = working(decided(Tally(31, 9), roll=60))

    told = [sentence.told(lambda text: text.replace("half", "metà")) for sentence in said]

    assert "More than metà of the votes cast were needed: 21 of 40." in told
