"""Every deed leaves one entry, in order, sealed, and open to search."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from coop.core import audit, clock
from coop.core.acts import Act, Channel, Hand, act
from coop.core.auditbook import AuditEntry, AuditPlace, AuditSeal
from coop.core.db import NotInTransaction, db, session, transaction
from tests.core.deeds import NOTED, SEEN, a_sealed_log, meddle, note

UNDECLARED = Act("tests.undeclared", "", frozenset())


def found(**wanted):
    return audit.entries(audit.AuditFilter(**wanted))


def failing_deed() -> None:
    audit.record(NOTED, "motion", hand=Hand.system(), number=1)
    session().flush()
    raise ZeroDivisionError


def test_an_entry_says_who_did_what_through_which_door(app):
    member, clerk, subject = uuid4(), uuid4(), uuid4()
    hand = Hand(by=member, via=Channel.PAPER, keyed_by=clerk, evidence="envelope 7")

    with transaction():
        audit.record(NOTED, subject, hand=hand, number=3, title="A van for the café")

    (entry,) = found()
    assert (entry.act, entry.sentence) == ("tests.noted", "Noted for a test")
    assert (entry.by, entry.keyed_by, entry.via) == (member, clerk, "paper")
    assert (entry.subject, entry.evidence) == (str(subject), "envelope 7")
    assert entry.details == {"number": 3, "title": "A van for the café"}
    assert entry.at == clock.now()


def test_a_deed_that_failed_leaves_no_entry(app):
    with pytest.raises(ZeroDivisionError), transaction():
        failing_deed()

    audit.seal()
    assert found() == []


def test_nothing_is_recorded_outside_a_transaction(app):
    with pytest.raises(NotInTransaction):
        audit.record(NOTED, "motion", hand=Hand.system())


def test_an_act_carries_only_the_details_it_declares(app):
    with pytest.raises(ValueError, match="number"), transaction():
        audit.record(UNDECLARED, "motion", hand=Hand.system(), number=1)


@pytest.mark.parametrize("private", ["class", "choice", "address", "establishment", "reason"])
def test_no_act_may_declare_what_is_private(private):
    with pytest.raises(ValueError, match=private):
        act("tests.private", "Told a secret", private)


def test_an_act_is_registered_once():
    with pytest.raises(ValueError, match="twice"):
        act(NOTED.code, "Something else")


def test_entries_are_numbered_when_they_are_sealed(app):
    note(1, 2, 3)
    assert [entry.sequence for entry in found()] == [None, None, None]

    assert audit.seal() == 3

    assert [entry.sequence for entry in found()] == [3, 2, 1]
    assert audit.seal() == 0


def test_an_entry_that_comes_late_goes_into_the_next_batch(app):
    note(1)
    audit.seal()
    with clock.at(clock.now() - timedelta(hours=1)):
        note(2)

    audit.seal()

    assert [(e.sequence, e.details["number"]) for e in found()] == [(2, 2), (1, 1)]
    assert audit.verify().ok


def test_many_at_once_are_all_sealed_and_verify(app):
    with transaction():
        for number in range(5_050):
            audit.record(NOTED, "motion", hand=Hand.system(), number=number)

    assert audit.seal() == 5_050

    assert [s.last for s in session().scalars(select(AuditSeal))] == [5_000, 5_050]
    assert audit.verify().ok


def test_sealers_at_the_same_time_number_each_entry_once(app):
    note(*range(40))

    def seal(_):
        with app.app_context():
            return audit.seal()

    with ThreadPoolExecutor(6) as pool:
        sealed = list(pool.map(seal, range(6)))

    assert sum(sealed) == 40
    db.session.rollback()
    places = session().scalars(select(AuditPlace.sequence).order_by(AuditPlace.sequence)).all()
    assert places == list(range(1, 41))
    assert audit.verify().ok


@pytest.mark.parametrize("table", ["audit_entry", "audit_place", "audit_seal"])
@pytest.mark.parametrize("deed", ["DELETE FROM {}", "UPDATE {} SET {}"])
def test_the_database_refuses_to_change_the_log(app, table, deed):
    a_sealed_log(1)
    column = {"audit_entry": "act = 'x'", "audit_place": "leaf = 'x'", "audit_seal": "root = 'x'"}

    with pytest.raises(DatabaseError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text(deed.format(table, column[table])))


def test_the_log_is_searched_by_every_part(app):
    ash, clerk = uuid4(), uuid4()
    note(1, subject="motion 12", hand=Hand(by=ash))
    with clock.at(clock.now() + timedelta(days=1)):
        note(2, subject="motion 30", hand=Hand(by=uuid4(), keyed_by=clerk, evidence="slip 100%"))
    audit.seal()

    def numbers(**wanted):
        return [entry.details["number"] for entry in found(**wanted)]

    assert numbers(text="NOTED for") == [2, 1]
    assert numbers(text="tests.noted") == [2, 1]
    assert numbers(text="motion 12") == [1]
    assert numbers(text="100%") == [2]
    assert numbers(text="2") == [2, 1]
    assert numbers(text="nothing like it") == []
    nobody, nothing = frozenset({uuid4()}), "nothing like it"
    assert numbers(text=nothing, people=frozenset({ash, clerk})) == [2, 1]
    assert numbers(text=nothing, people=frozenset({clerk})) == [2]
    assert numbers(text=nothing, people=nobody) == []
    assert numbers(by=ash) == [1]
    assert numbers(by=clerk) == [2]
    assert numbers(subject="motion 30") == [2]
    assert numbers(act="tests.") == [2, 1]
    assert numbers(act="governance.") == []
    assert numbers(since=clock.now() + timedelta(hours=1)) == [2]
    assert numbers(until=clock.now() + timedelta(hours=1)) == [1]


def test_the_log_is_read_page_by_page(app):
    note(*range(1, 8))
    audit.seal()

    second = found(page=2, size=3)

    assert [entry.sequence for entry in second] == [4, 3, 2]
    assert audit.count_entries(audit.AuditFilter(size=3)) == 7


def test_a_member_can_ask_who_has_seen_what_is_held_about_them(app):
    ash, secretary = uuid4(), uuid4()
    with transaction():
        audit.record(SEEN, ash, hand=Hand(by=secretary))
        audit.record(SEEN, uuid4(), hand=Hand(by=secretary))
        audit.record(NOTED, ash, hand=Hand(by=secretary))

    looks = audit.seen_of(ash, act=SEEN.code)

    assert [(look.by, look.subject) for look in looks] == [(secretary, str(ash))]


def test_the_exported_log_is_accepted_offline(app):
    a_sealed_log(3, 2)
    note(6)

    report = audit.check_log(list(audit.export_lines()), key=audit.public_key_text())

    assert report.ok
    assert (report.entries, report.seals) == (5, 2)


def test_what_waits_for_its_seal_is_counted(app):
    a_sealed_log(1)
    note(2, 3)

    report = audit.verify()

    assert report.ok
    assert (report.entries, report.waiting) == (1, 2)


def test_the_head_is_kept_at_most_once_a_minute(app, settings):
    kept = settings.data / "anchors.jsonl"
    for minute in (0, 0.5, 0.9, 1.5):
        with clock.at(clock.now() + timedelta(minutes=minute)):
            note(1)
            audit.tend()

    assert len(kept.read_bytes().splitlines()) == 2
    assert audit.verify().anchors == 2


def test_the_same_head_is_kept_once(app, settings):
    a_sealed_log(1)
    audit.anchor_head()
    audit.anchor_head()

    assert len((settings.data / "anchors.jsonl").read_bytes().splitlines()) == 1


def test_only_the_owner_may_read_the_kept_heads(app, settings):
    a_sealed_log(1)

    assert stat.S_IMODE((settings.data / "anchors.jsonl").stat().st_mode) == 0o600


def test_a_line_torn_by_a_power_cut_does_not_spoil_the_next(app, settings):
    a_sealed_log(1)
    with (settings.data / "anchors.jsonl").open("ab") as file:
        file.write(b'{"head":{"at')
    a_sealed_log(1)

    report = audit.verify()

    assert [str(fault) for fault in report.faults] == ["Line 2 of the kept heads was changed."]
    assert report.anchors == 2


def test_an_operators_meddling_needs_the_guards_off(app):
    a_sealed_log(1)

    meddle("UPDATE audit_entry SET evidence = 'x'")

    assert session().scalars(select(AuditEntry.evidence)).one() == "x"
