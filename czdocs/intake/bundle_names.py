"""Names in a bundle: read in the encoding that they are in, refused where they could harm."""

import re
import unicodedata
from collections.abc import Iterator

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place

__all__ = ["MOST_NAME_CHARACTERS", "is_junk", "name_faults", "read_name", "shown", "sole_folder"]

MOST_NAME_CHARACTERS = 200
"""Of one name with its folders; the same as the list of attachments allows."""
_UTF_8 = 0x800
_STRANGE = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_DRIVE = re.compile(r"[A-Za-z]:")
_WINDOWS = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9]|CLOCK\$|CONIN\$|CONOUT\$)(?:\..*)?\Z", re.IGNORECASE)
_JUNK = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
_SHOWN = 80
_PRINTABLE = ("L", "N", "P", "S", "Z", "M")


def read_name(name: str, *, flags: int) -> str | None:
    """The entry's name as it was meant, None where its encoding cannot be told.

    `name` is as the ZIP library gives it: where the flag for UTF-8 is not set it took the bytes for those of old PCs.
    Windows in China writes GBK there, and some programs UTF-8.
    """
    if flags & _UTF_8:
        return name
    raw = name.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(unicodedata.category(c)[0] in _PRINTABLE or c < "\x80" for c in text):
            return text
    return None


def name_faults(name: str, *, place: Place) -> Iterator[Diagnostic]:
    """What is wrong with an entry of this name; the first of these, since the others follow from it."""
    parts = name.rstrip("/").split("/")
    if _STRANGE.search(name):
        yield finding("CZ1058", place, name=shown(name))
    elif name.startswith(("/", "\\")) or _DRIVE.match(name):
        yield finding("CZ1051", place, name=shown(name), reason="是绝对路径")
    elif ".." in re.split(r"[/\\]", name):
        yield finding("CZ1051", place, name=shown(name), reason="用 .. 指向包外")
    elif "\\" in name or "" in parts or "." in parts:
        yield finding("CZ1051", place, name=shown(name), reason="的路径写法不正常")
    elif len(name) > MOST_NAME_CHARACTERS:
        reason = f"太长（{len(name)} 个字符，最多 {MOST_NAME_CHARACTERS} 个）"
        yield finding("CZ1059", place, name=shown(name), reason=reason)
    elif any(_RESERVED.match(part) for part in parts):
        yield finding("CZ1059", place, name=shown(name), reason="是 Windows 保留的名字")
    elif _WINDOWS.search(name) or any(part != part.rstrip(". ") for part in parts):
        yield finding("CZ1059", place, name=shown(name), reason="含有 Windows 不能使用的字符")


def shown(name: str) -> str:
    """`name` fit for a message: no control characters, not too long."""
    plain = "".join(c if unicodedata.category(c)[0] in _PRINTABLE else f"\\u{ord(c):04x}" for c in name)
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"


def is_junk(name: str) -> bool:
    """Whether an operating system left the file there, as macOS and Windows do."""
    return any(part.lower() in _JUNK or part.startswith(".") for part in name.split("/"))


def sole_folder(names: list[str]) -> str:
    """The folder, with a slash, in which all of `names` lie, as when a folder was packed with its name; else empty."""
    head = names[0].partition("/")[0] + "/" if names else ""
    return head if head != "/" and all(name.startswith(head) for name in names) else ""
