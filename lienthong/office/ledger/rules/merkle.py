"""The RFC 6962 Merkle log: leaf and node hashes, the growing left frontier, proofs of inclusion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()
TILE_HEIGHT = 8
"""Full subtrees of 256, 65536, ... leaves are stored, so that a proof reads some hundred hashes, not millions."""


def leaf_hash(event_hash: bytes) -> bytes:
    """Return the hash of a leaf: sha256(0x00 || hash of the event)."""
    return sha256(b"\x00" + event_hash).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: sha256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes as RFC 6962 section 2.1 defines it: slow and plain, to check the fast way."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    half = split(len(leaves))
    return node_hash(root_of(leaves[:half]), root_of(leaves[half:]))


def split(size: int) -> int:
    """Return the largest power of two below `size` (>= 2)."""
    return 1 << ((size - 1).bit_length() - 1)


@dataclass
class Frontier:
    """The roots of the full subtrees that a log of `size` leaves consists of, largest first.

    It is all that is needed to add leaves and to tell the root: at most 63 hashes.  `tiles` collects, while leaves
    are added, the full subtrees of 256^level leaves as (level, index, hash).
    """

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)
    tiles: list[tuple[int, int, bytes]] = field(default_factory=list)

    @classmethod
    def load(cls, size: int, data: bytes) -> Frontier:
        """Return the frontier that `dump` gave; a wrong number of peaks is a ValueError."""
        if len(data) != 32 * size.bit_count():
            raise ValueError(f"{size} leaves have {size.bit_count()} peaks, not {len(data) / 32}")
        return cls(size, [data[at : at + 32] for at in range(0, len(data), 32)])

    def dump(self) -> bytes:
        """Return the peaks one after the other."""
        return b"".join(self.peaks)

    def push(self, leaf: bytes) -> None:
        """Add a leaf hash."""
        peaks, size, height, digest = self.peaks, self.size, 0, leaf
        while size & 1:
            digest = sha256(b"\x01" + peaks.pop() + digest).digest()
            size >>= 1
            height += 1
            if height % TILE_HEIGHT == 0:
                self.tiles.append((height // TILE_HEIGHT, self.size >> height, digest))
        peaks.append(digest)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of the log now."""
        if not self.peaks:
            return EMPTY_ROOT
        digest = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            digest = node_hash(peak, digest)
        return digest


Level = Callable[[int, int, int], Sequence[bytes]]
"""`level(level, first, count)`: hashes of stored nodes; level 0 are the leaves, level n subtrees of 256^n leaves."""


def inclusion_proof(index: int, size: int, level: Level) -> list[bytes]:
    """Return the siblings from the leaf up to the root of a log of `size` leaves (RFC 6962 section 2.1.1)."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a log of {size}")
    path: list[bytes] = []
    low, high = 0, size
    while high - low > 1:
        half = low + split(high - low)
        if index < half:
            path.append(_range_root(half, high, level))
            high = half
        else:
            path.append(_range_root(low, half, level))
            low = half
    return path[::-1]


def root_from_proof(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes | None:
    """Return the root that `proof` leads to, or None when its length does not fit (RFC 9162 section 2.1.3.2)."""
    if not 0 <= index < size:
        return None
    node, last, digest = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return None
        if node & 1 or node == last:
            digest = node_hash(sibling, digest)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            digest = node_hash(digest, sibling)
        node, last = node >> 1, last >> 1
    return digest if last == 0 else None


def _range_root(low: int, high: int, level: Level) -> bytes:
    if (high - low).bit_count() == 1:
        return _perfect(low, (high - low).bit_length() - 1, level)
    half = low + split(high - low)
    return node_hash(_range_root(low, half, level), _range_root(half, high, level))


def _perfect(low: int, height: int, level: Level) -> bytes:
    stored, rest = divmod(height, TILE_HEIGHT)
    return root_of(level(stored, low >> (stored * TILE_HEIGHT), 1 << rest))
