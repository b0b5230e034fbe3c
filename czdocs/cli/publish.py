"""The publication command and its summary."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from czdocs import clock
from czdocs.cli import terminal
from czdocs.cli.answers import chinese_date
from czdocs.cli.user import user_name
from czdocs.decide.edition import DirectoryEdition
from czdocs.flows.publish_directory import Outcome, Request, years_in
from czdocs.flows.publish_directory import publish_directory as publish
from czdocs.flows.rendering import FontFolders, Progress
from czdocs.flows.validate import validate
from czdocs.resources import default_font_folder, default_fragment_folder
from czdocs.terms import Category, District

__all__ = ["publish_directory"]

_PLAIN_WIDTH = 120  # columns of the summary where no terminal says how many it has


def publish_directory(options: Namespace) -> int:
    """`czdocs publish-directory`: the year that was named, or every year of the forms in order."""
    years = (options.year,) if options.year else years_in(options.forms)
    for year in years:
        # The newest year goes into the folder that was named, the years before it into folders of their own.
        out = options.out if year == years[-1] else options.out / str(year)
        outcome = _publish(options, year, out)
        if outcome.result == "refused":
            _print_refusal(options, outcome)
            return 1
        terminal.print_findings(outcome.diagnostics)
        _print_summary(outcome, options.archive, out)
    return 0


def _publish(options: Namespace, year: int, out: Path) -> Outcome:
    request = Request(
        year=year,
        forms=options.forms,
        archive=options.archive,
        out=out,
        fonts=FontFolders(installed=default_font_folder(), office=options.office_fonts),
        moment=clock.given_day(options.today) if options.today else clock.now(),
        by=user_name(),
        jobs=options.jobs,
        correct=options.correct,
        cache=options.cache or default_fragment_folder(),
        cluster=options.cluster,
    )
    with _rendering_progress(year) as progress:
        return publish(request, progress)


@contextmanager
def _rendering_progress(year: int) -> Iterator[Progress]:
    with terminal.progress(f"{year}年度排版") as advance:
        yield lambda done, total, _name: advance(done, total)


def _print_refusal(options: Namespace, outcome: Outcome) -> None:
    texts = validate([options.forms / str(outcome.year)]).texts
    terminal.print_findings(outcome.diagnostics, texts=texts)
    print(f"{outcome.year} 年度没有发布：上列问题改正以前，什么都没有归档，也没有生成任何文件。", file=sys.stderr)


def _print_summary(outcome: Outcome, archive: Path, out: Path) -> None:
    edition = outcome.edition
    if edition is None:
        return
    console = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else _PLAIN_WIDTH)
    verb = "已经发布过，表单没有变化，归档没有改动。" if outcome.result == "unchanged" else "已发布并归档。"
    console.print(
        f"\n{outcome.year}年版目录（{edition.publication.document_number}，{chinese_date(edition.publication.dated)}）{verb}"
    )
    if outcome.result == "published":
        _print_counts(console, edition)
    new = len(edition.certified)
    console.print(
        f"本年度认定 {new} 个，不予认定 {len(edition.refused)} 个；目录共列 {len(edition.entries)} 个有效产品，"
        f"其中以往年度 {len(edition.entries) - new} 个；期满退出 {len(edition.lapsed)} 个。"
    )
    certificates = sum(1 for name in outcome.files if name.startswith("certificates/") and name.endswith(".pdf"))
    others = "、".join(sorted(name for name in outcome.files if not name.startswith("certificates/")))
    console.print(f"成品（{out}）：{others}，证书 {certificates} 份；本次写入 {len(outcome.written)} 个文件。")
    console.print(f"归档（{archive}）：第 {outcome.commit} 次归档 {outcome.digest}")
    warnings = len(outcome.diagnostics)
    console.print(f"提示：{f'{warnings} 处，见上' if warnings else '无'}。")


def _print_counts(console: Console, edition: DirectoryEdition) -> None:
    """Products newly certified by district and category."""
    table = Table(title=f"{edition.year}年度新认定产品", box=box.SQUARE, show_footer=True)
    certified = edition.certified
    table.add_column("辖市区", footer="合计", overflow="fold")
    for category in Category:
        total = sum(1 for entry in certified if entry.category is category)
        table.add_column(category.label, justify="right", footer=str(total), overflow="fold")
    table.add_column("合计", justify="right", footer=str(len(certified)))
    for district in District:
        here = [entry for entry in certified if entry.district is district]
        counts = [sum(1 for entry in here if entry.category is category) for category in Category]
        table.add_row(district.label, *(str(count) for count in counts), str(len(here)))
    console.print(table)
