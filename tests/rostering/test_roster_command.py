"""`coop roster solve`: what it prints, and how it ends."""

import json

from click.testing import CliRunner

from coop.cli import main
from tests.rostering.solving.benchmark.tiny import TWO_WEEKS, cover

TEXT = TWO_WEEKS + cover(14, "E", 1) + cover(14, "L", 1)


def run(tmp_path, text, *more):
    path = tmp_path / "tiny.txt"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["roster", "solve", str(path), "--seconds", "2", *more])


def test_it_prints_the_facts_as_json(tmp_path):
    ended = run(tmp_path, TEXT, "--json", "--workers", "2", "--seed", "3")

    told = json.loads(ended.stdout)
    assert ended.exit_code == 0
    assert list(told) == ["objective", "bound", "seconds", "roster"]
    assert told["bound"] <= told["objective"]
    assert list(told["roster"]) == ["Ash", "Birch", "Cedar", "Dale"]
    assert all(len(line) == 14 for line in told["roster"].values())
    assert {code for line in told["roster"].values() for code in line} <= {"", "E", "L"}


def test_it_prints_a_line_for_each_person(tmp_path):
    ended = run(tmp_path, TEXT)

    assert ended.exit_code == 0
    assert ended.stdout.startswith("Objective ")
    assert [line.split()[0] for line in ended.stdout.splitlines()[-4:]] == [
        "Ash", "Birch", "Cedar", "Dale",
    ]  # fmt: skip


def test_a_faulty_file_ends_with_2_and_all_its_faults(tmp_path):
    ended = run(tmp_path, TEXT.replace("E,480,", "E,x,").replace("Ash,2\n", "Elm,2\n"))

    assert ended.exit_code == 2
    assert ended.stdout == ""
    assert "tiny.txt, line 6, minutes: expected a whole number" in ended.stderr
    assert "tiny.txt, line 16, person: expected a name given earlier" in ended.stderr


def test_no_legal_roster_ends_with_1_and_a_sentence(tmp_path):
    ended = run(tmp_path, TEXT.replace("Dale,E=14|L=14,4800,960", "Dale,E=0|L=0,4800,960"))

    assert ended.exit_code == 1
    assert ended.stdout == ""
    assert ended.stderr == "There is no legal roster: nothing keeps all the rules for Dale.\n"
