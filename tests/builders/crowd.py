"""A crowd for measurements: members copied from one, each with a name and hours of their own.

Copies are written straight into the tables, since ten thousand members through their deeds
would take an hour. Nothing else may use this: what it writes has no entry in the log.
"""

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from sqlalchemy import Table, func, insert, select

from coop.core.db import Base, new_id, session, transaction
from coop.membership.models.member import Member, MemberName

AT_ONCE = 500
Row = dict[str, object]


def a_crowd(template: UUID, count: int) -> None:
    """Copy a member so many times; the minutes of approved hours differ from copy to copy."""
    first = (session().scalar(select(func.max(Member.number))) or 0) + 1
    tables = [
        table
        for table in Base.metadata.sorted_tables
        if table.name == "member" or "member_id" in table.c
    ]
    kept = {table.name: _rows_of(table, template) for table in tables}
    numbers = iter(range(first, first + count))
    while some := list(islice(numbers, AT_ONCE)):
        maps: list[dict[object, object]] = [{template: new_id()} for _ in some]
        with transaction():
            for table in tables:
                rows = [
                    row
                    for number, map_ in zip(some, maps, strict=True)
                    for row in _copies(table, kept[table.name], map_, number)
                ]
                if rows:
                    session().execute(insert(table), rows)


def _rows_of(table: Table, member_id: UUID) -> list[Row]:
    column = table.c.id if table.name == "member" else table.c.member_id
    found = session().execute(select(table).where(column == member_id))
    return [dict(row) for row in found.mappings()]


def _copies(
    table: Table, rows: list[Row], map_: dict[object, object], number: int
) -> Iterator[Row]:
    for row in rows:
        if "id" in row and row["id"] not in map_:
            map_[row["id"]] = new_id()
        copy = {key: map_.get(value, value) for key, value in row.items()}
        yield _made_own(table.name, copy, number)


def _made_own(table: str, row: Row, number: int) -> Row:
    """Give a copy its own number, name and hours."""
    if table == Member.__tablename__:
        row |= {"number": number, "account_id": None, "application_id": None}
    if table == MemberName.__tablename__:
        row["name"] = row["sort_name"] = f"Rowan Ash {number}"
    if table == "approved_hours" and isinstance(row["minutes"], int):
        row["minutes"] = row["minutes"] + number % 97
    return row
