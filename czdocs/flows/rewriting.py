"""Rewriting: a file shown as it would be changed, and changed whole or not at all."""

import difflib
import os
import stat
import tempfile
from pathlib import Path

__all__ = ["replace_file", "text_difference"]


def text_difference(before: str, after: str, *, name: str) -> str:
    """The unified difference of two texts of the file `name`, its heads in Chinese; empty where they are alike."""
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), fromfile=f"{name}（现在）", tofile=f"{name}（改后）", lineterm=""
    )
    return "\n".join(lines)


def replace_file(path: Path, content: bytes, *, mode: int | None = None) -> None:
    """Put `content` into the place of the file `path`, once it is safely on the disk; never half of it.

    The file keeps its permissions, or gets those of `mode`, as a new one needs.

    Raises:
        OSError: If the machine refuses; then the file is as it was.
    """
    real = path.resolve()  # a link goes on leading to the file that it leads to
    mode = stat.S_IMODE(real.stat().st_mode) if mode is None else mode
    handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.", suffix=".tmp")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(mode)
        new.replace(real)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
