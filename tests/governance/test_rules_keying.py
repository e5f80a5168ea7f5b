"""Two tellers key each stack, and what they differ on is settled by looking again."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.counting.majority import Choice
from governance.rules.keying import Mark, agreed, differences, read, refusals_to_key, written

ASH, BIRCH, CEDAR = (UUID(int=number) for number in (1, 2, 3))
FOR, AGAINST, SPOILED = Mark(Choice.FOR), Mark(Choice.AGAINST), Mark(Choice.SPOILED)
stacks = st.lists(st.builds(Mark, st.sampled_from(Choice), st.sampled_from(["", "K7Q2"])))


@given(stacks)
def test_what_is_written_is_read_again(marks):
    assert read(written(marks)) == tuple(marks)


@given(st.lists(st.tuples(st.sampled_from(Choice), st.sampled_from(Choice))))
def test_papers_are_agreed_where_tellers_agree_or_it_was_settled(pairs):
    first = [Mark(one) for one, _ in pairs]
    second = [Mark(other) for _, other in pairs]
    places = differences(first, second)

    settled = agreed(first, second, dict.fromkeys(places, SPOILED))

    assert len(settled) == len(pairs)
    for place, (one, other) in enumerate(pairs, start=1):
        assert (place in places) is (one != other)
        assert settled[place - 1] == (Mark(one) if one == other else SPOILED)


def test_a_difference_that_nobody_settled_stops_the_stack():
    with pytest.raises(KeyError):
        agreed([FOR], [AGAINST], {})


@pytest.mark.parametrize(
    ("marks", "tellers", "secret", "reasons"),
    [
        pytest.param([FOR, AGAINST], [], True, 0, id="the first teller"),
        pytest.param([FOR, AGAINST], [BIRCH], True, 0, id="a second teller"),
        pytest.param([FOR, AGAINST], [ASH], True, 1, id="the same teller again"),
        pytest.param([FOR, AGAINST], [BIRCH, CEDAR], True, 1, id="a third teller"),
        pytest.param([FOR], [], True, 1, id="a paper is missing"),
        pytest.param([FOR, FOR], [], False, 1, id="open papers without their codes"),
        pytest.param(
            [Mark(Choice.FOR, "K7Q2"), Mark(Choice.FOR, "M3P9")], [], False, 0, id="with codes"
        ),
        pytest.param(
            [Mark(Choice.FOR, "K7Q2"), Mark(Choice.FOR, "K7Q2")], [], False, 1, id="one code twice"
        ),
    ],
)
def test_a_stack_is_keyed_whole_and_by_two_people(marks, tellers, secret, reasons):
    found = refusals_to_key(marks, papers=2, teller=ASH, tellers=tellers, secret=secret)

    assert [refusal.rule for refusal in found] == ["GOV-29"] * reasons
