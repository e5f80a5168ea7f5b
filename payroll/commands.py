"""`coop pay`: pay schemes at the command line."""

import click


@click.group()
def pay() -> None:
    """Work out pay under a scheme, and list the schemes."""
