"""Every single bit of an exported log, turned over one after another, is missed by its check."""

import pytest

from coop.core.auditcheck import check_log
from tests.core.logs import a_log, as_file

pytestmark = pytest.mark.faults
CONTENT = b"".join(a_log((2, 1)))


def test_every_bit_turned_over_is_found():
    unnoticed = [
        (place, bit)
        for place in range(len(CONTENT))
        for bit in range(8)
        if check_log(as_file(with_bit_turned(place, bit))).ok
    ]

    assert unnoticed == []


def test_every_byte_left_out_is_found():
    shorter = (CONTENT[:place] + CONTENT[place + 1 :] for place in range(len(CONTENT)))

    assert not any(check_log(as_file(content)).ok for content in shorter)


def with_bit_turned(place: int, bit: int) -> bytes:
    content = bytearray(CONTENT)
    content[place] ^= 1 << bit
    return bytes(content)
