"""Letters written beside the archive: no character lost, and no other file overwritten."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from czdocs.documents.fonts import FontSet
from czdocs.documents.glyphs import coverage, missing_characters
from czdocs.errors import CzdocsError
from czdocs.flows.output_folder import hand_out, refuse_another

__all__ = ["refuse_unprintable", "write_letters"]


def refuse_unprintable(texts: Iterable[tuple[str, str]], fonts: FontSet) -> None:
    """Refuse texts (each with the title of its field) of which a character could not be seen.

    Raises:
        CzdocsError: CZ5168 with the field and the characters.
    """
    covered = coverage(fonts)
    for field, text in texts:
        missing = missing_characters(text, covered)
        if missing:
            raise CzdocsError("CZ5168", field=field, characters=missing)


def write_letters(files: Mapping[str, bytes], folder: Path) -> tuple[str, ...]:
    """Write `files` into `folder`; the names of those that were not there already. Nothing where one is in the way.

    Raises:
        CzdocsError: CZ5121 if another file has the name of one; as `hand_out`.
    """
    for name, content in files.items():
        refuse_another(folder / name, content)
    return hand_out(files, folder)
