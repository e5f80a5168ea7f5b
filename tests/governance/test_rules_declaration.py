"""A declaration proves itself: whoever edits one is found, offline, with nothing else."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop.core.canonical import canonical
from governance.counting.majority import Choice, Paper
from governance.rules.declaration import (
    Declaration,
    Electorate,
    Facts,
    Question,
    Times,
    check_declaration,
    declare,
)
from governance.rules.reconciliation import PaperAccount
from governance.rules.ruleset import Kind
from tests.governance.rulebook import the_rules

OPENED = datetime(2026, 6, 1, 8, tzinfo=UTC)
WRITTEN = {"f": Choice.FOR, "a": Choice.AGAINST, "x": Choice.ABSTAIN, "s": Choice.SPOILED}
CLASSES = ("ash", "birch", "cedar")


def box(marks: str, college: str = "") -> list[Paper]:
    return [Paper(WRITTEN[mark], college) for mark in marks]


def a_declaration(
    papers: list[Paper],
    *,
    roll: int = 40,
    by_class: bool = False,
    secret: bool = True,
    kind: Kind = Kind.ORDINARY,
) -> Declaration:
    """Declare a vote in which only the spoiled papers and two others came by post."""
    spoiled = sum(1 for paper in papers if paper.choice is Choice.SPOILED)
    posted = min(2, len(papers) - spoiled)
    rolls = [Electorate(code, code.title(), roll // 3) for code in CLASSES]
    rest = Electorate("cedar", "Cedar", roll - 2 * (roll // 3))
    return declare(
        Facts(
            cooperative="Level Ground",
            question=Question("2026-7", "A shed", "We build “it”.", kind, secret, by_class),
            times=Times(OPENED, OPENED + timedelta(15), OPENED + timedelta(15, 60)),
            rules=the_rules(),
            roll=roll,
            doors={
                "web": len(papers) - posted - spoiled,
                "terminal": 0,
                "paper": posted + spoiled + 1,
            },
            account=PaperAccount(
                issued=25,
                counted=posted,
                spoiled=spoiled,
                unused=1,
                outstanding=23 - posted - spoiled,
                envelopes=posted + spoiled + 1,
                empty=1,
            ),
            papers=papers,
            colleges=[*rolls[:2], rest] if by_class else [],
            log_head={"number": 7, "hash": "c0ffee"},
        )
    )


PLAIN = a_declaration(box("f" * 12 + "a" * 5 + "xxs"))
BY_CLASS = a_declaration(
    box("f" * 9 + "a", "ash") + box("ffa", "birch") + box("f" * 7 + "xs", "cedar"), by_class=True
)
HELD = pytest.mark.parametrize(
    "declaration",
    [pytest.param(PLAIN, id="by heads"), pytest.param(BY_CLASS, id="by class")],
)


def edited(declaration: Declaration, **changes: object) -> str:
    """Edit a declaration as a careful forger would: the digest is put right again."""
    document = json.loads(declaration.text)
    del document["digest"]
    document.update(changes)
    seal = sha256(canonical(document).encode()).hexdigest()
    return canonical({**document, "digest": seal})


def places(content: str | bytes) -> list[str]:
    return [fault.place for fault in check_declaration(content)]


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


@settings(deadline=None)
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


def a_part(key: str, **changes: object) -> dict[str, object]:
    return {key: {**json.loads(PLAIN.text)[key], **changes}}


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        pytest.param({"verdict": "tied"}, "verdict", id="another verdict"),
        pytest.param({"is_carried": False}, "is_carried", id="not carried"),
        pytest.param({"is_carried": 1}, "is_carried", id="one is not yes"),
        pytest.param({"why": "It was."}, "why", id="another reason"),
        pytest.param({"working": ["12 for."]}, "working", id="another working"),
        pytest.param({"quorum": 3}, "quorum", id="a smaller quorum"),
        pytest.param({"needed": 8}, "needed", id="a smaller majority"),
        pytest.param({"roll": 60}, "quorum", id="a greater roll"),
        pytest.param({"roll": 20}, "roll", id="fewer members than voted"),
        pytest.param({"roll": -1}, "roll", id="less than nobody"),
        pytest.param({"roll": True}, "roll", id="yes is not a number"),
        pytest.param(a_part("tally", **{"for": 13}), "tally", id="another sum"),
        pytest.param({"papers": [*["for"] * 19, "spoiled"]}, "tally", id="other papers"),
        pytest.param({"papers": ["for"] * 21}, "doors", id="a paper more"),
        pytest.param({"papers": ["for", "against"]}, "papers", id="papers out of order"),
        pytest.param({"papers": ["for", "yes"]}, "papers", id="no paper"),
        pytest.param({"papers": ["for "]}, "papers", id="a space behind"),
        pytest.param({"papers": ["for ash"] * 20}, "papers", id="a class by heads"),
        pytest.param({"papers": "for"}, "papers", id="no list"),
        pytest.param(a_part("doors", web=16), "doors", id="a door with fewer"),
        pytest.param(a_part("doors", paper=3, web=18), "doors.paper", id="a paper by web"),
        pytest.param(a_part("doors", phone=0), "doors.phone", id="a door that is none"),
        pytest.param(a_part("paper_account", issued=26), "paper_account", id="a pack more"),
        pytest.param(a_part("paper_account", kept=0), "paper_account.kept", id="an odd heap"),
        pytest.param(
            a_part("paper_account", spoiled=0, counted=3),
            "paper_account.spoiled",
            id="a spoiled paper made good",
        ),
        pytest.param(a_part("rules", text="code = 1"), "rules.text", id="rules that are none"),
        pytest.param(
            a_part("rules", text=the_rules("italy-social-b").text), "rules.digest", id="other rules"
        ),
        pytest.param(a_part("rules", version=2), "rules.version", id="another version"),
        pytest.param(a_part("rules", code="uk"), "rules.version", id="another code"),
        pytest.param(a_part("motion", kind="odd"), "motion.kind", id="a kind that is none"),
        pytest.param(a_part("motion", kind="special"), "working", id="a heavier kind"),
        pytest.param(a_part("motion", title=3), "motion.title", id="a title that is no text"),
        pytest.param(a_part("motion", is_secret=0), "motion.is_secret", id="nought is not no"),
        pytest.param(
            a_part("times", closed="2026-05-01T00:00:00+00:00"), "times.closed", id="closed first"
        ),
        pytest.param(a_part("times", closed="soon"), "times.closed", id="no moment"),
        pytest.param(
            a_part("times", closed="2026-06-16T08:00:00"), "times.closed", id="without a zone"
        ),
        pytest.param({"times": None}, "times", id="no times"),
        pytest.param({"colleges": {}}, "colleges", id="colleges that are no list"),
        pytest.param({"pool": []}, "pool", id="a pool that is a list"),
        pytest.param({"note": "x"}, "note", id="a key that does not belong"),
        pytest.param({"cooperative": None}, "cooperative", id="no name"),
        pytest.param({"log_head": "c0ffee"}, "log_head", id="a head that is no object"),
    ],
)
def test_a_forger_who_mends_the_digest_is_found_by_counting_again(changes, place):
    assert place in places(edited(PLAIN, **changes))


def test_in_an_open_vote_another_door_may_replace_a_paper():
    named = a_declaration(box("f" * 12 + "a" * 5), secret=False)

    doors = {"web": 17, "terminal": 0, "paper": 1}
    assert places(edited(named, doors=doors)) == []


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


def by_class_part(key: str, **changes: object) -> dict[str, object]:
    part = json.loads(BY_CLASS.text)[key]
    return {key: {**part, **changes} if isinstance(part, dict) else [{**part[0], **changes}]}


SPLIT = sorted(
    ["against ash", "abstain", "spoiled", *["for ash"] * 9, *["for"] * 7, "against", "for fir"]
)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        pytest.param(by_class_part("pool", all_agreed=False), "verdict", id="they did not agree"),
        pytest.param(by_class_part("pool", all_agreed=None), "pool", id="nothing is said"),
        pytest.param(by_class_part("pool", codes=["birch"]), "pool", id="one class in the pool"),
        pytest.param(by_class_part("pool", names=["Birch"]), "pool", id="a name is missing"),
        pytest.param({"pool": None}, "papers", id="no pool, but papers of it"),
        pytest.param({"pool": None}, "colleges", id="one college alone"),
        pytest.param({"colleges": []}, "papers", id="a college that is not named"),
        pytest.param({"papers": SPLIT}, "papers", id="a paper of an unknown college"),
        pytest.param(by_class_part("colleges", roll=9), "colleges", id="a roll that is withheld"),
        pytest.param(by_class_part("colleges", roll="9"), "colleges.1.roll", id="no number"),
        pytest.param(by_class_part("colleges", agreed=False), "colleges", id="a college against"),
    ],
)
def test_a_forger_of_classes_is_found(changes, place):
    assert place in places(edited(BY_CLASS, **changes))


def test_withheld_classes_cannot_all_agree_where_their_pool_does_not():
    fallen = a_declaration(
        box("f" * 20, "ash") + box("aaf", "birch") + box("f" + "a" * 6, "cedar"), by_class=True
    )

    document = json.loads(fallen.text)
    document["pool"]["all_agreed"] = True

    assert document["verdict"] == "not_every_class"
    assert "pool.all_agreed" in places(edited(fallen, pool=document["pool"]))


def test_a_declaration_that_shows_a_small_class_is_found():
    small = a_declaration(
        box("f" * 9, "ash") + box("f" * 5, "birch") + box("f" * 7, "cedar"), by_class=True
    )
    document = json.loads(small.text)

    papers = sorted(["for ash"] * 13 + ["for birch"] + ["for cedar"] * 7)

    assert "colleges" in places(edited(small, papers=papers))
    assert document["pool"] is None


def test_a_pool_with_too_few_papers_is_found():
    moved = sorted(["for ash"] * 18 + ["for"] * 2 + ["spoiled ash"] + ["abstain ash"])

    assert "pool" in places(edited(BY_CLASS, papers=moved))
