"""The commands that hand a case in and take it in: pack, submit."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from itertools import groupby

from czdocs import clock
from czdocs.cli import terminal
from czdocs.cli.answers import chinese_date
from czdocs.cli.user import user_name
from czdocs.diagnostic import Severity, has_errors
from czdocs.flows.pack import Packing, PackRequest, pack_case
from czdocs.resources import default_font_folder

__all__ = ["pack", "submit"]


def pack(options: Namespace) -> int:
    """`czdocs pack`: one ZIP file of a case without errors; exit status 1 where it has some."""
    request = PackRequest(
        folder=options.folder,
        output=options.output,
        draft=options.draft,
        write_list=options.write_list,
        today=options.today or clock.now().day,
    )
    packing = pack_case(request)
    terminal.print_findings(packing.diagnostics, texts=packing.texts)
    for line in _filled(packing):
        print(line)
    if packing.path is None:
        errors = sum(1 for d in packing.diagnostics if d.severity is Severity.ERROR)
        hint = "改正后再打包；只供内部传看的可加 --draft。" if packing.texts else ""
        print(f"没有打包：有 {errors} 处错误，见上。{hint}", file=sys.stderr)
        return 1
    state = "" if packing.written else "（与上次打的包完全相同）"
    print(f"已打包 {packing.path}：表单和附件共 {packing.files} 个文件{state}。")
    if has_errors(packing.diagnostics):
        print("这是草稿，上列错误改正以前不会受理。")
    return 0


def _filled(packing: Packing) -> Iterator[str]:
    """What was filled into the list of attachments, a line an attachment, and where to."""
    if not packing.changes:
        return
    for identity, group in groupby(packing.changes, key=lambda change: change.id):
        changes = tuple(group)
        new = "、".join(change.title for change in changes if not change.corrected)
        corrected = "、".join(change.title for change in changes if change.corrected)
        parts = [f"填写{new}" if new else "", f"按文件更正{corrected}" if corrected else ""]
        yield f"附件 {identity}：{'；'.join(filter(None, parts))}。"
    if packing.list_written:
        yield "以上已写回文件夹里的附件清单。"
    elif packing.path is not None:
        yield "以上只写在包里；加 --write-list 可一并写回文件夹里的附件清单。"


def submit(options: Namespace) -> int:
    """`czdocs submit`: a case taken in and answered; exit status 1 where it is returned for correction or refused."""
    from czdocs.flows.rendering import FontFolders
    from czdocs.flows.submit import SubmitRequest
    from czdocs.flows.submit import submit as take_in

    request = SubmitRequest(
        path=options.case,
        archive=options.archive,
        out=options.out,
        fonts=FontFolders(installed=default_font_folder(), office=options.office_fonts),
        moment=clock.given_day(options.today) if options.today else clock.now(),
        by=user_name(),
        document_number=options.document_number,
        contact=options.contact,
    )
    outcome = take_in(request)
    terminal.print_findings(outcome.diagnostics, texts=outcome.texts)
    if outcome.letter is None or outcome.parties is None:
        print("没有受理：什么都没有归档，也没有出具通知书。", file=sys.stderr)
        return 1
    parties, letter = outcome.parties, outcome.letter
    verb = {True: "予以受理", False: "需要补正，暂不受理"}[outcome.result == "accepted"]
    repeated = f"同样的材料已于{chinese_date(letter.dated)}答复过，归档没有改动：" if outcome.unchanged else ""
    print(f"{repeated}{parties.case}“{parties.product}”（{parties.company}）{verb}。")
    name = "受理通知书" if outcome.result == "accepted" else "补正通知书"
    reports = [file for file in outcome.files if file.endswith(".json")]
    print(f"{name}（{options.out}）：{'、'.join(file for file in outcome.files if file not in reports)}")
    if reports:  # letters of earlier releases have none
        print(f"版式测量报告（{options.out}）：{'、'.join(reports)}")
    if not options.document_number and not outcome.unchanged:
        print("通知书还没有发文字号，印发前请编号；下次可用 --document-number 指明。")
    print(f"归档（{options.archive}）：第 {letter.commit} 次归档，{name}为第 {letter.sequence} 号记录。")
    return 0 if outcome.result == "accepted" else 1
