"""Findings about policy parameters (CZ6xxx)."""

from czdocs.catalogue.entry import Entry
from czdocs.diagnostic import Severity

__all__ = ["ENTRIES"]

ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="CZ6001",
        title="政策参数有误",
        message="参数文件 {name} 的 {key} 应为{wanted}。",
        remedy="请更正参数文件；参数文件随程序发布，未经解释机关同意不要改动。",
        occasion="参数文件里的数字写成了文字，或者少了一项。",
    ),
    Entry(
        code="CZ6002",
        title="办法尚未施行",
        message="{day} 时《办法》（{document}）尚未施行，施行日期为 {valid_from}。",
        remedy="请核对日期；如施行日期有误，请由市工信局更正参数文件。",
        occasion="查询的日期早于《办法》的施行日期。",
    ),
    Entry(
        code="CZ6003",
        title="缺少政策参数",
        message="缺少参数文件 {name}。",
        remedy="请重新安装 czdocs，或补上该文件。",
        occasion="安装不完整，缺少 policy 里的文件。",
    ),
    Entry(
        code="CZ6004",
        title="没有年度申报通知",
        message="没有 {year} 年度申报通知的参数，截止日期、评分和公示天数等没有核对。",
        remedy="请在 policy 里补上 notice-{year}.yaml。",
        article="第九条",
        severity=Severity.WARNING,
    ),
)
