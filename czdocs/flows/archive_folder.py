"""The archive in a folder, made where there is none yet."""

from pathlib import Path

from czdocs.archive.archive import Archive, create_archive, open_archive
from czdocs.archive.folder import FolderStore
from czdocs.archive.layout import FORMAT_FILE
from czdocs.clock import Moment
from czdocs.errors import CzdocsError

__all__ = ["ORIGIN", "open_or_create"]

ORIGIN = "changzhou-innovative-products"


def open_or_create(folder: Path, moment: Moment) -> Archive:
    """The archive in `folder`; a new one, created at `moment`, where there is none.

    Raises:
        CzdocsError: As `open_archive` and `create_archive`, but never because somebody else was first.
    """
    store = FolderStore(folder)
    if store.size(FORMAT_FILE) is None:
        try:
            return create_archive(store, origin=ORIGIN, created=moment.at)
        except CzdocsError as error:
            if error.diagnostic.code != "CZ3021":  # somebody else was first, and theirs is as good
                raise
    return open_archive(store)
