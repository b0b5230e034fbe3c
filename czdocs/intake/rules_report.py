"""Rules about the report: complete, in order, and equal to the application (art. 8(2))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from czdocs.intake.dossier import Dossier, Fault, Terms
from czdocs.intake.rules import rule
from czdocs.terms import FormKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from czdocs.intake.schema import Path
    from czdocs.intake.submission import Submission
    from czdocs.record.application import Indicator
    from czdocs.record.report import ReportRow

__all__: list[str] = []

_APPLICATION, _REPORT = FormKind.APPLICATION, FormKind.REPORT
_CHINESE = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


@rule("CZ2904", _REPORT)
def sections_in_order(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The sections stand in the official order of the form's version."""
    report = case.submissions[_REPORT]
    official = list(report.schema.at(("sections",))["properties"])
    written = [key for key in _sections(report) if key in official]
    for key, wanted in zip(written, (key for key in official if key in written), strict=True):
        if key != wanted:
            position = _CHINESE[official.index(wanted)]
            values = {"position": position, "wanted": wanted, "key": key}
            yield Fault(kind=_REPORT, path=("sections", key), values=values)
            return


def _sections(report: Submission) -> Mapping[str, Any]:
    """The sections as they were written; none where something else stands in their place."""
    sections = report.data.get("sections")
    return sections if isinstance(sections, dict) else {}


@rule("CZ2905", _REPORT)
def sections_long_enough(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """Each section of text has the length that the year's notice asks, blanks not counted."""
    report = case.submissions[_REPORT]
    if terms.notice is None:
        return
    least = terms.notice.report_section_min_length
    spared = terms.notice.report_sections_without_minimum
    for name, text in _sections(report).items():
        if name in spared:
            continue
        if isinstance(text, str) and len("".join(text.split())) < least:
            path: Path = ("sections", name)
            title = report.schema.title_at(path)
            values = {"title": title, "count": len("".join(text.split())), "least": least}
            yield Fault(kind=_REPORT, path=path, values=values)


@rule("CZ2901", _APPLICATION, _REPORT)
def same_product_name(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Application and report name the product alike."""
    if case.application is None or case.report is None:
        return
    name, reported = case.application.body.product.name, case.report.body.product_name
    if name != reported:
        related = (("申请表", _APPLICATION, ("product", "name")),)
        values = {"reported": reported, "name": name}
        yield Fault(kind=_REPORT, path=("product_name",), values=values, related=related)


@rule("CZ2902", _APPLICATION, _REPORT)
def same_indicators(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The indicators of the report are those of the application, one by one."""
    if case.application is None or case.report is None:
        return
    applied = case.application.body.product.indicators
    rows = case.report.body.sections.indicators.rows
    for n, row in enumerate(rows):
        path: Path = ("sections", "indicators", "rows", n)
        if n >= len(applied):
            yield Fault(kind=_REPORT, path=path, values=_row(n, _said(row, row), "没有这一项"))
            continue
        own = applied[n]
        proven = row.source in {None, own.source}  # version 1 does not ask for the evidence
        if (row.name, row.unit, row.value) != (own.name, own.unit, own.value) or not proven:
            related = (("申请表", _APPLICATION, ("product", "indicators", n)),)
            yield Fault(kind=_REPORT, path=path, values=_row(n, _said(row, row), _said(own, row)), related=related)
    for n in range(len(rows), len(applied)):
        values = _row(n, "没有这一项", _said(applied[n], None))
        yield Fault(kind=_REPORT, path=("sections", "indicators", "rows"), values=values)


def _said(indicator: Indicator | ReportRow, row: ReportRow | None) -> str:
    """`indicator` in words, with its evidence where `row`, the report's own one, names it."""
    said = f"{indicator.name} {indicator.value} {indicator.unit}"
    return said if row is None or row.source is None else f"{said}（{indicator.source}）"


def _row(n: int, reported: str, wanted: str) -> dict[str, object]:
    return {"number": n + 1, "reported": reported, "wanted": wanted}


@rule("CZ2903")
def same_case_and_year(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The year of each form is that of its case number."""
    for record in case.records():
        if record.case is not None and record.case[:4] != str(record.year):
            yield Fault(kind=record.kind, path=("year",), values={"year": record.year, "case": record.case})
