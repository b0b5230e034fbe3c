"""Entry: one code of the catalogue with its texts."""

import re
from dataclasses import dataclass

from czdocs.diagnostic import Severity

__all__ = ["Entry"]

_VALUE = re.compile(r"\{[^{}]*\}")
_BRACES = {"{{": "\0", "}}": "\1"}  # braces that are meant
_RUN = re.compile(r"……(?:\s*……)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One code: its title, message and remedy in Chinese, with `{fields}` for the values of the case.

    `exit_status` is what the program ends with where the finding stops it: 1 input, 3 archive damaged, 4 environment.
    `occasion` tells in one line when a code is met that only the world can make (paths, disks, archives); a code that
    a form can show has a refused form instead.
    """

    code: str
    title: str
    message: str
    remedy: str
    article: str = ""
    severity: Severity = Severity.ERROR
    exit_status: int = 1
    occasion: str = ""

    def in_general(self) -> tuple[str, str]:
        """Message and remedy for no case in particular: an ellipsis for each value."""
        return _general(self.message) or f"{self.title}。", _general(self.remedy) or "按诊断给出的写法更正。"


def _general(text: str) -> str:
    """`text` with `…` for its values; empty where nothing but values stands in it."""
    for written, kept in _BRACES.items():
        text = text.replace(written, kept)
    if not _VALUE.sub("", text).strip("。，：“” "):
        return ""
    text = _RUN.sub("……", _VALUE.sub("……", text))
    for written, kept in _BRACES.items():
        text = text.replace(kept, written[0])
    return text
