"""A declaration proves itself: one changed byte is found, and nothing withheld is in it."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.counting.majority import Choice, Paper
from governance.rules.declaration import check_declaration
from governance.rules.ruleset import Kind
from tests.governance.declared import (
    BY_CLASS,
    CLASSES,
    PLAIN,
    a_declaration,
    box,
    edited,
    places,
)
from tests.governance.rulebook import the_rules

HELD = pytest.mark.parametrize(
    "declaration",
    [pytest.param(PLAIN, id="by heads"), pytest.param(BY_CLASS, id="by class")],
)


@HELD
def test_a_declaration_as_issued_holds(declaration):
    assert check_declaration(declaration.text) == []
    assert check_declaration(declaration.text.encode()) == []


@pytest.mark.parametrize(
    ("marks", "kind"),
    [
        pytest.param("", Kind.ORDINARY, id="an empty box"),
        pytest.param("f", Kind.ORDINARY, id="no quorum"),
        pytest.param("ffffffaaaaaa", Kind.ORDINARY, id="a tie"),
        pytest.param("f" * 12, Kind.EXTRAORDINARY, id="a low turnout"),
        pytest.param("f" * 20 + "a" * 12, Kind.EXTRAORDINARY, id="too few for"),
        pytest.param("f" * 30, Kind.SPECIAL, id="carried"),
    ],
)
def test_every_outcome_can_be_declared_and_checked(marks, kind):
    assert check_declaration(a_declaration(box(marks), kind=kind).text) == []


@given(st.lists(st.builds(Paper, st.sampled_from(Choice), st.sampled_from(CLASSES)), max_size=39))
def test_whatever_is_in_the_box_its_declaration_holds(papers):
    by_class = a_declaration(papers, by_class=True)

    assert check_declaration(by_class.text) == []
    assert check_declaration(a_declaration(papers).text) == []


@HELD
def test_an_edited_byte_anywhere_is_found(declaration):
    whole = declaration.text.encode()

    unseen = [
        place
        for place in range(len(whole))
        if not check_declaration(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
    ]

    assert unseen == []


@HELD
def test_a_cut_a_space_or_a_line_more_is_found(declaration):
    text = declaration.text

    spoilt = [text[:-1], text + "\n", " " + text, text.replace(":", ": ", 1), text * 2, ""]

    assert all(check_declaration(one) for one in spoilt)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"{}", id="nothing"),
        pytest.param(b'{"format":"evenhand.declaration/2"}', id="another format"),
        pytest.param(b"[" * 100_000, id="a very deep list"),
        pytest.param(b'{"roll":' + b"9" * 5_000 + b"}", id="a very long number"),
        pytest.param(b'{"roll":1,"roll":2}', id="a key twice"),
    ],
)
def test_what_is_no_declaration_is_said_to_be_none(content):
    assert check_declaration(content)


def test_the_outcome_is_in_the_document_with_its_working():
    document = json.loads(PLAIN.text)

    assert document["verdict"] == "carried"
    assert document["is_carried"] is True
    assert document["papers"] == ["abstain"] * 2 + ["against"] * 5 + ["for"] * 12 + ["spoiled"]
    assert document["working"][0] == "12 for and 5 against."
    assert document["rules"]["digest"] == the_rules().digest
    assert document["digest"] == PLAIN.digest


def test_a_withheld_class_is_in_no_part_of_the_document():
    document = json.loads(BY_CLASS.text)

    lines = Counter(document["papers"])
    assert [one["code"] for one in document["colleges"]] == ["ash"]
    assert document["pool"]["codes"] == ["birch", "cedar"]
    assert lines == {
        "against": 1,
        "against ash": 1,
        "for": 9,
        "for ash": 9,
        "abstain": 1,
        "spoiled": 1,
    }
    assert "for birch" not in BY_CLASS.text
    assert document["colleges"][0]["roll"] is None


def test_two_boxes_that_differ_only_inside_withheld_classes_give_the_same_declaration():
    other = a_declaration(
        box("f" * 9 + "a", "ash") + box("fff", "birch") + box("f" * 6 + "axs", "cedar"),
        by_class=True,
    )

    assert other.text == BY_CLASS.text


def test_another_format_is_not_read_as_this_one():
    assert places(edited(PLAIN, format="evenhand.declaration/2")) == ["format"]
