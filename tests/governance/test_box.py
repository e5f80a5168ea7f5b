"""The ballot box: what goes in sealed comes out in no order, and only with the secret."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.box import MARK, SEALED, Box, BrokenBox, new_box, open_box, seal

SECRET = bytes(range(32))
MARKS = st.lists(st.sampled_from(["for", "against", "abstain", "for inside+home"]), max_size=12)


@given(MARKS)
def test_what_goes_in_comes_out_whatever_the_order(marks):
    box = new_box(SECRET)
    papers = [seal(box.public, mark) for mark in marks]

    there, back = open_box(box, SECRET, papers), open_box(box, SECRET, reversed(papers))

    assert there == back == sorted(marks)


@pytest.mark.parametrize("mark", ["for", "against", "spoiled", "x" * (MARK - 1)])
def test_the_length_of_a_paper_says_nothing(mark):
    assert len(seal(new_box(SECRET).public, mark)) == SEALED


def test_the_same_mark_never_looks_the_same_twice():
    box = new_box(SECRET)

    assert seal(box.public, "for") != seal(box.public, "for")


def test_another_secret_opens_nothing():
    box = new_box(SECRET)

    with pytest.raises(BrokenBox, match="does not open this box"):
        open_box(box, bytes(32), [seal(box.public, "for")])


@pytest.mark.parametrize("place", [0, 31, 32, 100, SEALED - 1])
def test_a_paper_with_one_byte_changed_is_found(place):
    box = new_box(SECRET)
    paper = bytearray(seal(box.public, "for"))
    paper[place] ^= 1

    with pytest.raises(BrokenBox):
        open_box(box, SECRET, [bytes(paper)])


def test_a_paper_cannot_be_moved_to_another_box():
    one, other = new_box(SECRET), new_box(SECRET)

    with pytest.raises(BrokenBox, match="another box"):
        open_box(other, SECRET, [seal(one.public, "for")])


def test_a_key_cannot_be_moved_to_another_box():
    one, other = new_box(SECRET), new_box(SECRET)

    with pytest.raises(BrokenBox, match="does not open this box"):
        open_box(Box(one.public, other.wrapped), SECRET, [])


def test_a_paper_of_another_length_is_refused():
    box = new_box(SECRET)

    with pytest.raises(BrokenBox, match="wrong length"):
        open_box(box, SECRET, [seal(box.public, "for")[:-1]])


def test_a_mark_longer_than_the_paper_is_refused():
    with pytest.raises(ValueError, match="too long"):
        seal(new_box(SECRET).public, "x" * MARK)
