"""`coop export`: write the auditor’s bundle to a file."""

import os
from datetime import datetime
from pathlib import Path

import click

from coop.app import create_app
from coop.bundle import TAKEN_BY_COMMAND, make_bundle
from coop.core import audit
from coop.core.audit import Hand
from coop.core.db import transaction
from coop.core.settings import Settings
from coop.membership.queries import today


@click.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help="The day of the register; by default today."
)
def export(path: Path, on: datetime | None) -> None:
    """Write the auditor’s bundle to PATH (a .zip): register, motions, declarations and log."""
    with create_app(Settings.from_environ(os.environ)).app_context():
        day = on.date() if on else today()
        with transaction():
            audit.record(
                TAKEN_BY_COMMAND, "bundle", hand=Hand.system(), register_on=day.isoformat()
            )
        made = make_bundle(day)
    path.write_bytes(made.content)
    click.echo(f"Written: {path.name}. Manifest digest {made.digest}.")
