"""The command `coop`: one line a command; each is loaded only when it is asked for."""

import sys
from importlib import import_module

import click

# A new command is one line here: its name, its module, and its name in there.
COMMANDS = {
    "run": "coop.running:run",
    "web": "coop.running:web",
    "worker": "coop.running:worker",
    "migrate": "coop.running:migrate",
    "demo": "coop.demo.commands:demo",
    "roster": "coop.rostering.commands:roster",
    "pay": "payroll.commands:pay",
    "export": "coop.exporting:export",
    "verify": "coop.verifying:verify",
}


class Rooms(click.Group):
    """A group whose commands live in other rooms, so that none waits for the others.

    `coop verify` then needs neither settings nor a database, as an auditor has none.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the table."""
        return [*super().list_commands(ctx), *COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command from its room."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _, name = COMMANDS[cmd_name].partition(":")
        found = getattr(import_module(module), name)
        return found if isinstance(found, click.Command) else None


@click.group(cls=Rooms, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Keep fair records for a co-operative on both sides of a wall."""


if __name__ == "__main__":
    sys.exit(main())
