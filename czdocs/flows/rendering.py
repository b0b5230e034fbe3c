"""The documents of a publication, rendered side by side in a pool of processes."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from czdocs.decide.edition import DirectoryEdition
from czdocs.documents.fonts import FontSet, load_fonts
from czdocs.errors import CzdocsError

__all__ = ["FontFolders", "Progress", "render_publication"]

Progress = Callable[[int, int, str], None]
"""Called with the documents done, the documents to do, and the name of the one just done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFolders:
    """Where the fonts are: those set up with czdocs, and the office's own if there are any."""

    installed: Path
    office: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """One file to render; everything that the worker needs travels with it."""

    name: str
    edition: DirectoryEdition
    assets: Mapping[str, bytes]
    fonts: FontFolders
    sources: tuple[tuple[str, bytes], ...]


@cache
def _fonts(folders: FontFolders) -> FontSet:
    """The fonts, loaded once a worker."""
    return load_fonts(folders.installed, folders.office)
