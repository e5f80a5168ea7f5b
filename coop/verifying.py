"""`coop verify`: check what was handed out, offline, or this co-operative’s own log."""

import os
import sys
from pathlib import Path

import click

from coop.verify import Finding, as_json, check_path


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--anchors", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file of signed heads that was kept from earlier.",
)  # fmt: skip
@click.option("--key", default="", help="The public key, in hexadecimal, that you already trust.")
@click.option("--json", "as_json_", is_flag=True, help="Print the findings as JSON.")
def verify(path: Path | None, anchors: Path | None, key: str, *, as_json_: bool) -> None:
    """Check PATH offline: a bundle, a log, or a record that was handed out.

    A log is a .jsonl file; a declaration and a proposal for a surplus are .json files, and a
    statement is a .json or a .pdf file. Without PATH the log in this co-operative’s own
    database is checked. Ends with 0 when all holds, with 1 when anything is wrong.
    """
    found = check_path(path, anchors, key) if path else _own_log()
    click.echo(as_json(found) if as_json_ else "\n".join(_lines(found)))
    sys.exit(0 if all(one.ok for one in found) else 1)


def _lines(found: list[Finding]) -> list[str]:
    lines = [
        f"{'holds ' if one.ok else 'BROKEN'}  {one.name}: {sentence}"
        for one in found
        for sentence in one.sentences
    ]
    whole = all(one.ok for one in found)
    return [*lines, "Everything holds." if whole else "Something does not hold. See above."]


def _own_log() -> list[Finding]:
    # The application is loaded only here: an auditor who checks a file has none.
    from coop.app import create_app  # noqa: PLC0415
    from coop.core import audit  # noqa: PLC0415
    from coop.core.settings import Settings  # noqa: PLC0415

    with create_app(Settings.from_environ(os.environ)).app_context():
        report = audit.verify()
    said = f"{report.entries} entries in {report.seals} seals. Head {report.head}."
    sentences = tuple(map(str, report.faults)) or (said,)
    return [Finding("the log in the database", report.ok, sentences)]
