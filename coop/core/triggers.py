"""Triggers that forbid, on both engines, what must never happen to a row.

A table whose info says `append_only` refuses every UPDATE and DELETE. A column
named in `fixed` refuses any change of its value. A table whose info says `locked` refuses
rows of a day up to and on the last day in `books_locked`.
"""

from sqlalchemy import MetaData, Table

REFUSE_CHANGE = """
CREATE OR REPLACE FUNCTION evenhand_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

# The turn is taken in the trigger itself: a lock waits for entries still being written, and
# entries wait for the lock, so none slips in beside it.
REFUSE_LOCKED = """
CREATE OR REPLACE FUNCTION evenhand_refuse_locked() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtext('books_locked'));
    IF EXISTS (SELECT 1 FROM books_locked WHERE until_on >= NEW.day) THEN
        RAISE EXCEPTION 'the books are locked on %', NEW.day
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
"""
LOCK_ALONE = """
CREATE OR REPLACE FUNCTION evenhand_lock_alone() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('books_locked'));
    RETURN NEW;
END $$
"""


def append_only_sql(table: str, dialect: str) -> list[str]:
    """Give the statements that make a table refuse UPDATE and DELETE."""
    if dialect == "sqlite":
        return [_sqlite_refusal(table, deed) for deed in ("UPDATE", "DELETE")]
    asked = f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
    return [f"{asked} FOR EACH ROW EXECUTE FUNCTION evenhand_refuse_change()"]


def fixed_sql(table: str, column: str, dialect: str) -> list[str]:
    """Give the statements that make one column keep its first value."""
    if dialect == "sqlite":
        when = f"BEFORE UPDATE OF {column} ON {table} WHEN NEW.{column} IS NOT OLD.{column}"
        refusal = f"BEGIN SELECT RAISE(ABORT, '{table}.{column} never changes'); END"
    else:
        changed = f"NEW.{column} IS DISTINCT FROM OLD.{column}"
        when = f"BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed})"
        refusal = "EXECUTE FUNCTION evenhand_refuse_change()"
    return [f"CREATE TRIGGER {table}_{column}_fixed {when} {refusal}"]


def locked_sql(table: str, dialect: str) -> list[str]:
    """Give the statements that make a table refuse rows of a day that the books are locked for."""
    if dialect == "sqlite":
        when = "WHEN EXISTS (SELECT 1 FROM books_locked WHERE until_on >= NEW.day)"
        refusal = "BEGIN SELECT RAISE(ABORT, 'the books are locked on this day'); END"
    else:
        when, refusal = "FOR EACH ROW", "EXECUTE FUNCTION evenhand_refuse_locked()"
    return [f"CREATE TRIGGER {table}_locked BEFORE INSERT ON {table} {when} {refusal}"]


def lock_ground_sql(dialect: str) -> list[str]:
    """Give what the triggers of the lock need; on SQLite only one hand writes at a time."""
    if dialect == "sqlite":
        return []
    alone = "CREATE TRIGGER books_locked_alone BEFORE INSERT ON books_locked"
    return [
        REFUSE_LOCKED,
        LOCK_ALONE,
        f"{alone} FOR EACH ROW EXECUTE FUNCTION evenhand_lock_alone()",
    ]


def drop_lock_ground_sql(dialect: str) -> list[str]:
    """Give the statements that take away what `lock_ground_sql` made, once its tables are gone."""
    if dialect == "sqlite":
        return []
    return [f"DROP FUNCTION {name}()" for name in ("evenhand_refuse_locked", "evenhand_lock_alone")]


def ground_sql(dialect: str) -> list[str]:
    """Give what the triggers need before the first of them is made."""
    if dialect == "sqlite":
        return []
    return [REFUSE_CHANGE]


def drop_ground_sql(dialect: str) -> list[str]:
    """Give the statements that take away what `ground_sql` made."""
    return [] if dialect == "sqlite" else ["DROP FUNCTION evenhand_refuse_change()"]


def wanted(metadata: MetaData) -> frozenset[str]:
    """Name every trigger that the models ask for, as SQLite names them."""
    return frozenset(name for table in metadata.sorted_tables for name in _names(table))


def _names(table: Table) -> list[str]:
    names = [f"{table.name}_{column}_fixed" for column in table.info.get("fixed", ())]
    if table.info.get("append_only"):
        names += [f"{table.name}_no_update", f"{table.name}_no_delete"]
    if table.info.get("locked"):
        names.append(f"{table.name}_locked")
    return names


def _sqlite_refusal(table: str, deed: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )
