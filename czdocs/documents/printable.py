"""Characters that no document holds: those that cannot be printed, and those that turn what is printed around."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from czdocs.errors import CzdocsError

__all__ = ["check_printable"]

# Characters that XML 1.0 cannot hold, those that Word takes for breaks of line or page, and those that change the
# direction of writing: with them a name or an amount can be made to read otherwise than it is stored.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_EXCERPT = 20


def check_printable(value: object, document: str) -> None:
    """Refuses a value with a character that no document holds, however deep in it; `document` is a title for errors.

    Raises:
        CzdocsError: CZ4107, with what the character stands in.
    """
    for text in _texts(value):
        if found := _UNPRINTABLE.search(text):
            start = max(found.start() - _EXCERPT // 2, 0)
            raise CzdocsError(
                "CZ4107",
                document=_UNPRINTABLE.sub("", document),
                excerpt=_UNPRINTABLE.sub("", text[start : start + _EXCERPT]),
                code_point=f"U+{ord(found[0]):04X}",
            )


def _texts(value: object) -> Iterator[str]:
    """All texts in a value made of mappings, sequences and dataclasses."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
