"""Files that travel with the package: schemas, policy parameters, templates, example forms; and where the fonts are.

In a checkout they stand beside the package, in a wheel inside it; nothing else knows which.
"""

import sys
from importlib.resources import files
from pathlib import Path
from typing import Literal

__all__ = [
    "ResourceKind",
    "code_examples",
    "colour_profile",
    "default_font_folder",
    "default_fragment_folder",
    "resource_bytes",
    "resource_names",
]

ResourceKind = Literal["schemas", "policy", "templates", "examples"]

_PACKAGE = Path(__file__).resolve().parent
_PACKED = _PACKAGE / "_data"


def _folder(kind: ResourceKind) -> Path:
    """The folder that holds the resources of `kind`."""
    if _PACKED.is_dir():
        return _PACKED / kind
    return _PACKAGE.parent / ("forms/example" if kind == "examples" else kind)


def resource_names(kind: ResourceKind) -> tuple[str, ...]:
    """The names of all resources of `kind`, sorted; in subfolders with slashes (`gongwen/page.css`)."""
    folder = _folder(kind)
    return tuple(
        sorted(
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        )
    )


def resource_bytes(kind: ResourceKind, name: str) -> bytes:
    """The content of the resource `name` of `kind`.

    Raises:
        LookupError: If there is none of that name; a name never leads out of the folder of its kind.
    """
    folder = _folder(kind)
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise LookupError(f"no resource {name!r} among {kind}")
    return path.read_bytes()


def code_examples() -> bytes:
    """The examples of the diagnostic codes, which `invoke generate` makes of the refused forms."""
    return (_PACKAGE / "report" / "examples.json").read_bytes()


def default_font_folder() -> Path:
    """The folder into which the set-up puts the fonts of this Python environment."""
    return Path(sys.prefix) / "share" / "czdocs" / "fonts"


def default_fragment_folder() -> Path:
    """The folder in which laid out parts of documents are kept for the next time; it may be deleted at any time."""
    return default_font_folder().parent / "fragments"


def colour_profile() -> bytes:
    """The colour profile sRGB2014 that comes with WeasyPrint."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
