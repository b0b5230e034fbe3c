"""Findings about new forms and their filling in (CZ514x)."""

from czdocs.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="CZ5140",
        title="没有填完",
        message="{file} 还没有填完，已经填好的 {count} 项保存在 {draft}。",
        remedy="再次运行 {command}，就从没有填的地方接着填。",
        occasion="czdocs new application --interactive 填到一半按了 Ctrl-C。",
    ),
    Entry(
        code="CZ5141",
        title="草稿不能接着填",
        message="{draft} 里有没填完的草稿，但{reason}。",
        remedy="请换一个文件名（-o），或者删去这份草稿再填。",
        occasion="草稿是 application/1 的，程序升级后表单已是 application/2。",
    ),
    Entry(
        code="CZ5142",
        title="预填的内容不对",
        message="选项 {option} 的值不能用：{reason}。",
        remedy="申报编号写成 2026-XB-0001 的样子，年度写四位数字，只给有这一项的表单预填。",
        exit_status=2,
        occasion="czdocs new application --case 2026-0001，编号里少了辖市（区）的字母。",
    ),
    Entry(
        code="CZ5143",
        title="没有指明表单",
        message="没有指明要新建哪一种表单。",
        remedy="请在 czdocs new 后面写上表单的名称，例如 application；单独运行 czdocs new 可以列出全部表单。",
        exit_status=2,
        occasion="czdocs new -o 表单.yaml，没有写要新建哪一种表单。",
    ),
)
