"""The command that approves claims, its table and its JSON."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from czdocs import clock
from czdocs.cli import terminal
from czdocs.cli.answers import chinese_date
from czdocs.cli.user import user_name
from czdocs.diagnostic import Severity, has_errors
from czdocs.flows.approve_claims import ApprovalOutcome, ApprovalRequest
from czdocs.flows.approve_claims import approve_claims as approve
from czdocs.flows.approve_claims_rows import ClaimRow, claim_rows
from czdocs.flows.rendering import FontFolders, Progress
from czdocs.money import grouped
from czdocs.report.machine import findings_json, harmless_json
from czdocs.resources import default_font_folder
from czdocs.terms import SubsidyResult

__all__ = ["approve_claims"]

_PLAIN_WIDTH = 140  # columns of the table where no terminal says how many it has


def approve_claims(options: Namespace) -> int:
    """`czdocs approve-claims`: 0 where the batch is archived, or was before, or could be computed without a fault."""
    if options.decision is not None and options.draft is not None:
        print("--decision 和 --draft 不能同时使用：有了决定就不必再起草。", file=sys.stderr)
        return 2
    request = ApprovalRequest(
        batch=options.batch,
        decision=options.decision,
        draft=options.draft,
        archive=options.archive,
        out=options.out,
        fonts=FontFolders(installed=default_font_folder(), office=options.office_fonts),
        moment=clock.given_day(options.today) if options.today else clock.now(),
        by=user_name(),
        jobs=options.jobs,
    )
    with _rendering_progress() as progress:
        outcome = approve(request, progress)
    if options.format == "json":
        print(_json(outcome))
    else:
        terminal.print_findings(outcome.diagnostics, texts=outcome.texts)
        _print_summary(options, outcome)
    return 1 if outcome.result == "refused" or has_errors(outcome.diagnostics) else 0


@contextmanager
def _rendering_progress() -> Iterator[Progress]:
    with terminal.progress("补贴文书排版") as advance:
        yield lambda done, total, _name: advance(done, total)


def _print_summary(options: Namespace, outcome: ApprovalOutcome) -> None:
    console = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else _PLAIN_WIDTH)
    rows = claim_rows(outcome)
    if rows:
        console.print(_table(rows))
    if outcome.result == "refused":
        print("没有核定：上列问题改正以前，什么都没有归档，也没有生成任何文件。", file=sys.stderr)
    elif outcome.result == "computed":
        draft = f"决定的草稿已写入 {options.draft}，请补填后用 --decision 指明。" if options.draft else ""
        print(f"只作计算，没有归档。{draft}")
    else:
        _print_archived(options, outcome)


def _print_archived(options: Namespace, outcome: ApprovalOutcome) -> None:
    if outcome.decision is None:
        return
    body = outcome.decision.body
    verb = "已经核定过，材料没有变化，归档没有改动" if outcome.result == "unchanged" else "已核定并归档"
    totals, refused = body.totals, len(body.entries) - body.totals.approved
    print(f"{body.document_number}（{chinese_date(body.dated)}）{verb}：")
    print(
        f"予以补贴 {totals.approved} 个，不予补贴 {refused} 个；核定 {grouped(totals.amount_yuan)} 元，"
        f"其中市级 {grouped(totals.city_yuan)} 元、区级 {grouped(totals.district_yuan)} 元。"
    )
    letters = sum(1 for name in outcome.files if name.startswith("letters/"))
    others = "、".join(sorted(name for name in outcome.files if not name.startswith("letters/")))
    print(f"成品（{options.out}）：{others}，通知书 {letters} 个文件；本次写入 {len(outcome.written)} 个文件。")
    print(f"归档（{options.archive}）：第 {outcome.commit} 次归档 {outcome.digest}")
    warnings = sum(1 for d in outcome.diagnostics if d.severity is Severity.WARNING)
    print(f"提示：{f'{warnings} 处，见上' if warnings else '无'}。")


def _table(rows: tuple[ClaimRow, ...]) -> Table:
    """One row a claim: what it asks for, what it gives, what was decided; and the sums."""
    table = Table(title="补贴核定（单位：元）", box=box.SQUARE, show_footer=True)
    table.add_column("申报编号", footer="合计", no_wrap=True)
    table.add_column("申报单位", overflow="fold")
    table.add_column("产品", overflow="fold")
    for title, key in (("申报金额", "claimed_yuan"), ("以前已获", "prior_yuan"), ("算得金额", "computed_yuan")):
        table.add_column(title, justify="right", footer=_sum(rows, key), no_wrap=True)
    table.add_column("核定金额", justify="right", footer=_sum(rows, "amount_yuan"), no_wrap=True)
    table.add_column("结果", overflow="fold")
    for row in rows:
        amounts = (row.claimed_yuan, row.prior_yuan, row.computed_yuan, row.amount_yuan)
        cells = ("" if amount is None else grouped(amount) for amount in amounts)
        table.add_row(row.case, row.company, row.product, *cells, _result(row))
    return table


def _sum(rows: tuple[ClaimRow, ...], key: str) -> str:
    amounts = [getattr(row, key) for row in rows if getattr(row, key) is not None]
    return grouped(sum(amounts, Decimal(0))) if amounts else ""


def _result(row: ClaimRow) -> str:
    errors = f"{row.errors} 处不符合" if row.errors else ""
    if row.result is None:
        return errors
    label = {SubsidyResult.APPROVED: "予以补贴", SubsidyResult.REFUSED: "不予补贴"}[row.result]
    return f"{label}（{errors}）" if errors else label


def _json(outcome: ApprovalOutcome) -> str:
    """The outcome with stable keys; amounts are decimal text."""
    invalid = len({d.place.file for d in outcome.diagnostics if d.severity is Severity.ERROR})
    findings = json.loads(findings_json(outcome.diagnostics, files=len(outcome.cases), invalid=invalid))
    value: dict[str, Any] = {
        "result": outcome.result,
        "decision": outcome.decision.body.document_number if outcome.decision is not None else None,
        "commit": outcome.commit,
        "digest": outcome.digest,
        "claims": [_row_data(row) for row in claim_rows(outcome)],
        "files": list(outcome.files),
        "diagnostics": findings["diagnostics"],
    }
    return harmless_json(json.dumps(value, ensure_ascii=False, indent=2))


def _row_data(row: ClaimRow) -> dict[str, Any]:
    amounts = ("claimed_yuan", "prior_yuan", "computed_yuan", "amount_yuan", "city_yuan", "district_yuan")
    return {
        "case": row.case,
        "company": row.company,
        "product": row.product,
        "certificate": row.certificate,
        "result": row.result.value if row.result is not None else None,
        **{key: None if getattr(row, key) is None else f"{getattr(row, key):f}" for key in amounts},
        "findings": list(row.codes),
    }
