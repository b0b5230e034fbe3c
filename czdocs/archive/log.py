"""Merkle tree over the records (RFC 6962, section 2.1)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from czdocs.archive.digest import Digest

__all__ = ["EMPTY", "Frontier", "leaf_hash", "node_hash", "root_of"]


def leaf_hash(line: bytes) -> bytes:
    """Hash of one leaf: SHA-256 over a zero byte and the record's line."""
    return hashlib.sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: SHA-256 over a one byte and its two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """Roots of the complete subtrees at the right edge, largest first: all that growing the tree needs.

    There is one subtree for each one bit of `size`.
    """

    size: int
    peaks: tuple[bytes, ...]

    def extended(self, lines: Iterable[bytes]) -> "Frontier":
        """The frontier after appending `lines`."""
        size, peaks = self.size, list(self.peaks)
        for line in lines:
            node, bits = leaf_hash(line), size
            while bits & 1:
                node = node_hash(peaks.pop(), node)
                bits >>= 1
            peaks.append(node)
            size += 1
        return Frontier(size, tuple(peaks))

    @property
    def root(self) -> Digest:
        """Root of the tree; for no leaves the hash of nothing."""
        if not self.peaks:
            return Digest("sha256", hashlib.sha256(b"").hexdigest())
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = node_hash(peak, node)
        return Digest("sha256", node.hex())


EMPTY = Frontier(0, ())


def root_of(lines: Iterable[bytes]) -> Digest:
    """Root of the tree whose leaves are `lines`."""
    return EMPTY.extended(lines).root
