"""The Merkle log against the plain definition of RFC 6962."""

from __future__ import annotations

from hashlib import sha256

import pytest

from lienthong.office.ledger.rules import merkle


def _leaves(count: int) -> list[bytes]:
    return [merkle.leaf_hash(sha256(str(number).encode()).digest()) for number in range(count)]


def _grown(leaves: list[bytes]) -> merkle.Frontier:
    frontier = merkle.Frontier()
    for leaf in leaves:
        frontier.push(leaf)
    return frontier


def test_known_hashes_of_rfc_6962() -> None:
    assert merkle.EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert merkle.Frontier().root() == merkle.EMPTY_ROOT


@pytest.mark.parametrize("count", [*range(1, 40), 255, 256, 257, 700])
def test_the_growing_frontier_has_the_root_of_the_plain_definition(count: int) -> None:
    leaves = _leaves(count)

    assert _grown(leaves).root() == merkle.root_of(leaves)


def test_a_frontier_that_was_stored_grows_on() -> None:
    leaves = _leaves(77)
    stored = _grown(leaves[:50])

    again = merkle.Frontier.load(50, stored.dump())
    for leaf in leaves[50:]:
        again.push(leaf)

    assert again.root() == merkle.root_of(leaves)


def test_a_frontier_with_a_wrong_number_of_peaks_is_refused() -> None:
    with pytest.raises(ValueError, match="peaks"):
        merkle.Frontier.load(3, bytes(32))


def test_full_subtrees_of_256_leaves_come_out_as_tiles() -> None:
    leaves = _leaves(600)

    tiles = _grown(leaves).tiles

    assert tiles == [(1, 0, merkle.root_of(leaves[:256])), (1, 1, merkle.root_of(leaves[256:512]))]


@pytest.mark.parametrize("count", [1, 2, 3, 7, 8, 33, 600])
def test_each_leaf_is_proved_and_no_other_hash_is(count: int) -> None:
    leaves = _leaves(count)
    frontier = _grown(leaves)
    tiles = {(level, index): digest for level, index, digest in frontier.tiles}

    def level(number: int, first: int, many: int) -> list[bytes]:
        return leaves[first : first + many] if number == 0 else [tiles[number, first + step] for step in range(many)]

    for index in range(0, count, max(1, count // 50)):
        path = merkle.inclusion_proof(index, count, level)
        assert merkle.root_from_proof(index, count, leaves[index], path) == frontier.root()
        assert merkle.root_from_proof(index, count, bytes(32), path) != frontier.root()
        assert merkle.root_from_proof(index, count, leaves[index], [*path, bytes(32)]) is None
        assert not path or merkle.root_from_proof(index, count, leaves[index], path[:-1]) is None


def test_a_leaf_outside_the_log_has_no_proof() -> None:
    with pytest.raises(ValueError, match="not in a log"):
        merkle.inclusion_proof(3, 3, lambda *_: [])
    assert merkle.root_from_proof(3, 3, bytes(32), []) is None
