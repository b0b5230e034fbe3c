"""The command that carries out a decision on a violation, and its summary."""

import sys
from argparse import Namespace
from collections.abc import Iterator

from czdocs import clock
from czdocs.capitals import capital
from czdocs.cli import terminal
from czdocs.cli.answers import KIND_TITLES, chinese_date
from czdocs.cli.user import user_name
from czdocs.diagnostic import has_errors
from czdocs.flows.rendering import FontFolders
from czdocs.flows.revoke import RevokeOutcome, RevokeRequest
from czdocs.flows.revoke import revoke as carry_out
from czdocs.money import grouped
from czdocs.record.revocation import RevocationDecision
from czdocs.resources import default_font_folder

__all__ = ["revoke"]


def revoke(options: Namespace) -> int:
    """`czdocs revoke`: a decision archived with all that follows from it; exit status 1 where it is refused."""
    request = RevokeRequest(
        decision=options.decision,
        archive=options.archive,
        out=options.out,
        fonts=FontFolders(installed=default_font_folder(), office=options.office_fonts),
        moment=clock.given_day(options.today) if options.today else clock.now(),
        by=user_name(),
        recovery_number=options.recovery_number,
        referral_number=options.referral_number,
    )
    outcome = carry_out(request)
    terminal.print_findings(outcome.diagnostics, texts=outcome.texts)
    if outcome.decision is None:
        print("没有办理：上列问题改正以前，什么都没有归档，也没有生成任何文件。", file=sys.stderr)
        return 1
    for line in _summary(options, outcome, outcome.decision):
        print(line)
    return 1 if has_errors(outcome.diagnostics) else 0


def _summary(options: Namespace, outcome: RevokeOutcome, decision: RevocationDecision) -> Iterator[str]:
    verb = {"archived": "已办理并归档。", "unchanged": "已经办理过，表单没有变化，归档没有改动。"}[outcome.result]
    yield f"处理决定（{decision.document_number}，{chinese_date(decision.dated)}）{verb}"
    yield from _consequences(decision)
    yield f"成品（{options.out}）：{'、'.join(outcome.files)}"
    first, last = outcome.records[0], outcome.records[-1]
    yield f"归档（{options.archive}）：第 {first.commit} 次归档，第 {first.sequence} 至 {last.sequence} 号记录。"
    lacking = [
        KIND_TITLES[record.kind]
        for record in outcome.records
        if "document_number" in record.data and not record.data["document_number"]
    ]
    if lacking and outcome.result == "archived":
        yield f"{'、'.join(lacking)}还没有发文字号，印发前请编号；也可用 --recovery-number、--referral-number 指明。"


def _consequences(decision: RevocationDecision) -> Iterator[str]:
    effective = chinese_date(decision.effective_on)
    if decision.certification_revoked:
        yield f"撤销认定：{decision.certificate}“{decision.product.name}”自{effective}起失效；下一版目录不再列入。"
    if decision.subsidy_barred:
        yield f"取消补贴资格：{decision.holder.name}自{effective}起不得申报。"
    if decision.recovery and decision.recovery.entries:
        total, count = decision.recovery.total_yuan, len(decision.recovery.entries)
        deadline = chinese_date(decision.recovery.deadline)
        yield f"收回补贴：{count} 笔，{grouped(total)} 元（{capital(total)}），{deadline}以前（含当日）缴回。"
    if decision.referral:
        yield f"移送：{decision.referral.authority}，{chinese_date(decision.referral.referred_on)}。"
