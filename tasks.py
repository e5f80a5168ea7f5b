#!/usr/bin/env python3
"""Evenhand's tasks, needing nothing but Python: `python3 tasks.py` prints the menu."""

import base64
import configparser
import fcntl
import hashlib
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON, COOP = VENV / "bin" / "python", VENV / "bin" / "coop"
CODE = ("coop", "governance", "payroll", "worker.py")
OLDEST, TOO_NEW, MOST_AT_ONCE = (3, 11), (3, 15), 4
PIP_WHEEL = "pip-25.3-py3-none-any.whl"
PIP_SHA256 = "9655943313a94722b7774661c21049070f6bbb0a1516bf02f7c8d5d9201514cd"
WIDE_CONFIGURATION, APT_PIP = ("/etc/xdg/pip/pip.conf", "/etc/pip.conf"), "python3-pip-whl"
# The shell finds the Python beside this file, so that blanks in the path do no harm.
LAUNCHER = """#!/bin/sh
'''exec' "$(dirname "$0")/python" "$0" "$@"
' '''
import sys

from coop.cli import main

sys.exit(main())
"""


class Stop(Exception):
    """A task cannot go on; the sentence says why and what to do."""


def setup(_more: Sequence[str] = ()) -> None:
    """Make .venv with the coop command."""
    _set_up("run")
    print(f"Ready: {COOP.relative_to(ROOT)}")


def run(more: Sequence[str]) -> None:
    """Start Evenhand with everything it needs; Ctrl-C stops it all."""
    _set_up("run")
    sys.stdout.flush()
    os.execv(COOP, [str(COOP), "run", *more])  # noqa: S606 - it becomes the program itself


def test(more: Sequence[str]) -> None:
    """Run every test; what comes after “test” goes to pytest."""
    _test("not faults", ["-n", str(min(os.cpu_count() or 1, MOST_AT_ONCE)), *more])


def _test(which: str, more: Sequence[str]) -> None:
    """Run the tests with these marks, without the browser's where there can be none."""
    _set_up("run", "dev")
    with_browser = _browser_is_here()
    missing = "There is no Chromium for the browser tests here, and none can be installed."
    if not with_browser and os.environ.get("CI") == "true":
        raise Stop(missing)
    if not with_browser:
        print(missing)
    chosen = which if with_browser else f"({which}) and not browser"
    _do(PYTHON, "-m", "pytest", "-m", chosen, *more)


def check(more: Sequence[str]) -> None:
    """Check style, types, imports and safety, then run every test."""
    _set_up("run", "dev")
    _do(PYTHON, "-m", "ruff", "check", ".")
    _do(PYTHON, "-m", "ruff", "format", "--check", ".")
    _do(PYTHON, "-m", "mypy")
    _do(VENV / "bin" / "lint-imports")
    _do(PYTHON, "-m", "bandit", "-q", "-ll", "-c", "pyproject.toml", "-r", *CODE)
    test(more)


def bench(more: Sequence[str]) -> None:
    """Measure casting, sealing and counting on this machine."""
    _set_up("run", "dev")
    _do(PYTHON, "-m", "bench", *more)


def faults(more: Sequence[str]) -> None:
    """Run only the tests that kill, cut off and corrupt on purpose."""
    _test("faults", more)


TASKS: tuple[Callable[[Sequence[str]], None], ...] = (run, test, check, bench, faults, setup)


def main(arguments: Sequence[str]) -> int:
    """Do the task named first; without one, print the menu."""
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        print("Evenhand needs Python 3.11, 3.12, 3.13 or 3.14.", file=sys.stderr)
        return 2
    tasks = {task.__name__: task for task in TASKS}
    name, *more = arguments or ["menu"]
    if name not in tasks:
        print(_menu())
        return 0 if name == "menu" else 2
    try:
        tasks[name](more)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as failed:
        return failed.returncode if failed.returncode > 0 else 1
    except KeyboardInterrupt:
        return 130
    return 0


def _menu() -> str:
    return "\n".join(f"  python3 tasks.py {task.__name__:<8}{task.__doc__}" for task in TASKS)


