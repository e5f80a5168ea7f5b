"""Whatever an operator edits, adds or removes behind the program is found and named."""
# ruff: noqa: S608 - what the operator types is made up here, and no one else types it.

import pytest
from sqlalchemy import text

from coop.core import audit
from coop.core.db import db
from tests.core.deeds import a_sealed_log, meddle, note

ENTRY = "(SELECT entry_id FROM audit_place WHERE sequence = {})"
COLUMNS = {
    "act": "'tests.other'",
    "subject": "'motion '",
    "via": "'paper'",
    "evidence": "'slip 1'",
    "details": "'{\"number\": 4}'",
    "at": "'2020-01-01 00:00:00.000000'",
    "by": "(SELECT id FROM audit_entry LIMIT 1)",
    "keyed_by": "(SELECT id FROM audit_entry LIMIT 1)",
}


def found():
    db.session.rollback()
    return [str(fault) for fault in audit.verify().faults]


@pytest.fixture(autouse=True)
def log(app):
    """Keep a log of eight entries under three seals, each head kept outside."""
    a_sealed_log(3, 1, 4)
    assert found() == []


@pytest.mark.parametrize("column", COLUMNS)
def test_an_edited_entry_is_named_whatever_was_edited(column):
    meddle(f"UPDATE audit_entry SET {column} = {COLUMNS[column]} WHERE id = {ENTRY.format(4)}")

    assert found() == ["Entry 4 was changed."]


def test_an_entry_taken_out_is_named():
    place = "DELETE FROM audit_place WHERE sequence = 6"

    meddle(
        f"CREATE TABLE gone AS SELECT {ENTRY.format(6)} AS id",
        place,
        "DELETE FROM audit_entry WHERE id IN (SELECT id FROM gone)",
        "DROP TABLE gone",
    )

    assert found() == ["Entry 6 is missing."]


def test_entries_that_changed_places_are_named():
    meddle(
        "UPDATE audit_place SET sequence = 99 WHERE sequence = 5",
        "UPDATE audit_place SET sequence = 5 WHERE sequence = 6",
        "UPDATE audit_place SET sequence = 6 WHERE sequence = 99",
    )

    assert found() == ["Entry 5 was changed.", "Entry 6 was changed."]


def test_an_entry_slipped_in_without_a_deed_is_found():
    meddle(
        "INSERT INTO audit_entry (id, at, act, subject, via, evidence, details) "
        f"SELECT '{'0' * 32}', at, act, subject, via, evidence, details FROM audit_entry LIMIT 1"
    )

    assert found() == ["1 rows of the log were recorded by no deed."]


def test_an_entry_slipped_in_after_the_last_seal_is_named():
    meddle(
        "INSERT INTO audit_entry (id, at, act, subject, via, evidence, details) "
        f"SELECT '{'0' * 32}', at, act, subject, via, evidence, details FROM audit_entry LIMIT 1",
        f"INSERT INTO audit_place SELECT 9, '{'0' * 32}', 3, leaf FROM audit_place LIMIT 1",
    )

    assert found()[-1] == "Entry 9 is under no seal."


@pytest.mark.parametrize("column", ["root", "previous", "hash", "first", "last", "at"])
def test_an_edited_seal_is_named(column):
    value = {"first": "0", "last": "9", "at": "(SELECT max(at) FROM audit_entry) "}
    change = value.get(column, "'" + "f" * 64 + "'")
    if column == "at":
        change = "'2020-01-01 00:00:00.000000'"

    meddle(f"UPDATE audit_seal SET {column} = {change} WHERE number = 3")

    assert "The seal over entries 5 to 8 was changed." in found()


def test_a_tail_cut_off_cleanly_is_found_by_the_heads_outside():
    cut_off(seal=3)

    assert found() == ["Entries 5 to 8 are missing from the end."]


def test_a_tail_cut_off_and_grown_anew_is_found_by_the_heads_outside():
    cut_off(seal=3)
    note(*range(100, 106))
    audit.seal()

    assert found() == ["The log up to entry 8 is not the one that was signed."]


def test_a_head_edited_outside_is_found(settings):
    kept = settings.data / "anchors.jsonl"
    kept.write_bytes(kept.read_bytes().replace(b'"seal":3', b'"seal":2'))

    assert found() == ["Line 3 of the kept heads was changed."]


def test_an_exported_log_shows_the_edit_too():
    meddle(f"UPDATE audit_entry SET evidence = 'slip' WHERE id = {ENTRY.format(2)}")

    report = audit.check_log(audit.export_lines())

    assert [str(fault) for fault in report.faults] == ["Entry 2 was changed."]


def cut_off(*, seal: int) -> None:
    """Take away a seal and all under it, leaving no trace in the database."""
    meddle(
        f"CREATE TABLE gone AS SELECT entry_id AS id FROM audit_place WHERE seal_number >= {seal}",
        f"DELETE FROM audit_place WHERE seal_number >= {seal}",
        f"DELETE FROM audit_seal WHERE number >= {seal}",
        "DELETE FROM audit_entry WHERE id IN (SELECT id FROM gone)",
        "DROP TABLE gone",
    )
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM audit_entry")).scalar() == 4
