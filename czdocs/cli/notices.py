"""The commands that call for applications and remind of an ending validity: call-notice, remind."""

from argparse import Namespace
from collections.abc import Iterator

from czdocs import clock
from czdocs.cli import terminal
from czdocs.cli.answers import chinese_date, to_json
from czdocs.flows.call_notice import CallRequest, write_call_notice
from czdocs.flows.remind import RemindOutcome, RemindRequest, write_reminders
from czdocs.flows.rendering import FontFolders
from czdocs.resources import default_font_folder

__all__ = ["call_notice", "remind"]


def call_notice(options: Namespace) -> int:
    """`czdocs call-notice`: the year's call as PDF and Word document."""
    outcome = write_call_notice(
        CallRequest(
            year=options.year,
            dated=options.dated or clock.now().day,
            contact=options.contact,
            telephone=options.telephone,
            output=options.out,
            fonts=FontFolders(installed=default_font_folder(), office=options.office_fonts),
            issuers=tuple(options.issuer),
            copies_to=tuple(options.copy_to),
            opens_on=options.opens,
            reported_by=options.reported_by,
        )
    )
    terminal.print_findings(outcome.findings)
    names = "、".join(outcome.files)
    print(f"{options.year}年度申报通知{'已写入' if outcome.written else '没有变化：'} {options.out}（{names}）。")
    return 0


def remind(options: Namespace) -> int:
    """`czdocs remind`: a letter to every company of which a certification ends soon, and the list of them."""
    request = RemindRequest(
        archive=options.archive,
        within=options.within,
        today=options.today or clock.now().day,
        output=options.out,
        fonts=FontFolders(installed=default_font_folder(), office=options.office_fonts),
        contact=options.contact,
        jobs=options.jobs,
    )
    with terminal.progress("提醒函排版") as advance:
        outcome = write_reminders(request, advance)
    terminal.print_findings(outcome.findings)
    if options.format == "json":
        print(to_json(_data(request, outcome)))
        return 0
    print("\n".join(_lines(request, outcome)))
    return 0


def _lines(request: RemindRequest, outcome: RemindOutcome) -> Iterator[str]:
    period = f"{chinese_date(request.today)}至{chinese_date(request.until)}"
    if not outcome.letters:
        yield f"{period}没有需要提醒的产品，没有写提醒函。"
        return
    count = sum(len(letter.reminder.products) for letter in outcome.letters)
    yield f"{period}有效期届满的产品 {count} 个，提醒函 {len(outcome.letters)} 份（{request.output}）："
    for letter in outcome.letters:
        yield f"{letter.reminder.company}　{'、'.join(letter.files)}{'' if letter.written else '（没有变化）'}"
        for one in letter.reminder.products:
            yield f"  {one.certificate}　{one.product}　有效期至{chinese_date(one.valid_to)}"
    yield "还没有发文字号，印发前请在 Word 文件中编号。"


def _data(request: RemindRequest, outcome: RemindOutcome) -> dict[str, object]:
    return {
        "from": request.today.isoformat(),
        "to": request.until.isoformat(),
        "letters": [
            {
                "company": letter.reminder.company,
                "uscc": letter.reminder.uscc,
                "products": [
                    {"certificate": one.certificate, "product": one.product, "valid_to": one.valid_to.isoformat()}
                    for one in letter.reminder.products
                ],
                "files": list(letter.files),
                "written": list(letter.written),
            }
            for letter in outcome.letters
        ],
        "diagnostics": [found.code for found in outcome.findings],
    }
