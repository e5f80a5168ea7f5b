"""Laws about the documents: what is not written down does not exist, and the other way round."""

import re
from pathlib import Path

import pytest

from coop.core.settings import NAMES, PREFIX
from coop.membership.offices import OFFICES
from tests.law import written
from tests.law.source import ROOT, committed_files, modules

AGAIN = "Run `python -m tests.law.written`."
RULE = re.compile(r"\"((?:FND|GOV|MEM|OFF|POST|REG|ROS|SIGN)-\d+)\"")
STATED = re.compile(r"^\| ?((?:FND|GOV|MEM|OFF|POST|REG|ROS|SIGN)-\d+) ?\|", re.MULTILINE)
SETTING = re.compile(r"\bEVENHAND_[A-Z]+(?:_[A-Z]+)*\b")
DOCUMENTS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))


def keys(rows: written.Rows) -> list[str]:
    """Give what each row is about."""
    return [row[0] for row in rows]


def rows_of(text: str) -> written.Rows:
    """Read a table back, without its heads."""
    lines = text.strip().splitlines()[2:]
    return [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines]


@pytest.mark.parametrize("name", written.TABLES)
def test_everything_has_its_line_and_every_line_its_thing(name):
    *_, made = written.TABLES[name]

    stands = keys(rows_of(written.stands(name)))

    assert stands == keys(made()), AGAIN


@pytest.mark.parametrize("name", ["doors", "powers"])
def test_the_documents_say_who_may_pass(name):
    *_, made = written.TABLES[name]

    stands = {row[0]: row[-1].rstrip(" |") for row in rows_of(written.stands(name))}

    assert stands == {row[0]: row[-1] for row in made()}, AGAIN


@pytest.mark.parametrize("name", written.TABLES)
def test_everything_is_described(name):
    *_, made = written.TABLES[name]

    assert [row for row in made() if not row[1].strip()] == []


def test_every_job_says_why_it_may_run_twice():
    assert [row for row in written.work() if not row[2]] == []


def test_every_office_is_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    offices = {label.lower() for label in OFFICES.values()}

    assert {name for name in offices if f"| {name} |" not in glossary} == set()


def test_every_rule_that_refuses_is_written_down_and_every_rule_written_down_is_kept():
    code = "\n".join(module.text for module in modules())
    stated = [
        number
        for path in sorted((ROOT / "docs" / "rules").glob("*.md"))
        for number in STATED.findall(path.read_text())
    ]

    assert sorted(set(stated)) == sorted(stated)
    assert set(RULE.findall(code)) - set(stated) == set()
    assert {number for number in stated if not re.search(rf"\b{number}\b", code)} == set()


def test_every_setting_is_written_down_and_nothing_else_is():
    told = set(SETTING.findall((ROOT / "docs" / "operate.md").read_text()))

    assert {PREFIX + name for name in NAMES} == told


@pytest.mark.parametrize("kind", ["html", "typ"])
def test_every_template_is_used(kind):
    folder = ROOT / "templates"
    named = {path.relative_to(folder).as_posix() for path in folder.rglob(f"*.{kind}")}
    said = "\n".join(
        [module.text for module in modules()]
        + [path.read_text() for path in folder.rglob("*") if path.is_file()]
    )

    unused = {name for name in named if f'"{name}"' not in said and not by_its_own_name(name, said)}

    assert unused == set()


def by_its_own_name(name: str, said: str) -> bool:
    """Say whether a printed paper is named as they are: without its folder."""
    return f'"{Path(name).name}"' in said


def test_every_room_stands_in_the_plan_of_the_house():
    plan = (ROOT / "docs" / "map.md").read_text()
    rooms = {
        Path(name).parent.as_posix().replace("/", ".")
        for name in committed_files()
        if name.endswith("__init__.py") and not name.startswith(("tests", "bench", "stubs"))
    }
    inner = {"deeds", "doors", "forms", "models", "reading", "rules", "counting", "versions"}

    unnamed = {
        room for room in rooms if room.split(".")[-1] not in inner and f"`{room}`" not in plan
    }

    assert unnamed <= {"coop"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_between_documents_leads_somewhere(name):
    text = (ROOT / name).read_text()
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)]
    ours = [link for link in links if link and "://" not in link]

    assert [link for link in ours if not ((ROOT / name).parent / link).exists()] == []
