"""The Merkle tree is the one of RFC 9162."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coop.core.merkle import EMPTY, branch_hash, leaf_hash, root

# A busy machine is no reason to fail.
unhurried = settings(deadline=None)
# The inputs that implementers of Certificate Transparency compare their trees with.
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]


def by_the_book(leaves: list[bytes]) -> bytes:
    """Compute the root as section 2.1.1 words it: split at the largest power of two."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return branch_hash(by_the_book(leaves[:split]), by_the_book(leaves[split:]))


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ],
)
def test_known_trees_have_their_known_roots(count, expected):
    leaves = [leaf_hash(entry) for entry in INPUTS[:count]]

    assert root(leaves).hex() == expected


def test_a_tree_of_nothing_has_the_hash_of_nothing():
    assert root([]) == EMPTY


@unhurried
@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=70))
def test_pairing_level_by_level_gives_the_tree_of_the_book(leaves):
    assert root(leaves) == by_the_book(leaves)


@unhurried
@given(st.lists(st.binary(max_size=4), min_size=2, max_size=20, unique=True), st.data())
def test_two_leaves_cannot_change_places_unnoticed(entries, data):
    leaves = [leaf_hash(entry) for entry in entries]
    here, there = data.draw(
        st.tuples(st.integers(0, len(leaves) - 1), st.integers(0, len(leaves) - 1)).filter(
            lambda pair: pair[0] != pair[1]
        )
    )
    swapped = list(leaves)
    swapped[here], swapped[there] = swapped[there], swapped[here]

    assert root(swapped) != root(leaves)
