"""Archival numbers 档号 (DA/T 22-2015, DA/T 13-2022): given once, never again."""

import re
from dataclasses import dataclass

from czdocs.archive.view import View

__all__ = ["RETENTION_CODES", "ArchivalNumber", "next_numbers", "parse_number"]

RETENTION_CODES = {"永久": "Y", "30年": "D30", "10年": "D10"}

_NUMBER = re.compile(
    r"(?P<fonds>[^·-]+)-(?P<category>[^·-]+)·(?P<year>[0-9]{4})-(?P<retention>Y|D30|D10)-(?P<unit>[^·-]+)-(?P<item>[0-9]{4,})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivalNumber:
    """全宗号-档案门类代码·年度-保管期限-机构（问题）代码-件号: `Z109-WS·2026-D30-CXCP-0001`."""

    fonds: str
    category: str
    year: int
    retention: str
    unit: str
    item: int

    def __str__(self) -> str:
        """The number as it is written on the document."""
        return f"{self.fonds}-{self.category}·{self.year:04d}-{self.retention}-{self.unit}-{self.item:04d}"


def parse_number(text: str) -> ArchivalNumber | None:
    """The parts of an archival number; None where `text` is not one of this form."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    return ArchivalNumber(
        fonds=parts["fonds"],
        category=parts["category"],
        year=int(parts["year"]),
        retention=parts["retention"],
        unit=parts["unit"],
        item=int(parts["item"]),
    )


def next_numbers(  # noqa: PLR0913 - one keyword a part of the number
    view: View,
    *,
    fonds: str,
    year: int,
    retention: str,
    category: str = "WS",
    unit: str = "CXCP",
    count: int = 1,
) -> tuple[str, ...]:
    """The next `count` archival numbers: items go on from the highest one of the fonds, year and retention.

    `retention` is 永久, 30年 or 10年. Two writers may be given the same numbers; the archive takes only the first, and
    calls the other's `build` again. Ask inside `build`, therefore.

    Raises:
        KeyError: If `retention` is none of the three.
    """
    code = RETENTION_CODES[retention]
    used = (parse_number(text) for text in view.archival_numbers(f"{fonds}-"))
    last = max((n.item for n in used if n and (n.fonds, n.year, n.retention) == (fonds, year, code)), default=0)
    return tuple(
        str(ArchivalNumber(fonds=fonds, category=category, year=year, retention=code, unit=unit, item=last + offset))
        for offset in range(1, count + 1)
    )
