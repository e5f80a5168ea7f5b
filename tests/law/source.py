"""Reading the project’s own source, for the laws about it."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("coop", "governance", "payroll")


@dataclass(frozen=True, slots=True)
class Module:
    """A Python file of the project and its syntax tree."""

    path: str
    text: str
    tree: ast.Module


@cache
def modules() -> tuple[Module, ...]:
    """Give every module of the application; tests and migrations are left out."""
    paths = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    paths += [ROOT / "worker.py", ROOT / "tasks.py"]
    kept = (path for path in paths if "migrations" not in path.parts)
    return tuple(_module(path) for path in kept)


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give every function of a module, however deep."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its decorators and docstring."""
    last = node.end_lineno or node.lineno
    docstring = ast.get_docstring(node, clean=False)
    return last - node.lineno + 1 - (docstring.count("\n") + 1 if docstring else 0)


def committed_files() -> tuple[str, ...]:
    """Name every file that git keeps, as paths from the top."""
    listed = subprocess.run(
        ["git", "ls-files"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return tuple(listed.stdout.split())


def _module(path: Path) -> Module:
    text = path.read_text()
    return Module(path.relative_to(ROOT).as_posix(), text, ast.parse(text))
