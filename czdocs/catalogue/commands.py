"""Findings about flows and the command line (CZ5xxx)."""

from czdocs.catalogue.entry import Entry
from czdocs.diagnostic import Severity

__all__ = ["ENTRIES"]

ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="CZ5101",
        title="没有该年度的表单",
        message="没有找到 {year} 年度的表单文件夹 {path}。",
        remedy="请用 --forms 指明表单所在的文件夹，其下应有以年度命名的文件夹，例如 2026。",
    ),
    Entry(
        code="CZ5102",
        title="磁盘已满",
        message="磁盘空间不足，文件 {path} 没有写成。",
        remedy="请清理磁盘后再运行一次；已归档的内容没有损失，未归档的内容不会留下半截。",
        exit_status=4,
    ),
    Entry(
        code="CZ5103",
        title="没有写入权限",
        message="没有权限写入 {path}。",
        remedy="请检查该文件夹的权限，或另指一个可以写入的文件夹。",
        exit_status=4,
    ),
    Entry(
        code="CZ5104",
        title="输出路径被占用",
        message="无法写入 {path}：路径上有同名的文件或文件夹。",
        remedy="请移走占用该路径的文件，或另指一个文件夹。",
        exit_status=4,
    ),
    Entry(
        code="CZ5105",
        title="文件无法写入",
        message="文件 {path} 没有写成：{reason}。",
        remedy="请检查磁盘和文件夹后再运行一次；已归档的内容没有损失。",
        exit_status=4,
    ),
    Entry(
        code="CZ5106",
        title="该年度已发布且内容不同",
        message="{year} 年度的目录已于{published}发布（第 {commit} 次归档），这次的表单与当时不同：{difference}。",
        remedy="已发布的目录不会被悄悄改动。如确需发布更正版，请加 --correct；否则请恢复原来的表单。",
    ),
    Entry(
        code="CZ5107",
        title="以前年度尚未归档",
        message="{earlier} 年度的表单尚未发布和归档，{year} 年版目录不会列入该年度认定的产品。",
        remedy="请先运行 invoke publish-directory --year {earlier}，再发布 {year} 年度的目录。",
        severity=Severity.WARNING,
    ),
    Entry(
        code="CZ5108",
        title="以后年度已经发布",
        message="归档中已有 {later} 年版目录，其中没有列入本年度新认定的产品。",
        remedy="请在发布后用 --year {later} --correct 重新发布 {later} 年版目录。",
        severity=Severity.WARNING,
    ),
    Entry(
        code="CZ5109",
        title="没有认定决定",
        message="{year} 年度的表单中没有 certification-decision.yaml，不能发布目录。",
        remedy="请在联合会商后填写认定决定，放在 {year} 年度文件夹下。",
        article="第十条",
    ),
    Entry(
        code="CZ5110",
        title="没有任何年度",
        message="文件夹 {path} 下没有以年度命名的表单文件夹。",
        remedy="请用 --forms 指明表单所在的文件夹，其下应有以年度命名的文件夹，例如 2026。",
    ),
    Entry(
        code="CZ5111",
        title="排版进程中断",
        message="排版进程意外结束，多半是内存不足；没有归档任何内容。",
        remedy="请关闭其他程序，或用 --jobs 1 再运行一次。",
        exit_status=4,
    ),
    Entry(
        code="CZ5112",
        title="成文日期未到",
        message="认定文件的成文日期是{dated}，晚于今天（{today}），还不能发布。",
        remedy="请在成文日期当天或之后发布，或更正认定决定中的 dated。",
        article="第十条",
    ),
    Entry(
        code="CZ5120",
        title="不是顺序号或摘要值",
        message="“{given}”既不是记录的顺序号，也不是文件的 SHA-256 摘要值（64 位小写十六进制）。",
        remedy="顺序号用 czdocs archive find 查找；文件的摘要值列在 czdocs archive show 顺序号 的“文件”之下。",
        exit_status=2,
    ),
    Entry(
        code="CZ5121",
        title="文件已经存在",
        message="{path} 已经存在，没有改动它。",
        remedy="请换一个文件名，或先移走原来的文件。",
    ),
    Entry(
        code="CZ5122",
        title="不是能显示的文字",
        message="{given} 的内容不是能在屏幕上显示的文字。",
        remedy="请用 -o 指明要写入的文件，再用相应的软件打开。",
        exit_status=2,
    ),
    Entry(
        code="CZ5113",
        title="归档正被改动",
        message="发布期间归档不断被其他人更新，已重试 {attempts} 次。",
        remedy="归档没有改变。请稍后再运行一次。",
        exit_status=4,
    ),
)
