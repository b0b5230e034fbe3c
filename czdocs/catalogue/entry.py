"""Entry: one code of the catalogue with its texts."""

from dataclasses import dataclass

from czdocs.diagnostic import Severity

__all__ = ["Entry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One code: its title, message and remedy in Chinese, with `{fields}` for the values of the case.

    `exit_status` is what the program ends with where the finding stops it: 1 input, 3 archive damaged, 4 environment.
    """

    code: str
    title: str
    message: str
    remedy: str
    article: str = ""
    severity: Severity = Severity.ERROR
    exit_status: int = 1
