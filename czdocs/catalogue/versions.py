"""Findings about versions of forms (CZ113x) and their migration (CZ518x)."""

from czdocs.catalogue.entry import Entry
from czdocs.diagnostic import Severity

__all__ = ["ENTRIES"]

ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="CZ1130",
        title="表单有新版本",
        message="本表是{title}第 {version} 版，仍然受理；已有第 {newest} 版，变化是：{changes}。",
        remedy="请对本文件运行 czdocs migrate，查看逐处改动；加 --write 改写为新版，原有内容不会丢失。",
        severity=Severity.WARNING,
        occasion="照 2025 年的第 1 版报告书填了 2026 年度的申报。",
    ),
    Entry(
        code="CZ1131",
        title="该年度不用这一版表单",
        message="{year} 年度的{title}用{accepted}，本表是第 {version} 版。",
        remedy="{remedy}",
        article="第二十二条",
        occasion="2025 年度的补正材料误用了 2026 年才有的第 2 版报告书。",
    ),
    Entry(
        code="CZ5180",
        title="不能转换版本的表单",
        message="{file} 不能读作表单，问题见上。",
        remedy="请先更正上面的问题，再转换版本。",
        occasion="czdocs migrate 的文件缺 form 一行，或者不是 YAML 文本。",
    ),
    Entry(
        code="CZ5181",
        title="没有这个版本",
        message="{title}没有可以从第 {version} 版转换到的第 {wanted} 版；本程序认识的版本：{known}。",
        remedy="请用 --to 指定比第 {version} 版新的版本，或者不写 --to。",
        exit_status=2,
        occasion="czdocs migrate report.yaml --to 9，而报告书只有第 1、2 版。",
    ),
    Entry(
        code="CZ5182",
        title="写法特殊，不能自动转换",
        message="{file} 的写法特殊，自动转换不能保证内容不变，没有改动。",
        remedy="请按上面列出的变化手工修改，再把 form 一行改成新版本。",
        occasion="表单里同一行套了几层括号和注释，改写后再读一遍，与应有的内容不符。",
    ),
    Entry(
        code="CZ5183",
        title="归档的记录不能重新核对",
        message="第 {sequence} 号记录{reason}，没有可以重新核对的表单。",
        remedy="请指定一份表单的记录，例如用 czdocs archive find --kind report 查找。",
        exit_status=2,
        occasion="czdocs revalidate 后面写的是目录或证书的记录号。",
    ),
)
