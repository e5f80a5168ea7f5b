"""Triggers that forbid, on both engines, what must never happen to a row.

A table whose info says `append_only` refuses every UPDATE and DELETE. A column
named in `fixed` refuses any change of its value.
"""

from sqlalchemy import MetaData, Table

REFUSE_CHANGE = """
CREATE OR REPLACE FUNCTION evenhand_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
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
    return names


def _sqlite_refusal(table: str, deed: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )
