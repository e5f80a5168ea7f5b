"""The text format: read whole, and every fault said at once with its line and field."""

import pytest

from coop.rostering.solving.benchmark.lines import Unreadable
from coop.rostering.solving.benchmark.nouns import Cover, Wish
from coop.rostering.solving.benchmark.reader import parse, read
from tests.rostering.solving.benchmark.tiny import TWO_WEEKS, two_weeks


def test_an_instance_is_read_whole():
    instance = two_weeks()

    assert instance.days == 14
    assert [(shift.code, shift.minutes, set(shift.no_followers)) for shift in instance.shifts] == [
        ("E", 480, set()), ("L", 600, {0}),
    ]  # fmt: skip
    ash = instance.people[0]
    assert (ash.code, ash.most_of, ash.most_minutes, ash.least_minutes) == (
        "Ash",
        (14, 2),
        4800,
        1920,
    )
    assert (ash.most_running, ash.least_running, ash.least_off, ash.most_weekends) == (4, 2, 2, 1)
    assert ash.days_off == {2}
    assert instance.people[2].days_off == {9, 10}
    assert instance.wishes[2:] == (Wish(1, 6, 1, 3, wanted=True), Wish(3, 8, 0, 2, wanted=False))
    assert instance.covers[0] == Cover(0, 0, 1, 100, 1)
    assert len(instance.covers) == 28


@pytest.mark.parametrize(("old", "new", "said"), [
    pytest.param("\n14\n", "\nten\n", "line 3, horizon in days: expected a whole number from 1",
                 id="no number"),
    pytest.param("\n14\n", "\n0\n", "line 3, horizon in days", id="no days"),
    pytest.param("\n14\n", "\n", "SECTION_HORIZON: expected at least one line", id="none at all"),
    pytest.param("E,480,", "E,0,", "line 6, minutes", id="a shift without length"),
    pytest.param("L,600,E", "L,600,X", "line 7, shift that cannot follow: expected a name given",
                 id="an unknown follower"),
    pytest.param("Ash,E=14|L=2", "Ash,E=14|L", "line 10, most shifts: expected SHIFT=NUMBER",
                 id="no number of shifts"),
    pytest.param("4800,1920,4,2,2,1\nBirch", "4800,1920,4\nBirch", "line 10, person: expected 8",
                 id="fields missing"),
    pytest.param("Birch,E=14", "Ash,E=14", "line 11, person: expected a name that no other",
                 id="a name twice"),
    pytest.param("Ash,2\n", "Ash,14\n", "line 16, day: expected a whole number from 0 to 13",
                 id="a day outside"),
    pytest.param("Birch,6,L,3", "Elm,6,L,3", "line 22, person", id="an unknown person"),
    pytest.param("Birch,6,L,3", "Birch,6,L", "line 22, request: expected 4 fields, found 3",
                 id="a wish cut short"),
    pytest.param(
        "Dale,8,E,2", "Dale,8,E,50001", "a whole number from 0 to 50000", id="a weight too great"
    ),
    pytest.param("Dale,8,E,2", "Dale,8,E,-2", "line 25, weight", id="a negative weight"),
    pytest.param("SECTION_COVER", "SECTION_LOVE", "line 27, heading: expected one of",
                 id="an unknown section"),
    pytest.param("# Two weeks for four people.", "Two weeks", "line 1, start: expected a heading",
                 id="text before it"),
])  # fmt: skip
def test_a_fault_is_said_with_its_place(old, new, said):
    with pytest.raises(Unreadable) as caught:
        parse(TWO_WEEKS.replace(old, new, 1), "tiny.txt")

    assert caught.value.faults[0].startswith("tiny.txt, ")
    assert any(said in fault for fault in caught.value.faults)


def test_all_faults_are_said_at_once():
    text = TWO_WEEKS.replace("E,480,", "E,x,").replace("Dale,8,E,2", "Dale,99,E,y")

    with pytest.raises(Unreadable) as caught:
        parse(text, "tiny.txt")

    assert [fault.split(":")[0] for fault in caught.value.faults] == [
        "tiny.txt, line 6, minutes", "tiny.txt, line 25, day", "tiny.txt, line 25, weight",
    ]  # fmt: skip


def test_the_published_way_of_writing_nought_is_read():
    assert parse(TWO_WEEKS + "0,E,-0,100,1\r\n", "tiny.txt").covers[0].wanted == 0


def test_a_file_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\xff\xfe\x00\x9c")

    with pytest.raises(Unreadable, match="plain text"):
        read(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Unreadable, match=r"none\.txt: cannot be read"):
        read(tmp_path / "none.txt")
