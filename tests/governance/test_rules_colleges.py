"""Classes may have to agree one by one, but no small class is ever laid open."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.counting.majority import Tally
from governance.rules.colleges import College, merged, withheld
from governance.rules.outcome import Outcome, Verdict, decide
from governance.rules.ruleset import Base
from governance.rules.working import working
from tests.governance.rulebook import ORDINARY, a_majority, rules_with

rolls = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12))


@pytest.mark.parametrize(
    ("roll", "colleges"),
    [
        pytest.param({"a": 5, "b": 9}, [("a",), ("b",)], id="classes of five vote apart"),
        pytest.param({"a": 4, "b": 9}, [("a", "b")], id="two that merge are the whole"),
        pytest.param(
            {"a": 4, "b": 9, "c": 20}, [("a", "b"), ("c",)], id="the smallest joins the next"
        ),
        pytest.param(
            {"a": 20, "b": 2, "c": 9, "d": 2},
            [("a",), ("b", "c", "d")],
            id="two that are still small join a third",
        ),
        pytest.param(
            {"a": 5, "b": 4, "c": 5, "d": 9},
            [("a", "b"), ("c",), ("d",)],
            id="of equals the first by code",
        ),
        pytest.param({"a": 0, "b": 9}, [("b",)], id="an empty class is left out"),
        pytest.param({"a": 2}, [("a",)], id="one small class is all there is"),
        pytest.param({}, [], id="nobody at all"),
    ],
)
def test_small_classes_vote_together(roll, colleges):
    assert list(merged(roll, 5)) == colleges


@given(rolls)
def test_merging_loses_nobody_and_leaves_no_small_college(roll):
    colleges = merged(roll, 5)

    together = [code for college in colleges for code in college]
    sizes = [sum(roll[code] for code in college) for college in colleges]
    assert sorted(together) == sorted(code for code, number in roll.items() if number)
    assert len(sizes) < 2 or min(sizes) >= 5


@given(rolls, st.randoms(use_true_random=False))
def test_merging_does_not_depend_on_the_order_of_classes(roll, shuffler):
    codes = list(roll)
    shuffler.shuffle(codes)

    assert merged({code: roll[code] for code in codes}, 5) == merged(roll, 5)


def colleges_of(*votes: tuple[int, int], roll: int = 20) -> list[College]:
    return [
        College(code, f"Class {code}", roll, Tally(*pair))
        for code, pair in zip("abcdef", votes, strict=False)
    ]


def decided(colleges: list[College], **rules: object) -> Outcome:
    tally = sum((one.tally for one in colleges), Tally())
    roll = sum(one.roll for one in colleges)
    return decide(tally, roll=roll, kind=ORDINARY, rules=rules_with(**rules), colleges=colleges)


@pytest.mark.parametrize(
    ("votes", "hidden"),
    [
        pytest.param([(5, 0), (9, 3)], "", id="five voted in each"),
        pytest.param([(4, 0), (9, 3)], "ab", id="the only other one is withheld too"),
        pytest.param([(4, 0), (9, 3), (8, 0)], "ac", id="and the next smallest of several"),
        pytest.param([(4, 0), (2, 0), (9, 3)], "ab", id="two small ones hide each other"),
        pytest.param([(2, 0), (3, 0), (9, 3), (7, 0)], "ab", id="two with five between them"),
        pytest.param([(1, 0), (2, 0), (9, 3), (7, 0)], "abd", id="two with too few between them"),
        pytest.param([(0, 0), (6, 0), (9, 3)], "ab", id="a class in which nobody voted"),
    ],
)
def test_numbers_are_withheld_where_few_voted(votes, hidden):
    assert withheld(colleges_of(*votes), 5) == frozenset(hidden)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=5))
def test_what_is_withheld_cannot_be_found_by_subtraction(votes):
    colleges = colleges_of(*votes)

    hidden = [one for one in colleges if one.code in withheld(colleges, 5)]

    assert len(hidden) != 1
    shown = [one for one in colleges if one not in hidden]
    assert all(one.tally.voting >= 5 for one in shown)
    assert not hidden or not shown or sum(one.tally.voting for one in hidden) >= 5


@pytest.mark.parametrize(
    ("votes", "verdict"),
    [
        pytest.param([(6, 2), (5, 4)], Verdict.CARRIED, id="both agree"),
        pytest.param([(9, 0), (3, 4)], Verdict.NOT_EVERY_CLASS, id="one does not"),
        pytest.param([(9, 0), (4, 4)], Verdict.NOT_EVERY_CLASS, id="a tie in one class"),
        pytest.param([(9, 0), (0, 0)], Verdict.NOT_EVERY_CLASS, id="one said nothing"),
        pytest.param([(3, 9), (5, 4)], Verdict.NOT_ENOUGH, id="heads alone are against"),
        pytest.param([(9, 0), (2, 1)], Verdict.CARRIED, id="a class that is withheld agrees"),
        pytest.param([(9, 0), (1, 2)], Verdict.NOT_EVERY_CLASS, id="a withheld one does not"),
    ],
)
def test_by_class_the_whole_and_every_class_must_agree(votes, verdict):
    assert decided(colleges_of(*votes)).verdict is verdict


def test_the_head_count_stands_beside_the_classes():
    said = list(map(str, working(decided(colleges_of((6, 2), (5, 4))))))

    half = "More than half of the votes cast were needed"
    assert said[:2] == ["11 for and 6 against.", f"{half}: 9 of 17."]
    assert f"Class a agreed: 6 for, 2 against. {half}: 5 of 8." in said
    assert f"Class b agreed: 5 for, 4 against. {half}: 5 of 9." in said


def test_a_class_that_is_against_is_named_when_its_numbers_may_be_shown():
    said = list(map(str, working(decided(colleges_of((9, 0), (3, 4))))))

    half = "More than half of the votes cast were needed"
    assert f"Class b did not agree: 3 for, 4 against. {half}: 4 of 7." in said
    assert said[-1] == "Not every class agreed. The motion is not carried."


@pytest.mark.parametrize(
    ("votes", "agreed"),
    [
        pytest.param([(9, 0), (8, 0), (2, 1)], True, id="carried: each agreed"),
        pytest.param([(9, 0), (8, 0), (1, 2)], False, id="not carried for that alone"),
        pytest.param([(9, 0), (9, 0), (3, 4), (1, 0)], False, id="whichever of them it was"),
        pytest.param([(9, 0), (9, 0), (4, 9), (5, 2), (1, 0)], None, id="another class is against"),
        pytest.param([(0, 9), (0, 8), (2, 1)], None, id="heads are against"),
        pytest.param([(2, 0), (0, 0), (1, 0)], None, id="no quorum"),
    ],
)
def test_whether_withheld_classes_agreed_is_told_only_where_the_outcome_tells_it(votes, agreed):
    outcome = decided(colleges_of(*votes), number=5)

    assert outcome.pool is not None
    assert outcome.pool.all_agreed is agreed
    said = list(map(str, working(outcome)))
    assert ("Each of them agreed." in said) is (agreed is True)
    assert ("At least one of them did not agree." in said) is (agreed is False)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=4))
def test_an_outcome_holds_no_number_of_a_withheld_class(votes):
    colleges = colleges_of(*votes)
    outcome = decided(colleges)

    hidden = withheld(colleges, 5)

    assert {one.code for one in outcome.colleges} == {one.code for one in colleges} - hidden
    assert set(outcome.pool.codes if outcome.pool else ()) == hidden


def test_two_ways_of_voting_in_withheld_classes_give_the_same_outcome():
    by_outcome: dict[Outcome, set[int]] = {}
    for inside, other in product(range(4), range(7)):
        colleges = colleges_of((inside, 3 - inside), (other, 6 - other), (20, 0))
        by_outcome.setdefault(decided(colleges), set()).add(inside)

    # Where nearly all of the pool voted alike, the head-count and the outcome say it anyhow.
    doubtful = [
        ways
        for outcome, ways in by_outcome.items()
        if outcome.pool and not outcome.carried and 1 <= outcome.pool.tally.votes_for <= 6
    ]
    assert len(doubtful) == 6
    assert all(len(ways) > 1 for ways in doubtful)


def test_the_roll_of_a_class_is_told_only_where_the_majority_is_a_share_of_it():
    of_votes = decided(colleges_of((6, 2), (5, 4)))
    of_members = decided(
        colleges_of((6, 2), (5, 4), roll=9), majority=a_majority(base=Base.ALL_MEMBERS)
    )

    assert [one.roll for one in of_votes.colleges] == [None, None]
    assert [(one.roll, one.base, one.needed) for one in of_members.colleges] == [(9, 9, 5)] * 2


def test_one_college_alone_is_no_more_than_the_head_count():
    (alone,) = colleges_of((6, 2))

    outcome = decided([alone])

    assert (outcome.colleges, outcome.pool) == ((), None)
    assert outcome.carried


@pytest.mark.parametrize(
    ("tally", "roll"),
    [
        pytest.param(Tally(7, 2), 40, id="papers are missing from the colleges"),
        pytest.param(Tally(6, 2), 41, id="a member is missing from the colleges"),
    ],
)
def test_colleges_must_add_up_to_the_whole(tally, roll):
    colleges = colleges_of((5, 1), (1, 1))

    with pytest.raises(ValueError, match="do not add up"):
        decide(tally, roll=roll, kind=ORDINARY, rules=rules_with(), colleges=colleges)
