"""The cache of laid out parts: a folder with a file a part, named by the digest of all that the part rests on.

Nothing in it is trusted or needed: a file that is not whole is laid out again, and the folder may be deleted at any
time. Several runs may use it at once, since files appear under their names complete or not at all.
"""

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from czdocs.documents.fragment import Fragment, read_fragments

__all__ = ["FragmentCache"]


class FragmentCache:
    """The cache in `folder`."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read or written yet."""
        self._folder = folder

    def usable(self) -> bool:
        """Whether files can be put into it; the folder is made if it is not there."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return os.access(self._folder, os.W_OK)

    def has(self, key: str) -> bool:
        """Whether something is kept under `key`, whole or not."""
        return self._path(key).is_file()

    def get(self, key: str) -> Fragment | None:
        """The fragment kept under `key`; None if there is none, or what is there is damaged."""
        try:
            (fragment,) = read_fragments(self._path(key).read_bytes())
        except (OSError, ValueError):
            return None
        return fragment

    def put(self, key: str, content: bytes) -> None:
        """Keep `content`, one fragment as written; where the disk does not take it, it is laid out again next time."""
        path = self._path(key)
        draft = path.with_name(f".{uuid4().hex}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(content)
            draft.replace(path)
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key
