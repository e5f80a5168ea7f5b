"""An exported log proves itself: no byte of it can be changed without being named."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coop.core.auditcheck import check_log
from tests.core.logs import KEY, OTHER_KEY, a_head, a_log, as_file, public

# A busy machine is no reason to fail.
unhurried = settings(deadline=None)
LOG = a_log((3, 1, 4))
CONTENT = b"".join(LOG)


def sentences(lines, **more):
    return [str(fault) for fault in check_log(lines, **more).faults]


def line_of(place: int) -> int:
    return CONTENT[:place].count(b"\n")


def names(report, line: int) -> bool:
    """Say whether a report names what stands in this line of the log."""
    text = LOG[line]
    said = [str(fault) for fault in report.faults]
    if text.startswith(b'{"entry"'):
        sequence = [n for n, other in enumerate(LOG) if other.startswith(b'{"entry"')].index(line)
        return f"Entry {sequence + 1} was changed." in said
    if text.startswith(b'{"seal"'):
        return any(word in sentence for sentence in said for word in ("seal", "Seal"))
    return any("first line" in sentence or "signed head" in sentence for sentence in said)


def test_an_untouched_log_is_accepted():
    report = check_log(LOG)

    assert report.ok
    assert (report.entries, report.seals) == (8, 3)


def test_a_log_of_nothing_is_accepted():
    assert check_log(a_log(())).ok


def test_text_lines_are_checked_like_bytes():
    assert check_log([line.decode() for line in LOG]).ok


@unhurried
@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
@example(len(CONTENT) - 1, ord("\n") ^ ord(" "))
def test_any_byte_edited_anywhere_is_found_and_its_entry_named(place, mask):
    edited = bytearray(CONTENT)
    edited[place] ^= mask

    report = check_log(as_file(bytes(edited)))

    assert not report.ok
    assert names(report, line_of(place))


@unhurried
@given(st.integers(0, len(CONTENT)), st.binary(min_size=1, max_size=3))
@example(len(CONTENT), b"\n")
@example(len(CONTENT), b" ")
@example(0, b"\xef\xbb\xbf")
def test_anything_put_in_is_found(place, added):
    assert not check_log(as_file(CONTENT[:place] + added + CONTENT[place:])).ok


@unhurried
@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 40))
def test_anything_taken_out_is_found(place, length):
    assert not check_log(as_file(CONTENT[:place] + CONTENT[place + length :])).ok


@unhurried
@given(st.permutations(range(1, len(LOG) - 1)))
def test_lines_in_another_order_are_found(order):
    shuffled = [LOG[0], *(LOG[n] for n in order), LOG[-1]]

    assert check_log(shuffled).ok is (shuffled == LOG)


def test_other_line_ends_are_found():
    assert not check_log(as_file(CONTENT.replace(b"\n", b"\r\n"))).ok


def test_a_missing_entry_is_named():
    assert sentences([*LOG[:2], *LOG[3:]]) == ["Entry 2 is missing."]


def test_missing_entries_are_named_as_a_range():
    assert sentences([*LOG[:7], *LOG[9:]]) == ["Entries 5 to 6 are missing."]


def test_a_missing_seal_is_named():
    without = [line for line in LOG if b'"number":2,"previous"' not in line]

    assert "Seal 2 is missing." in sentences(without)


def test_an_entry_worded_anew_with_its_hash_is_found_in_its_batch():
    other = a_log((3, 1, 4), changed={6: {"subject": "motion 99"}})
    forged = [*LOG[:8], other[8], *LOG[9:]]

    assert sentences(forged) == ["Among entries 5 to 8 at least one was changed."]


def test_a_whole_seal_made_anew_breaks_the_chain():
    other = a_log((3, 1, 4), changed={2: {"subject": "motion 99"}})
    forged = [LOG[0], *other[1:5], *LOG[5:]]

    assert sentences(forged) == ["Seal 2 does not follow the seal before it."]


def test_a_log_cut_off_at_the_end_does_not_fit_its_head():
    assert sentences([*LOG[:7], LOG[-1]]) == ["Entries 5 to 8 are missing from the end."]


def test_a_log_without_its_head_is_refused():
    assert sentences(LOG[:-1]) == ["The last line, the signed head, was changed or is missing."]


def test_a_shorter_log_signed_again_is_found_by_a_head_kept_elsewhere():
    shorter = a_log((3, 1))

    assert check_log(shorter).ok
    assert sentences(shorter, anchors=[LOG[-1]]) == ["Entries 5 to 8 are missing from the end."]


def test_a_log_written_anew_is_found_by_a_head_kept_elsewhere():
    anew = a_log((3, 1, 4), changed={2: {"subject": "motion 99"}})

    assert check_log(anew).ok
    assert sentences(anew, anchors=[LOG[-1]]) == [
        "The log up to entry 8 is not the one that was signed."
    ]


def test_a_log_signed_by_a_stranger_is_found_by_whoever_knows_the_key():
    strange = a_log(key=OTHER_KEY)

    assert check_log(strange).ok
    assert not check_log(strange, key=public(KEY)).ok


def test_a_head_kept_elsewhere_must_be_signed():
    forged = a_head(OTHER_KEY, seal=9, sequence=90, hash="0" * 64)

    assert sentences(LOG, anchors=[forged]) == ["Line 1 of the kept heads was changed."]


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"[" * 100_000, b'{"a":' * 50_000, b"9" * 10_000, b"\xff\xfe", CONTENT * 2],
    ids=["nothing", "a line end", "deep", "deeper", "a long number", "not text", "twice"],
)
def test_whatever_it_is_given_it_answers(content):
    assert not check_log(as_file(content)).ok


def test_an_entry_under_no_seal_is_named():
    extra = a_log((3, 1, 4, 1))[-3]

    assert sentences([*LOG[:-1], extra, LOG[-1]]) == ["Entry 9 is under no seal."]


def test_an_entry_cannot_stand_twice():
    assert sentences([*LOG[:8], LOG[7], *LOG[8:]]) == ["Entry 5 is there twice, or out of order."]


def test_a_seal_cannot_stand_twice():
    assert sentences([*LOG[:7], LOG[6], *LOG[7:]]) == ["Seal 2 is out of order."]
