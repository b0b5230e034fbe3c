"""Findings about the call for applications and reminders of an ending validity (CZ5163 to CZ5189)."""

from czdocs.catalogue.entry import Entry
from czdocs.diagnostic import Severity

__all__ = ["ENTRIES"]

_CALL = (
    Entry(
        code="CZ5163",
        title="没有该年度申报通知的参数",
        message="没有 {year} 年度申报通知的参数，不能起草申报通知。",
        remedy="请在 policy/ 中补上 notice-{year}.yaml，写明文号、截止日期和评审等要求；已有的年度是 {known}。",
        article="第二十二条",
        occasion="czdocs call-notice --year 2027，而 policy/ 里还没有 notice-2027.yaml。",
    ),
    Entry(
        code="CZ5164",
        title="申报通知的参数是示例",
        message="{file} 标明是示例，起草的申报通知里的文号、日期和数值也都是示例。",
        remedy="印发前请把参数改为本年度确定的内容，并把 illustrative 改为 false。",
        article="第二十二条",
        severity=Severity.WARNING,
        occasion="用随附的示例参数运行 czdocs call-notice。",
    ),
    Entry(
        code="CZ5165",
        title="截止日期不是工作日",
        message="{what}{day}不是工作日，申报单位可能无处递交。",
        remedy="请改为工作日；确实定在这一天的，请安排人员受理。",
        article="第二十二条",
        severity=Severity.WARNING,
        occasion="申报截止日期写成了星期日。",
    ),
    Entry(
        code="CZ5166",
        title="日期先后不对",
        message="{first}{first_day}晚于{later}{later_day}。",
        remedy="请核对 --dated、--opens、--reported-by 和 {file} 中的截止日期。",
        article="第二十二条",
        exit_status=2,
        occasion="czdocs call-notice 的 --opens 写成了截止日期以后的一天。",
    ),
)
_LETTERS = (
    Entry(
        code="CZ5168",
        title="文书里的字印不出来",
        message="{field}中的字“{characters}”在排版字库里没有字形，文书里印不出来。",
        remedy="请核对这个字；确实要用的，用 --office-fonts 指明有这个字的字库。",
        occasion="--contact 里有一个生僻字，字库里没有它的字形。",
    ),
    Entry(
        code="CZ5172",
        title="记录里没有产品和单位的数据",
        message="归档第 {sequence} 号记录（{subject}）的有效期将在{day}届满，但里面没有产品、型号和单位的完整数据，"
        "没有给它写提醒函。",
        remedy="请用 czdocs archive show {sequence} 查看这条记录，另行通知该单位。",
        article="第十条",
        severity=Severity.WARNING,
        occasion="认定记录是别的程序归档的，没有产品数据。",
    ),
)
ENTRIES: tuple[Entry, ...] = (*_CALL, *_LETTERS)
