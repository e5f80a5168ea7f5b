"""A motion is decided by exact sums, and the sums are written out in words."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.counting.majority import Tally
from governance.rules.majorities import (
    at_least,
    is_reached,
    more_than,
    quorum_needed,
    turnout_needed,
    votes_needed,
)
from governance.rules.outcome import Outcome, Verdict, decide
from governance.rules.ruleset import Base, Kind, Majority, Quorum, RuleSet
from tests.governance.rulebook import ORDINARY, a_majority, rules_with, the_rules

shares = st.sampled_from([Fraction(*pair) for pair in [(1, 2), (2, 3), (3, 4), (51, 100), (1, 1)]])
majorities = st.builds(
    Majority,
    share=shares,
    strict=st.booleans(),
    base=st.sampled_from(Base),
    minimum_turnout=st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2)]),
    by_class=st.just(the_rules().ordinary.by_class),
    outside_meeting=st.just(True),
)
tallies = st.builds(Tally, *[st.integers(0, 30)] * 4)


def decided(tally: Tally, *, roll: int = 200, rules: RuleSet | None = None) -> Outcome:
    return decide(tally, roll=roll, kind=ORDINARY, rules=rules or rules_with())


@pytest.mark.parametrize(
    ("share", "base", "fewest", "more"),
    [
        pytest.param("2/3", 9, 6, 7, id="two thirds of nine are six, never seven"),
        pytest.param("2/3", 10, 7, 7, id="two thirds of ten are seven, for there is no part vote"),
        pytest.param("1/2", 40, 20, 21, id="more than half of forty is twenty-one"),
        pytest.param("1/2", 41, 21, 21, id="half of an odd number is rounded up"),
        pytest.param("3/4", 4, 3, 4, id="three quarters of four are three"),
        pytest.param("51/100", 100, 51, 52, id="fifty-one in a hundred"),
        pytest.param("51/100", 101, 52, 52, id="fifty-one in a hundred of a hundred and one"),
        pytest.param("1/3", 3, 1, 2, id="a third of three is one"),
        pytest.param("1", 7, 7, 8, id="all is all"),
        pytest.param("0", 7, 0, 1, id="a share of nothing asks for nobody"),
    ],
)
def test_the_fewest_votes_are_worked_out_exactly(share, base, fewest, more):
    assert at_least(Fraction(share), base) == fewest
    assert more_than(Fraction(share), base) == more


@given(shares, st.integers(0, 10_000))
def test_the_fewest_votes_are_enough_and_one_fewer_is_not(share, base):
    fewest, more = at_least(share, base), more_than(share, base)

    assert fewest >= share * base > fewest - 1
    assert more > share * base >= more - 1


@pytest.mark.parametrize(
    ("number", "share", "roll", "needed"),
    [
        pytest.param(3, "1/4", 8, 3, id="the number is greater in a small co-operative"),
        pytest.param(3, "1/4", 60, 15, id="the share is greater in a large one"),
        pytest.param(3, "1/4", 61, 16, id="a part of a member is a whole member"),
        pytest.param(3, "1/4", 12, 3, id="number and share may be the same"),
        pytest.param(3, "1/4", 2, 3, id="two members never make a quorum of three"),
    ],
)
def test_a_quorum_is_the_greater_of_a_number_and_a_share(number, share, roll, needed):
    assert quorum_needed(Quorum(number, Fraction(share)), roll) == needed


@pytest.mark.parametrize(
    ("tally", "verdict"),
    [
        pytest.param(Tally(2, 1), Verdict.CARRIED, id="more for than against"),
        pytest.param(Tally(2, 2), Verdict.TIED, id="a tie falls"),
        pytest.param(Tally(1, 2), Verdict.NOT_ENOUGH, id="more against than for"),
        pytest.param(Tally(1, 0, 9), Verdict.CARRIED, id="abstentions are not votes cast"),
        pytest.param(Tally(0, 0, 9), Verdict.TIED, id="nobody voted either way"),
        pytest.param(Tally(1, 0, 0, 9), Verdict.CARRIED, id="spoiled papers are not votes cast"),
    ],
)
def test_more_than_half_of_the_votes_cast_carries(tally, verdict):
    assert decided(tally).verdict is verdict


@pytest.mark.parametrize(
    ("base", "tally", "carried"),
    [
        pytest.param(Base.VOTES_CAST, Tally(6, 3, 3), True, id="six of nine votes cast"),
        pytest.param(Base.VOTES_CAST, Tally(5, 3, 3), False, id="five of eight votes cast"),
        pytest.param(Base.MEMBERS_VOTING, Tally(6, 3, 3), False, id="six of twelve voting"),
        pytest.param(Base.MEMBERS_VOTING, Tally(8, 3, 1), True, id="eight of twelve voting"),
        pytest.param(
            Base.MEMBERS_VOTING, Tally(8, 3, 1, 1), False, id="a spoiled paper is a voter"
        ),
        pytest.param(Base.ALL_MEMBERS, Tally(11, 0), False, id="eleven of eighteen members"),
        pytest.param(Base.ALL_MEMBERS, Tally(12, 0), True, id="twelve of eighteen members"),
    ],
)
def test_two_thirds_are_of_the_base_that_the_rules_name(base, tally, carried):
    rules = rules_with(majority=a_majority("2/3", strict=False, base=base))

    assert decided(tally, roll=18, rules=rules).carried is carried


def test_a_tie_falls_even_where_half_of_all_members_would_do():
    rules = rules_with(majority=a_majority("1/2", strict=False, base=Base.ALL_MEMBERS))

    outcome = decided(Tally(5, 5), roll=10, rules=rules)

    assert outcome.verdict is Verdict.TIED
    assert outcome.defeated


def test_a_tie_falls_in_a_college_as_well():
    half = a_majority("1/2", strict=False, base=Base.ALL_MEMBERS)

    assert is_reached(half, Tally(5, 4), 10)
    assert not is_reached(half, Tally(5, 5), 10)


def test_a_motion_without_any_vote_for_it_is_never_carried():
    assert votes_needed(a_majority("1/2", strict=False), 0) == 1
    assert not is_reached(a_majority("1/2", strict=False), Tally(0, 0, 5), 10)


@pytest.mark.parametrize(
    ("tally", "verdict"),
    [
        pytest.param(Tally(14, 0), Verdict.NO_QUORUM, id="one short of the quorum"),
        pytest.param(Tally(14, 0, 1), Verdict.LOW_TURNOUT, id="an abstention makes the quorum"),
        pytest.param(Tally(14, 0, 0, 1), Verdict.LOW_TURNOUT, id="so does a spoiled paper"),
        pytest.param(Tally(29, 0), Verdict.LOW_TURNOUT, id="one short of half the members"),
        pytest.param(Tally(30, 0), Verdict.CARRIED, id="half the members, all for"),
    ],
)
def test_a_quorum_and_a_minimum_turnout_count_everybody_who_voted(tally, verdict):
    rules = rules_with(majority=a_majority(turnout="1/2"), number=3, share="1/4")

    outcome = decided(tally, roll=60, rules=rules)

    assert outcome.verdict is verdict
    assert not outcome.defeated
    assert outcome.quorate is (tally.voting >= 15)


@pytest.mark.parametrize(
    ("share", "roll", "needed"),
    [
        pytest.param("1/2", 60, 30, id="half of sixty"),
        pytest.param("1/2", 61, 31, id="half a member is a whole one"),
        pytest.param("51/100", 100, 51, id="fifty-one in a hundred"),
        pytest.param("0", 61, 0, id="no minimum"),
    ],
)
def test_a_minimum_turnout_is_a_share_of_all_members(share, roll, needed):
    assert turnout_needed(a_majority(turnout=share), roll) == needed


def test_only_a_decision_against_bars_the_question():
    assert decided(Tally(1, 2)).defeated
    assert decided(Tally(2, 2)).defeated
    assert not decided(Tally(2, 1)).defeated


def test_more_papers_than_members_are_no_tally():
    with pytest.raises(ValueError, match="more papers than members"):
        decided(Tally(3, 0), roll=2)


def test_each_kind_of_motion_has_its_own_majority():
    rules = the_rules()

    by_kind = {kind: decide(Tally(60, 40), roll=100, kind=kind, rules=rules) for kind in Kind}

    assert [kind for kind, outcome in by_kind.items() if outcome.carried] == [Kind.ORDINARY]
    assert by_kind[Kind.EXTRAORDINARY].needed == 67
    assert by_kind[Kind.SPECIAL].needed == 75


@given(tallies, majorities)
def test_turning_any_paper_into_an_against_never_carries_a_motion(tally, majority):
    before = decided(tally, rules=rules_with(majority=majority))
    turned = []
    for pile in ("votes_for", "abstained", "spoiled"):
        if getattr(tally, pile):
            fewer = {pile: getattr(tally, pile) - 1, "against": tally.against + 1}
            turned.append(replace(tally, **fewer))

    after = [decided(one, rules=rules_with(majority=majority)) for one in turned]

    assert before.carried or not any(outcome.carried for outcome in after)


@given(tallies, majorities, st.integers(1, 40))
def test_one_more_against_never_carries_a_motion_that_has_its_quorum(tally, majority, number):
    rules = rules_with(majority=majority, number=number)
    before = decided(tally, rules=rules)
    after = decided(replace(tally, against=tally.against + 1), rules=rules)

    had_enough = tally.voting >= max(number, turnout_needed(majority, 200))

    assert before.carried or not after.carried or not had_enough


@given(tallies, majorities)
def test_one_more_for_never_defeats_a_motion(tally, majority):
    rules = rules_with(majority=majority)

    if decided(tally, rules=rules).carried:
        assert decided(replace(tally, votes_for=tally.votes_for + 1), rules=rules).carried


@given(tallies, majorities)
def test_a_carried_motion_has_the_share_that_the_rules_ask(tally, majority):
    outcome = decided(tally, rules=rules_with(majority=majority))
    base = {
        Base.VOTES_CAST: tally.votes_for + tally.against,
        Base.MEMBERS_VOTING: tally.voting,
        Base.ALL_MEMBERS: 200,
    }[majority.base]
    reached = (
        tally.votes_for > majority.share * base
        if majority.strict
        else tally.votes_for >= majority.share * base
    )
    enough = tally.voting >= 1 and tally.voting >= majority.minimum_turnout * 200

    assert outcome.carried is (reached and enough and tally.votes_for > tally.against)
