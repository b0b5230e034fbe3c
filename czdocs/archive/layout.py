"""Paths inside an archive, as text with slashes."""

import re

from czdocs.archive.digest import Digest

__all__ = [
    "CHECKPOINTS",
    "COMMITS",
    "FORMAT_FILE",
    "INDEX_FILE",
    "OBJECTS",
    "README_FILE",
    "TEMPORARY",
    "UNFINISHED",
    "commit_folder",
    "commit_number",
    "commit_path",
    "object_digest",
    "object_path",
]

README_FILE = "README.md"
FORMAT_FILE = "format.json"
INDEX_FILE = "index.sqlite"
OBJECTS = "objects/"
COMMITS = "commits/"
CHECKPOINTS = "checkpoints/"
TEMPORARY = "tmp/"
UNFINISHED = ".tmp-"
"""How the name of an unfinished file begins where tmp/ could not be used."""

_LAST_COMMIT = 99_999_999
_COMMIT = re.compile(r"commits/([0-9]{2})/([0-9]{3})/([0-9]{3})\.jsonl")
_OBJECT = re.compile(r"objects/([0-9a-f]{2})/([0-9a-f]{62})")


def object_path(digest: Digest) -> str:
    """Path of the object with `digest`: `objects/ab/cdef…`."""
    return f"{OBJECTS}{digest.hex[:2]}/{digest.hex[2:]}"


def object_digest(path: str) -> Digest | None:
    """Digest that the object at `path` must have; None where `path` is no object's."""
    match = _OBJECT.fullmatch(path)
    return Digest("sha256", match[1] + match[2]) if match else None


def commit_path(number: int) -> str:
    """Path of commit `number`: `commits/00/000/042.jsonl`.

    Raises:
        ValueError: If `number` is not between 1 and 99,999,999.
    """
    if not 1 <= number <= _LAST_COMMIT:
        raise ValueError(f"no such commit number: {number}")
    digits = f"{number:08d}"
    return f"{COMMITS}{digits[:2]}/{digits[2:5]}/{digits[5:]}.jsonl"


def commit_folder(number: int) -> str:
    """Prefix of the up to 1,000 commits that lie beside commit `number`."""
    return commit_path(number).rpartition("/")[0] + "/"


def commit_number(path: str) -> int | None:
    """Number of the commit at `path`; None where `path` is no commit's."""
    match = _COMMIT.fullmatch(path)
    return (int(match[1] + match[2] + match[3]) or None) if match else None
