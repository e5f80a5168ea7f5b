"""Laws about the database: one head, models equal tables, every promise has its guard."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, select, text
from sqlalchemy.exc import DBAPIError

from coop.core import schema, triggers
from coop.core.db import Base, db, session, transaction
from coop.membership.models.cooperative import DemonstrationClock
from tests import services
from tests.conftest import MORNING
from tests.law.source import ROOT


def test_there_is_one_newest_migration_and_the_file_names_it():
    named = (ROOT / "coop" / "migrations" / ".current-head").read_text().strip()

    assert schema.newest() == named


def test_the_tables_are_what_the_models_say(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        differences = compare_metadata(context, Base.metadata)

    assert differences == []


def test_every_table_that_must_only_grow_is_guarded(app, engine):
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[engine]

    found = set(session().scalars(text(asked)))

    wanted = triggers.wanted(Base.metadata)
    if engine == "postgresql":
        wanted = {
            name.replace("_no_update", "_append_only")
            for name in wanted
            if not name.endswith("_no_delete")
        }
    assert wanted
    assert wanted <= found


def test_every_constraint_has_a_name(app):
    looked = inspect(db.engine)
    for table in Base.metadata.tables:
        for unique in looked.get_unique_constraints(table):
            assert unique["name"], table
        for check in looked.get_check_constraints(table):
            assert check["name"], table
        for key in looked.get_foreign_keys(table):
            assert key["name"], table


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_migrations_go_down_and_up_again_unchanged(engine):
    with services.fresh_database(engine) as url:
        before = tables_of(url)
        schema.downgrade(url, "base")
        emptied = tables_of(url) - {"alembic_version"}
        schema.upgrade(url)

        assert emptied == set()
        assert tables_of(url) == before


def tables_of(url: str) -> set[str]:
    """Name the tables of a database."""
    engine = create_engine(url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def test_a_row_put_in_the_place_of_another_does_not_slip_past_the_triggers(app, engine):
    move = DemonstrationClock(seconds=60, moved_at=MORNING)
    with transaction():
        session().add(move)
    replace = {
        "sqlite": "INSERT OR REPLACE INTO demonstration_clock (id, seconds, moved_at) "
        "SELECT id, 5, moved_at FROM demonstration_clock",
        "postgresql": "INSERT INTO demonstration_clock (id, seconds, moved_at) "
        "SELECT id, 5, moved_at FROM demonstration_clock "
        "ON CONFLICT (id) DO UPDATE SET seconds = 5",
    }[engine]

    with pytest.raises(DBAPIError, match="append-only"), transaction():
        session().execute(text(replace))

    assert session().scalars(select(DemonstrationClock.seconds)).all() == [60]
