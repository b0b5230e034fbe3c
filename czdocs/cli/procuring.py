"""The purchasers' commands: check-budget, check-tender, and the letter of `status`."""

import sys
from argparse import Namespace
from datetime import date

from czdocs import clock
from czdocs.cli import terminal
from czdocs.cli.answers import chinese_date, status_data, status_text, to_json
from czdocs.diagnostic import Diagnostic
from czdocs.errors import CzdocsError
from czdocs.flows.check_budget import BudgetCheck
from czdocs.flows.check_budget import check_budget as check_budget_file
from czdocs.flows.check_tender import CheckedTender, TenderCheck
from czdocs.flows.check_tender import check_tender as check_tender_file
from czdocs.flows.knowledge import articles
from czdocs.money import grouped, percent
from czdocs.report.budget_check import budget_data, budget_text, share_text
from czdocs.report.machine import finding_data, harmless_json
from czdocs.report.tender_check import (
    ToldOffer,
    articles_text,
    clauses_text,
    findings_blocks,
    offers_text,
    tender_data,
    verdict_text,
)
from czdocs.report.text import findings_text

__all__ = ["check_budget", "check_tender", "status_letter"]

_OF_LETTER = ("project", "purchaser", "document_number", "contact", "office_fonts")


def check_budget(options: Namespace) -> int:
    """`czdocs check-budget`: the reserved share and its calculation; exit status 1 where it is not enough."""
    check = check_budget_file(options.path, today=options.today)
    status = 0 if check.acceptable else 1
    if options.format == "json":
        print(harmless_json(to_json(_budget_data(check))))
        return status
    text = findings_text(check.diagnostics, texts=check.texts, colour=terminal.colour(sys.stdout))
    if text:
        print(text)
    if check.checked is None:
        print("没有计算：请先改正上列问题。")
        return status
    checked = check.checked
    share = checked.share
    print(f"部门政府采购预算核对　{checked.budget.purchaser.name}，{checked.year} 年度")
    print(
        budget_text(
            share,
            alternatives=checked.alternatives,
            departments=checked.departments,
            measures=checked.measures,
            binding=checked.binding,
        )
    )
    print()
    wanted = f"预留 {share_text(share.share)}，要求 {percent(share.wanted)} 以上"
    lacking = f"{grouped(share.shortfall)} 元" if share.unit == "元" else f"{share.shortfall:f} 个项目"
    if share.met:
        print(f"结论：符合（{wanted}）。" if check.acceptable else f"份额符合（{wanted}），但上列错误须先改正。")
    elif checked.binding:
        print(f"结论：不符合（{wanted}），还须增加预留 {lacking}。")
    else:
        print(f"结论：不作强制要求（{wanted}；如参照执行，还须增加预留 {lacking}）。")
    return status


def _budget_data(check: BudgetCheck) -> dict[str, object]:
    checked = check.checked
    found: dict[str, object] = {"diagnostics": [finding_data(d) for d in check.diagnostics]}
    if checked is None:
        return {"acceptable": False, **found}
    calculated = budget_data(
        checked.share,
        alternatives=checked.alternatives,
        departments=checked.departments,
        measures=checked.measures,
        binding=checked.binding,
    )
    about = {"purchaser": checked.budget.purchaser.name, "year": checked.year}
    return {"acceptable": check.acceptable, **about, **calculated, **found}


def check_tender(options: Namespace) -> int:
    """`czdocs check-tender`: what to change before the tender is published; exit status 1 where there is something."""
    today = options.today or clock.now().day
    check = check_tender_file(options.path, today=today, archive=options.archive)
    status = 1 if check.errors else 0
    if options.format == "sarif":
        from czdocs.report.sarif import findings_sarif  # most look at text

        print(findings_sarif(found.diagnostic for found in check.findings))
        return status
    findings = [(found.diagnostic, found.clause) for found in check.findings]
    offers = _offers(check)
    clauses = check.checked.clauses if check.checked else ()
    if options.format == "json":
        data = tender_data(findings, offers=offers, clauses=clauses)
        print(harmless_json(to_json({**_about(check.checked), **data})))
        return status
    if check.checked is None:
        print(findings_text([d for d, _ in findings], texts=check.texts, colour=terminal.colour(sys.stdout)))
        print("没有核对条款：请先改正上列问题。")
        return status
    for section in _sections(check, check.checked, findings, offers):
        print(f"{section}\n")
    print(verdict_text(check.errors, check.warnings))
    return status


