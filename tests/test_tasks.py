"""The one file that sets everything up: what it finds, what it refuses, what it says."""

import functools
import hashlib
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

import tasks

ROOT = Path(__file__).parent.parent
WHEEL = b"not really a wheel"
PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[\w+\])?==\S+(?: ; .+)? \\$")


class Silent(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing about it."""

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@contextmanager
def an_index(folder: Path) -> Iterator[str]:
    """Serve a folder as a package index on this machine."""
    served = functools.partial(Silent, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), served) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/simple"
        server.shutdown()


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """Give a folder for a machine that has Python, no pip, and no configuration."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr(tasks, "VENV", tmp_path)
    monkeypatch.setattr(tasks, "PIP_SHA256", hashlib.sha256(WHEEL).hexdigest())
    monkeypatch.setattr(tasks, "WIDE_CONFIGURATION", ())
    monkeypatch.setattr(tasks, "_answers", lambda *_, **__: False)
    return tmp_path


def a_wheel(folder: Path, content: bytes = WHEEL) -> Path:
    """Put a wheel where an index would keep it, with a page that links to it."""
    page = folder / "simple" / "pip"
    page.mkdir(parents=True)
    (page / tasks.PIP_WHEEL).write_bytes(content)
    (page / "index.html").write_text(f'<a href="{tasks.PIP_WHEEL}#sha256=0">pip</a>')
    return page


def test_alone_it_prints_the_menu_with_every_task(capsys):
    assert tasks.main([]) == 0

    menu = capsys.readouterr().out
    assert re.findall(r"tasks\.py (\w+) ", menu) == [
        "run",
        "test",
        "check",
        "bench",
        "faults",
        "setup",
    ]


def test_an_unknown_task_is_answered_with_the_menu(capsys):
    assert tasks.main(["rnu"]) == 2
    assert "tasks.py run" in capsys.readouterr().out


@pytest.mark.parametrize("version", [(3, 10), (3, 15)])
def test_another_python_is_refused_in_one_sentence(monkeypatch, capsys, version):
    monkeypatch.setattr(sys, "version_info", (*version, 0))

    assert tasks.main(["setup"]) == 2
    assert capsys.readouterr().err == "Evenhand needs Python 3.11, 3.12, 3.13 or 3.14.\n"


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_every_package_is_pinned_by_hash_and_no_index_is_named(kind):
    text = (ROOT / "requirements" / f"{kind}.txt").read_text()

    entries = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert entries
    assert [line for line in entries if not PINNED.match(line)] == []
    assert text.count("--hash=sha256:") >= len(entries)
    assert not re.search(r"https?:|file:|--index|--extra|--find|--trusted", text)


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_every_package_that_the_project_names_is_pinned(kind):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = set(project["project"]["dependencies"])
    wanted |= set(project["dependency-groups"]["dev"]) if kind == "dev" else set()
    text = (ROOT / "requirements" / f"{kind}.txt").read_text()

    pinned = {found[1] for line in text.splitlines() if (found := PINNED.match(line))}
    names = {re.split(r"[^a-z0-9-]", need)[0] for need in wanted}
    assert names <= pinned


def test_pip_comes_from_the_index_that_the_person_has_set(bare, monkeypatch):
    a_wheel(bare / "served")
    with an_index(bare / "served") as address:
        monkeypatch.setenv("PIP_INDEX_URL", address)

        command = tasks._pip()

    assert (bare / tasks.PIP_WHEEL).read_bytes() == WHEEL
    assert command == [tasks.PYTHON, bare / tasks.PIP_WHEEL / "pip"]


def test_pip_comes_from_the_folder_in_the_persons_own_file(bare):
    page = a_wheel(bare / "folder")
    own = bare / "home" / ".config" / "pip"
    own.mkdir(parents=True)
    (own / "pip.conf").write_text(f"[global]\nno-index = yes\nfind-links = {page}\n")

    assert tasks._pip_from_index() == bare / tasks.PIP_WHEEL


def test_a_pip_with_another_digest_is_not_taken(bare, monkeypatch):
    a_wheel(bare / "served", content=b"changed on the way")
    with an_index(bare / "served") as address:
        monkeypatch.setenv("PIP_INDEX_URL", address)

        assert tasks._pip_from_index() is None

    assert not (bare / tasks.PIP_WHEEL).exists()


def test_a_dead_index_is_passed_over_for_the_next(bare, monkeypatch):
    a_wheel(bare / "served")
    with an_index(bare / "served") as address:
        monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
        monkeypatch.setenv("PIP_EXTRA_INDEX_URL", address)

        assert tasks._pip_from_index() == bare / tasks.PIP_WHEEL


def test_the_environment_outweighs_the_file(bare, monkeypatch):
    chosen = bare / "chosen.conf"
    chosen.write_text("[global]\nindex-url = https://a.example\n[install]\nno-index = 1\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(chosen))
    monkeypatch.setenv("PIP_INDEX_URL", "https://b.example")

    found = tasks._pip_configuration()

    assert (found["index-url"], found["no-index"]) == ("https://b.example", "1")


def test_without_any_pip_it_says_what_to_do(bare):
    with pytest.raises(tasks.Stop, match=r"install python3-venv, or set PIP_INDEX_URL"):
        tasks._pip()


def test_the_coop_command_works_where_the_path_has_blanks(tmp_path):
    programs = tmp_path / "with blanks" / "bin"
    programs.mkdir(parents=True)
    (programs / "python").symlink_to(sys.executable)
    (programs / "coop").write_text(tasks.LAUNCHER)
    (programs / "coop").chmod(0o755)

    ran = subprocess.run(
        [programs / "coop", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])},
    )

    assert ran.stdout.startswith("Usage: ")


@pytest.fixture
def done(monkeypatch):
    """Give the list of commands that would have been run."""
    ran: list[tuple[object, ...]] = []
    monkeypatch.setattr(tasks, "_set_up", lambda *_: None)
    monkeypatch.setattr(tasks, "_do", lambda *command: ran.append(command))
    return ran


def test_in_ci_a_missing_browser_is_a_failure(monkeypatch, capsys, done):
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(tasks, "_browser_is_here", lambda: False)

    assert tasks.main(["test"]) == 1
    assert "Chromium" in capsys.readouterr().err
    assert done == []


def test_elsewhere_a_missing_browser_is_named_in_one_line(monkeypatch, capsys, done):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(tasks, "_browser_is_here", lambda: False)

    assert tasks.main(["test"]) == 0
    assert capsys.readouterr().out.count("\n") == 1
    wanted = ("-m", "pytest", "-m", "(not faults) and not browser", "-n")
    assert [command[:-1] for command in done] == [(tasks.PYTHON, *wanted)]


def test_check_looks_at_style_types_imports_and_safety_and_then_tests(monkeypatch, done):
    monkeypatch.setattr(tasks, "_browser_is_here", lambda: True)

    assert tasks.main(["check"]) == 0
    said = [" ".join(map(str, command)) for command in done]
    for wanted, command in zip(
        ["ruff check", "ruff format --check", "mypy", "lint-imports", "bandit", "pytest"],
        said,
        strict=True,
    ):
        assert wanted in command


def test_what_a_failed_command_returned_is_passed_on(monkeypatch):
    def fail(_more: object) -> None:
        raise subprocess.CalledProcessError(3, "pytest")

    fail.__name__ = "test"
    monkeypatch.setattr(tasks, "TASKS", (fail,))

    assert tasks.main(["test"]) == 3
