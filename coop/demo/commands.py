"""`coop demo`: found the demonstration with as many members as a benchmark wants."""

import sys

import click

from coop.core import schema
from coop.demo.doorstep import MEMBERS, found_if_empty, sign_ins
from coop.running import in_application

FEWEST, MOST = 20, 5_000


@click.command()
@click.option(
    "--members", type=click.IntRange(FEWEST, MOST), default=MEMBERS, show_default=True,
    help="How many people are ever members.",
)  # fmt: skip
def demo(members: int) -> None:
    """Found the demonstration in a database where nothing is founded yet."""
    with in_application() as settings:
        schema.upgrade(settings.database_url)
        click.echo(f"Telling three years of a co-operative of {members}. This takes a while.")
        if not found_if_empty(members):
            click.echo("A co-operative is founded here already. Choose an empty folder.", err=True)
            sys.exit(1)
        for line in sign_ins():
            click.echo(line)