def _offers(check: TenderCheck) -> list[ToldOffer] | None:
    """The listed products as they are told; None where no archive was asked."""
    if check.checked is None or check.checked.offers is None:
        return None
    return [
        ToldOffer(entry=offer.product.entry, alike=offer.product.alike, score=offer.score, sequence=offer.sequence)
        for offer in check.checked.offers
    ]


def _about(checked: CheckedTender | None) -> dict[str, object]:
    """What the tender is, as JSON values."""
    if checked is None:
        return {}
    tender = checked.tender
    return {
        "purchaser": tender.purchaser.name,
        "project": tender.project.number,
        "title": tender.project.name,
        "binding": checked.binding,
        "on": checked.day.isoformat(),
        "known": checked.known.isoformat(),
    }


def _sections(
    check: TenderCheck,
    checked: CheckedTender,
    findings: list[tuple[Diagnostic, str | None]],
    offers: list[ToldOffer] | None,
) -> list[str]:
    """The parts of the answer, in order."""
    tender = checked.tender
    what = "投标截止日" if checked.day == tender.bid_deadline else "采购文件发布日"
    head = [
        f"采购文件核对　{tender.purchaser.name}　{tender.project.name}（{tender.project.number}）",
        f"产品类别　{tender.category.label}；{what}　{chinese_date(checked.day)}"
        + ("；采购进口货物，第十六条关于生产厂家文件的规定不适用" if tender.imported_goods else ""),
    ]
    if not checked.binding:
        head.append("第十二条至第十六条只约束使用财政性资金的采购人；本单位不受约束，第十七条鼓励优先采购。")
    parts = ["\n".join(head)]
    if findings:
        parts.append(findings_blocks(findings, texts=check.texts))
        cited = articles_text((d for d, _ in findings), articles())
        if cited:
            parts.append(cited)
    if offers is not None:
        parts.append(offers_text(offers, day=f"{what} {chinese_date(checked.day)}", known=chinese_date(checked.known)))
    if checked.binding and checked.clauses:
        parts.append(clauses_text(checked.clauses))
    return parts


def status_letter(options: Namespace, *, known: date) -> int:
    """`czdocs status --letter`: the answer, and the letter about it in a file.

    Raises:
        CzdocsError: CZ5281 if options of the letter stand without one; as `write_letter`.
    """
    from czdocs.documents.context.track_record import Occasion
    from czdocs.flows.rendering import FontFolders
    from czdocs.flows.track_record_letter import LetterRequest, write_letter
    from czdocs.resources import default_font_folder

    if options.letter is None:
        named = [f"--{name.replace('_', '-')}" for name in _OF_LETTER if getattr(options, name)]
        raise CzdocsError("CZ5281", options="、".join(named))
    request = LetterRequest(
        archive=options.archive,
        subject=options.subject,
        on=options.on,
        known=known,
        today=options.today or clock.now().day,
        output=options.letter,
        fonts=FontFolders(installed=default_font_folder(), office=options.office_fonts),
        occasion=Occasion(project=options.project, purchaser=options.purchaser),
        document_number=options.document_number,
        contact=options.contact,
    )
    outcome = write_letter(request)
    terminal.print_findings(outcome.findings)
    if options.format == "json":
        letter = {"path": options.letter.as_posix(), "track_record_full_marks": outcome.letter.proves}
        print(to_json({**status_data(outcome.answer), "letter": letter}))
        return 0
    print(status_text(outcome.answer))
    name = "证明" if outcome.letter.proves else "情况说明（不能证明业绩满分）"
    print(f"{name}{'已写入' if outcome.written else '没有变化：'} {options.letter}。")
    if not options.document_number:
        print("还没有发文字号，印发前请编号；可用 --document-number 指明。")
    return 0
