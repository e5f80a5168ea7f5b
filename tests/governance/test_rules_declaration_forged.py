"""Whoever edits a declaration is found by counting again, even with the digest mended."""

import json

import pytest

from governance.rules.declaration import check_declaration
from tests.governance.declared import BY_CLASS, PLAIN, a_declaration, box, edited, places
from tests.governance.rulebook import the_rules


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


def said(content: str) -> list[str]:
    return [str(fault) for fault in check_declaration(content)]


def test_a_declaration_that_shows_a_small_class_is_found():
    small = a_declaration(
        box("f" * 9, "ash") + box("f" * 5, "birch") + box("f" * 7, "cedar"), by_class=True
    )

    papers = sorted(["for ash"] * 10 + ["for birch"] * 4 + ["for cedar"] * 7)

    assert "colleges: show a college in which fewer than 5 voted" in said(
        edited(small, papers=papers)
    )
    assert json.loads(small.text)["pool"] is None


def test_a_pool_with_too_few_papers_is_found():
    moved = sorted(["for ash"] * 16 + ["for"] * 4 + ["spoiled ash", "abstain ash"])

    assert "pool: must hold 5 papers at least" in said(edited(BY_CLASS, papers=moved))
