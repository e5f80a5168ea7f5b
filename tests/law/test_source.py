"""Laws about the code: one commit, one clock, no chance, nothing too long to read."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.law.source import ROOT, Module, committed_files, functions, length, modules

ONLY_IN_DB = "coop/core/db.py"
ONLY_IN_CLOCK = "coop/core/clock.py"
LONGEST_FUNCTION = 40
LONGEST_FILE = 300
EDGES = {"coop/core/jobs.py", "coop/core/error_pages.py", "coop/core/services.py", "worker.py"}


def calls(module: Module, *names: str) -> list[str]:
    """List the places in a module that call a method of one of these names."""
    return [
        f"{module.path}:{node.lineno}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in names
    ]


def test_only_one_place_commits_or_rolls_back():
    places = [place for module in modules() for place in calls(module, "commit", "rollback")]

    assert places
    assert {place.partition(":")[0] for place in places} == {ONLY_IN_DB}
    assert len([place for place in places if place.startswith(ONLY_IN_DB)]) <= 3


def test_only_the_clock_asks_the_machine_for_the_time():
    asking = re.compile(r"datetime\.(now|utcnow|today)\(|date\.today\(")

    found = {module.path for module in modules() if asking.search(module.text)}

    assert found == {ONLY_IN_CLOCK}


def test_nothing_is_left_to_unpublished_chance():
    wild = r"^\s*(import random|from random import|import numpy\.random)"
    imports = re.compile(wild, re.MULTILINE)

    assert [module.path for module in modules() if imports.search(module.text)] == []


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_a_file_and_its_functions_fit_in_one_look(module):
    too_long = [
        f"{node.name}: {length(node)}"
        for node in functions(module)
        if length(node) > LONGEST_FUNCTION
    ]

    assert too_long == []
    assert module.path == "tasks.py" or module.text.count("\n") <= LONGEST_FILE


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_every_public_function_says_what_it_does(module):
    silent = [
        node.name
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]

    assert silent == []
    assert ast.get_docstring(module.tree)


def test_nothing_swallows_every_error_away_from_the_edges():
    broad = re.compile(r"except( Exception| BaseException)?( as \w+)?:")

    found = {m.path for m in modules() if broad.search(m.text)} - EDGES - {ONLY_IN_DB}

    assert found == set()


def test_rules_know_no_framework_no_database_and_no_clock():
    banned = {"flask", "sqlalchemy", "wtforms", "rq", "redis", "coop.core.db", "coop.core.clock"}
    rooms = (
        "governance/rules/",
        "governance/counting/",
        "coop/membership/rules",
        "coop/membership/suppression",
        "coop/post/rules",
        "coop/rostering/rules/",
        "coop/rostering/solving/",
        "payroll/rules/",
    )

    for module in modules():
        if module.path.startswith(rooms):
            assert imported(module) & banned == set(), module.path


def test_actions_know_no_browser():
    rooms = ("governance/deeds/", "coop/membership/deeds/", "coop/post/actions",
             "coop/rostering/deeds/", "payroll/deeds/")  # fmt: skip
    seen = [module for module in modules() if module.path.startswith(rooms)]

    assert {room for room in rooms if any(each.path.startswith(room) for each in seen)} == {*rooms}
    for module in seen:
        assert not {name for name in imported(module) if name.split("_")[0] == "flask"}, module.path


def test_no_float_comes_near_a_vote_an_hour_of_work_or_money():
    rooms = ("governance/rules/", "governance/counting/", "coop/rostering/rules/", "payroll/",
             "coop/core/money")  # fmt: skip
    for module in modules():
        if module.path.startswith(rooms):
            assert floats(module) == [], module.path


def test_what_a_roster_is_worth_is_counted_in_whole_numbers():
    # How long to look, and where, may be floats; what is found there may not be judged by one.
    counting = {"programme", "cost", "goals", "soft", "audit", "audit_person", "checker", "reader"}
    rooms = [module for module in modules() if module.path.startswith("coop/rostering/solving/")]
    judges = [module for module in rooms if Path(module.path).stem in counting]

    assert {Path(module.path).stem for module in judges} == counting
    assert [module.path for module in judges if floats(module)] == []


def test_no_room_reads_the_tables_of_another():
    domains = ("coop/membership/", "coop/post/", "coop/rostering/", "governance/")
    tables = {room: f"{room.replace('/', '.')}models" for room in domains}
    for module in modules():
        home = next((room for room in domains if module.path.startswith(room)), None)
        others = {name for room, name in tables.items() if home and room != home}
        assert not {
            name for name in imported(module) for other in others if name.startswith(other)
        }, module.path


def test_the_house_imports_downwards_only():
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout


def test_nothing_committed_names_a_package_index():
    told = re.compile(r"--(extra-)?index-url|--find-links|^registry\s*=", re.MULTILINE)
    kept = ("requirements/", "deploy/", "pyproject.toml", ".ci/run")
    files = [name for name in committed_files() if name.startswith(kept)]

    assert files
    assert [name for name in files if told.search((ROOT / name).read_text())] == []


def floats(module: Module) -> list[int]:
    """Name the lines of a module with a number that is not written as a whole one."""
    return [
        node.lineno
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]


def imported(module: Module) -> set[str]:
    """Name everything that a module imports."""
    names: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names
