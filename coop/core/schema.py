"""The shape of the database: migrate it, and say whether it is up to date."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from coop.core.db import prepare_engine

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def upgrade(url: str, to: str = "head") -> None:
    """Bring the database at this address up to a revision, by default the newest."""
    _run(url, lambda config: command.upgrade(config, to))


def downgrade(url: str, to: str) -> None:
    """Take the database at this address down to a revision (“base” for none)."""
    _run(url, lambda config: command.downgrade(config, to))


def newest() -> str:
    """Name the newest migration."""
    return str(ScriptDirectory.from_config(config_for(None)).get_current_head())


def current(connection: Connection) -> str | None:
    """Name the migration that a database has reached."""
    return MigrationContext.configure(connection).get_current_revision()


def config_for(connection: Connection | None) -> Config:
    """Make Alembic’s configuration around an open connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _run(url: str, step: Callable[[Config], None]) -> None:
    engine = create_engine(url)
    prepare_engine(engine)
    try:
        with engine.connect() as connection:
            step(config_for(connection))
    finally:
        engine.dispose()
