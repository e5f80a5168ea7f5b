"""The tables of the documents that follow from the code, and the command that writes them.

    python -m tests.law.written

Each stands between two marks in its document; a law compares it with the code of today.
"""

import ast
import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from tempfile import TemporaryDirectory

from flask import Flask

from coop.app import create_app
from coop.core.access import GuardedRule, Permission, every_rule
from coop.core.acts import acts
from coop.core.db import Base
from coop.core.jobs import known_jobs
from coop.core.settings import Settings
from coop.membership.offices import OFFICES, POWERS
from tests.law.source import ROOT, modules

Rows = list[tuple[str, ...]]
OUR_ROOMS = ("coop.", "governance.", "worker")
WORDS = {
    Permission.ANYONE: "anyone",
    Permission.SIGNED_IN: "whoever has signed in",
    Permission.MEMBER: "members",
    Permission.FOUND: "anyone, while nothing is founded",
}


def an_app() -> Flask:
    """Make the application on nothing, only to read its addresses."""
    with TemporaryDirectory(prefix="evenhand-") as folder:
        return create_app(Settings.from_environ({"EVENHAND_DATA": folder}))


def doors() -> Rows:
    """Give every address: what it takes, what it is for, who may use it."""
    app = an_app()
    rules = sorted(every_rule(app), key=lambda rule: (rule.rule, rule.endpoint))
    return [
        (
            f"`{rule.rule}`",
            ", ".join(sorted(rule.methods)),
            first_line(inspect.getdoc(app.view_functions[rule.endpoint])),
            who(rule),
        )
        for rule in rules
        if rule.endpoint != "static"
    ]


def who(rule: GuardedRule) -> str:
    """Say who may use an address."""
    return ", ".join(WORDS.get(each, f"`{each}`") for each in rule.permissions)


def powers() -> Rows:
    """Give every permission with the offices that bring it."""
    return [(f"`{each}`", WORDS.get(each, "") or _holders(each)) for each in Permission]


def _holders(power: Permission) -> str:
    return ", ".join(OFFICES[office].lower() for office in POWERS if power in POWERS[office])


def deeds() -> Rows:
    """Give every act that the log can hold, with the details it may carry."""
    ours = {code: act for code, act in acts().items() if not code.startswith("tests.")}
    return [
        (f"`{code}`", act.sentence, ", ".join(sorted(act.details)) or "–")
        for code, act in sorted(ours.items())
    ]


def work() -> Rows:
    """Give every job of the worker: what it does, and why it may run twice."""
    ours = {name: job for name, job in known_jobs().items() if not name.startswith("tests.")}
    return [(f"`{name}`", *_told(inspect.getdoc(job) or "")) for name, job in sorted(ours.items())]


def _told(text: str) -> tuple[str, str]:
    does, _, twice = " ".join(text.split()).partition("May run twice: ")
    return does.strip(), twice.strip()


def tables() -> Rows:
    """Give every table: what it holds, and whether it only grows."""
    kept = {
        mapper.local_table.name: mapper
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.startswith(OUR_ROOMS)
    }
    return [
        (
            f"`{name}`",
            first_line(kept[name].class_.__doc__),
            "grows only" if Base.metadata.tables[name].info.get("append_only") else "",
        )
        for name in sorted(kept)
    ]


def files() -> Rows:
    """Give every file of the house with what it is for."""
    kept = (each for each in modules() if not each.path.endswith("__init__.py"))
    return [(f"`{each.path}`", first_line(ast.get_docstring(each.tree))) for each in kept]


def first_line(text: str | None) -> str:
    """Give the first sentence of a docstring."""
    return (text or "").strip().split("\n")[0].replace("|", "\\|")


TABLES: Mapping[str, tuple[str, tuple[str, ...], Callable[[], Rows]]] = {
    "doors": ("docs/doors.md", ("address", "takes", "what it is for", "who may use it"), doors),
    "powers": ("docs/doors.md", ("permission", "who has it"), powers),
    "acts": ("docs/audit.md", ("act", "what the log says", "details it may carry"), deeds),
    "jobs": ("docs/operate.md", ("job", "what it does", "why it may run twice"), work),
    "tables": ("docs/map.md", ("table", "what it holds", ""), tables),
    "files": ("docs/map.md", ("file", "what it is for"), files),
}
"""Each table: its document, its heads, and where its rows come from."""


def as_text(heads: Iterable[str], rows: Rows) -> str:
    """Set rows as a table."""
    lines = [tuple(heads), tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |".replace("  |", " |") for line in lines)


def block(name: str) -> re.Pattern[str]:
    """Find a table between its two marks."""
    return re.compile(rf"(<!-- {name}: [^>]*-->\n\n).*?(\n\n<!-- end of {name} -->)", re.DOTALL)


def stands(name: str) -> str:
    """Give a table as it stands in its document."""
    path, *_ = TABLES[name]
    text = (ROOT / path).read_text()
    found = block(name).search(text)
    assert found, f"{path} has no table “{name}”."
    return text[found.end(1) : found.start(2)]


def write() -> None:
    """Write every table into its document."""
    for name, (path, heads, rows) in TABLES.items():
        text = (ROOT / path).read_text()
        made = as_text(heads, rows()).replace("\\", r"\\")
        (ROOT / path).write_text(block(name).sub(rf"\g<1>{made}\g<2>", text))


if __name__ == "__main__":
    write()
