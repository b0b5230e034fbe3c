"""Merkle tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from czdocs.archive.log import EMPTY, leaf_hash, node_hash, root_of

# Leaves and roots of the Certificate Transparency reference tests.
_LEAVES = [
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
_ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize("size", _ROOTS)
def test_roots_are_those_of_certificate_transparency(size: int) -> None:
    """The reference leaves give the reference roots."""
    assert root_of(_LEAVES[:size]).hex == _ROOTS[size]


def _by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_hash(_by_definition(leaves[:k]), _by_definition(leaves[k:]))


@given(st.lists(st.binary(max_size=3), min_size=1, max_size=40), st.integers(0, 40))
def test_grown_tree_equals_definition(leaves: list[bytes], cut: int) -> None:
    """A tree grown in two steps has the root that the definition gives."""
    grown = EMPTY.extended(leaves[:cut]).extended(leaves[cut:])
    assert bytes.fromhex(grown.root.hex) == _by_definition(leaves)
    assert grown.size == len(leaves)
