"""Content digests."""

import hashlib
import re
from dataclasses import dataclass
from typing import BinaryIO

__all__ = ["Digest", "sha256", "sha256_of_stream"]

_HEX = re.compile(r"[0-9a-f]{64}")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, order=True)
class Digest:
    """Name of an algorithm and a digest in lower-case hex.

    Raises:
        ValueError: If it is not a SHA-256, the only algorithm of format 1.
    """

    algorithm: str
    hex: str

    def __post_init__(self) -> None:
        if self.algorithm != "sha256" or not _HEX.fullmatch(self.hex):
            raise ValueError(f"not a SHA-256 digest: {self.algorithm}:{self.hex}")

    def __str__(self) -> str:
        """`sha256:` and the hex digits."""
        return f"{self.algorithm}:{self.hex}"


def sha256(data: bytes) -> Digest:
    """SHA-256 of `data`."""
    return Digest("sha256", hashlib.sha256(data).hexdigest())


def sha256_of_stream(stream: BinaryIO) -> tuple[Digest, int]:
    """SHA-256 and length in bytes of what is left in `stream`, read in blocks."""
    state, size = hashlib.sha256(), 0
    while block := stream.read(_BLOCK):
        state.update(block)
        size += len(block)
    return Digest("sha256", state.hexdigest()), size
