"""Papers are counted exactly, and in whichever order they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.counting.majority import (
    CHOICES,
    Choice,
    Paper,
    Tally,
    count,
    count_by_college,
    transcript,
)

papers = st.lists(st.builds(Paper, st.sampled_from(Choice), st.sampled_from(["", "a", "b"])))


def test_each_pile_is_counted():
    found = count([Paper(choice) for choice in [*Choice, Choice.FOR]])

    assert found == Tally(votes_for=2, against=1, abstained=1, spoiled=1)


@pytest.mark.parametrize(
    ("tally", "cast", "voting"),
    [
        pytest.param(Tally(), 0, 0, id="an empty box"),
        pytest.param(Tally(3, 2), 5, 5, id="for and against are votes cast"),
        pytest.param(Tally(3, 2, 4), 5, 9, id="an abstention is a member voting"),
        pytest.param(Tally(3, 2, 4, 1), 5, 10, id="so is a spoiled paper"),
    ],
)
def test_votes_cast_are_for_and_against_only(tally, cast, voting):
    assert (tally.cast, tally.voting) == (cast, voting)


def test_a_member_cannot_choose_to_spoil():
    assert Choice.SPOILED not in CHOICES
    assert len(CHOICES) == len(Choice) - 1


@given(papers, st.randoms(use_true_random=False))
def test_the_order_of_papers_never_matters(box, shuffler):
    mixed = list(box)
    shuffler.shuffle(mixed)

    assert count(mixed) == count(box)
    assert count_by_college(mixed) == count_by_college(box)
    assert list(count_by_college(mixed)) == sorted(count_by_college(mixed))


@given(papers, papers)
def test_two_boxes_counted_apart_are_the_whole(first, second):
    assert count(first) + count(second) == count([*first, *second])


@given(papers)
def test_no_paper_is_lost_or_counted_twice(box):
    assert count(box).voting == len(box)
    assert sum(count_by_college(box).values(), Tally()) == count(box)


def test_the_transcript_shows_the_sums():
    lines = transcript([Paper(Choice.FOR), Paper(Choice.FOR), Paper(Choice.ABSTAIN)])

    assert lines == (
        "for: 2",
        "against: 0",
        "votes cast: 2 + 0 = 2",
        "abstained: 1",
        "spoiled: 0",
        "members voting: 2 + 1 + 0 = 3",
    )
