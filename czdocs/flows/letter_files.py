"""Letters written beside the archive: no character lost, and no other file overwritten."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from czdocs.documents.fonts import FontSet
from czdocs.documents.glyphs import coverage, uncovered
from czdocs.errors import CzdocsError
from czdocs.flows.output_folder import hand_out

__all__ = ["refuse_unprintable", "write_letters"]


def refuse_unprintable(texts: Iterable[tuple[str, str]], fonts: FontSet) -> None:
    """Refuse texts (each with the title of its field) of which a character could not be seen.

    Raises:
        CzdocsError: CZ5168 with the field and the characters.
    """
    covered = coverage(fonts)
    for field, text in texts:
        missing = "".join(dict.fromkeys(character for _, character in uncovered(text, covered)))
        if missing:
            raise CzdocsError("CZ5168", field=field, characters=missing)


def write_letters(files: Mapping[str, bytes], folder: Path) -> tuple[str, ...]:
    """Write `files` into `folder`; the names of those that were not there already. Nothing where one is in the way.

    Raises:
        CzdocsError: CZ5121 if another file has the name of one; as `hand_out`.
    """
    for name, content in files.items():
        path = folder / name
        same = path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
        if os.path.lexists(path) and not same:
            raise CzdocsError("CZ5121", path=path)
    return hand_out(files, folder)