@contextmanager
def _alone() -> Iterator[None]:
    """Let one set-up at a time change .venv."""
    with (ROOT / ".venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _set_up(*kinds: str) -> None:
    with _alone():
        _make_venv()
        for kind in kinds:
            _install(kind)
        if not COOP.exists() or COOP.read_text() != LAUNCHER:
            COOP.write_text(LAUNCHER)
            COOP.chmod(0o755)


def _make_venv() -> None:
    """Make .venv, anew when Python or the folder has changed since."""
    made_for = f"{sys.version}\n{ROOT}\n"
    stamp = VENV / "made-for"
    if stamp.exists() and stamp.read_text() == made_for:
        return
    print("Making .venv ...")
    _do(sys.executable, "-m", "venv", "--without-pip", "--clear", VENV)
    site = next((VENV / "lib").glob("python3*/site-packages"))
    (site / "evenhand.pth").write_text(f"{ROOT}\n")
    stamp.write_text(made_for)


def _install(kind: str) -> None:
    """Install the packages pinned by hash in requirements/, unless that is done already."""
    wanted = ROOT / "requirements" / f"{kind}.txt"
    digest = hashlib.sha256(wanted.read_bytes()).hexdigest()
    stamp = VENV / f"installed-{kind}"
    if stamp.exists() and stamp.read_text() == digest:
        return
    print(f"Installing what {kind}.txt names (only the first time) ...", flush=True)
    _do(
        *(*_pip(), "install", "--quiet", "--disable-pip-version-check", "--no-input"),
        *("--require-hashes", "--only-binary=:all:", "-r", wanted),
    )
    stamp.write_text(digest)


def _pip() -> list[str | Path]:
    """Find a pip that can fill .venv, in the places where one may be."""
    if _answers(PYTHON, "-m", "pip", "--version"):
        return [PYTHON, "-m", "pip"]
    if _answers(sys.executable, "-m", "pip", "--python", PYTHON, "--version"):
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    if _answers(PYTHON, "-m", "ensurepip"):
        return [PYTHON, "-m", "pip"]
    wheel = _pip_from_index() or _pip_from_apt()
    if wheel is None:
        raise Stop(
            "There is no pip here and no package index is configured: install python3-venv, "
            "or set PIP_INDEX_URL to your package index."
        )
    return [PYTHON, wheel / "pip"]


def _pip_from_index() -> Path | None:
    """Fetch the pinned wheel of pip from the person's own package index or folder."""
    configured = _pip_configuration()
    trusted = ssl.create_default_context(cafile=configured.get("cert") or None)
    for address in (*_in_folders(configured), *_in_indexes(configured, trusted)):
        with suppress(OSError):
            wheel = _read(address, trusted)
            if hashlib.sha256(wheel).hexdigest() == PIP_SHA256:
                kept = VENV / PIP_WHEEL
                kept.write_bytes(wheel)
                return kept
    return None


def _in_folders(configured: dict[str, str]) -> Iterator[str]:
    """Say in which of the person's own folders the pinned wheel lies."""
    for place in configured.get("find-links", "").split():
        folder = Path(unquote(urlsplit(place).path) if place.startswith("file:") else place)
        if (folder / PIP_WHEEL).is_file():
            yield (folder / PIP_WHEEL).resolve().as_uri()


def _in_indexes(configured: dict[str, str], trusted: ssl.SSLContext) -> Iterator[str]:
    """Say where the person's own package indexes keep the pinned wheel."""
    if configured.get("no-index", "").lower() in {"1", "yes", "true", "on"}:
        return
    indexes = f"{configured.get('index-url', '')} {configured.get('extra-index-url', '')}"
    for page in (index.rstrip("/") + "/pip/" for index in indexes.split()):
        with suppress(OSError):
            text = _read(page, trusted).decode("utf-8", "replace")
            links = re.findall(r"""href=["']([^"'#]+)""", text)
            yield from (urljoin(page, link) for link in links if link.endswith(PIP_WHEEL))


def _pip_configuration() -> dict[str, str]:
    """Read pip's settings as pip does: files from the widest to the nearest, then PIP_*."""
    home = Path.home()
    own = [home / ".pip" / "pip.conf", home / ".config" / "pip" / "pip.conf"]
    chosen = [name] if (name := os.environ.get("PIP_CONFIG_FILE")) else []
    reader = configparser.RawConfigParser()
    reader.read([*WIDE_CONFIGURATION, *own, *chosen])
    found: dict[str, str] = {}
    for section in ("global", "install"):
        if reader.has_section(section):
            found |= dict(reader.items(section))
    for key in ("index-url", "extra-index-url", "find-links", "cert", "no-index"):
        given = os.environ.get("PIP_" + key.upper().replace("-", "_"))
        found |= {key: given} if given else {}
    return found


def _read(address: str, trusted: ssl.SSLContext) -> bytes:
    """Read an address, with the name and password that it may carry."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    request = Request(parts._replace(netloc=host).geturl())  # noqa: S310 - the person's own index
    if parts.username:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        request.add_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())
    with urlopen(request, timeout=60, context=trusted) as answer:  # noqa: S310 - the same
        content: bytes = answer.read()
        return content


def _pip_from_apt() -> Path | None:
    """Fetch pip out of Debian's signed package, which an ordinary user may download."""
    if not shutil.which("apt-get"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        apt = ["apt-get", "-qq", "-o", f"Dir::State::lists={folder}", "-o", f"Dir::Cache={folder}"]
        fetched = _answers(*apt, "update", folder=folder) and _answers(
            *apt, "download", APT_PIP, folder=folder
        )
        for package in Path(folder).glob("*.deb") if fetched else ():
            _do("dpkg-deb", "-x", package, folder)
            for wheel in Path(folder).glob("usr/share/python-wheels/pip-*.whl"):
                return Path(shutil.copy(wheel, VENV))
    return None


def _browser_is_here() -> bool:
    """Find Chromium for the browser tests; install it where that is allowed."""
    look = "from tests import services; raise SystemExit(not services.chromium())"
    if _answers(PYTHON, "-c", look):
        return True
    print("Installing Chromium for the browser tests ...", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        _answers("apt-get", "-qq", "update")
        _answers("apt-get", "-qq", "install", "-y", "--no-install-recommends", "chromium")
    else:
        _answers(PYTHON, "-m", "playwright", "install", "chromium")
    return _answers(PYTHON, "-c", look)


def _do(*command: str | Path) -> None:
    """Run a command in the project's folder; a failure ends the task."""
    sys.stdout.flush()
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT)


def _answers(*command: str | Path, folder: str | Path = ROOT) -> bool:
    """Run a command silently and say whether it went well."""
    ran = subprocess.run(
        [str(part) for part in command], check=False, capture_output=True, cwd=folder
    )
    return ran.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
